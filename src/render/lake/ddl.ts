import type { LakeTable } from '../../model/lake/table.ts';
import { partitionType, serdeOf, tableProperties } from './glue.ts';
import { ddlName, ddlType, ddlText } from './sql-words.ts';

/** The statement that makes a database. https://docs.aws.amazon.com/athena/latest/ug/create-database.html */
export function createDatabase(database: string): string {
  return `CREATE DATABASE IF NOT EXISTS ${ddlName(database)}`;
}

/** The statement that makes a table over what a stream writes. https://docs.aws.amazon.com/athena/latest/ug/create-table.html */
export function createTable(table: LakeTable): string {
  const { partitions, location } = table;
  const { library, parameters, input, output } = serdeOf(table);
  return [
    `CREATE EXTERNAL TABLE IF NOT EXISTS ${nameOf(table)} (`,
    columnLines(table),
    ')',
    ...(partitions.length === 0
      ? []
      : [`PARTITIONED BY (${partitions.map((one) => `${ddlName(one.name)} ${partitionType(one)}`).join(', ')})`]),
    `ROW FORMAT SERDE ${ddlText(library)}`,
    `WITH SERDEPROPERTIES (${pairs(parameters)})`,
    `STORED AS INPUTFORMAT ${ddlText(input)}`,
    `OUTPUTFORMAT ${ddlText(output)}`,
    `LOCATION ${ddlText(location)}`,
    `TBLPROPERTIES (\n  ${pairs(tableProperties(table), ',\n  ')}\n)`,
  ].join('\n');
}

/** The name that the Iceberg form of a table has. */
export function icebergName({ name }: LakeTable): string {
  return `${name}_iceberg`;
}

/**
 * The statement that makes an Apache Iceberg table for the same records; Athena makes it in version 2 of the format, as Firehose needs it.
 * https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-creating-tables.html
 */
export function createIcebergTable(table: LakeTable): string {
  const name = icebergName(table);
  const [bucket = ''] = /^s3:\/\/[^/]+\//.exec(table.location) ?? [];
  const { timestamp } = table.points.fields;
  // Days of milliseconds: a column of whole numbers has no transform for days.
  const [column] = table.points.list === undefined && timestamp?.length === 1 ? timestamp : [];
  return [
    `CREATE TABLE IF NOT EXISTS ${nameOf({ ...table, name })} (`,
    columnLines(table),
    ')',
    ...(column === undefined ? [] : [`PARTITIONED BY (truncate(86400000, ${ddlName(column)}))`]),
    `LOCATION ${ddlText(`${bucket}iceberg/${name}/`)}`,
    `TBLPROPERTIES ('table_type' = 'ICEBERG', 'format' = 'parquet')`,
  ].join('\n');
}

function nameOf({ database, name }: Pick<LakeTable, 'database' | 'name'>): string {
  return `${ddlName(database)}.${ddlName(name)}`;
}

function columnLines({ columns }: LakeTable): string {
  return columns.map(({ name, type }) => `  ${ddlName(name)} ${ddlType(type)}`).join(',\n');
}

function pairs(members: Readonly<Record<string, string>>, between = ', '): string {
  return Object.entries(members)
    .map(([name, value]) => `${ddlText(name)} = ${ddlText(value)}`)
    .join(between);
}
