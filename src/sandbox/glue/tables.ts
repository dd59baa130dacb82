import type { OperationContext } from '../context.ts';
import { refusal } from '../refusal.ts';
import { find } from '../state.ts';

/** What tables are kept by. */
export function tableKey(database: string, name: string): string {
  return `${database}.${name}`;
}

/** The tables of the data catalog, to be read. https://docs.aws.amazon.com/glue/latest/webapi/API_GetTable.html */
export const tables = {
  GetTable: (
    { account, state }: OperationContext,
    input: { readonly CatalogId?: string; readonly DatabaseName?: string; readonly Name?: string },
  ) => {
    const { CatalogId: catalog = account, DatabaseName: database = '', Name: name = '' } = input;
    if (database === '' || name === '') throw refusal('InvalidInputException', 'A name is missing.', { status: 400 });
    // Glue keeps names in small letters and takes any.
    const found =
      catalog === account ? find(state.catalogTables, tableKey(database.toLowerCase(), name.toLowerCase())) : undefined;
    if (found === undefined) {
      const isDatabase = Object.keys(state.catalogTables).some((key) => key.startsWith(tableKey(database, '')));
      const what = isDatabase ? `Table ${name}` : `Database ${database}`;
      throw refusal('EntityNotFoundException', `${what} not found.`, { status: 400 });
    }
    return { Table: { ...found, CatalogId: catalog } };
  },
};
