import type { Lake, LakeTable } from '../../model/lake/table.ts';
import { block, comments, expression, identifier, members, text } from '../text/hcl.ts';
import { idsOf } from '../text/ids.ts';
import { glueColumns, partitionType, serdeOf, tableProperties } from './glue.ts';
import { databasesOf, notesOf } from './lake.ts';

/** The tables and their databases in Terraform's language. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/glue_catalog_table */
export function lakeTerraform(lake: Lake): string {
  const databases = databasesOf(lake);
  const ids = idsOf(databases, identifier);
  const databaseIds = new Map(databases.map((name, index) => [name, String(ids[index])]));
  const tableIds = idsOf(
    lake.tables.map(({ table }) => table.name),
    identifier,
  );
  return [
    comments(['Tables over what exported metrics leave in S3: written by defender-gitops tables', ...notesOf(lake)]),
    ...databases.map((name) => block('aws_glue_catalog_database', databaseIds.get(name) ?? '', { name: text(name) })),
    ...lake.tables.map(({ table }, index) =>
      tableBlock(String(tableIds[index]), table, databaseIds.get(table.database) ?? ''),
    ),
  ].join('\n');
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
