import { destinationMemberOf } from '../../catalogue/stream-destinations.ts';
import type { DestinationMember } from '../../catalogue/stream-destinations.ts';
import { prefixPieces } from '../../catalogue/s3-prefix.ts';
import type { PrefixPiece } from '../../catalogue/s3-prefix.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { isList, isObject } from '../../model/values/json.ts';
import type { CheckContext } from './check.ts';
import { declared } from './resources.ts';
import type { Resource } from './resources.ts';

/** A destination, most often S3, as far as checks look into it. */
export interface Destination {
  readonly prefix?: string;
  readonly errorOutputPrefix?: string;
  readonly bufferingHints?: { readonly sizeInMBs: number; readonly intervalInSeconds: number };
  readonly compressionFormat?: string;
  readonly customTimeZone?: string;
  readonly dataFormatConversionConfiguration?: JsonObject;
  readonly dynamicPartitioningConfiguration?: JsonObject;
  readonly processingConfiguration?: JsonObject;
  readonly s3BackupConfiguration?: Destination;
  readonly catalogConfiguration?: JsonObject;
  readonly destinationTableConfigurationList?: readonly JsonObject[];
  /** The place in S3 beside another destination. */
  readonly s3Configuration?: Destination;
}

/** A delivery stream, as far as checks look into it. */
export type StreamSpec = { readonly [member in DestinationMember]?: Destination } & {
  readonly kinesisStreamSourceConfiguration?: { readonly kinesisStreamArn: string };
  readonly mskSourceConfiguration?: JsonObject;
};

/** A place that a stream delivers to: its destination or its backup, with its edit path. */
export interface StreamDestination {
  readonly stream: Resource<StreamSpec>;
  readonly path: string;
  readonly destination: Destination;
}

/** Whether records are put to a stream, and not read from elsewhere. */
export function isFedByPut({ kinesisStreamSourceConfiguration, mskSourceConfiguration }: StreamSpec): boolean {
  return kinesisStreamSourceConfiguration === undefined && mskSourceConfiguration === undefined;
}

/** The destination of every stream that is declared. */
export function destinationsIn(context: CheckContext): readonly StreamDestination[] {
  return declared<StreamSpec>(context, 'DeliveryStream').flatMap((stream): StreamDestination[] => {
    const path = destinationMemberOf(stream.spec);
    const destination = path && stream.spec[path];
    return destination === undefined ? [] : [{ stream, path: String(path), destination }];
  });
}

/** Every place that streams deliver to, backups too. */
export function placesIn(context: CheckContext): readonly StreamDestination[] {
  return destinationsIn(context).flatMap((place): StreamDestination[] => {
    const beside = (['s3Configuration', 's3BackupConfiguration'] as const).flatMap((member): StreamDestination[] => {
      const destination = place.destination[member];
      return destination === undefined ? [] : [{ ...place, path: `${place.path}.${member}`, destination }];
    });
    return [place, ...beside];
  });
}

/** What Firehose fills in in a prefix. */
export function expressionsOf(prefix = ''): readonly Exclude<PrefixPiece, { type: 'text' }>[] {
  return prefixPieces(prefix).filter((piece) => piece.type !== 'text');
}

/** Whether an expression says why a record was not delivered. */
export function isErrorType(piece: PrefixPiece): boolean {
  return piece.type === 'firehose' && piece.value === 'error-output-type';
}

/** Whether a destination sorts records into prefixes by keys in the data. */
export function isPartitioned({ dynamicPartitioningConfiguration }: Destination): boolean {
  return dynamicPartitioningConfiguration?.['enabled'] === true;
}

/** Whether a destination turns JSON into Parquet or ORC. */
export function isConverting({ dataFormatConversionConfiguration }: Destination): boolean {
  return dataFormatConversionConfiguration !== undefined && dataFormatConversionConfiguration['enabled'] !== false;
}

/** The steps that a destination takes with records, each with its settings by name. */
export function processorsOf({ processingConfiguration: processing }: Destination) {
  const processors = processing?.['enabled'] === true ? processing['processors'] : undefined;
  return (isList(processors) ? processors.filter(isObject) : []).map(({ type, parameters }) => ({
    type: String(type),
    settings: new Map(
      (isList(parameters) ? parameters.filter(isObject) : []).map(({ parameterName, parameterValue }) => [
        String(parameterName),
        String(parameterValue),
      ]),
    ),
  }));
}
