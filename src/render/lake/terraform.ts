import type { Lake, LakeTable } from '../../model/lake/table.ts';
import { block, comments, expression, identifier, members, text } from '../text/hcl.ts';
import { idsOf } from '../text/ids.ts';
import { glueColumns, partitionType, serdeOf, tableProperties } from './glue.ts';
import { icebergFields } from './iceberg-schema.ts';
import { databasesOf, leftToEngines, namespacesOf, notesOf, tablesInBuckets } from './lake.ts';
import type { TableInBucket } from './lake.ts';

/** The tables and their databases in Terraform's language. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/glue_catalog_table */
export function lakeTerraform(lake: Lake): string {
  const databases = databasesOf(lake);
  const ids = idsOf(databases, identifier);
  const databaseIds = new Map(databases.map((name, index) => [name, String(ids[index])]));
  const tableIds = idsOf(
    lake.tables.map(({ table }) => table.name),
    identifier,
  );
  const notes = [...leftToEngines(lake, 'Terraform'), ...tablesInBuckets(lake).flatMap(whatIsLeft), ...notesOf(lake)];
  return [
    comments(['Tables over what exported metrics leave in S3: written by defender-gitops tables', ...notes]),
    ...databases.map((name) => block('aws_glue_catalog_database', databaseIds.get(name) ?? '', { name: text(name) })),
    ...lake.tables.map(({ table }, index) =>
      tableBlock(String(tableIds[index]), table, databaseIds.get(table.database) ?? ''),
    ),
    ...bucketBlocks(lake),
  ].join('\n');
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3tables_table */
function bucketBlocks(lake: Lake): readonly string[] {
  const namespaces = namespacesOf(lake);
  const ids = idsOf(
    namespaces.map(({ bucket, name }) => `${bucket.name}_${name}`),
    identifier,
  );
  const namespaceIds = new Map(namespaces.map(({ key }, index) => [key, String(ids[index])]));
  const tables = tablesInBuckets(lake).filter((table) => nestedColumns(table).length === 0);
  const tableIds = idsOf(
    tables.map(({ name }) => name),
    identifier,
  );
  return [
    ...namespaces.map(({ key, bucket, name }) =>
      block('aws_s3tables_namespace', namespaceIds.get(key) ?? '', {
        namespace: text(name),
        table_bucket_arn: text(bucket.arn),
      }),
    ),
    ...tables.map((table, index) =>
      bucketTableBlock(String(tableIds[index]), table, namespaceIds.get(table.namespaceKey) ?? ''),
    ),
  ];
}

function nestedColumns({ columns }: TableInBucket): readonly string[] {
  return columns.flatMap(({ name, type }) => (typeof type === 'object' ? [name.toLowerCase()] : []));
}

function whatIsLeft(table: TableInBucket): readonly string[] {
  const nested = nestedColumns(table);
  const { database, name } = table;
  return nested.length === 0
    ? [`${database}.${name} is created without partitions: aws_s3tables_table takes none.`]
    : [
        `${database}.${name} is not created here: aws_s3tables_table takes no nested columns (${nested.join(', ')}). Create it in Athena (tables --format iceberg) or by CloudFormation, or let the SQL of the rule make flat records.`,
      ];
}

function bucketTableBlock(id: string, { name, columns }: TableInBucket, namespaceId: string): string {
  const namespace = `aws_s3tables_namespace.${namespaceId}`;
  const fields = icebergFields(columns).map((field) =>
    inner('field', members({ name: text(field.name), type: text(String(field.type)) }, '          '), '        '),
  );
  const schema = inner('schema', fields.join('\n\n'), '      ');
  const body = [
    members(
      {
        name: text(name),
        namespace: `${namespace}.namespace`,
        table_bucket_arn: `${namespace}.table_bucket_arn`,
        format: text('ICEBERG'),
      },
      '  ',
    ),
    inner('metadata', inner('iceberg', schema, '    '), '  '),
  ];
  return `resource "aws_s3tables_table" "${id}" {\n${body.join('\n\n')}\n}\n`;
}

function tableBlock(id: string, table: LakeTable, databaseId: string): string {
  const { library, parameters, input, output } = serdeOf(table);
  const properties = { EXTERNAL: 'TRUE', ...tableProperties(table) };
  const columns = glueColumns(table).map(({ name, type }) =>
    inner('columns', members({ name: text(name), type: text(type) }, '      '), '    '),
  );
  const serde = members(
    { serialization_library: text(library), parameters: expression(parameters, '      ') },
    '      ',
  );
  const storage = [
    members({ location: text(table.location), input_format: text(input), output_format: text(output) }, '    '),
    ...columns,
    inner('ser_de_info', serde, '    '),
  ];
  const body = [
    members(
      {
        name: text(table.name),
        database_name: `aws_glue_catalog_database.${databaseId}.name`,
        table_type: text('EXTERNAL_TABLE'),
        parameters: expression(properties, '  '),
      },
      '  ',
    ),
    ...table.partitions.map((one) =>
      inner('partition_keys', members({ name: text(one.name), type: text(partitionType(one)) }, '    '), '  '),
    ),
    inner('storage_descriptor', storage.join('\n\n'), '  '),
  ];
  return `resource "aws_glue_catalog_table" "${id}" {\n${body.join('\n\n')}\n}\n`;
}

/** A block in another one. */
function inner(name: string, body: string, indent: string): string {
  return `${indent}${name} {\n${body}\n${indent}}`;
}
