import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listOf } from '../../src/model/access/policy.ts';
import type { Statement } from '../../src/model/access/policy.ts';
import { piecesOf, POLICY_LIMIT, sizeOf } from '../../src/roles/policy-pieces.ts';

test('whatever the statements are, the pieces allow the same and fit', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 40 });
  const resources = fc.array(
    name.map((one) => `arn:aws:s3:::${one}`),
    { minLength: 1, maxLength: 400 },
  );
  fc.assert(
    fc.property(fc.array(resources, { minLength: 1, maxLength: 6 }), (groups) => {
      const statements = groups.map((Resource, index) => ({
        Effect: 'Allow' as const,
        Action: `s3:A${index}`,
        Resource,
      }));
      const { policies, isInline } = piecesOf('p', statements);
      const total = policies.reduce((sum, { document }) => sum + sizeOf(document), 0);
      expect(isInline).toBe(total <= POLICY_LIMIT.inline);
      for (const { document } of policies) expect(sizeOf(document)).toBeLessThanOrEqual(POLICY_LIMIT.managed);
      const pairs = policies.flatMap(({ document }) =>
        document.Statement.flatMap(({ Action, Resource }) => listOf(Resource).map((one) => `${String(Action)} ${one}`)),
      );
      expect(pairs).toEqual(groups.flatMap((group, index) => group.map((one) => `s3:A${index} ${one}`)));
    }),
    { numRuns: 30 },
  );
});

/** A statement of so many characters on one resource. */
function statementOf(size: number): Statement {
  const empty = { Effect: 'Allow', Action: 's3:GetObject', Resource: '' } as const;
  return { ...empty, Resource: 'x'.repeat(size - sizeOf(empty)) };
}

/** What is left for statements in a policy, each with its comma. */
const ROOM = POLICY_LIMIT.managed - sizeOf({ Version: '2012-10-17', Statement: [] });

test('a size is counted without blanks, which AWS does not count', () => {
  expect(sizeOf({ a: 'b c\td' })).toBe('{"a":"bc\\td"}'.length);
});

test('one policy has the name that it is given, and several have numbers', () => {
  const names = (...sizes: readonly number[]): readonly string[] =>
    piecesOf('p', sizes.map(statementOf)).policies.map(({ name }) => name);
  expect(names(100)).toEqual(['p']);
  expect(names(4_000, 4_000, 4_000)).toEqual(['p-1', 'p-2', 'p-3']);
  expect(piecesOf('p', [])).toEqual({ policies: [], isInline: true });
});

test('a policy is filled before another one is begun', () => {
  const counts = (...sizes: readonly number[]): readonly number[] =>
    piecesOf('p', sizes.map(statementOf)).policies.map(({ document }) => document.Statement.length);
  expect(counts(1_000, ROOM - 1_000 - 2, 500)).toEqual([2, 1]);
  expect(counts(1_000, ROOM - 1_000 - 1)).toEqual([1, 1]);
  expect(counts(3_000, 3_000, 3_000, 3_000)).toEqual([2, 2]);
});

test('policies stand in the role itself as long as all of them together fit into it', () => {
  const empty = sizeOf({ Version: '2012-10-17', Statement: [] });
  const inline = (total: number): boolean => {
    const [first, second] = [5_500, total - 5_500 - 2 * empty];
    return piecesOf('p', [first, second].map(statementOf)).isInline;
  };
  expect(inline(POLICY_LIMIT.inline)).toBe(true);
  expect(inline(POLICY_LIMIT.inline + 1)).toBe(false);
});

test('a statement that no policy takes is halved, without its name, which may stand in a policy once', () => {
  const names = Array.from({ length: 201 }, (_, nth) => `arn:aws:s3:::a-bucket-with-a-longer-name-${nth}`);
  const { policies } = piecesOf('p', [{ Sid: 'Many', Effect: 'Allow', Action: 's3:GetObject', Resource: names }]);
  const statements = policies.flatMap(({ document }) => document.Statement);
  expect(statements.map(({ Sid, Resource }) => [Sid, listOf(Resource).length])).toEqual([
    [undefined, 101],
    [undefined, 100],
  ]);
  expect(statements.flatMap(({ Resource }) => listOf(Resource))).toEqual(names);
});

test('a statement is halved as soon as a policy has no room for it', () => {
  const counts = (size: number): readonly number[] => {
    const Resource = ['x'.repeat(100), ''];
    const base = { Effect: 'Allow', Action: 'a', Resource } as const;
    const statement = { ...base, Resource: ['x'.repeat(100), 'y'.repeat(size - sizeOf(base))] };
    return piecesOf('p', [statement]).policies.map(({ document }) => document.Statement.length);
  };
  expect(counts(ROOM - 1)).toEqual([1]);
  expect(counts(ROOM + 1)).toEqual([1, 1]);
});

test('a statement on one resource is never halved, however long that is', () => {
  const long = { Sid: 'Long', Effect: 'Allow', Action: 'a', Resource: 'x'.repeat(7_000) } as const;
  expect(piecesOf('p', [long]).policies.map(({ document }) => document.Statement)).toEqual([[long]]);
  const [first, second] = ['x'.repeat(6_000), 'y'.repeat(6_000)];
  const halves = piecesOf('p', [{ ...long, Resource: [first, second] }]).policies;
  expect(halves.map(({ document }) => document.Statement[0]?.Resource)).toEqual([first, second]);
});
