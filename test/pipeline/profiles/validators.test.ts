import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../../src/kinds/index.ts';
import type { JsonObject, JsonValue } from '../../../src/model/values/json.ts';
import { isList, isObject } from '../../../src/model/values/json.ts';
import { exportBatch } from '../../../src/generated/export-batch.mjs';
import { names, resources, settings, topic } from '../../../src/generated/validators.mjs';
import { exportBatchSchema } from '../../../src/subscribe/export-batch-schema.ts';
import { resourceSchema, settingsSchema, topicSchema } from '../../../src/pipeline/profiles/language.ts';
import type { Validator } from '../../../src/pipeline/profiles/schema/errors.ts';
import { fromSchema } from '../../arbitraries/from-schema.ts';
import { specs } from '../../arbitraries/specs.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false });

interface Told {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Errors without what depends on whether items are described where they stand or elsewhere, and does not matter: which of several
 * equal items are named, and that ajv compares only items of the right type.
 */
function told(errors: readonly Told[]): readonly Told[] {
  const isMixed = (list: string): boolean =>
    errors.some(({ instancePath, keyword }) => keyword === 'type' && instancePath.startsWith(`${list}/`));
  return errors
    .filter(({ keyword, instancePath }) => keyword !== 'uniqueItems' || !isMixed(instancePath))
    .map(({ instancePath, keyword, params }) => ({
      instancePath,
      keyword,
      params: keyword === 'uniqueItems' ? {} : params,
    }));
}

const ofAjv = (schema: JsonObject) => {
  const validate = ajv.compile(schema);
  return (value: unknown): readonly Told[] => told(validate(value) ? [] : (validate.errors as readonly Told[]));
};

const JUNK: readonly JsonValue[] = [
  null,
  true,
  '',
  'x'.repeat(3000),
  'ü\n',
  '👾',
  -1,
  0.5,
  1e9,
  [],
  [1, 1],
  {},
  { a: 1 },
];

/** Every place of a value. */
function* places(value: JsonValue | undefined, path: readonly string[] = []): Generator<readonly string[]> {
  yield path;
  if (isList(value) || isObject(value))
    for (const [step, inner] of Object.entries(value)) yield* places(inner as JsonValue, [...path, step]);
}

type Damage = (there: JsonValue | undefined, junk: JsonValue, other: JsonValue | undefined) => JsonValue | undefined;

/** What people and editors do to a value. */
const DAMAGES: readonly Damage[] = [
  (_, junk) => junk,
  () => undefined,
  (there, junk) => (isObject(there) ? { ...there, ...(isObject(junk) ? junk : { 'a/~b': junk }) } : junk),
  (there) => (isList(there) ? [...there, ...there] : isObject(there) ? Object.keys(there) : String(there)),
  (there, _, other) => (isObject(there) && isObject(other) ? { ...other, ...there } : other),
  (there) => (isObject(there) ? Object.fromEntries(Object.entries(there).slice(1)) : there),
];

function damaged(
  value: JsonValue | undefined,
  path: readonly string[],
  make: (there?: JsonValue) => JsonValue | undefined,
): JsonValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return make(value);
  if (isList(value))
    return value.map((item, index) => (String(index) === step ? (damaged(item, rest, make) ?? null) : item));
  return isObject(value) ? { ...value, [step]: damaged(value[step], rest, make) } : value;
}

/** Values as they should be, with up to three things wrong. */
function nearly(sound: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> {
  const harm = fc.record({ place: fc.nat(), damage: fc.constantFrom(...DAMAGES), junk: fc.constantFrom(...JUNK) });
  return fc.tuple(sound, sound, fc.array(harm, { maxLength: 3 })).map(([value, other, harms]) => {
    let made: JsonValue | undefined = value;
    for (const { place, damage, junk } of harms) {
      const all = [...places(made)];
      made = damaged(made, all[place % all.length] ?? [], (there) => damage(there, junk, other));
    }
    return JSON.parse(JSON.stringify(made ?? null)) as JsonValue;
  });
}

const errorsOf = (validator: Validator, value: unknown): readonly Told[] =>
  told(validator(value) ? [] : (validator.errors ?? []));

const validators: readonly (readonly [string, Validator, JsonObject, fc.Arbitrary<JsonValue>])[] = [
  ['settings', settings, settingsSchema(kinds), fromSchema(settingsSchema(kinds))],
  ['topic', topic, topicSchema, fromSchema(topicSchema)],
  ...kinds.flatMap((kind) => [
    [kind.name, resources[kind.name] as Validator, resourceSchema(kind), specs(kind)] as const,
    [`name of a ${kind.name}`, names[kind.name] as Validator, kind.nameSchema, fromSchema(kind.nameSchema)] as const,
  ]),
];

describe('a validator compiled ahead', () => {
  test.each(validators)('says what ajv says: %s', (_, validator, schema, sound) => {
    const expected = ofAjv(schema);
    fc.assert(
      fc.property(nearly(sound), (value) => {
        expect(errorsOf(validator, value)).toEqual(expected(value));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['{"version":"1.0","metrics":[{"name":"","thing":"t","value":{},"version":"x","timestamp":-1}]}'],
    ['{"version":"2","metrics":[{}, 1, {"value":{"ports":[70000,1.5],"cidrs":[1]},"dimension":{"operator":"X"}}]}'],
    ['[]'],
    ['{"metrics":{}}'],
  ])('says of a message what ajv says: %s', (text) => {
    const value: unknown = JSON.parse(text);
    expect(errorsOf(exportBatch, value)).toEqual(ofAjv(exportBatchSchema)(value));
    expect(errorsOf(exportBatch, value)).not.toEqual([]);
  });
});
