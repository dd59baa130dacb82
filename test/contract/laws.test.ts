import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import type { Write } from '../../src/model/kind.ts';
import { actionFor, actionForPart } from '../../src/model/kinds/operation.ts';
import { readNamed } from '../../src/pipeline/read/names.ts';
import { pairs, specs } from '../arbitraries/specs.ts';
import { TARGET } from '../arbitraries/target.ts';
import { namesOf, openAccount } from './account.ts';
import type { Account } from './account.ts';
import { sampled } from '../share.ts';
import { obey } from './laws.ts';

/** Another one every run, printed; the one that failed can be set again, and a longer run asked for. */
const seed = Number(process.env['LAWS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const longer = Number(process.env['LAWS_TIMES'] ?? sampled(20, 100) / 100);

/** (live, desired) pairs per kind: the more there is to a kind, the more; a fifth of them in the quick suite. */
const PAIRS: Readonly<Record<string, number>> = {
  CustomMetric: 80,
  Dimension: 80,
  ThingGroup: 100,
  MitigationAction: 100,
  AuditConfiguration: 100,
  AuditSuppression: 100,
  ScheduledAudit: 100,
  SecurityProfile: 180,
  TopicRule: 150,
  DeliveryStream: 200,
};

/** How many more there can be in an account, where that is few. */
const MOST: Readonly<Record<string, number>> = { Dimension: 8, ScheduledAudit: 5 };

beforeAll(() => console.info(`LAWS_SEED=${seed}`));

describe.each(kinds)('$name', (kind) => {
  const write = kind.write as Write;

  test.each([
    { echoesDefaults: false, told: 'nothing but what was said', share: 1 },
    { echoesDefaults: true, told: 'every documented default', share: 0.4 },
  ])('any live resource becomes any desired one, and is gone when deleted, where AWS tells $told', async (aws) => {
    const { echoesDefaults, share } = aws;
    const account = await openAccount({ assumptions: { echoesDefaults } });
    const before = await namesOf(kind, account.aws);
    let names = 0;
    await fc.assert(
      fc.asyncProperty(pairs(kind), async ({ live, desired }) => {
        const name = kind.singleton ?? `Law_${(names += 1)}`;
        try {
          await obey(kind, account, name, kind.normalize(live, TARGET), kind.normalize(desired, TARGET));
        } catch (error) {
          // What is left behind would be in the way while the failure is shrunk.
          for (const spec of [live, desired]) {
            const left = await readNamed(account.aws, kind, name, kind.normalize(spec, TARGET));
            if (left !== undefined) await write.delete(account.aws, left);
          }
          throw error;
        }
      }),
      { seed, numRuns: Math.ceil((PAIRS[kind.name] ?? 200) * longer * share) },
    );
    expect(await namesOf(kind, account.aws)).toEqual(before);
  });

  // What has no name is read by what it says.
  if (kind.singleton !== undefined || kind.identity !== undefined) return;

  test('what is deleted while it is read is not there', async () => {
    let account: Account | undefined;
    const { aws, ...rest } = await openAccount({
      intercept: ({ operation }) => {
        if (operation.startsWith('ListTags'))
          for (const records of Object.values(account?.state ?? {})) delete records['Fading'];
        return undefined;
      },
    });
    account = { aws, ...rest };
    const [spec] = fc.sample(specs(kind), { seed, numRuns: 1 }) as [JsonObject];
    await write.create(aws, 'Fading', kind.normalize(spec, TARGET));
    expect(await kind.read(aws, 'Fading')).toBeUndefined();
  });

  test('what is expected to be there is asked for all at once, anything else for its description first', async () => {
    const asked: string[] = [];
    const { aws } = await openAccount({ intercept: ({ operation }) => void asked.push(operation) });
    const [described, ...parts] = [
      actionFor(kind, 'describe'),
      ...Object.keys(kind.parts).map((part) => actionForPart(kind, part)),
    ].map((operation) => operation.replace(/^\w+:/, ''));
    asked.length = 0;
    expect(await kind.read(aws, 'Nothing')).toBeUndefined();
    expect(asked).toContain(described);
    for (const part of parts) expect(asked).not.toContain(part);
    expect(await kind.read(aws, 'Nothing', { isThere: true, part: () => Promise.resolve(undefined) })).toBeUndefined();
    expect(asked).toEqual(expect.arrayContaining(parts));
  });

  test('everything that is there is listed, page after page', async () => {
    const { aws } = await openAccount();
    const before = await namesOf(kind, aws);
    const [spec] = fc.sample(specs(kind), { seed, numRuns: 1 }) as [JsonObject];
    const names = Array.from({ length: MOST[kind.name] ?? 30 }, (_, index) => `Listed_${index}`);
    for (const name of names) await write.create(aws, name, kind.normalize(withoutTargets(spec), TARGET));
    const listed = await namesOf(kind, aws);
    expect(listed.toSorted()).toEqual([...before, ...names].toSorted());
  });
});

/** A target takes five profiles. */
function withoutTargets({ targets: _, ...spec }: JsonObject): JsonObject {
  return spec;
}
