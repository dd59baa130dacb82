import { parse } from '@cdktn/hcl2json';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tables } from '../../src/commands/tables.ts';
import type { TablesOptions } from '../../src/commands/tables.ts';
import { edited, EXAMPLE } from '../sandbox/data-plane/flow.ts';
import type { Edits } from '../sandbox/data-plane/flow.ts';
import { testWorld } from '../world.ts';

const printed = async (options: Partial<TablesOptions> = {}, edits: Edits = []): Promise<string> => {
  const world = testWorld(edited(edits));
  expect(await tables(world, { folder: 'profiles', ...options })).toBe(0);
  expect(world.sandbox.calls).toEqual([]);
  return world.printed();
};

interface Document {
  readonly tables: readonly {
    readonly name: string;
    readonly database: string;
    readonly format: string;
    readonly athena: string;
    readonly notes: readonly string[];
    readonly questions: readonly { readonly id: string; readonly sql?: string; readonly why?: string }[];
  }[];
  readonly missing: readonly { readonly stream: string; readonly why: readonly string[] }[];
}
const documented = async (edits: Edits, options: Partial<TablesOptions> = {}): Promise<Document> =>
  JSON.parse(await printed({ ...options, format: 'json' }, edits)) as Document;

const PARQUET = [
  '      compressionFormat: GZIP\n',
  `      dataFormatConversionConfiguration:
        schemaConfiguration: { roleArn: role/r, databaseName: fleet, tableName: readings }
        inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } }
        outputFormatConfiguration: { serializer: { parquetSerDe: {} } }
`,
] as const;

describe('tables', () => {
  test.each([
    ['athena', 'tables.sql'],
    ['iceberg', 'tables-iceberg.sql'],
    ['cloudformation', 'tables-cloudformation.json'],
    ['terraform', 'tables.tf'],
  ] as const)('prints the example in the format %s as in its golden file', async (format, file) => {
    await expect(await printed({ format })).toMatchFileSnapshot(`../golden/${file}`);
  });

  test.each([
    ['athena', 'profiles', 'tables.sql'],
    ['iceberg', 'profiles', 'tables-iceberg.sql'],
    ['athena', 's3-tables', 's3-tables/tables.sql'],
    ['cloudformation', 's3-tables', 's3-tables/tables-cloudformation.json'],
    ['terraform', 's3-tables', 's3-tables/tables.tf'],
  ] as const)('prints what examples/lake has for the format %s of its %s', async (format, profiles, file) => {
    const folder = new URL(`../../examples/lake/${profiles}/`, import.meta.url);
    const files = ['defender.yaml', 'lake.yaml'].map((name) => [
      `profiles/${name}`,
      readFileSync(new URL(name, folder), 'utf8'),
    ]);
    const world = testWorld(Object.fromEntries(files) as Record<string, string>);
    expect(await tables(world, { folder: 'profiles', format })).toBe(0);
    await expect(world.printed()).toMatchFileSnapshot(`../../examples/lake/${file}`);
  });

  test('prints Terraform that Terraform’s own parser reads, with the location of a partition left to Athena', async () => {
    const read: unknown = await parse('tables.tf', await printed({ format: 'terraform' }));
    expect(read).toMatchObject({
      resource: {
        aws_glue_catalog_table: {
          soundbox_metrics: [
            {
              parameters: { 'storage.location.template': 's3://acme-device-lake/defender/$${day}/' },
              storage_descriptor: [{ location: 's3://acme-device-lake/defender/' }],
            },
          ],
        },
      },
    });
  });

  test('describes the table that a conversion names, in its format', async () => {
    const {
      tables: [table],
    } = await documented([PARQUET]);
    expect(table).toMatchObject({ database: 'fleet', name: 'readings', format: 'parquet' });
    expect(table?.athena).toContain('ParquetHiveSerDe');
  });

  test('asks as of the time that is given, of the database that is given', async () => {
    const {
      tables: [table],
    } = await documented([], { at: '2026-11-24', database: 'iot' });
    expect(table?.questions[0]?.sql).toContain("from_iso8601_timestamp('2026-11-24T00:00:00Z')");
    expect(table?.questions[0]?.sql).toContain('FROM iot.soundbox_metrics');
  });

  describe('of a stream that writes into tables of Apache Iceberg', () => {
    const iceberg = (tables: string, more = '', catalog = 'catalog'): Edits => [
      [
        / {4}extendedS3Destination:[^]*?compressionFormat: GZIP\n/,
        `    icebergDestination:
      roleArn: role/FirehoseToLake
      catalogConfiguration: { catalogArn: ${catalog} }
      destinationTableConfigurationList: [${tables}]
      s3Configuration: { roleArn: role/FirehoseToLake, bucketArn: "\${var.lake}" }
${more}`,
      ],
    ];
    const READINGS = 'destinationDatabaseName: fleet, destinationTableName: readings';
    const QUERY = `      processingConfiguration:
        enabled: true
        processors:
          - type: MetadataExtraction
            parameters:
              - { parameterName: MetadataExtractionQuery, parameterValue: "{destinationTableName:.name}" }
              - { parameterName: JsonParsingEngine, parameterValue: JQ-1.6 }
`;

    test('makes each table in Athena, where it asks the questions, too', async () => {
      for (const format of ['athena', 'iceberg'] as const) {
        const text = await printed({ format }, iceberg(`{ ${READINGS} }`));
        expect(text).toContain('CREATE DATABASE IF NOT EXISTS `fleet`;');
        expect(text).toContain('CREATE TABLE IF NOT EXISTS `fleet`.`readings` (');
        expect(text).toContain(
          "LOCATION 's3://acme-device-lake/iceberg/readings/'\nTBLPROPERTIES ('table_type' = 'ICEBERG'",
        );
        expect(text).toContain('FROM fleet.readings\n');
      }
    });

    test.each(['cloudformation', 'terraform'] as const)(
      'leaves a table of the account’s catalog to Athena, and says so: %s',
      async (format) => {
        const text = await printed({ format }, iceberg(`{ ${READINGS} }`));
        expect(text).toContain('fleet.readings is not created here');
        expect(text).not.toMatch(/AWS::Glue::Table|aws_glue_catalog_table/);
      },
    );

    test('numbers all columns of a table bucket for CloudFormation, and leaves nested ones out of Terraform', async () => {
      const edits = iceberg(`{ ${READINGS} }`, '', 'catalog/s3tablescatalog/device-lake');
      const { Resources } = JSON.parse(await printed({ format: 'cloudformation' }, edits));
      const { IcebergSchemaV2: schema } = Resources.FleetReadings.Properties.IcebergMetadata;
      const ids = [...JSON.stringify(schema).matchAll(/"(?:Id|id|element-id)":(\d+)/g)].map(([, id]) => Number(id));
      expect(ids.toSorted((one, other) => one - other)).toEqual(ids.map((_, index) => index + 1));
      expect(ids.length).toBeGreaterThan(10);
      const text = await printed({ format: 'terraform' }, edits);
      expect(text).toContain('aws_s3tables_table takes no nested columns (value, dimension)');
      expect(text).not.toContain('resource "aws_s3tables_table"');
    });

    test.each<readonly [what: string, edits: Edits, note: string]>([
      [
        'several tables, and nothing that chooses one',
        iceberg(`{ ${READINGS} }, { destinationDatabaseName: fleet, destinationTableName: alarms }`),
        'It names 2 tables, and nothing says which record goes to which',
      ],
      [
        'several tables, and a query that chooses one',
        iceberg(`{ ${READINGS} }, { destinationDatabaseName: fleet, destinationTableName: alarms }`, QUERY),
        'which come to fleet.alarms is not known, so that it has a column for everything',
      ],
      [
        'one table, and a query beside it',
        iceberg(`{ ${READINGS} }`, QUERY),
        'not all of them need come to fleet.readings',
      ],
      [
        'unique keys',
        iceberg(`{ ${READINGS}, uniqueKeys: [thing, timestamp] }`),
        'Firehose looks for fleet.readings and its unique keys (thing, timestamp) when the stream is created',
      ],
      [
        'a unique key that no record has',
        iceberg(`{ ${READINGS}, uniqueKeys: [device] }`),
        'No record has the unique key device of fleet.readings.',
      ],
      [
        'a column with capitals',
        [
          ...iceberg(`{ ${READINGS} }`),
          ['SELECT VALUE metrics', 'SELECT VALUE (SELECT thing AS deviceId, name AS metric FROM metrics)'],
        ],
        'Firehose tells deviceId from the column deviceid',
      ],
    ])('says what is not known of %s', async (_what, edits, note) => {
      const { tables: found } = await documented(edits);
      expect(found.flatMap(({ notes }) => notes).join('\n')).toContain(note);
    });

    test('says why there is no table where each record names its own', async () => {
      const { tables: found, missing } = await documented(iceberg('', QUERY));
      expect(found).toEqual([]);
      expect(missing[0]?.why.join(' ')).toContain('the metadata of each record does');
    });
  });

  test('says which questions cannot be asked, and why', async () => {
    const {
      tables: [table],
    } = await documented([
      ['exportMetric: true', 'exportMetric: false'],
      ['        - aws:num-disconnects\n', ''],
    ]);
    expect(table?.questions.flatMap(({ id, why }) => (why === undefined ? [] : [[id, why]]))).toEqual([
      ['disconnects', 'neither aws:num-disconnects nor aws:disconnect-duration is exported to it'],
      ['alarms', 'no behavior with exportMetric holds a number against a threshold'],
    ]);
  });

  test('says of which stream no table can be told, and why', async () => {
    const { missing } = await documented([[/ {10}batchMode: true.*\n/, '']]);
    expect(missing).toEqual([
      {
        stream: 'soundbox-metrics',
        why: ['Rule SoundboxMetricsToLake: a record is a list, and the row of a table is an object.'],
      },
    ]);
  });

  test('tells what Athena cannot read', async () => {
    const {
      tables: [table],
    } = await documented([['compressionFormat: GZIP', 'compressionFormat: GZIP\n      fileExtension: .json']]);
    expect(table?.notes).toEqual([
      'Athena detects the compression by the name of the object: let fileExtension end with .gz.',
    ]);
  });

  test.each([
    [{ at: 'yesterday' }, '"yesterday" is no time.'],
    [{ at: '2026-13-01' }, '"2026-13-01" is no time.'],
    [{ database: 'my-lake' }, '"my-lake" is no name of a database.'],
  ])('refuses %j', async (options, message) => {
    await expect(tables(testWorld(EXAMPLE), { folder: 'profiles', ...options })).rejects.toThrow(message);
  });
});
