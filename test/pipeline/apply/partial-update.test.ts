import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/model/values/json.ts';
import { isPartialUpdate, pathsBetween } from '../../../src/pipeline/apply/partial-update.ts';

const before: JsonObject = {
  description: 'old',
  targets: ['a', 'b'],
  behaviors: [{ name: 'x', value: 1 }],
  tags: { k: '1' },
};
const after: JsonObject = {
  targets: ['b', 'c'],
  behaviors: [
    { name: 'x', value: 2 },
    { name: 'y', value: 1 },
  ],
  tags: { k: '2' },
};

describe('a spec that was changed in part lies on the way', () => {
  const rows: { reason: string; live: JsonObject }[] = [
    { reason: 'nothing was done yet', live: before },
    { reason: 'all was done', live: after },
    {
      reason: 'the profile was updated and its attachments not',
      live: { ...after, targets: ['a', 'b'], tags: { k: '1' } },
    },
    { reason: 'one target was attached and none detached', live: { ...before, targets: ['a', 'b', 'c'] } },
    {
      reason: 'one behavior was changed and the other not added',
      live: { ...before, behaviors: [{ name: 'x', value: 2 }] },
    },
  ];
  test.each(rows)('$reason', ({ live }) => expect(isPartialUpdate(before, live, after)).toBe(true));
});

describe('what somebody else did does not', () => {
  const rows: { reason: string; live: JsonObject }[] = [
    { reason: 'another value of an edited field', live: { ...before, description: 'theirs' } },
    { reason: 'a target that is in neither', live: { ...before, targets: ['a', 'b', 'z'] } },
    { reason: 'a behavior that is in neither', live: { ...before, behaviors: [{ name: 'z', value: 1 }] } },
    { reason: 'a field that is not to change', live: { ...before, alertTargets: { SNS: {} } } },
    { reason: 'a behavior with another value', live: { ...before, behaviors: [{ name: 'x', value: 3 }] } },
  ];
  test.each(rows)('$reason', ({ live }) => expect(isPartialUpdate(before, live, after)).toBe(false));
});

describe('of a list whose elements have nothing to tell them apart by', () => {
  const rule = (...topics: string[]): JsonObject => ({ actions: topics.map((topic) => ({ republish: { topic } })) });
  const rows: { reason: string; live: JsonObject; isBetween: boolean }[] = [
    { reason: 'it is as it was', live: rule('a', 'b'), isBetween: true },
    { reason: 'it is as it is to be', live: rule('a', 'c'), isBetween: true },
    { reason: 'one element is another', live: rule('a', 'z'), isBetween: false },
    { reason: 'one is missing', live: rule('a'), isBetween: false },
    { reason: 'one more is there', live: rule('a', 'b', 'c'), isBetween: false },
    { reason: 'all are gone', live: rule(), isBetween: false },
    { reason: 'the whole list is gone', live: {}, isBetween: false },
  ];
  test.each(rows)('$reason', ({ live, isBetween }) => {
    expect(isPartialUpdate(rule('a', 'b'), live, rule('a', 'c'))).toBe(isBetween);
  });
});

test('what was taken out by somebody else and is to stay is told', () => {
  const has: JsonObject = { ...before, targets: ['a', 'b'] };
  const { targets: _targets, ...detached } = has;
  expect(isPartialUpdate(has, detached, { ...has, targets: ['a', 'c'] })).toBe(false);
  expect(isPartialUpdate(has, { ...has, targets: [] }, { ...has, targets: ['a', 'c'] })).toBe(false);
  expect(isPartialUpdate(has, { ...has, behaviors: [] }, { ...has, description: 'new' })).toBe(false);
  const { description: _description, ...silent } = has;
  expect(isPartialUpdate(has, silent, { ...has, targets: ['b'] })).toBe(false);
});

test('a resource that is to be deleted may have lost its attachments', () => {
  expect(isPartialUpdate(before, { ...before, targets: ['b'] }, undefined)).toBe(true);
  const { targets: _targets, ...detached } = before;
  expect(isPartialUpdate(before, detached, undefined)).toBe(true);
  expect(isPartialUpdate(before, { ...before, description: 'new' }, undefined)).toBe(false);
});

test('a resource that is being created may lack its attachments, and no more', () => {
  const { targets: _targets, ...unattached } = after;
  expect(isPartialUpdate(undefined, unattached, after)).toBe(true);
  expect(isPartialUpdate(undefined, before, after)).toBe(false);
});

describe('a member that is absent lies on the way', () => {
  const rows: { reason: string; before?: JsonValue; live?: JsonValue; after?: JsonValue; isBetween: boolean }[] = [
    { reason: 'where all was taken away and nothing was added yet', before: ['a'], after: ['b'], isBetween: true },
    { reason: 'and so where its members have names', before: { a: 1 }, after: { b: 1 }, isBetween: true },
    { reason: 'but not where something is to stay', before: ['a', 'b'], after: ['b'], isBetween: false },
    { reason: 'nor where that has a name', before: { a: 1, b: 1 }, after: { b: 1 }, isBetween: false },
    { reason: 'nor where it was one value', before: 'a', after: ['b'], isBetween: false },
    { reason: 'nor where it is to be one value', before: ['a'], after: 'b', isBetween: false },
    { reason: 'nor where it is one value now', before: ['a'], live: 'x', after: ['b'], isBetween: false },
    { reason: 'but where it is to go', before: 'a', isBetween: true },
  ];
  test.each(rows)('$reason', ({ before: had, live, after: has, isBetween }) => {
    expect(isPartialUpdate(had, live, has)).toBe(isBetween);
  });
});

test('what is there and neither was nor is to be is somebody else’s, also where nothing is in it', () => {
  expect(isPartialUpdate(undefined, {}, undefined)).toBe(false);
  expect(isPartialUpdate(undefined, [], undefined)).toBe(false);
  expect(isPartialUpdate(undefined, { a: 1 }, undefined)).toBe(false);
});

test('lists without identity are told apart, whichever of them lacks it', () => {
  const [known, unknown] = [['a'], [{ republish: { topic: 'a' } }]];
  expect(isPartialUpdate(unknown, known, ['a', 'b'])).toBe(false);
  expect(isPartialUpdate(known, unknown, ['a', 'b'])).toBe(false);
  expect(isPartialUpdate(['a', 'b'], known, unknown)).toBe(false);
});

test('where two specs differ is told by three places at most', () => {
  expect(pathsBetween({ a: 1, b: 1 }, { a: 2, b: 1 })).toBe('a');
  expect(pathsBetween({}, { a: 1, b: 1, c: 1, d: 1 })).toBe('a, b, c');
});
