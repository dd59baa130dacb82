import { describe, expect, test } from 'vitest';
import { checked, entriesAfter, isError, membersOf, pages, unlessMissing } from '../../../src/kinds/shared/wire.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';

const named = (name: string): Error => Object.assign(new Error('x'), { name });

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('what AWS returned, as JSON', () => {
  test('has every member but those that are about the answer, and those that are named', () => {
    const output = { $metadata: { httpStatusCode: 200 }, name: 'a', arn: 'b', unknown: [1, 'x', true] };
    expect(membersOf(output, 'arn')).toEqual({ name: 'a', unknown: [1, 'x', true] });
    expect(membersOf(output)).toHaveProperty('arn');
  });

  test('has nothing that is absent, and nothing that JSON has no form for', () => {
    const output = {
      absent: undefined,
      nothing: null,
      date: new Date(0),
      bytes: new Uint8Array([1]),
      list: [undefined, 'a', new Date(0), null],
      nested: { absent: undefined, name: 'a' },
      bare: Object.assign(Object.create(null) as object, { name: 'b' }),
      work: () => 1,
    };
    expect(membersOf(output)).toStrictEqual({ list: ['a'], nested: { name: 'a' }, bare: { name: 'b' } });
  });
});

describe('an answer', () => {
  test('is one of these errors by its name, and only where it is an error', () => {
    expect(isError(named('ResourceInUseException'), 'Other', 'ResourceInUseException')).toBe(true);
    expect(isError(named('ResourceInUseException'), 'Other')).toBe(false);
    expect(isError({ name: 'ResourceInUseException' }, 'ResourceInUseException')).toBe(false);
  });

  test('that there is no such thing is none, and every other error is one', async () => {
    expect(await unlessMissing(Promise.resolve('a'))).toBe('a');
    expect(await unlessMissing(Promise.reject(named('ResourceNotFoundException')))).toBeUndefined();
    await expect(unlessMissing(Promise.reject(named('AccessDenied')))).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

const ENDLESS = {
  code: 'DG4011',
  hint: 'Look for a proxy in between, and at AWS_ENDPOINT_URL and HTTPS_PROXY. Nothing was concluded from it.',
};

describe('a list of AWS IoT', () => {
  const asking = (tokens: readonly (string | undefined)[]) => {
    const asked: (string | undefined)[] = [];
    const ask = async ({ nextToken }: { nextToken?: string }) => {
      asked.push(nextToken);
      return { page: asked.length, nextToken: tokens[asked.length - 1] };
    };
    return { asked, ask };
  };

  test.each<{ reason: string; tokens: readonly (string | undefined)[]; asked: readonly (string | undefined)[] }>([
    { reason: 'no other one is named', tokens: [undefined], asked: [undefined] },
    { reason: 'the other one has an empty name', tokens: [''], asked: [undefined] },
    { reason: 'the last one names no other', tokens: ['b', 'c', undefined], asked: [undefined, 'b', 'c'] },
  ])('has pages until $reason', async ({ tokens, asked: wanted }) => {
    const { asked, ask } = asking(tokens);
    expect((await all(pages(ask))).map(({ page }) => page)).toEqual(wanted.map((_, index) => index + 1));
    expect(asked).toEqual(wanted);
  });

  test('that names a page which was there already never ends', async () => {
    const { asked, ask } = asking(['b', 'c', 'b', 'c']);
    await expect(all(pages(ask))).rejects.toMatchObject({
      ...ENDLESS,
      message: 'A list of AWS IoT goes in a circle, so what answers is not AWS.',
    });
    expect(asked).toHaveLength(3);
  });
});

describe('a list of Amazon Data Firehose', () => {
  type Answer = readonly [entries: readonly string[], more: boolean | undefined];
  const listing = (...answers: readonly Answer[]) => {
    const asked: (string | undefined)[] = [];
    const entries = entriesAfter<string>(
      async (last) => {
        asked.push(last);
        const [found = [], more] = answers[asked.length - 1] ?? [];
        return { entries: found, more };
      },
      (entry) => entry,
    );
    return { asked, entries };
  };

  test('goes on after the last entry of a page, for as long as there is more', async () => {
    const { asked, entries } = listing([['a', 'b'], true], [['c'], true], [['d'], false]);
    expect(await all(entries)).toEqual(['a', 'b', 'c', 'd']);
    expect(asked).toEqual([undefined, 'b', 'c']);
  });

  test.each([
    ['says that there is no more', false],
    ['does not say that there is more', undefined],
  ])('ends where AWS %s', async (_, more) => {
    expect(await all(listing([[], more]).entries)).toEqual([]);
    expect(await all(listing([['a'], more]).entries)).toEqual(['a']);
  });

  test.each<{ reason: string; pages: readonly Answer[] }>([
    {
      reason: 'that has nothing new',
      pages: [
        [['a'], true],
        [['a'], true],
      ],
    },
    { reason: 'that has nothing', pages: [[[], true]] },
  ])('never ends after a page $reason', async ({ pages: answers }) => {
    await expect(all(listing(...answers).entries)).rejects.toMatchObject({
      ...ENDLESS,
      message: 'A list of Amazon Data Firehose goes in a circle, so what answers is not AWS.',
    });
  });

  test('may have the same entry twice on its last page', async () => {
    expect(await all(listing([['a'], true], [['a'], false]).entries)).toEqual(['a', 'a']);
  });
});

test('a name goes to AWS only where its schema takes it', () => {
  const schema: JsonObject = { pattern: '^[\\p{L}]+$' };
  expect(checked('Ab', schema)).toBe('Ab');
  expect(() => checked('a/b', schema)).toThrow('"a/b" went to AWS as a name');
  expect(() => checked('', schema)).toThrow('"" went to AWS as a name');
});
