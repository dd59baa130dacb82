import type { Path } from '../../model/document.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { isList, isObject } from '../../model/json.ts';
import type { Target } from '../../model/settings.ts';
import { completeArn, escapeVariables } from './fill.ts';

/** A spec as an author would write it for a target: `fill` gives back what was given. ARNs of the target's own get short. */
export function unfill(spec: JsonObject, target: Target): JsonObject {
  return unfilled(spec, [], target) as JsonObject;
}

function unfilled(value: JsonValue, path: Path, target: Target): JsonValue {
  if (typeof value === 'string') return escapeVariables(shortArn(value, path, target));
  if (isList(value)) return value.map((item, index) => unfilled(item, [...path, index], target));
  if (!isObject(value)) return value;
  const members = Object.entries(value).flatMap(([key, member]): [string, JsonValue][] =>
    member === undefined ? [] : [[escapeVariables(key), unfilled(member, [...path, key], target)]],
  );
  return Object.fromEntries(members);
}

/** The short form that is completed to this very ARN in this place, or the text as it is. */
function shortArn(text: string, path: Path, target: Target): string {
  const resource = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/s.exec(text)?.[1];
  if (resource === undefined) return text;
  const forms = [resource, `sns/${resource}`, resource.replace(/^function:/, 'function/')];
  return forms.find((form) => completeArn(form, path, target) === text) ?? text;
}
