import type { Column } from '../../model/lake/table.ts';
import type { DeliveryStreamRecord, RegionState, S3Destination } from '../state.ts';
import { conversionColumns } from './conversion.ts';
import { keyMaker } from './object-key.ts';
import type { KeyMaker } from './object-key.ts';

/** What a stream does with its records, read from its configuration. */
export interface DeliverySettings {
  readonly bucket: string;
  /** Absent where something of the stream is not simulated. */
  readonly makeKey?: KeyMaker;
  readonly notSimulated?: string;
  readonly isCompressed: boolean;
  /** The columns of the table that records are converted by; absent where they stay as they are. */
  readonly columns?: readonly Column[];
  /** Where records go that do not fit the table. */
  readonly makeErrorKey?: KeyMaker;
  /** Put behind each record. */
  readonly delimiter: string;
  /** When a buffer is delivered: whichever comes first. */
  readonly bufferBytes: number;
  readonly bufferMilliseconds: number;
}

const MEBIBYTE = 1024 * 1024;

/** Reads how a stream delivers. https://docs.aws.amazon.com/firehose/latest/dev/basic-deliver.html */
export function deliveryOf(name: string, record: DeliveryStreamRecord, state: RegionState): DeliverySettings {
  const { destination } = record;
  if (destination === undefined) return elsewhere(record);
  const { BufferingHints, BucketARN, CompressionFormat, ErrorOutputPrefix = '' } = destination;
  const isConverting = destination.DataFormatConversionConfiguration?.Enabled === true;
  // https://docs.aws.amazon.com/firehose/latest/dev/buffering-hints.html
  const { SizeInMBs = isConverting ? 128 : 5, IntervalInSeconds = 300 } = BufferingHints ?? {};
  const makeKey = keyOf(name, record, destination);
  const columns = isConverting ? conversionColumns(name, state) : undefined;
  const missing =
    typeof makeKey === 'string'
      ? makeKey
      : (whatIsMissing(record, destination) ?? (typeof columns === 'string' ? columns : undefined));
  const errorPrefix = ErrorOutputPrefix.replaceAll('!{firehose:error-output-type}', 'format-conversion-failed');
  const makeErrorKey = isConverting ? keyOf(name, record, destination, errorPrefix) : undefined;
  return {
    bucket: BucketARN.split(':::')[1] ?? BucketARN,
    ...(missing === undefined && typeof makeKey !== 'string' ? { makeKey } : { notSimulated: missing ?? '' }),
    isCompressed: CompressionFormat === 'GZIP',
    ...(typeof columns === 'object' ? { columns } : {}),
    ...(typeof makeErrorKey === 'function' ? { makeErrorKey } : {}),
    delimiter: delimiterOf(destination),
    bufferBytes: SizeInMBs * MEBIBYTE,
    bufferMilliseconds: IntervalInSeconds * 1000,
  };
}

/** Nothing but S3 is simulated. */
function elsewhere({ elsewhere: other }: DeliveryStreamRecord): DeliverySettings {
  const notSimulated = `delivery to ${String(other?.service)}`;
  return { bucket: '', notSimulated, isCompressed: false, delimiter: '', bufferBytes: 0, bufferMilliseconds: 0 };
}

/** The endings of objects that have none of their own: https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html */
function keyOf(
  name: string,
  { version }: DeliveryStreamRecord,
  destination: S3Destination,
  errorPrefix?: string,
): KeyMaker | string {
  const { Prefix = '', CustomTimeZone = '', FileExtension = '', CompressionFormat } = destination;
  const isConverted = errorPrefix === undefined && destination.DataFormatConversionConfiguration?.Enabled === true;
  const ending = isConverted ? '.parquet' : CompressionFormat === 'GZIP' ? '.gz' : '';
  return keyMaker(errorPrefix ?? Prefix, {
    stream: name,
    version,
    zone: CustomTimeZone === '' ? 'UTC' : CustomTimeZone,
    extension: FileExtension === '' ? ending : FileExtension,
  });
}

/** What of a destination this program does not do. */
function whatIsMissing({ type }: DeliveryStreamRecord, destination: S3Destination): string | undefined {
  const { CompressionFormat = 'UNCOMPRESSED', ProcessingConfiguration: processing } = destination;
  if (type !== 'DirectPut') return `${type}, which records are not put to`;
  const conversion = destination.DataFormatConversionConfiguration;
  if (conversion?.Enabled && conversion.OutputFormatConfiguration?.Serializer?.OrcSerDe)
    return 'format conversion to ORC';
  if (destination.DynamicPartitioningConfiguration?.Enabled) return 'dynamic partitioning';
  if (!['UNCOMPRESSED', 'GZIP'].includes(CompressionFormat)) return `compression by ${CompressionFormat}`;
  const processors = processing?.Enabled ? (processing.Processors ?? []) : [];
  const unknown = processors.find(({ Type }) => Type !== 'AppendDelimiterToRecord');
  return unknown === undefined ? undefined : `the processor ${unknown.Type}`;
}

/** https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-new-line-delimiter.html: a line feed unless told otherwise. */
function delimiterOf({ ProcessingConfiguration: processing }: S3Destination): string {
  const processors = processing?.Enabled ? (processing.Processors ?? []) : [];
  const found = processors.find(({ Type }) => Type === 'AppendDelimiterToRecord');
  if (found === undefined) return '';
  const given = found.Parameters?.find(({ ParameterName }) => ParameterName === 'Delimiter')?.ParameterValue ?? '\n';
  return given.replaceAll(String.raw`\n`, '\n').replaceAll(String.raw`\t`, '\t');
}
