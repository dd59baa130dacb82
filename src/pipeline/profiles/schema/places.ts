import type { JsonObject, JsonValue } from '../../../model/values/json.ts';
import { isList, isObject, memberOf } from '../../../model/values/json.ts';

/** Says nothing: what stands where no schema speaks of it. */
const SILENT: JsonObject = {};

/** What a schema says of a member, or of an element; of alternatives, the first that says anything. */
export function schemaBelow(schema: JsonObject, step: string | number): JsonObject {
  const below = typeof step === 'number' ? schema['items'] : memberSchema(schema, step);
  if (isObject(below)) return below;
  const branches = isList(schema['anyOf']) ? schema['anyOf'].filter(isObject) : [];
  return branches.map((branch) => schemaBelow(branch, step)).find((found) => found !== SILENT) ?? SILENT;
}

function memberSchema({ properties, additionalProperties }: JsonObject, name: string): JsonValue | undefined {
  return (isObject(properties) ? memberOf(properties, name) : undefined) ?? additionalProperties;
}

/** Whether a text has to be an ARN. */
export function isArn({ pattern }: JsonObject): boolean {
  return typeof pattern === 'string' && pattern.startsWith('^arn:');
}

/** Whether it has to be the ARN of a bucket, which has no region and no account. */
export function isBucketArn({ pattern }: JsonObject): boolean {
  return typeof pattern === 'string' && pattern.includes(':s3:::');
}
