import type { IcebergTable, LakeTable } from '../../model/lake/table.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { compact } from '../../model/values/json.ts';
import { createIcebergTable, icebergForm } from '../lake/ddl.ts';
import { glueColumns, tableProperties } from '../lake/glue.ts';
import { askedQuestions, catalogOf, statementOf } from '../lake/statements.ts';
import type { AskedLake } from '../lake/statements.ts';
import { count, DRAFT, list, object, schemaVersion, text } from './schema-words.ts';

/** What `tables --json` prints, as `lakeDocumentSchema` describes. */
export function lakeDocument({ lake: { tables, iceberg, missing }, at }: AskedLake): JsonObject {
  return {
    schemaVersion: 1,
    tables: [...tables, ...iceberg].map((fed) => ({
      ...tableDocument(fed.table),
      questions: askedQuestions(fed, at).map((one) => ({ ...one })),
    })),
    missing: missing.map(({ stream, why }) => ({ stream, why: [...why] })),
  };
}

function tableDocument(table: LakeTable | IcebergTable): JsonObject {
  const { stream, database, name, location, notes } = table;
  return compact({
    stream,
    database,
    name,
    ...('format' in table ? objectsDocument(table) : icebergDocument(table)),
    location,
    columns: glueColumns(table).map((column) => ({ ...column })),
    notes: [...notes],
    athena: statementOf(table),
    iceberg: createIcebergTable('format' in table ? icebergForm(table) : table),
  });
}

function objectsDocument(table: LakeTable): JsonObject {
  const { format, template, partitions } = table;
  return {
    format,
    template,
    partitions: partitions.map((one) => ({ ...one })),
    parameters: tableProperties(table),
  };
}

function icebergDocument(table: IcebergTable): JsonObject {
  return {
    format: 'iceberg',
    catalog: catalogOf(table),
    partitions: [],
    parameters: { table_type: 'ICEBERG' },
  };
}

const partition = object(
  {
    name: text('Name.'),
    type: {
      enum: ['date', 'integer', 'injected'],
      description: 'Of projection; every query has to name what is injected.',
    },
    format: text('Of a date: a pattern of Java.'),
    unit: text('Of a date: the step from one to the next, as in DAYS.'),
    zone: text('Of a date: the time zone that it is written in.'),
    isSorted: { type: 'boolean', description: 'Of a date: whether later ones are later in the alphabet, too.' },
    least: count('Of an integer: the first.'),
    most: count('Of an integer: the last.'),
    digits: count('Of an integer: how many digits it is written with.'),
  },
  ['format', 'unit', 'zone', 'isSorted', 'least', 'most', 'digits'],
);

/** JSON Schema of what `tables --json` prints. */
export const lakeDocumentSchema: JsonObject = {
  $schema: DRAFT,
  title: 'What defender-gitops tables --json prints',
  description: 'The tables that fit what exports leave in S3, and questions to them.',
  ...object({
    schemaVersion,
    tables: list(
      'One for each delivery stream that exports reach.',
      object(
        {
          stream: text('Name of the delivery stream.'),
          database: text('Name of the database.'),
          name: text('Name of the table.'),
          format: {
            enum: ['json', 'parquet', 'orc', 'iceberg'],
            description: 'What the objects are; iceberg where the stream writes into the table.',
          },
          catalog: text('Of a table in a table bucket: the catalog that statements are run in.'),
          location: text('What the addresses of all objects begin with; absent in a table bucket.'),
          template: text('The location of one partition; absent where there are none.'),
          columns: list(
            'Its columns.',
            object({ name: text('Name, in small letters.'), type: text('Type, as Glue and Athena write it.') }),
          ),
          partitions: list('The columns that Athena works out from the addresses of objects.', partition),
          parameters: { type: 'object', description: 'Parameters of the table in Glue, its properties in Athena.' },
          notes: list('What has to be known of it, for people.', { type: 'string' }),
          athena: text('The statement that makes it.'),
          iceberg: text('The statement that makes a table of Apache Iceberg for the same records.'),
          questions: list(
            'What can be asked of it.',
            object(
              {
                id: text('Its id, as in latest.'),
                title: text('What is asked.'),
                sql: text('The query; absent where it cannot be asked.'),
                why: text('Why it cannot be asked of this table; absent where it can.'),
              },
              ['sql', 'why'],
            ),
          ),
        },
        ['catalog', 'location', 'template'],
      ),
    ),
    missing: list(
      'The delivery streams that exports reach and that no table can be told for.',
      object({ stream: text('Name of the delivery stream.'), why: list('Why, for people.', { type: 'string' }) }),
    ),
  }),
};
