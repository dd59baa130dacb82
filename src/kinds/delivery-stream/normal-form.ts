import { compact, isEqual, isList, isObject } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import type { Target } from '../../model/settings.ts';
import { deliveryStreamSchema } from './schema.ts';
import type { DeliveryStreamSpec } from './schema.ts';
import { normalForm, withDefaults } from '../shared/normal-form.ts';
import { lambdaDefaults } from './processing-schema.ts';
import { destinationOf, S3_BUFFERS } from './destinations.ts';
import type { DestinationSort } from './destinations.ts';

/** A stream's spec in its one form. The type is what its source says already. */
export function normalStream(spec: DeliveryStreamSpec, target: Target): DeliveryStreamSpec {
  const { deliveryStreamType: _, ...said } = spec;
  const found = destinationOf(spec);
  const reduced =
    found === undefined ? said : { ...said, [found.member]: reducedDestination(found.settings, found.sort, target) };
  return normalForm(deliveryStreamSchema, compact(reduced as JsonObject)) as DeliveryStreamSpec;
}

/**
 * A destination with everything said that AWS would assume. An update merges, so what an author took out
 * has to be sent as its default. https://docs.aws.amazon.com/firehose/latest/APIReference/API_UpdateDestination.html
 */
export function fullDestination(destination: JsonObject, sort: DestinationSort, target: Target): JsonObject {
  const { s3BackupConfiguration: backup, s3Configuration: place, secretsManagerConfiguration: secret } = destination;
  const full = {
    ...(hasMember(sort, 'bufferingHints') ? { bufferingHints: buffersOf(destination, sort) } : {}),
    // What AWS reports where none was said; that an empty one would be taken for it is documented nowhere.
    ...(hasMember(sort, 'customTimeZone') ? { customTimeZone: 'UTC' } : {}),
    ...destination,
    ...(isObject(backup) ? { s3BackupConfiguration: { bufferingHints: S3_BUFFERS, ...backup } } : {}),
    ...(isObject(place) ? { s3Configuration: { bufferingHints: S3_BUFFERS, ...place } } : {}),
    ...(isObject(secret) ? { secretsManagerConfiguration: compact({ ...ownRole(destination), ...secret }) } : {}),
    dataFormatConversionConfiguration: withCatalog(destination['dataFormatConversionConfiguration'], target),
    processingConfiguration: withProcessors(destination['processingConfiguration'], (processor) =>
      fullProcessor(processor, assumedParameters(destination)),
    ),
  };
  return withDefaults(sort.schema, compact(full));
}

function hasMember({ schema: { properties } }: DestinationSort, name: string): boolean {
  return isObject(properties) && properties[name] !== undefined;
}

/** Leaves out what the schema alone cannot tell to be a default. */
function reducedDestination(destination: JsonObject, sort: DestinationSort, target: Target): JsonObject {
  const { s3BackupConfiguration, s3Configuration: place } = destination;
  const backup = destination['s3BackupMode'] === 'Enabled' ? s3BackupConfiguration : undefined;
  const conversion = onlyEnabled(destination['dataFormatConversionConfiguration'], true);
  const secret = onlyEnabled(destination['secretsManagerConfiguration']);
  return compact({
    ...reducedS3(destination, buffersOf(destination, sort)),
    customTimeZone: destination['customTimeZone'] === 'UTC' ? undefined : destination['customTimeZone'],
    dataFormatConversionConfiguration: conversion && withoutCatalog(conversion, target),
    dynamicPartitioningConfiguration: onlyEnabled(destination['dynamicPartitioningConfiguration']),
    processingConfiguration: withProcessors(onlyEnabled(destination['processingConfiguration']), (processor) =>
      reducedProcessor(processor, assumedParameters(destination)),
    ),
    snowflakeRoleConfiguration: onlyEnabled(destination['snowflakeRoleConfiguration']),
    secretsManagerConfiguration: secret && withoutOwnRole(secret, destination),
    s3BackupConfiguration: isObject(backup) ? reducedS3(backup, S3_BUFFERS) : undefined,
    s3Configuration: isObject(place) ? reducedS3(place, S3_BUFFERS) : undefined,
  });
}

/** Without one of its own, the role of the destination reads the secret: https://docs.aws.amazon.com/firehose/latest/APIReference/API_SecretsManagerConfiguration.html */
function ownRole({ roleArn }: JsonObject): JsonObject {
  return { roleArn };
}

function withoutOwnRole({ roleArn, ...secret }: JsonObject, destination: JsonObject): JsonObject {
  return roleArn === destination['roleArn'] ? secret : compact({ ...secret, roleArn });
}

function reducedS3(s3: JsonObject, buffering: JsonObject): JsonObject {
  const given = s3['bufferingHints'];
  // AWS asks for both hints or none, so one that was not said is sent as its default.
  const hints = isObject(given) ? { ...buffering, ...compact(given) } : buffering;
  return compact({
    ...s3,
    bufferingHints: isEqual(hints, buffering) ? undefined : hints,
    cloudWatchLoggingOptions: onlyEnabled(s3['cloudWatchLoggingOptions']),
  });
}

/** A block that is switched off says nothing: AWS may keep its other members, and they have no effect. */
function onlyEnabled(block: JsonValue | undefined, byDefault = false): JsonObject | undefined {
  return isObject(block) && (block['enabled'] ?? byDefault) === true ? block : undefined;
}

function isConverting(destination: JsonObject): boolean {
  return onlyEnabled(destination['dataFormatConversionConfiguration'], true) !== undefined;
}

/** With conversion S3 has another default: https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html */
function buffersOf(destination: JsonObject, { buffers }: DestinationSort): JsonObject {
  return isConverting(destination) ? { ...buffers, sizeInMBs: 128 } : buffers;
}

/** The stream's own catalog: https://docs.aws.amazon.com/firehose/latest/APIReference/API_SchemaConfiguration.html */
function ownCatalog({ account, region }: Target): JsonObject {
  return { catalogId: account, region };
}

function withoutCatalog(conversion: JsonObject, target: Target): JsonObject {
  const { schemaConfiguration } = conversion;
  if (!isObject(schemaConfiguration)) return conversion;
  const own = ownCatalog(target);
  const said = Object.entries(schemaConfiguration).filter(([member, value]) => own[member] !== value);
  return { ...conversion, schemaConfiguration: Object.fromEntries(said) };
}

function withCatalog(conversion: JsonValue | undefined, target: Target): JsonValue | undefined {
  if (!isObject(conversion) || !isObject(conversion['schemaConfiguration'])) return conversion;
  return { ...conversion, schemaConfiguration: { ...ownCatalog(target), ...conversion['schemaConfiguration'] } };
}

function withProcessors(
  processing: JsonValue | undefined,
  change: (processor: JsonObject) => JsonObject,
): JsonObject | undefined {
  if (!isObject(processing)) return undefined;
  const processors = processing['processors'];
  if (!isList(processors)) return processing;
  return { ...processing, processors: processors.map((one) => (isObject(one) ? change(one) : one)) };
}

/**
 * What AWS adds to a Lambda processor: three numbers, and the role of the destination.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_ProcessorParameter.html
 * https://github.com/hashicorp/terraform-provider-aws/issues/14943
 */
function assumedParameters({ roleArn }: JsonObject): JsonObject {
  return compact({ ...lambdaDefaults, RoleArn: roleArn });
}

function parametersOf({ parameters }: JsonObject): readonly JsonObject[] {
  return isList(parameters) ? (parameters as readonly JsonObject[]) : [];
}

/** AWS returns parameters in an order of its own. */
function reducedProcessor(processor: JsonObject, assumed: JsonObject): JsonObject {
  // With anything else in it, it says more than the default.
  const isAssumed = ({ parameterName, parameterValue, ...rest }: JsonObject): boolean =>
    Object.keys(rest).length === 0 && assumed[String(parameterName)] === parameterValue;
  const parameters = parametersOf(processor);
  const said = processor['type'] === 'Lambda' ? parameters.filter((parameter) => !isAssumed(parameter)) : parameters;
  const key = ({ parameterName, parameterValue }: JsonObject): string =>
    `${String(parameterName)} ${String(parameterValue)}`;
  return { ...processor, parameters: said.toSorted((left, right) => (key(left) < key(right) ? -1 : 1)) };
}

function fullProcessor(processor: JsonObject, assumed: JsonObject): JsonObject {
  if (processor['type'] !== 'Lambda') return processor;
  const said = parametersOf(processor);
  const names = new Set(said.map(({ parameterName }) => parameterName));
  const left = Object.entries(assumed).filter(([name]) => !names.has(name));
  const added = left.map(([parameterName, parameterValue]): JsonObject => ({ parameterName, parameterValue }));
  return { ...processor, parameters: [...said, ...added] };
}
