import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { kinds } from '../../../src/kinds/index.ts';
import type { Part, Path } from '../../../src/model/document.ts';
import type { Problem } from '../../../src/model/problem.ts';
import type { JsonObject, JsonValue } from '../../../src/model/values/json.ts';
import { isList, isObject } from '../../../src/model/values/json.ts';
import { load } from '../../../src/pipeline/yaml/load.ts';
import { resolve } from '../../../src/pipeline/profiles/resolve.ts';
import { validate } from '../../../src/pipeline/profiles/validate.ts';
import { TARGET } from '../../world.ts';

const read = (file: string): Uint8Array => readFileSync(new URL(`../../../profiles/${file}`, import.meta.url));

/** All that the example says, in one file, and what it leaves to others. */
const example: JsonObject = {
  ...Object.assign(
    {},
    ...load(['defender.yaml', 'soundbox.yaml'].map((file) => ({ file, bytes: read(file) }))).documents.map(
      ({ value }) => value,
    ),
  ),
  elsewhere: ['CustomMetric/of_others'],
  limits: { deletes: 3 },
  accept: ['data-loss:DeliveryStream/x'],
};

function problemsOf(value: JsonObject): { problems: readonly Problem[]; placeOf: (path: Path, part: Part) => object } {
  const files = [{ file: 'profiles/a.yaml', bytes: new TextEncoder().encode(stringify(value, { lineWidth: 0 })) }];
  const { documents, problems: unreadable } = load(files);
  const { profiles, problems: invalid } = validate(documents, kinds);
  const resolution = { target: profiles.targets[0] ?? TARGET, owner: 'acme', kinds, today: '2026-11-22' };
  const { problems } = resolve(profiles, resolution);
  return {
    problems: [...unreadable, ...invalid, ...problems],
    placeOf: (path, part) => documents[0]?.place(path, part) ?? {},
  };
}

/** Where texts stand that an author could write a variable into: values, and keys that are names of the author's own. */
function textsOf(value: JsonValue | undefined, path: Path = []): readonly Path[] {
  if (typeof value === 'string') return [path];
  const members = isList(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return members.flatMap(([step, inner]) => textsOf(inner, [...path, step]));
}

function replaced(value: JsonValue | undefined, [step, ...rest]: Path, text: string): JsonValue {
  if (step === undefined) return `${String(value)}${text}`;
  if (isList(value)) return value.map((item, index) => (index === step ? replaced(item, rest, text) : item));
  return { ...(value as JsonObject), [step]: replaced((value as JsonObject)[step], rest, text) };
}

function renamed(value: JsonObject, section: string, name: string, text: string): JsonObject {
  const members = Object.entries(value[section] as JsonObject);
  return {
    ...value,
    [section]: Object.fromEntries(members.map(([key, member]) => [key === name ? key + text : key, member])),
  };
}

const paths = textsOf(example).map((path) => ({ path, at: path.join('.') }));
const names = Object.entries(example).flatMap(([section, value]) =>
  isObject(value) && kinds.some((kind) => kind.section === section)
    ? Object.keys(value).map((name) => ({ section, name }))
    : [],
);

describe('a variable that there is not is one problem where it stands, wherever that is', () => {
  test('the example itself has none', () => expect(problemsOf(example).problems).toEqual([]));

  test.each(paths)('$at', ({ path }) => {
    const { problems, placeOf } = problemsOf(replaced(example, path, '${var.nope}') as JsonObject);
    expect(problems).toMatchObject([placeOf(path, 'value')]);
    expect(problems[0]?.message).toContain('nope');
  });

  test.each(names)('the name $section.$name', ({ section, name }) => {
    const { problems, placeOf } = problemsOf(renamed(example, section, name, '${var.nope}'));
    expect(problems).toMatchObject([{ code: 'DG2001', ...placeOf([section, `${name}\${var.nope}`], 'key') }]);
  });
});
