import type { IcebergTable, Lake, TableBucket } from '../../model/lake/table.ts';

/** The databases of the tables in the catalog of the account, each once. */
export function databasesOf({ tables, iceberg }: Lake): readonly string[] {
  const own = iceberg.filter(({ table }) => table.bucket === undefined);
  return [...new Set([...tables, ...own].map(({ table }) => table.database))];
}

/** A table in a table bucket. */
export type TableInBucket = IcebergTable & { readonly bucket: TableBucket; readonly namespaceKey: string };

/** The tables in table buckets. */
export function tablesInBuckets({ iceberg }: Lake): readonly TableInBucket[] {
  return iceberg.flatMap(({ table: { bucket, ...table } }) =>
    bucket === undefined ? [] : [{ ...table, bucket, namespaceKey: `${bucket.arn}/${table.database}` }],
  );
}

/** A namespace of a table bucket. */
export interface Namespace {
  readonly key: string;
  readonly bucket: TableBucket;
  readonly name: string;
}

/** The namespaces of tables in table buckets, each once. */
export function namespacesOf(lake: Lake): readonly Namespace[] {
  const all = tablesInBuckets(lake).map(({ namespaceKey: key, bucket, database: name }) => ({ key, bucket, name }));
  return [...new Map(all.map((one) => [one.key, one])).values()];
}

/**
 * Why tables of Apache Iceberg in the catalog of the account are not among what a tool creates, as sentences: Firehose needs those of an
 * engine. https://docs.aws.amazon.com/firehose/latest/dev/apache-iceberg-prereq.html
 */
export function leftToEngines({ iceberg }: Lake, tool: string): readonly string[] {
  return iceberg.flatMap(({ table: { database, name, bucket } }) =>
    bucket === undefined
      ? [
          `${database}.${name} is not created here: ${tool} does it through Glue's API, and Firehose refuses such a table of Apache Iceberg when it delivers. Create it in Athena: tables --format iceberg.`,
        ]
      : [],
  );
}

/** What has to be known of the tables, and why some streams have none; each begins with the name of its stream. */
export function notesOf({ tables, iceberg, missing }: Lake): readonly string[] {
  const noted = [...tables, ...iceberg].flatMap(({ table }) => table.notes.map((note) => `${table.stream}: ${note}`));
  return [
    ...new Set(noted),
    ...missing.flatMap(({ stream, why }) => why.map((one) => `${stream} has no table. ${one}`)),
  ];
}
