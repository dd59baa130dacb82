/** A row of an answer: its values as texts, in the order of the columns. */
export type AnsweredRow = readonly string[];

/**
 * Lets DuckDB answer a query about the JSON objects below a folder, as rows of a table of this name. Undefined where DuckDB is not
 * installed: it is a hundred times the size of the program, so it does not come with it.
 */
export async function askDuckDb(
  folder: string,
  { table, sql }: { readonly table: string; readonly sql: string },
): Promise<readonly AnsweredRow[] | undefined> {
  const { DuckDBInstance } = (await import('@duckdb/node-api').catch(() => undefined)) ?? {};
  if (DuckDBInstance === undefined) return undefined;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    const objects = `${folder}/**/*`.replaceAll("'", "''");
    await connection.run(`CREATE VIEW ${table} AS FROM read_json('${objects}', format = 'newline_delimited')`);
    return (await connection.runAndReadAll(sql)).getRowsJS().map((row) => row.map(String));
  } finally {
    connection.closeSync();
  }
}
