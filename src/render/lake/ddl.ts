import type { IcebergTable, LakeTable, StreamTable } from '../../model/lake/table.ts';
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

/** A table of Apache Iceberg for the same records as one over objects. */
export function icebergForm({ stream, database, name, location, columns, points, notes }: LakeTable): IcebergTable {
  const [bucket = ''] = /^s3:\/\/[^/]+\//.exec(location) ?? [];
  const other = `${name}_iceberg`;
  return { stream, database, name: other, location: `${bucket}iceberg/${other}/`, columns, points, notes };
}

/**
 * The statement that makes a table of Apache Iceberg; Athena makes it in version 2 of the format, as Firehose needs it. In a table bucket it
 * has no location: https://docs.aws.amazon.com/athena/latest/ug/gdc-register-s3-table-bucket-cat.html.
 * https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-creating-tables.html
 */
export function createIcebergTable(table: IcebergTable): string {
  const column = dayColumn(table);
  return [
    `CREATE TABLE IF NOT EXISTS ${nameOf(table)} (`,
    columnLines(table),
    ')',
    ...(column === undefined ? [] : [`PARTITIONED BY (truncate(${DAY}, ${ddlName(column)}))`]),
    ...(table.location === undefined
      ? [`TBLPROPERTIES ('table_type' = 'ICEBERG')`]
      : [`LOCATION ${ddlText(table.location)}`, `TBLPROPERTIES ('table_type' = 'ICEBERG', 'format' = 'parquet')`]),
  ].join('\n');
}

/** In milliseconds. */
export const DAY = 86_400_000;

/** The column whose days part a table: that of whole numbers, which have no transform for days, so that they are cut off instead. */
export function dayColumn({ points }: IcebergTable): string | undefined {
  const { timestamp } = points.fields;
  return points.list === undefined && timestamp?.length === 1 ? timestamp[0] : undefined;
}

function nameOf({ database, name }: Pick<LakeTable, 'database' | 'name'>): string {
  return `${ddlName(database)}.${ddlName(name)}`;
}

function columnLines({ columns }: StreamTable): string {
  return columns.map(({ name, type }) => `  ${ddlName(name)} ${ddlType(type)}`).join(',\n');
}

function pairs(members: Readonly<Record<string, string>>, between = ', '): string {
  return Object.entries(members)
    .map(([name, value]) => `${ddlText(name)} = ${ddlText(value)}`)
    .join(between);
}
