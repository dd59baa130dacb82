import { describe, expect, test } from 'vitest';
import type { RegionState } from '../../../src/sandbox/state.ts';
import { writes } from '../../world.ts';
import type { TestWorld } from '../../world.ts';
import { carriedOut, error, from, planFor, region } from './carry-out.ts';

const metric = (type: string, more = ''): string => `customMetrics: { battery: { metricType: ${type}${more} } }\n`;
const profile = (name: string, description = 'ours'): string =>
  `${name}: { description: ${description}, targets: [thinggroup/soundboxes], retainedMetrics: [battery] }`;
const profiles = (...all: readonly string[]): string => `securityProfiles: { ${all.join(', ')} }\n`;
const ACCEPT = 'accept: ["replace-referenced:CustomMetric/battery"]\n';

/** An account whose metric is made anew below its profiles, which become those; and what AWS does meanwhile. */
async function replacing(
  [before, after]: readonly [string, string],
  meanwhile: (operation: string, state: RegionState, nth: number) => ReturnType<typeof error> | void = () => undefined,
): Promise<TestWorld> {
  let world: TestWorld | undefined;
  const counts = new Map<string, number>();
  world = await from(metric('number') + before, ACCEPT + metric('string-list') + after, {
    intercept: ({ operation }) => {
      const nth = (counts.get(operation) ?? 0) + 1;
      counts.set(operation, nth);
      return (world && meanwhile(operation, region(world), nth)) ?? undefined;
    },
  });
  return world;
}
const ONE = profiles(profile('Fleet'));
const edit = (state: RegionState, name: string, members: object): unknown => {
  const found = state.securityProfiles[name];
  return found && Object.assign(found, { ...members, version: found.version + 1 });
};
const retained = (world: TestWorld, name: string): unknown =>
  region(world).securityProfiles[name]?.additionalMetricsToRetainV2?.map((one) => one.metric);

describe('a metric is made anew under its profiles', () => {
  test('which let go of it first, and take hold of it again', async () => {
    const world = await replacing([ONE, ONE]);
    expect(await carriedOut(world, await planFor(world))).toEqual(['verified replace CustomMetric/battery']);
    expect(writes(world)).toEqual([
      'UpdateSecurityProfile',
      'DeleteCustomMetric',
      'CreateCustomMetric',
      'UpdateSecurityProfile',
    ]);
    expect(retained(world, 'Fleet')).toEqual(['battery']);
  });

  test('once, also where the answer was lost that they take hold of it again', async () => {
    const world = await replacing([ONE, ONE], (operation, _, nth) =>
      operation === 'UpdateSecurityProfile' && nth === 2 ? error('InternalFailureException', 500, 'after') : undefined,
    );
    expect(await carriedOut(world, await planFor(world))).toEqual(['verified replace CustomMetric/battery']);
    expect(writes(world).filter((operation) => operation === 'CreateCustomMetric')).toHaveLength(1);
  });

  test('of which one takes hold of it only at the next look, where its first request was lost', async () => {
    const world = await replacing([ONE, ONE], (operation, _, nth) =>
      operation === 'UpdateSecurityProfile' && nth === 2 ? error('VersionConflictException', 409) : undefined,
    );
    expect(await carriedOut(world, await planFor(world))).toEqual(['verified replace CustomMetric/battery']);
    expect(retained(world, 'Fleet')).toEqual(['battery']);
    expect(writes(world).filter((operation) => operation === 'CreateCustomMetric')).toHaveLength(1);
  });

  test('of which one was deleted since it was planned', async () => {
    const world = await replacing([ONE, ONE]);
    const plan = await planFor(world);
    delete region(world).securityProfiles['Fleet'];
    expect(await carriedOut(world, plan)).toEqual(['verified replace CustomMetric/battery']);
  });

  test('of which one is deleted while it is away', async () => {
    const world = await replacing([ONE, ONE], (operation, { securityProfiles }) => {
      if (operation === 'CreateCustomMetric') delete securityProfiles['Fleet'];
    });
    expect(await carriedOut(world, await planFor(world))).toEqual(['verified replace CustomMetric/battery']);
    expect(region(world).securityProfiles).toEqual({});
  });

  test('all of which have to use it again', async () => {
    const two = profiles(profile('Fleet'), profile('Other'));
    const world = await replacing([two, two], (operation, _, nth) =>
      operation === 'UpdateSecurityProfile' && nth === 4 ? error('AccessDeniedException', 403) : undefined,
    );
    expect(await carriedOut(world, await planFor(world))).toEqual([
      expect.stringMatching(
        /^failed replace CustomMetric\/battery SecurityProfile\/Other does not use it again: AWS refuses/,
      ),
    ]);
    expect([retained(world, 'Fleet'), retained(world, 'Other')]).toEqual([['battery'], undefined]);
  });

  test('and who lets go of it once more is told of', async () => {
    let updates = 0;
    const world = await replacing([ONE, ONE], (operation, state, nth) => {
      if (operation === 'UpdateSecurityProfile') updates = nth;
      // It took hold of it again, and is looked at.
      if (operation === 'DescribeSecurityProfile' && updates === 2)
        edit(state, 'Fleet', { additionalMetricsToRetainV2: undefined });
    });
    const plan = await planFor(world);
    expect(await carriedOut(world, plan)).toEqual([
      'failed replace CustomMetric/battery SecurityProfile/Fleet does not use it again',
    ]);
  });
});

describe('a profile that changes itself', () => {
  const both = [ONE, profiles(profile('Fleet', 'new'))] as const;

  test('takes hold of the metric again by its own change', async () => {
    const world = await replacing(both);
    expect(await carriedOut(world, await planFor(world))).toEqual([
      'verified replace CustomMetric/battery',
      'verified update SecurityProfile/Fleet',
    ]);
    expect(retained(world, 'Fleet')).toEqual(['battery']);
    expect(writes(world).filter((operation) => operation === 'UpdateSecurityProfile')).toHaveLength(2);
  });

  test('is not taken for ours where somebody else let go of the metric', async () => {
    const world = await replacing(both);
    const plan = await planFor(world);
    edit(region(world), 'Fleet', { additionalMetricsToRetainV2: undefined, securityProfileDescription: 'theirs' });
    expect(await carriedOut(world, plan)).toEqual([
      'verified replace CustomMetric/battery',
      expect.stringMatching(/^failed update SecurityProfile\/Fleet .*was changed \(description.*Plan again\.$/),
    ]);
    expect(region(world).securityProfiles['Fleet']?.securityProfileDescription).toBe('theirs');
  });
});

describe('what is made anew is read back as what is created', () => {
  const tagged = (type: string, tag: string): string => metric(type, `, tags: { v: ${tag} }`);

  test('its answer settles its tags, new ones too', async () => {
    const world = await from(tagged('number', 'a'), tagged('string-list', 'b'));
    const plan = await planFor(world);
    const planning = world.sandbox.calls.length;
    expect(await carriedOut(world, plan)).toEqual(['verified replace CustomMetric/battery']);
    const sent = world.sandbox.calls.slice(planning).map(({ operation }) => operation);
    expect(sent.slice(sent.indexOf('CreateCustomMetric'))).toEqual(['CreateCustomMetric', 'DescribeCustomMetric']);
  });
});
