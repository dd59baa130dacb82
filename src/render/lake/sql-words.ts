import { typeText } from '../../lake/type-text.ts';
import type { ColumnType, LakeTable } from '../../model/lake/table.ts';

/** Words that neither DDL nor queries of Athena take for names as they are: https://docs.aws.amazon.com/athena/latest/ug/reserved-words.html */
const RESERVED = new Set(
  `all alter and array as authorization between bigint binary boolean both by case cast char column conf constraint
   create cross cube current current_date current_timestamp cursor database date decimal deallocate delete describe
   distinct double drop else end escape except execute exists extended external extract false fetch first float
   following for foreign from full function grant group grouping having if import in inner insert int integer
   intersect interval into is join last left less like listagg local localtime localtimestamp macro map more natural
   none normalize not null numeric of on only or order out outer over partialscan partition percent preceding
   precision prepare preserve primary procedure range reads recursive reduce references regexp revoke right rlike
   rollback rollup row rows select set skip smallint start table tablesample then time timestamp to transform trigger
   trim true truncate unbounded unescape union unique uniquejoin unnest update user using utc_timestamp values
   varchar views when where window with`.split(/\s+/),
);

/** A text in a query. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A text in DDL, which is Hive's: two quotes would end it and begin another one. */
export function ddlText(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}

/** A name in a query: as it is, or in double quotes where it has to be. */
export function queryName(name: string): string {
  const small = name.toLowerCase();
  return /^[a-z][a-z0-9_]*$/.test(small) && !RESERVED.has(small) ? small : `"${small.replaceAll('"', '""')}"`;
}

/** A name in DDL, where quotes are backticks. */
export function ddlName(name: string): string {
  return `\`${name.toLowerCase().replaceAll('`', '``')}\``;
}

/** A type as DDL has it, where fields may have to be quoted. */
export function ddlType(type: ColumnType): string {
  return typeText(type, (name) => (RESERVED.has(name.toLowerCase()) ? ddlName(name) : name.toLowerCase()));
}

/** The name of a table in a query. */
export function tableName({ database, name }: Pick<LakeTable, 'database' | 'name'>): string {
  return `${queryName(database)}.${queryName(name)}`;
}
