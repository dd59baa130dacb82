import { isObject } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import type { S3Destination } from '../state.ts';

/**
 * Members that an update replaces as one: each says one thing, and half of an old value beside half of a new one would say two.
 * ProcessingConfiguration was probed: https://github.com/floci-io/floci/pull/3375
 */
const REPLACED = new Set([
  'BufferingHints',
  'EncryptionConfiguration',
  'ProcessingConfiguration',
  'Deserializer',
  'Serializer',
]);

/**
 * A destination after an update of the same type: what the update leaves out keeps its value, at any depth,
 * so that switching format conversion off preserves its details.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_UpdateDestination.html
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_DataFormatConversionConfiguration.html
 */
export function mergeDestination(current: S3Destination, update: Partial<S3Destination>): S3Destination {
  return merge(current as unknown as JsonObject, update as JsonObject) as unknown as S3Destination;
}

/** The same of a destination other than Amazon S3. */
export function mergeElsewhere(current: JsonObject, update: JsonObject): JsonObject {
  return merge(current, update);
}

function merge(current: JsonObject, update: JsonObject): JsonObject {
  const merged: Record<string, JsonValue | undefined> = { ...current };
  for (const [name, value] of Object.entries(update)) {
    const old = merged[name];
    merged[name] = isObject(value) && isObject(old) && !REPLACED.has(name) ? merge(old, value) : value;
  }
  return merged;
}
