import type { Lake } from '../../model/lake/table.ts';

/** The databases of the tables, each once. */
export function databasesOf({ tables }: Lake): readonly string[] {
  return [...new Set(tables.map(({ table }) => table.database))];
}

/** What has to be known of the tables, and why some streams have none; each begins with the name of its stream. */
export function notesOf({ tables, missing }: Lake): readonly string[] {
  return [
    ...tables.flatMap(({ table }) => table.notes.map((note) => `${table.stream}: ${note}`)),
    ...missing.flatMap(({ stream, why }) => why.map((one) => `${stream} has no table. ${one}`)),
  ];
}
