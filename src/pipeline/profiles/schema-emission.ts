import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isList, isObject } from '../../model/values/json.ts';
import type { Kind } from '../../model/kind.ts';
import { elsewhereSchema } from './managed-elsewhere.ts';
import { resourceSchema, settingsSchema, topicSchema } from './language.ts';
import { isArn } from './schema/places.ts';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
const VARIABLE = '\\$\\{(var\\.[A-Za-z0-9_-]+|target\\.(account|region|partition))\\}';

/** Short forms of ARNs that `resolve` completes; a bucket's name is one where a bucket is meant. */
const SHORT_ARN =
  '^((role|sns|thinggroup|function|key|alias|ruledestination|rolealias|cert|stream|cluster|domain|catalog|secret)/.+|catalog|all/(things|registered-things|unregistered-things)|[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])$';

/** The schema that editors use for a file under profiles/: what authors may write, before variables and ARNs are filled in. */
export function profileSchema(kinds: readonly Kind[]): JsonObject {
  const sections = kinds.map((kind): [string, JsonValue] => [kind.section, sectionSchema(kind)]);
  return hoist({
    $schema: DIALECT,
    $id: 'https://unpkg.com/defender-gitops/schemas/profile.schema.json',
    title: 'defender-gitops profiles',
    description: 'A file under profiles/: settings and resources of AWS IoT Device Defender and its metric export.',
    type: 'object',
    additionalProperties: false,
    properties: {
      ...(settingsSchema(kinds)['properties'] as JsonObject),
      elsewhere: elsewhereSchema,
      topics: {
        type: 'object',
        description: 'Topics for exported metrics, by the name that metricsExport.topic uses.',
        additionalProperties: authored(topicSchema),
      },
      ...Object.fromEntries(sections),
    },
  });
}

/** What a section holds: resources by name, or the spec of the one that there is. */
function sectionSchema(kind: Kind): JsonObject {
  if (kind.singleton !== undefined) return authored(resourceSchema(kind));
  return {
    type: 'object',
    description: kind.description,
    propertyNames: authored(kind.nameSchema),
    additionalProperties: authored(resourceSchema(kind)),
  };
}

/**
 * Moves subschemas with a title to `$defs`, so that what is used twice is written once.
 * One title stands for one schema; the first that is met counts.
 */
function hoist(root: JsonObject): JsonObject {
  const defs: Record<string, JsonValue> = {};
  const visit = (value: JsonValue | undefined, top: boolean): JsonValue | undefined => {
    if (isList(value)) return value.map((item) => visit(item, false) ?? null);
    if (!isObject(value)) return value;
    const title = value['title'];
    if (!top && typeof title === 'string' && typeof value['type'] === 'string') {
      if (!(title in defs)) {
        defs[title] = {};
        defs[title] = members(value);
      }
      return { $ref: `#/$defs/${title}` };
    }
    return members(value);
  };
  const members = (object: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(object).map(([key, member]) => [
        key,
        key === 'examples' || key === 'enum' ? member : visit(member, false),
      ]),
    );
  const visited = visit(root, true) as JsonObject;
  return Object.keys(defs).length === 0 ? visited : { ...visited, $defs: defs };
}

/** Widens a schema to what authors may write: `${var.NAME}` in any text, short ARNs; members that are refused are not offered. */
function authored(schema: JsonObject): JsonObject {
  const copy: Record<string, JsonValue | undefined> = {};
  for (const [key, value] of Object.entries(schema)) if (key !== 'otherNames') copy[key] = authoredKeyword(key, value);
  if (copy['type'] === 'string') return withVariables(copy);
  return ['number', 'integer', 'boolean'].includes(String(copy['type'])) ? withVariable(copy) : copy;
}

function authoredKeyword(keyword: string, value: JsonValue | undefined): JsonValue | undefined {
  if (keyword === 'properties' && isObject(value)) {
    const kept = Object.entries(value).filter(([, inner]) => !(isObject(inner) && isObject(inner['not'])));
    return Object.fromEntries(kept.map(([name, inner]) => [name, isObject(inner) ? authored(inner) : inner]));
  }
  if (['items', 'additionalProperties', 'contains', 'propertyNames', 'if', 'then', 'else', 'not'].includes(keyword))
    return isObject(value) ? authored(value) : value;
  if (['oneOf', 'anyOf', 'allOf'].includes(keyword) && isList(value))
    return value.map((branch) => (isObject(branch) ? authored(branch) : branch));
  return value;
}

/** A number or a boolean, or the one variable that is one. */
function withVariable({
  description,
  examples,
  default: usual,
  ...schema
}: Record<string, JsonValue | undefined>): JsonObject {
  const about = Object.entries({ description, examples, default: usual }).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(about), anyOf: [schema, { type: 'string', pattern: `^${VARIABLE}$` }] };
}

const CONSTRAINTS = ['pattern', 'minLength', 'maxLength', 'enum', 'const', 'format'];

function withVariables(schema: Record<string, JsonValue | undefined>): JsonObject {
  const constrained = Object.fromEntries(
    CONSTRAINTS.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]),
  );
  if (Object.keys(constrained).length === 0) return schema;
  const rest = Object.fromEntries(Object.entries(schema).filter(([key]) => !(key in constrained)));
  const alternatives: JsonObject[] = [constrained, { pattern: VARIABLE }];
  if (isArn(schema)) alternatives.push({ pattern: SHORT_ARN });
  return { ...rest, anyOf: alternatives };
}
