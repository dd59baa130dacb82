import { describe, expect, test } from 'vitest';
import { kinds } from '../../../src/kinds/index.ts';
import type { Kind } from '../../../src/model/kind.ts';
import type { RegionState } from '../../../src/sandbox/state.ts';
import type { TestWorld } from '../../world.ts';
import { carriedOut, error, from, NOTHING, planFor, region } from './carry-out.ts';

const metric = (displayName: string): string =>
  `customMetrics: { battery: { metricType: number, displayName: ${displayName} } }\n`;
const profile = (members: string): string =>
  `securityProfiles: { Fleet: { ${members}targets: [thinggroup/soundboxes] } }\n`;

/** An account that becomes these profiles; `read` is what happens at the nth description after the last write. */
async function reading(
  [before, after]: readonly [string, string],
  read: (state: RegionState, nth: number) => ReturnType<typeof error> | void,
): Promise<TestWorld> {
  let world: TestWorld | undefined;
  let isWritten = false;
  let nth = 0;
  world = await from(before, after, {
    intercept: ({ operation, readOnly }) => {
      if (!readOnly) isWritten = true;
      const isRead = isWritten && operation.startsWith('Describe');
      return (isRead && world !== undefined && read(region(world), (nth += 1))) || undefined;
    },
  });
  return world;
}

const outcomeOf = async (world: TestWorld): Promise<string | undefined> =>
  (await carriedOut(world, await planFor(world)))[0];

describe('what AWS answered was done is not done', () => {
  test('where what was deleted is still there', async () => {
    let deleted: RegionState['customMetrics'][string] | undefined;
    const world = await reading([metric('a'), NOTHING], ({ customMetrics }) => {
      if (deleted !== undefined) customMetrics['battery'] = deleted;
    });
    deleted = structuredClone(region(world).customMetrics['battery']);
    expect(await outcomeOf(world)).toBe('failed delete CustomMetric/battery it is still there');
  });

  test('where what was created is not there', async () => {
    const world = await reading([NOTHING, metric('a')], ({ customMetrics }) => void delete customMetrics['battery']);
    expect(await outcomeOf(world)).toBe('failed create CustomMetric/battery it is not there');
  });

  test('where other values are there than were sent', async () => {
    const world = await reading([metric('a'), metric('b')], ({ customMetrics }) => {
      Object.assign(customMetrics['battery'] ?? {}, { displayName: 'c' });
    });
    expect(await outcomeOf(world)).toBe(
      'failed update CustomMetric/battery AWS keeps other values than were sent: displayName',
    );
  });

  test('and AWS may not be able to, which is told as far as it is about that', async () => {
    const keeping = (members: object) =>
      reading([profile('description: a, '), profile('')], ({ securityProfiles }) => {
        Object.assign(securityProfiles['Fleet'] ?? {}, members);
      });
    const caveat =
      'AWS documents no way to clear a description and may keep it; if it does, write the description that you want instead';
    expect(await outcomeOf(await keeping({ securityProfileDescription: 'a' }))).toBe(
      `failed update SecurityProfile/Fleet AWS keeps other values than were sent: description. ${caveat}`,
    );
    const topic = {
      SNS: { alertTargetArn: 'arn:aws:sns:ap-south-1:111122223333:t', roleArn: 'arn:aws:iam::111122223333:role/A' },
    };
    expect(await outcomeOf(await keeping({ alertTargets: topic, securityProfileDescription: undefined }))).toBe(
      'failed update SecurityProfile/Fleet AWS keeps other values than were sent: alertTargets',
    );
  });
});

describe('a read that lags behind is repeated for five seconds', () => {
  test('and is fine once it agrees', async () => {
    const world = await reading([metric('a'), metric('b')], ({ customMetrics }, nth) => {
      Object.assign(customMetrics['battery'] ?? {}, { displayName: nth < 3 ? 'a' : 'b' });
    });
    expect(await outcomeOf(world)).toBe('verified update CustomMetric/battery');
    const waits = world.events.filter(({ type }) => type === 'waiting');
    expect(waits).toMatchObject([
      { what: 'CustomMetric/battery to read as written', seconds: 0 },
      { what: 'CustomMetric/battery to read as written', seconds: 1 },
    ]);
  });

  test('also where it fails at first', async () => {
    const world = await reading([metric('a'), metric('b')], (_, nth) =>
      nth < 3 ? error('InvalidRequestException', 400) : undefined,
    );
    expect(await outcomeOf(world)).toBe('verified update CustomMetric/battery');
  });

  test('and its failure is told where it goes on', async () => {
    const world = await reading([metric('a'), metric('b')], () => error('InvalidRequestException', 400));
    expect(await outcomeOf(world)).toMatch(/^failed update CustomMetric\/battery iot:DescribeCustomMetric: Invalid/);
  });
});

test('where the program is at fault that is no outcome, whenever it shows', async () => {
  for (const good of [0, 1]) {
    let isWritten = false;
    let nth = 0;
    const world = await reading([metric('a'), metric('b')], ({ customMetrics }) => {
      isWritten = true;
      Object.assign(customMetrics['battery'] ?? {}, { displayName: 'a' });
    });
    const broken = kinds.map((kind): Kind => {
      const read: Kind['read'] = (...asked) => {
        if (isWritten && (nth += 1) > good) throw new TypeError('a bug');
        return kind.read(...asked);
      };
      return { ...kind, read };
    });
    const plan = await planFor(world);
    // The metric is as it was when it is looked at first after the write.
    await expect(carriedOut(world, plan, { kinds: broken })).rejects.toThrow('a bug');
  }
});
