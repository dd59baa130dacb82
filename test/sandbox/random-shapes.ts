import type { NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';
import { membersOf } from '../../src/sandbox/wire/schemas.ts';

/** Deeper than this, structures, lists and maps are empty; some of the shapes contain themselves. */
const MAX_DEPTH = 6;

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('', 'a:b_c-d', 'p/ü 1', 'a b&c=+%2F', '$aws/rules/x', 'arn:aws:iot:x:1:y/z', '#?', '\n', '__proto__'),
);
const label = text.filter((value) => value !== '' && value !== '.' && value !== '..');
const headerText = fc.stringMatching(/^[!-~]([ -~]{0,10}[!-~])?$/);
const wholeSeconds = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000));
const milliseconds = fc.integer({ min: 0, max: 4_000_000_000_000 }).map((time) => new Date(time));
const number = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 50 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);

/** Random values of a shape, with every member now and then there and now and then not. */
export function arbitraryOf(schema: NormalizedSchema, depth = 0): fc.Arbitrary<unknown> {
  if (schema.isUnitSchema()) return fc.constant({});
  if (schema.isStructSchema()) return structure(schema, depth);
  const isDeep = depth > MAX_DEPTH;
  if (schema.isListSchema()) {
    return isDeep ? fc.constant([]) : fc.array(arbitraryOf(schema.getValueSchema(), depth + 1), { maxLength: 3 });
  }
  if (schema.isMapSchema()) {
    if (isDeep) return fc.constant({});
    const keys = text.filter((key) => key !== '__proto__');
    return fc.dictionary(keys, arbitraryOf(schema.getValueSchema(), depth + 1), {
      maxKeys: 3,
      noNullPrototype: true,
    });
  }
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isNumericSchema()) return number;
  if (schema.isTimestampSchema()) return milliseconds;
  if (schema.isBlobSchema()) return fc.uint8Array({ maxLength: 12 });
  return text;
}

function structure(schema: NormalizedSchema, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const members = membersOf(schema);
  if (schema.isUnionSchema()) {
    return fc.oneof(...members.map(([name, member]) => fc.record({ [name]: arbitraryOf(member, depth + 1) })));
  }
  if (depth > MAX_DEPTH) return fc.constant({});
  const always = members.filter(([, member]) => isAlwaysThere(member)).map(([name]) => name);
  const arbitraries = members.map(([name, member]) => [name, memberArbitrary(member, depth)] as const);
  return fc.record(Object.fromEntries(arbitraries), {
    requiredKeys: always,
    noNullPrototype: true,
  }) as fc.Arbitrary<Record<string, unknown>>;
}

/** Labels must be there; idempotency tokens and payloads are filled in where they are not. */
function isAlwaysThere(member: NormalizedSchema): boolean {
  const traits = member.getMergedTraits();
  return (
    Boolean(traits.httpLabel) ||
    Boolean(traits.idempotencyToken) ||
    Boolean(traits.httpPayload || traits.httpResponseCode)
  );
}

function memberArbitrary(member: NormalizedSchema, depth: number): fc.Arbitrary<unknown> {
  const traits = member.getMergedTraits();
  if (traits.httpLabel && member.isStringSchema()) return label;
  if (traits.httpHeader && member.isStringSchema()) return headerText;
  if (traits.httpHeader && member.isTimestampSchema()) return wholeSeconds;
  if (traits.httpResponseCode) return fc.constantFrom(200, 202);
  return arbitraryOf(member, depth + 1);
}
