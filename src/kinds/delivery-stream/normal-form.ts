import { compact, isEqual, isList, isObject } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import type { Target } from '../../model/settings.ts';
import { deliveryStreamSchema } from './schema.ts';
import type { DeliveryStreamSpec } from './schema.ts';
import { normalForm, withDefaults } from '../shared/normal-form.ts';
import { lambdaDefaults } from './processing-schema.ts';
import { extendedS3Schema } from './s3-destination-schema.ts';

/** A stream's spec in its one form. */
export function normalStream(spec: DeliveryStreamSpec, target: Target): DeliveryStreamSpec {
  const { extendedS3Destination: destination } = spec;
  const reduced =
    destination === undefined ? spec : { ...spec, extendedS3Destination: reducedDestination(destination, target) };
  return normalForm(deliveryStreamSchema, compact(reduced as JsonObject)) as DeliveryStreamSpec;
}

/**
 * A destination with everything said that AWS would assume. An update merges, so what an author took out
 * has to be sent as its default. https://docs.aws.amazon.com/firehose/latest/APIReference/API_UpdateDestination.html
 */
export function fullDestination(destination: JsonObject, target: Target): JsonObject {
  const backup = destination['s3BackupConfiguration'];
  const full = {
    bufferingHints: bufferingDefaults(isConverting(destination)),
    // What AWS reports where none was said; that an empty one would be taken for it is documented nowhere.
    customTimeZone: 'UTC',
    ...destination,
    ...(isObject(backup) ? { s3BackupConfiguration: { bufferingHints: bufferingDefaults(false), ...backup } } : {}),
    dataFormatConversionConfiguration: withCatalog(destination['dataFormatConversionConfiguration'], target),
    processingConfiguration: withProcessors(destination['processingConfiguration'], (processor) =>
      fullProcessor(processor, assumedParameters(destination)),
    ),
  };
  return withDefaults(extendedS3Schema, compact(full));
}

/** Leaves out what the schema alone cannot tell to be a default. */
function reducedDestination(destination: JsonObject, target: Target): JsonObject {
  const backup = destination['s3BackupMode'] === 'Enabled' ? destination['s3BackupConfiguration'] : undefined;
  const conversion = onlyEnabled(destination['dataFormatConversionConfiguration'], true);
  return compact({
    ...reducedS3(destination, bufferingDefaults(isConverting(destination))),
    customTimeZone: destination['customTimeZone'] === 'UTC' ? undefined : destination['customTimeZone'],
    dataFormatConversionConfiguration: conversion && withoutCatalog(conversion, target),
    dynamicPartitioningConfiguration: onlyEnabled(destination['dynamicPartitioningConfiguration']),
    processingConfiguration: withProcessors(onlyEnabled(destination['processingConfiguration']), (processor) =>
      reducedProcessor(processor, assumedParameters(destination)),
    ),
    s3BackupConfiguration: isObject(backup) ? reducedS3(backup, bufferingDefaults(false)) : undefined,
  });
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

/** The default depends: https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html */
function bufferingDefaults(converting: boolean): JsonObject {
  return { sizeInMBs: converting ? 128 : 5, intervalInSeconds: 300 };
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
  return isList(parameters) ? parameters.filter(isObject) : [];
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
