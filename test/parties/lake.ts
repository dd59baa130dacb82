import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnType, LakeTable, Partition } from '../../src/model/lake/table.ts';
import { python } from './installed.ts';

/** What sqlglot reads in a statement that makes a table. */
export interface ReadTable {
  readonly name: string;
  readonly columns: readonly (readonly [name: string, type: string])[];
  readonly partitions?: readonly (readonly string[])[];
  readonly location?: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** Lets sqlglot read statements of Athena, and write the queries among them for DuckDB. */
export function readByOthers(statements: {
  readonly tables: readonly string[];
  readonly queries: readonly string[];
}): Promise<{ readonly tables: readonly ReadTable[]; readonly queries: readonly string[] }> {
  return python('sql_dialects.py', statements, { PATH: process.env['PATH'] });
}

/** A row of an answer: times in milliseconds, numbers as numbers. */
export type Row = Readonly<Record<string, string | number | null>>;

/** Lets DuckDB look at what lies in a folder, through the columns and partitions of tables. */
export async function duckDb(out: string, tables: readonly LakeTable[]) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  for (const table of tables) {
    await connection.run(`CREATE SCHEMA IF NOT EXISTS "${table.database}"`);
    await connection.run(`CREATE VIEW "${table.database}"."${table.name}" AS ${viewOf(out, table)}`);
  }
  return { ask: (sql: string) => ask(connection, sql), close: () => connection.closeSync() };
}

async function ask(connection: DuckDBConnection, sql: string): Promise<readonly Row[]> {
  const reader = await connection.runAndReadAll(`SELECT * FROM (${sql})`);
  const columns = reader.columnNames();
  return reader
    .getRowsJS()
    .map((row) => Object.fromEntries(columns.map((name, index) => [name, plain(row[index])] as const)));
}

function plain(value: unknown): string | number | null {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

/** Partitions are what the template says of an object's address, as Athena has it the other way round. */
function viewOf(out: string, table: LakeTable): string {
  const folder = `${out}/${table.location.slice('s3://'.length)}`;
  const reader =
    table.format === 'parquet'
      ? `read_parquet('${folder}**/*.parquet', filename = true)`
      : `read_json('${folder}**/*', format = 'newline_delimited', filename = true, columns = {${table.columns
          .map(({ name, type }) => `'${name}': '${duckType(type)}'`)
          .join(', ')}})`;
  const template = `${out}/${(table.template ?? table.location).slice('s3://'.length)}`;
  const groups = table.partitions.reduce(
    (pattern, partition) => pattern.replace(`\\$\\{${partition.name}\\}`, () => `(${valuePattern(partition)})`),
    template.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`),
  );
  const partitions = table.partitions.map(
    ({ name }, index) => `regexp_extract(filename, '^${groups}[^/]*$', ${index + 1}) AS "${name}"`,
  );
  return `SELECT ${[...table.columns.map(({ name }) => `"${name}"`), ...partitions].join(', ')} FROM ${reader}`;
}

/** What values of a partition look like. */
function valuePattern(partition: Partition): string {
  if (partition.type === 'injected') return '[^/]+';
  if (partition.type === 'integer') return String.raw`\d{${partition.digits}}`;
  return partition.format.replaceAll(/'((?:[^']|'')*)'|([A-Za-z]+)/g, (_whole, text?: string, letters?: string) =>
    letters === undefined ? (text ?? '') : letters === 'MMM' ? '[A-Z][a-z]{2}' : String.raw`\d{${letters.length}}`,
  );
}

function duckType(type: ColumnType): string {
  if (typeof type === 'string')
    return { string: 'VARCHAR', bigint: 'BIGINT', double: 'DOUBLE', boolean: 'BOOLEAN' }[type];
  if ('array' in type) return `${duckType(type.array)}[]`;
  return `STRUCT(${type.struct.map((field) => `"${field.name}" ${duckType(field.type)}`).join(', ')})`;
}
