import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import type { Write } from '../../src/model/kind.ts';
import { fromSchema } from '../arbitraries/from-schema.ts';
import { specs } from '../arbitraries/specs.ts';
import { namesOf, openAccount } from './account.ts';
import { present } from './laws.ts';
import { TARGET } from '../arbitraries/target.ts';

const named = kinds.filter(({ singleton, identity }) => singleton === undefined && identity === undefined);

describe.each(named)('the name of a $name', (kind) => {
  const write = kind.write as Write;
  const [spec = {}] = fc
    .sample(specs(kind), { seed: 2, numRuns: 1 })
    .map((one) => kind.normalize({ ...one, targets: undefined }, TARGET));

  test.each(['', '/', 'a/b', 'a b', 'ä'])(
    'is never %j on the wire, where it would address something else',
    async (name) => {
      const { aws, mutations } = await openAccount();
      const live = { name, arn: '', spec, version: '1' };
      await expect(kind.read(aws, name)).rejects.toThrow('went to AWS as a name');
      await expect(write.create(aws, name, spec)).rejects.toThrow('went to AWS as a name');
      await expect(write.delete(aws, live)).rejects.toThrow('went to AWS as a name');
      expect(mutations()).toEqual([]);
    },
  );

  test('is any that its schema takes', async () => {
    const { aws } = await openAccount();
    const taken = await namesOf(kind, aws);
    const free = fromSchema(kind.nameSchema).filter((name) => !taken.includes(String(name)));
    await fc.assert(
      fc.asyncProperty(free, async (name) => {
        await write.create(aws, String(name), spec);
        const live = await present(kind, aws, String(name));
        expect(live).toMatchObject({ name, spec });
        expect(live.arn?.endsWith(`/${String(name)}`)).toBe(true);
        await write.delete(aws, live);
      }),
      { numRuns: 15 },
    );
  });
});
