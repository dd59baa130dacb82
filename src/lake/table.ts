import type { Column, LakeTable, MissingTable, PointPlaces } from '../model/lake/table.ts';
import { isList, isObject, objectOf, textAt } from '../model/values/json.ts';
import type { JsonObject } from '../model/values/json.ts';
import { conversionOf, tableNamesOf } from '../model/lake/named-tables.ts';
import type { TableNames } from '../model/lake/named-tables.ts';
import { mergedColumns } from './columns.ts';
import { locationOf } from './location.ts';
import type { RecordType } from './record-type.ts';

/** A rule that writes to a stream, and what its records are. */
export interface FeedingRule {
  readonly name: string;
  readonly record: RecordType;
}

/** The table that fits what rules write to a stream with an S3 destination, or why there is none. */
export function tableOf(
  stream: string,
  spec: JsonObject,
  rules: readonly FeedingRule[],
  database: string,
): LakeTable | MissingTable {
  const destination = objectOf(spec['extendedS3Destination']);
  const bucket = textAt(destination, 'bucketArn')?.split(':::')[1];
  if (bucket === undefined) return { stream, why: ['Its destination is no bucket of S3.'] };
  const { columns, points, why } = recordsOf(rules, destination);
  if (why.length > 0) return { stream, why };
  const names = tableNamesOf(stream, spec, database);
  const zone = textAt(destination, 'customTimeZone') ?? 'UTC';
  const { notes, ...location } = locationOf(
    bucket,
    { prefix: textAt(destination, 'prefix') ?? '', zone: zone === '' ? 'UTC' : zone },
    columns.map(({ name }) => name),
  );
  return {
    stream,
    database: names.database,
    name: names.name,
    format: formatOf(destination),
    columns,
    points,
    ...location,
    notes: [...notes, ...fileNotes(destination, location.location, location.template !== undefined)],
  };
}

/** The columns of what all rules send to a destination, and why a table cannot have them, as sentences. */
export function recordsOf(
  rules: readonly FeedingRule[],
  destination: JsonObject,
): {
  readonly columns: readonly Column[];
  readonly points: PointPlaces;
  readonly why: readonly string[];
} {
  const why = rules.flatMap(({ name, record: { problems, unknown } }) =>
    [...problems, ...(unknown === undefined ? [] : [unknown])].map((one) => `Rule ${name}: ${one}.`),
  );
  let columns: readonly Column[] = [];
  for (const { name, record } of rules) {
    const merged = mergedColumns(columns, record.columns);
    columns = merged.columns;
    for (const { place, types } of merged.conflicts)
      why.push(`Rule ${name}: ${place} is ${types[1]}, and ${types[0]} in records of the other rules.`);
  }
  if (processorsOf(destination).includes('Lambda'))
    why.push('A Lambda function of yours makes its records: only that knows their columns.');
  const [first, ...others] = rules.map(({ record: { points } }) => points);
  // Questions are asked of what all records have in one place.
  const isShared = others.every((one) => JSON.stringify(one) === JSON.stringify(first));
  return { columns, points: isShared && first !== undefined ? first : { fields: {} }, why };
}

/** What people call a table: with the database where the stream names one. */
export function tableLabel({ database, name }: TableNames): string {
  return database === '' ? name : `${database}.${name}`;
}

/** What the table over what a stream writes to S3 is called; undefined where there can be none. */
export function tableLabelOf(stream: string, spec: JsonObject): string | undefined {
  const destination = objectOf(spec['extendedS3Destination']);
  if (destination['bucketArn'] === undefined || processorsOf(destination).includes('Lambda')) return undefined;
  return tableLabel(tableNamesOf(stream, spec, ''));
}

function formatOf(destination: JsonObject): LakeTable['format'] {
  const conversion = conversionOf(destination);
  if (conversion === undefined) return 'json';
  const output = conversion['outputFormatConfiguration'];
  const serializer = isObject(output) ? output['serializer'] : undefined;
  return isObject(serializer) && serializer['orcSerDe'] !== undefined ? 'orc' : 'parquet';
}

/** The sorts of the steps that a destination takes with records. */
export function processorsOf({ processingConfiguration: processing }: JsonObject): readonly string[] {
  const processors = isObject(processing) && processing['enabled'] === true ? processing['processors'] : undefined;
  return isList(processors) ? processors.map((one) => textAt(one, 'type') ?? '') : [];
}

/** Compressions that Athena reads, each by the end of the object's name: https://docs.aws.amazon.com/athena/latest/ug/compression-formats.html */
const ENDINGS: Readonly<Record<string, string>> = { GZIP: '.gz', HADOOP_SNAPPY: '.snappy' };

function fileNotes(destination: JsonObject, location: string, isProjected: boolean): readonly string[] {
  const compression = textAt(destination, 'compressionFormat') ?? 'UNCOMPRESSED';
  const extension = textAt(destination, 'fileExtension') ?? '';
  const ending = ENDINGS[compression];
  const errors = textAt(destination, 'errorOutputPrefix');
  const folder = location.replace(/^s3:\/\/[^/]+\//, '');
  return [
    ...(compression === 'ZIP' || compression === 'Snappy'
      ? [`Athena cannot read objects that are compressed as ${compression}: use GZIP.`]
      : []),
    ...(ending !== undefined && extension !== '' && !extension.endsWith(ending)
      ? [`Athena detects the compression by the name of the object: let fileExtension end with ${ending}.`]
      : []),
    ...(!isProjected && errors?.startsWith(folder) === true
      ? [
          `What could not be delivered (errorOutputPrefix ${JSON.stringify(errors)}) lies below ${location} and would be read, too.`,
        ]
      : []),
  ];
}
