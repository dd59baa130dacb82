import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/model/values/json.ts';
import { compact, isList, isObject } from '../../src/model/values/json.ts';
import { destinationMemberOf, STREAM_DESTINATIONS } from '../../src/catalogue/stream-destinations.ts';
import type { Overrides } from './from-schema.ts';

const prefixes = fc.constantFrom(
  '',
  'defender/',
  'defender/!{timestamp:yyyy/MM/dd/}',
  'raw/!{firehose:random-string}/',
);
const errorPrefixes = fc.constantFrom('', 'failed/', 'failed/!{firehose:error-output-type}/!{timestamp:yyyy}/');

const places = Object.keys(STREAM_DESTINATIONS).flatMap((member) =>
  ['', '.s3BackupConfiguration', '.s3Configuration'].map((place) => `${member}${place}`),
);

/** Prefixes have a language of their own: https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html */
export const streamOverrides: Overrides = {
  'extendedS3Destination.customTimeZone': fc.constantFrom(
    '',
    'UTC',
    'Asia/Tokyo',
    'Asia/Calcutta',
    'America/Port-au-Prince',
  ),
  ...Object.fromEntries(places.map((place) => [`${place}.prefix`, prefixes])),
  ...Object.fromEntries(places.map((place) => [`${place}.errorOutputPrefix`, errorPrefixes])),
  'redshiftDestination.clusterJDBCURL': fc.constantFrom(
    'jdbc:redshift://fleet.abc123.ap-south-1.redshift.amazonaws.com:5439/metrics',
    'jdbc:postgresql://fleet.111122223333.eu-west-1.redshift-serverless.amazonaws.com:5439/dev',
  ),
};

const SOURCES = ['directPutSourceConfiguration', 'kinesisStreamSourceConfiguration', 'mskSourceConfiguration'];

const TYPES = ['DirectPut', 'KinesisStreamAsSource', 'MSKAsSource'];

/** A schema for each destination with each source: all of them together would mostly make what is refused. */
export function streamVariants({ properties, oneOf: _, allOf: __, ...schema }: JsonObject): readonly JsonObject[] {
  const destinations = Object.keys(STREAM_DESTINATIONS).filter((member) =>
    isObject((properties as JsonObject)[member]),
  );
  return destinations.flatMap((destination) =>
    SOURCES.map((source): JsonObject => {
      const left = [...destinations, ...SOURCES].filter((member) => member !== destination && member !== source);
      const isPut = source === SOURCES[0];
      const without = isPut ? left : [...left, 'deliveryStreamEncryption'];
      const kept = Object.entries(properties as JsonObject).filter(([member]) => !without.includes(member));
      return { ...schema, required: [destination], properties: Object.fromEntries(kept) };
    }),
  );
}

/** Makes a generated stream one that AWS takes: prefixes, format conversion and partitioning each ask something of the other members. */
export function validStream(spec: JsonObject): JsonObject {
  const { deliveryStreamType: type, deliveryStreamEncryption: encryption, ...rest } = spec;
  const member = destinationMemberOf(spec) ?? '';
  const destination = spec[member] as JsonObject;
  const [source, ...others] = SOURCES.filter((one) => spec[one] !== undefined);
  const isPut = source === undefined || source === SOURCES[0];
  return compact({
    ...rest,
    ...Object.fromEntries(others.map((other) => [other, undefined])),
    deliveryStreamType: type === undefined ? undefined : (TYPES[SOURCES.indexOf(source ?? '')] ?? 'DirectPut'),
    deliveryStreamEncryption: isPut ? encryption : undefined,
    [member]: validDestination(destination),
  });
}

function validDestination(destination: JsonObject): JsonObject {
  const conversion = destination['dataFormatConversionConfiguration'];
  const converts = isObject(conversion) && conversion['enabled'] !== false;
  const partitions = isOn(destination['dynamicPartitioningConfiguration']);
  const { s3BackupConfiguration: backup, s3Configuration: place } = destination;
  const valid = compact({
    ...withErrorPrefix(destination),
    ...(converts ? { compressionFormat: undefined } : {}),
    ...(partitions ? partitioned(destination) : unpartitioned(destination)),
    ...processed(partitions ? partitioned(destination) : destination),
    ...(isObject(backup) ? { s3BackupConfiguration: withErrorPrefix(backup) } : {}),
    ...(isObject(place) ? { s3Configuration: withErrorPrefix(place) } : {}),
    ...signedIn(destination),
  });
  return converts || partitions ? withLargeBuffers(valid, converts) : valid;
}

/** Where there is nothing else to sign in with, the secret is used. */
function signedIn({ secretsManagerConfiguration: secret, endpointConfiguration }: JsonObject): JsonObject {
  if (!isObject(secret) || endpointConfiguration !== undefined) return {};
  return { secretsManagerConfiguration: { ...secret, enabled: true } };
}

function withErrorPrefix(s3: JsonObject): JsonObject {
  const { prefix } = s3;
  const needed = typeof prefix === 'string' && prefix.includes('!{') && !s3['errorOutputPrefix'];
  return needed ? { ...s3, errorOutputPrefix: 'failed/' } : s3;
}

/** Processing that is switched on has a step, and one function at most, which is named. */
function processed({ processingConfiguration: processing }: JsonObject): JsonObject {
  if (!isOn(processing) || !isObject(processing)) return {};
  const given = isList(processing['processors']) ? processing['processors'].filter(isObject) : [];
  const first = given.findIndex(({ type }) => type === 'Lambda');
  const processors = given
    .filter(({ type }, index) => type !== 'Lambda' || index === first)
    .map((processor) => (processor['type'] === 'Lambda' ? withFunction(processor) : processor));
  const some = processors.length > 0 ? processors : [{ type: 'AppendDelimiterToRecord' }];
  return { processingConfiguration: { ...processing, processors: some } };
}

function withFunction(processor: JsonObject): JsonObject {
  const parameters = isList(processor['parameters']) ? processor['parameters'].filter(isObject) : [];
  if (parameters.some(({ parameterName }) => parameterName === 'LambdaArn')) return processor;
  const parameterValue = 'arn:aws:lambda:ap-south-1:111122223333:function:split';
  return { ...processor, parameters: [...parameters, { parameterName: 'LambdaArn', parameterValue }] };
}

/** https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html */
function partitioned(destination: JsonObject): JsonObject {
  const processing = isObject(destination['processingConfiguration']) ? destination['processingConfiguration'] : {};
  const processors: readonly JsonValue[] = isList(processing['processors']) ? processing['processors'] : [];
  const parameters = [
    { parameterName: 'MetadataExtractionQuery', parameterValue: '{device: .thing}' },
    { parameterName: 'JsonParsingEngine', parameterValue: 'JQ-1.6' },
  ];
  return {
    prefix: 'by/!{partitionKeyFromQuery:device}/',
    errorOutputPrefix: 'failed/',
    processingConfiguration: {
      enabled: true,
      processors: [...processors, { type: 'MetadataExtraction', parameters }],
    },
  };
}

/** What an edit left behind that had switched partitioning off. */
function unpartitioned({ prefix }: JsonObject): JsonObject {
  return typeof prefix === 'string' && prefix.includes('partitionKey') ? { prefix: 'by/' } : {};
}

/** 64 MiB at least, which is also less than what conversion has by default. */
function withLargeBuffers(destination: JsonObject, converts: boolean): JsonObject {
  const hints = destination['bufferingHints'];
  if (!isObject(hints))
    return converts ? destination : { ...destination, bufferingHints: { sizeInMBs: 64, intervalInSeconds: 300 } };
  const size = hints['sizeInMBs'] ?? (converts ? 128 : 64);
  return { ...destination, bufferingHints: { ...hints, sizeInMBs: Math.max(64, Number(size)) } };
}

function isOn(block: JsonValue | undefined): boolean {
  return isObject(block) && block['enabled'] === true;
}
