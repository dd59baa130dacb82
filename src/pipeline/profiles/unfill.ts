import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isList, isObject } from '../../model/values/json.ts';
import type { Target } from '../../model/settings.ts';
import { completeArn } from './fill.ts';
import type { Filling } from './fill.ts';
import { schemaBelow } from './schema/places.ts';
import { escapeVariables } from './variables.ts';

/** A spec as an author would write it for a target: `fill` gives back what was given. ARNs of the target's own get short. */
export function unfill(spec: JsonObject, { schema, target }: Pick<Filling, 'schema' | 'target'>): JsonObject {
  return unfilled(spec, schema, target) as JsonObject;
}

function unfilled(value: JsonValue, schema: JsonObject, target: Target): JsonValue {
  if (typeof value === 'string') return escapeVariables(shortArn(value, schema, target));
  if (isList(value)) return value.map((item, index) => unfilled(item, schemaBelow(schema, index), target));
  if (!isObject(value)) return value;
  const members = Object.entries(value).flatMap(([key, member]): [string, JsonValue][] =>
    member === undefined ? [] : [[escapeVariables(key), unfilled(member, schemaBelow(schema, key), target)]],
  );
  return Object.fromEntries(members);
}

/** The short form that is completed to this very ARN in this place, or the text as it is. */
function shortArn(text: string, schema: JsonObject, target: Target): string {
  const resource = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/s.exec(text)?.[1];
  if (resource === undefined) return text;
  const forms = [resource, `sns/${resource}`, resource.replace(/^(function|secret):/, '$1/')];
  return forms.find((form) => completeArn(form, schema, target) === text) ?? text;
}
