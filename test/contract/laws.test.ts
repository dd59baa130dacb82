import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import type { Aws } from '../../src/model/aws.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { isEqual } from '../../src/model/json.ts';
import type { Kind, Live, Write } from '../../src/model/kind.ts';
import { diff } from '../../src/pipeline/diff.ts';
import { accepts } from '../arbitraries/from-schema.ts';
import { pairs, specs } from '../arbitraries/specs.ts';
import { namesOf, openAccount, present } from './account.ts';

/** Another one every run, printed; the one that failed can be set again, and a longer run asked for. */
const seed = Number(process.env['LAWS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const longer = Number(process.env['LAWS_TIMES'] ?? 1);

/** (live, desired) pairs per kind: the more there is to a kind, the more. */
const PAIRS: Readonly<Record<string, number>> = {
  CustomMetric: 120,
  Dimension: 120,
  SecurityProfile: 320,
  TopicRule: 240,
  DeliveryStream: 320,
};

beforeAll(() => console.info(`LAWS_SEED=${seed}`));

describe.each(kinds)('$name', (kind) => {
  const write = kind.write as Write;

  test('normalizing twice is normalizing once, and what comes out is valid', () => {
    fc.assert(
      fc.property(specs(kind), (spec) => {
        expect(accepts(kind.schema, spec)).toBe(true);
        const normal = kind.normalize(spec);
        expect(kind.normalize(normal)).toEqual(normal);
        expect(accepts(kind.schema, normal)).toBe(true);
      }),
      { seed, numRuns: 200 },
    );
  });

  test('any live resource becomes any desired one, and is gone when deleted', async () => {
    const account = await openAccount();
    let names = 0;
    await fc.assert(
      fc.asyncProperty(pairs(kind), async (pair) => {
        const name = `Law_${(names += 1)}`;
        const live = kind.normalize(pair.live);
        const desired = kind.normalize(pair.desired);
        await write.create(account.aws, name, live);
        const created = await present(kind, account.aws, name);
        expect(created.spec).toEqual(live);
        expect(accepts(kind.schema, created.spec)).toBe(true);

        await change(kind, account.aws, created, desired);
        const updated = await present(kind, account.aws, name);
        expect(updated.spec).toEqual(desired);

        account.mutations();
        await write.update(account.aws, updated, desired);
        expect(account.mutations()).toEqual([]);

        await write.delete(account.aws, updated);
        expect(await kind.read(account.aws, name)).toBeUndefined();
      }),
      { seed, numRuns: (PAIRS[kind.name] ?? 200) * longer },
    );
    const listed = await namesOf(kind, account.aws);
    expect(listed.filter((name) => name.startsWith('Law_'))).toEqual([]);
  });

  test('everything that is there is listed, page after page', async () => {
    const { aws } = await openAccount();
    const before = await namesOf(kind, aws);
    const [spec] = fc.sample(specs(kind), { seed, numRuns: 1 }) as [JsonObject];
    const names = Array.from({ length: kind.name === 'Dimension' ? 8 : 30 }, (_, index) => `Listed_${index}`);
    for (const name of names) await write.create(aws, name, kind.normalize(withoutTargets(spec)));
    const listed = await namesOf(kind, aws);
    expect(listed.toSorted()).toEqual([...before, ...names].toSorted());
  });
});

/** As apply does it: in place where AWS can, else anew. */
async function change(kind: Kind, aws: Aws, live: Live, desired: JsonObject): Promise<void> {
  const write = kind.write as Write;
  const edits = diff(live.spec, desired);
  if (isEqual(live.spec, desired)) expect(edits).toEqual([]);
  if (!edits.some((edit) => write.immutable(edit))) return write.update(aws, live, desired);
  await write.delete(aws, live);
  return write.create(aws, live.name, desired);
}

/** A target takes five profiles. */
function withoutTargets({ targets: _, ...spec }: JsonObject): JsonObject {
  return spec;
}
