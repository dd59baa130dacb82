import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../../src/kinds/index.ts';
import type { JsonObject, JsonValue } from '../../../src/model/values/json.ts';
import { canonical, isList, isObject } from '../../../src/model/values/json.ts';
import { isArn } from '../../../src/pipeline/profiles/schema/places.ts';
import { accepts } from '../../arbitraries/from-schema.ts';

interface Place {
  readonly path: string;
  readonly schema: JsonObject;
}

/** Every subschema that describes a value, with where it stands. */
function* subschemas(schema: JsonObject, path: string): Generator<Place> {
  yield { path, schema };
  for (const [name, inner] of Object.entries(isObject(schema['properties']) ? schema['properties'] : {}))
    if (isObject(inner)) yield* subschemas(inner, `${path}.${name}`);
  for (const [keyword, mark] of [
    ['items', '[]'],
    ['additionalProperties', '{}'],
  ] as const) {
    const inner = schema[keyword];
    if (isObject(inner)) yield* subschemas(inner, `${path}${mark}`);
  }
  for (const inner of isList(schema['anyOf']) ? schema['anyOf'] : [])
    if (isObject(inner)) yield* subschemas(inner, path);
}

const places = kinds.flatMap((kind) => [
  ...subschemas(kind.schema, kind.name),
  { path: `${kind.name} name`, schema: kind.nameSchema },
]);
const titled = new Set(places.filter(({ schema }) => schema['title'] !== undefined).map(({ path }) => path));
const wrong = (holds: (place: Place) => boolean): readonly string[] =>
  places.filter((place) => !holds(place)).map(({ path }) => path);

describe('schemas of the kinds', () => {
  test('compile in strict mode', () => {
    const ajv = new Ajv2020({ strict: true, strictRequired: false, keywords: ['otherNames'] });
    for (const kind of kinds)
      for (const schema of [kind.schema, kind.nameSchema])
        expect(ajv.compile(schema), kind.name).toBeTypeOf('function');
  });

  test('close every object, or say what its values are', () => {
    const isClosed = ({ additionalProperties }: JsonObject): boolean =>
      additionalProperties === false || isObject(additionalProperties);
    expect(wrong(({ schema }) => schema['type'] !== 'object' || isClosed(schema))).toEqual([]);
  });

  test('explain every member in a sentence', () => {
    expect(
      wrong(
        ({ schema }) => typeof schema['description'] === 'string' && /^["A-Z0-9].+\.$/s.test(schema['description']),
      ),
    ).toEqual([]);
  });

  test('anchor every pattern, so that it speaks of the whole text', () => {
    const patterns = places.flatMap(({ path, schema }) =>
      [schema, schema['propertyNames']].filter(isObject).map(({ pattern }) => ({ path, pattern })),
    );
    const open = patterns.filter(
      ({ pattern }) => typeof pattern === 'string' && !(pattern.startsWith('^') && pattern.endsWith('$')),
    );
    // An endpoint begins with its scheme and may end as it likes.
    expect(open.map(({ path }) => path).filter((path) => !path.endsWith('.endpoint'))).toEqual([]);
  });

  test('say which characters a name may have: the sentence is what somebody reads who used another', () => {
    const isOfCharacters = ({ pattern }: JsonObject): boolean => /^\^\[a-zA-Z0-9[^\]]*\]\+\$$/.test(String(pattern));
    expect(
      wrong(({ schema }) => !isOfCharacters(schema) || String(schema['description']).includes('letters, digits')),
    ).toEqual([]);
  });

  test('give one title to one schema', () => {
    const byTitle = new Map<JsonValue, string>();
    const again = places.filter(({ schema }) => {
      if (schema['title'] === undefined) return false;
      const first = byTitle.get(schema['title']) ?? canonical(schema);
      byTitle.set(schema['title'], first);
      return first !== canonical(schema);
    });
    expect(again.map(({ path }) => path)).toEqual([]);
  });

  test('give a title to every object that is used twice', () => {
    const seen = new Map<string, string>();
    const again: string[] = [];
    for (const { path, schema } of places) {
      const text = canonical(schema);
      const first = seen.get(text);
      // What is inside a titled schema is written once with it.
      const isInside = [...titled].some((outer) => path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`));
      if (schema['type'] === 'object' && schema['title'] === undefined && first !== undefined && !isInside)
        again.push(`${path} is ${first}`);
      seen.set(text, first ?? path);
    }
    expect(again).toEqual([]);
  });

  test('give examples that are valid, short ARNs aside', () => {
    const invalid = places.flatMap(({ path, schema }) => {
      const examples = isList(schema['examples']) && !isArn(schema) ? schema['examples'] : [];
      return examples.filter((example) => !accepts(schema, example)).map((example) => [path, example]);
    });
    expect(invalid).toEqual([]);
  });

  test('tell an ARN by its pattern: short forms are completed there', () => {
    expect(
      wrong(({ path, schema }) => schema['type'] !== 'string' || !/Arn(\w*)$/.test(path) || isArn(schema)),
    ).toEqual([]);
    expect(places.filter(({ schema }) => isArn(schema)).length).toBeGreaterThan(20);
  });

  test('call a default only what may be left out', () => {
    const required = places.flatMap(({ path, schema }) => {
      const names = isList(schema['required']) ? schema['required'].map(String) : [];
      return names
        .filter(
          (name) =>
            isObject(schema['properties']) &&
            isObject(schema['properties'][name]) &&
            'default' in schema['properties'][name],
        )
        .map((name) => `${path}.${name}`);
    });
    expect(required).toEqual([]);
  });
});
