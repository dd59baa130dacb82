import { compact, isEqual, isList, isObject } from '../../model/json.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { deliveryStreamSchema } from './schema.ts';
import type { DeliveryStreamSpec } from './schema.ts';
import { normalForm, withDefaults } from '../shared/normal-form.ts';
import { lambdaDefaults } from './processing-schema.ts';
import { extendedS3Schema } from './s3-destination-schema.ts';

/** A stream's spec in its one form. */
export function normalStream(spec: DeliveryStreamSpec): DeliveryStreamSpec {
  const { extendedS3Destination: destination } = spec;
  const reduced =
    destination === undefined ? spec : { ...spec, extendedS3Destination: reducedDestination(destination) };
  return normalForm(deliveryStreamSchema, compact(reduced as JsonObject)) as DeliveryStreamSpec;
}

/**
 * A destination with everything said that AWS would assume. An update merges, so what an author took out
 * has to be sent as its default. https://docs.aws.amazon.com/firehose/latest/APIReference/API_UpdateDestination.html
 */
export function fullDestination(destination: JsonObject): JsonObject {
  const backup = destination['s3BackupConfiguration'];
  const conversion = destination['dataFormatConversionConfiguration'];
  const full = {
    bufferingHints: bufferingDefaults(isConverting(destination)),
    // What AWS reports where none was said; that an empty one would be taken for it is documented nowhere.
    customTimeZone: 'UTC',
    ...destination,
    ...(isObject(backup) ? { s3BackupConfiguration: { bufferingHints: bufferingDefaults(false), ...backup } } : {}),
    ...(isObject(conversion)
      ? { dataFormatConversionConfiguration: withCatalog(conversion, accountOf(destination)) }
      : {}),
  };
  return withDefaults(extendedS3Schema, full);
}

/** Leaves out what the schema alone cannot tell to be a default. */
function reducedDestination(destination: JsonObject): JsonObject {
  const backup = destination['s3BackupMode'] === 'Enabled' ? destination['s3BackupConfiguration'] : undefined;
  const conversion = onlyEnabled(destination['dataFormatConversionConfiguration'], true);
  return compact({
    ...reducedS3(destination, bufferingDefaults(isConverting(destination))),
    customTimeZone: destination['customTimeZone'] === 'UTC' ? undefined : destination['customTimeZone'],
    dataFormatConversionConfiguration: conversion && withoutCatalog(conversion, accountOf(destination)),
    dynamicPartitioningConfiguration: onlyEnabled(destination['dynamicPartitioningConfiguration']),
    processingConfiguration: withParameters(onlyEnabled(destination['processingConfiguration'])),
    s3BackupConfiguration: isObject(backup) ? reducedS3(backup, bufferingDefaults(false)) : undefined,
  });
}

function reducedS3(s3: JsonObject, buffering: JsonObject): JsonObject {
  const given = s3['bufferingHints'];
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

/** The stream's account, which is that of its role: https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html */
function accountOf({ roleArn }: JsonObject): string | undefined {
  return typeof roleArn === 'string' ? roleArn.split(':')[4] : undefined;
}

function withoutCatalog(conversion: JsonObject, account: string | undefined): JsonObject {
  const { schemaConfiguration } = conversion;
  if (!isObject(schemaConfiguration) || schemaConfiguration['catalogId'] !== account) return conversion;
  const { catalogId: _, ...rest } = schemaConfiguration;
  return { ...conversion, schemaConfiguration: rest };
}

function withCatalog(conversion: JsonObject, account: string | undefined): JsonObject {
  const { schemaConfiguration } = conversion;
  if (!isObject(schemaConfiguration)) return conversion;
  return { ...conversion, schemaConfiguration: compact({ catalogId: account, ...schemaConfiguration }) };
}

function withParameters(processing: JsonObject | undefined): JsonObject | undefined {
  const processors = processing?.['processors'];
  if (!isList(processors)) return processing;
  return {
    ...processing,
    processors: processors.map((processor) => (isObject(processor) ? reducedProcessor(processor) : processor)),
  };
}

/** AWS adds defaults to a Lambda processor and returns parameters in an order of its own. */
function reducedProcessor(processor: JsonObject): JsonObject {
  const parameters = isList(processor['parameters']) ? processor['parameters'].filter(isObject) : [];
  // With anything else in it, it says more than the default.
  const isAssumed = ({ parameterName, parameterValue, ...rest }: JsonObject): boolean =>
    Object.keys(rest).length === 0 && lambdaDefaults[String(parameterName)] === parameterValue;
  const said = processor['type'] === 'Lambda' ? parameters.filter((parameter) => !isAssumed(parameter)) : parameters;
  const key = ({ parameterName, parameterValue }: JsonObject): string =>
    `${String(parameterName)} ${String(parameterValue)}`;
  return { ...processor, parameters: said.toSorted((left, right) => (key(left) < key(right) ? -1 : 1)) };
}
