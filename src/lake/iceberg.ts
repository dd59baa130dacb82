import { icebergTablesOf } from '../model/lake/named-tables.ts';
import type { Column, IcebergTable, TableBucket } from '../model/lake/table.ts';
import { isList, objectOf, textAt } from '../model/values/json.ts';
import type { JsonObject } from '../model/values/json.ts';
import { processorsOf, tableLabel } from './table.ts';

/** A table that a stream names, without what comes into it. */
type IcebergDestination = Omit<IcebergTable, 'stream' | 'columns' | 'points'>;

/** The tables of Apache Iceberg that a stream names, for records of these columns. */
export function icebergDestinations(spec: JsonObject, columns: readonly Column[]): readonly IcebergDestination[] {
  const settings = objectOf(spec['icebergDestination']);
  const bucket = tableBucketOf(textAt(settings, 'catalogConfiguration', 'catalogArn') ?? '');
  const tables = icebergTablesOf(spec);
  const configurations = settings['destinationTableConfigurationList'];
  return tables.map((names, index) => {
    const keys = isList(configurations) ? objectOf(configurations[index])['uniqueKeys'] : undefined;
    const label = tableLabel(names);
    return {
      ...names,
      ...(bucket === undefined ? { location: locationOf(settings, names.name) } : { bucket }),
      notes: [
        ...routingNotes(settings, tables.map(tableLabel), label),
        ...keyNotes(isList(keys) ? keys.map(String) : [], columns, label),
        ...capitalNotes(columns),
        bucket === undefined ? PROPOSED : GRANTS,
      ],
    };
  });
}

const PROPOSED = 'LOCATION is a proposal: any folder will do that the role of the stream may write to.';

// https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-s3-tables
const GRANTS =
  'AWS Lake Formation guards table buckets: it has to let the role of the stream use the catalog, the namespace and the table.';

/** The table bucket of a catalog, as in `arn:aws:glue:eu-west-1:111122223333:catalog/s3tablescatalog/lake`. https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-integrating-aws.html */
function tableBucketOf(catalogArn: string): TableBucket | undefined {
  const [, before, place, name] = /^(arn:[^:]*):glue:(.*):catalog\/s3tablescatalog\/([^/]+)$/.exec(catalogArn) ?? [];
  return name === undefined ? undefined : { name, arn: `${before}:s3tables:${place}:bucket/${name}` };
}

/** Below the warehouse that the stream names, or in the bucket that it writes failures to. */
function locationOf(settings: JsonObject, name: string): string {
  const bucket = textAt(settings, 's3Configuration', 'bucketArn')?.split(':::')[1] ?? '';
  const warehouse = textAt(settings, 'catalogConfiguration', 'warehouseLocation') ?? `s3://${bucket}/iceberg`;
  return `${warehouse.replace(/\/$/, '')}/${name}/`;
}

/** https://docs.aws.amazon.com/firehose/latest/dev/apache-iceberg-format-input-record-different.html */
function routingNotes(settings: JsonObject, labels: readonly string[], label: string): readonly string[] {
  const isRouted = processorsOf(settings).includes('MetadataExtraction');
  if (isRouted && labels.length === 1)
    return [`Its MetadataExtraction query names the table of each record: not all of them need come to ${label}.`];
  if (isRouted)
    return [
      `Its MetadataExtraction query chooses the table of each record: which come to ${label} is not known, so that it has a column for everything.`,
    ];
  if (labels.length === 1) return [];
  return [
    `It names ${labels.length} tables, and nothing says which record goes to which: AWS documents several tables with a MetadataExtraction query or a Lambda function only.`,
  ];
}

/** https://docs.aws.amazon.com/firehose/latest/dev/apache-iceberg-prereq.html */
function keyNotes(keys: readonly string[], columns: readonly Column[], label: string): readonly string[] {
  if (keys.length === 0) return [];
  const names = new Set(columns.map(({ name }) => name));
  return [
    `Firehose looks for ${label} and its unique keys (${keys.join(', ')}) when the stream is created: create the table first.`,
    'Its rows are updated or deleted only by records whose metadata says so; any other is added, and the queries keep the highest version.',
    ...keys.flatMap((key) => (names.has(key) ? [] : [`No record has the unique key ${key} of ${label}.`])),
  ];
}

/** https://docs.aws.amazon.com/firehose/latest/dev/apache-iceberg-format-input-record-different.html */
function capitalNotes(columns: readonly Column[]): readonly string[] {
  return columns.flatMap(({ name }) =>
    name === name.toLowerCase()
      ? []
      : [
          `Firehose tells ${name} from the column ${name.toLowerCase()}: name it in small letters in the SQL of the rule.`,
        ],
  );
}
