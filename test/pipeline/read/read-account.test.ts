import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Address } from '../../../src/model/address.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { nameOf } from '../../../src/model/address.ts';
import { isEqual } from '../../../src/model/values/json.ts';
import type { JsonValue } from '../../../src/model/values/json.ts';
import type { Change, Plan } from '../../../src/model/plan.ts';
import { apply } from '../../../src/pipeline/apply/apply.ts';
import type { DesiredState } from '../../../src/model/resource.ts';
import { loadingProfiles } from '../../../src/commands/planning/profiles.ts';
import { finish } from '../../../src/model/steps.ts';
import { planFor } from '../../../src/commands/planning/plan-targets.ts';
import { regionOf } from '../../../src/sandbox/state.ts';
import type { RegionState, SecurityProfileRecord } from '../../../src/sandbox/state.ts';
import { OPERATIONS } from '../../operations.ts';
import { TARGET, testWorld } from '../../world.ts';
import type { TestWorld } from '../../world.ts';
import { addGroups, fill, profilesOf, seen, sent } from './account.ts';

const desiredOf = (world: TestWorld): DesiredState => {
  const { targets, problems } = finish(loadingProfiles(world, 'profiles'));
  expect(problems).toEqual([]);
  return targets[0]?.desired as DesiredState;
};
const region = ({ sandbox }: TestWorld): RegionState => regionOf(sandbox.state, TARGET.account, TARGET.region);

const SIZE = { profiles: 60, rules: 20, streams: 0, groups: 12 };

/**
 * Each kind is listed once, and what there is always is described. Thing groups are listed for attachments; which of them are ours
 * the index of tags tells.
 */
const LISTS = {
  ...Object.fromEntries(
    [...OPERATIONS].flatMap(([action, { verb }]) => (verb === 'list' ? [[action.replace(/^\w+:/, ''), 1]] : [])),
  ),
  DescribeAccountAuditConfiguration: 1,
};
const REQUESTS = 99 + Object.keys(LISTS).length;

/** An account as its profiles say, of the size above. */
function settled(options: Parameters<typeof testWorld>[1] = {}): TestWorld {
  const world = testWorld({ 'profiles/a.yaml': profilesOf(SIZE) }, options);
  fill(world, SIZE);
  return world;
}

describe('reading an account', () => {
  test('learns tags and attachments of many resources at once, and asks nothing twice', async () => {
    const world = settled();
    const { live, reading } = await seen(world, desiredOf(world));
    expect(sent(world)).toEqual({
      ...LISTS,
      GetResources: 2,
      // 12 groups, the 2 of every test, and 3 for the whole account.
      ListSecurityProfilesForTarget: 17,
      DescribeSecurityProfile: 60,
      GetTopicRule: 20,
    });
    expect(live.size).toBe(81);
    expect(reading).toMatchObject({ resources: 80, requests: REQUESTS, notes: [] });
    expect(reading.minimumSeconds).toBe((60 - 25) / 25);
    const bound = world.events.find(({ type }) => type === 'estimate');
    expect(bound).toEqual({ type: 'estimate', doing: 'read', target: 'production', requests: REQUESTS, seconds: 1.4 });
    expect(world.events.at(-1)).toEqual({ type: 'read', target: 'production', reading });
    const requests = world.sandbox.calls.map(({ operation, input }) => JSON.stringify([operation, input]));
    expect(new Set(requests).size).toBe(requests.length);
  });

  test('keeps the spec of what is as desired once', async () => {
    const world = settled();
    const desired = desiredOf(world);
    const { live } = await seen(world, desired);
    expect(live.size).toBe(81);
    for (const [address, { spec }] of live) expect(spec).toEqual(desired.resources.get(address)?.spec ?? {});
    for (const [address, { spec }] of desired.resources) expect(live.get(address)?.spec).toBe(spec);
  });

  test('asks the services themselves of what is not as desired, of what no file declares and of what the index lacks', async () => {
    const world = settled();
    const { securityProfiles, topicRules } = region(world);
    securityProfiles['Stranger'] = { ...(securityProfiles['P0'] as SecurityProfileRecord), tags: {} };
    Object.assign(securityProfiles['P1'] as object, { tags: { team: 'x' } });
    Object.assign(securityProfiles['P2'] as object, { targets: [] });
    Object.assign(securityProfiles['P3'] as object, { securityProfileDescription: 'drift' });
    Object.assign(topicRules['R1'] as object, { tags: {} });
    const { live } = await seen(world, desiredOf(world));
    expect(sent(world)).toMatchObject({ ListTagsForResource: 3, ListTargetsForSecurityProfile: 2 });
    expect(live.get('SecurityProfile/P1')?.spec['tags']).toEqual({ team: 'x' });
    expect(live.get('SecurityProfile/P2')?.spec['targets']).toBeUndefined();
  });

  test('sees an attachment to a thing group that no file speaks of', async () => {
    const world = settled();
    addGroups(world, SIZE.groups + 1);
    region(world).securityProfiles['P3']?.targets.push('arn:aws:iot:ap-south-1:111122223333:thinggroup/g12');
    const { live } = await seen(world, desiredOf(world));
    expect(live.get('SecurityProfile/P3')?.spec['targets']).toEqual([
      'arn:aws:iot:ap-south-1:111122223333:thinggroup/g12',
      'arn:aws:iot:ap-south-1:111122223333:thinggroup/g3',
    ]);
  });

  test('sees an attachment to a group in a group', async () => {
    const world = settled();
    addGroups(world, SIZE.groups + 1);
    const { thingGroups, securityProfiles } = region(world);
    Object.assign(thingGroups['g12'] as object, { parent: 'g0' });
    securityProfiles['P3']?.targets.push('arn:aws:iot:ap-south-1:111122223333:thinggroup/g12');
    const { live } = await seen(world, desiredOf(world));
    expect(sent(world)['ListSecurityProfilesForTarget']).toBe(18);
    expect(live.get('SecurityProfile/P3')?.spec['targets']).toContain(
      'arn:aws:iot:ap-south-1:111122223333:thinggroup/g12',
    );
  });

  test('goes on where a thing group is deleted meanwhile', async () => {
    let world: TestWorld | undefined;
    world = settled({
      intercept: ({ operation }) => {
        if (operation === 'ListSecurityProfilesForTarget' && world) delete region(world).thingGroups['pilots'];
        return undefined;
      },
    });
    const { live, reading } = await seen(world, desiredOf(world));
    expect([live.size, reading.notes]).toEqual([81, []]);
    expect(sent(world)).not.toHaveProperty('ListTargetsForSecurityProfile');
  });

  test('sees the same however few entries AWS puts on a page', async () => {
    const whole = settled();
    const expected = await seen(whole, desiredOf(whole));
    const world = settled({ assumptions: { mostPerPage: 3 } });
    const { live } = await seen(world, desiredOf(world));
    expect([...live]).toEqual([...expected.live]);
    expect(sent(world)['ListThingGroups']).toBe(5);
  });

  test('asks profile by profile where there are as many thing groups as profiles', async () => {
    const world = settled();
    addGroups(world, 300);
    await seen(world, desiredOf(world));
    expect(sent(world)).toMatchObject({ ListThingGroups: 1, ListTargetsForSecurityProfile: 60 });
    expect(sent(world)).not.toHaveProperty('ListSecurityProfilesForTarget');
  });

  test.for([
    { operation: 'GetResources', instead: { ListTagsForResource: 80 }, part: 'tags' },
    { operation: 'ListThingGroups', instead: { ListTargetsForSecurityProfile: 60 }, part: 'targets' },
    { operation: 'ListSecurityProfilesForTarget', instead: { ListTargetsForSecurityProfile: 60 }, part: 'targets' },
  ])('goes on without $operation where the role may not send it, and says so', async ({ operation, instead, part }) => {
    const denied = { name: 'AccessDeniedException', message: 'not authorized', status: 403 };
    const world = settled({
      intercept: (call) => (call.operation === operation ? { when: 'before', answer: denied } : undefined),
    });
    const { live, reading } = await seen(world, desiredOf(world));
    expect(sent(world)).toMatchObject({ ...instead, [operation]: operation === 'GetResources' ? 2 : 1 });
    expect(live.size).toBe(81);
    expect(reading.notes).toEqual([expect.stringMatching(`^The ${part} were asked for one by one.*not authorized`)]);
  });
});

const OURS = { 'defender-gitops:owner': 'acme/iot-security' };
const tags = fc.constantFrom<Record<string, string>>(
  {},
  OURS,
  { ...OURS, team: 'a' },
  { 'defender-gitops:owner': 'x' },
  { team: 'a' },
);
/** Mostly, so that there are enough declared ones for a survey to pay. */
const mostly = fc.nat(9).map((digit) => digit > 0);
const groups = fc.subarray(['g0', 'g1', 'g2']);
const resource = fc.record({
  declared: mostly,
  there: mostly,
  before: tags,
  tags,
  targets: groups,
  wanted: groups,
  team: fc.boolean(),
});

/** Accounts whose tags were changed a moment ago, and profiles that know some of what is in them. */
const cases = fc.array(resource, { minLength: 20, maxLength: 26 });

async function account(
  all: readonly (typeof cases extends fc.Arbitrary<readonly (infer One)[]> ? One : never)[],
  tagIndexLag: number,
) {
  const yaml = [
    'targets: { production: { account: "111122223333", region: ap-south-1 } }',
    'limits: { deletes: 99, deletePercent: 100 }',
    'securityProfiles:',
    '  Always: { description: x }',
    ...all.flatMap(({ declared, wanted, team }, index) =>
      declared
        ? [
            `  P${index}: { targets: [${wanted.map((name) => `thinggroup/${name}`).join(', ')}], adopt: true, tags: ${team ? '{ team: a }' : '{}'} }`,
          ]
        : [],
    ),
  ].join('\n');
  const world = testWorld({ 'profiles/a.yaml': yaml }, { assumptions: { tagIndexLag } });
  addGroups(world, 3);
  const arn = 'arn:aws:iot:ap-south-1:111122223333';
  for (const [index, { there, before, tags: now, targets }] of all.entries())
    if (there)
      region(world).securityProfiles[`P${index}`] = {
        arn: `${arn}:securityprofile/P${index}`,
        targets: targets.map((name) => `${arn}:thinggroup/${name}`),
        tags: { ...now },
        earlierTags: [{ tags: before, until: Date.UTC(2026, 10, 22) }],
        version: 1,
        createdAt: 0,
        changedAt: 0,
      };
  return world;
}

async function planOf(world: TestWorld, surveyed: boolean): Promise<Plan> {
  const loaded = finish(loadingProfiles(world, 'profiles'));
  const [target] = loaded.targets;
  if (target === undefined) throw new Error('no target');
  const { live } = await seen(world, target.desired, surveyed ? undefined : []);
  return planFor(loaded, target, live).plan;
}

const NOTHING: DesiredState = { resources: new Map(), sections: new Set() };

function byAddress({ changes }: Plan): ReadonlyMap<Address, Change> {
  return new Map(changes.map((change) => [change.address, change]));
}

function tagEdits(change: Change | undefined): JsonValue {
  return (change?.edits ?? []).filter(({ path }) => path.startsWith('tags')).map(({ path }) => path);
}

describe('a plan', () => {
  test('is the same however the account was read', async () => {
    let surveyed = 0;
    await fc.assert(
      fc.asyncProperty(cases, async (all) => {
        const world = await account(all, 0);
        const changes = byAddress(await planOf(world, true));
        surveyed += sent(world)['ListSecurityProfilesForTarget'] ?? 0;
        expect(changes).toEqual(byAddress(await planOf(world, false)));
      }),
      { numRuns: 25 },
    );
    expect(surveyed).toBeGreaterThan(0);
  });

  test('misses for a while what an index that lags has not heard of, and what it has wrong is refused before it is written', async () => {
    let [missed, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(cases, async (all) => {
        const world = await account(all, 60_000);
        const plan = await planOf(world, true);
        const [stale, fresh] = [byAddress(plan), byAddress(await planOf(world, false))];
        const isHidden = (address: Address): boolean =>
          !isEqual(tagEdits(stale.get(address)), tagEdits(fresh.get(address)));
        for (const [address, change] of fresh) {
          if (!isHidden(address)) expect(stale.get(address)).toEqual(change);
          else expect(change.action, 'nothing that no file declares is missed').toBe('update');
          if (!stale.has(address)) missed += 1;
        }
        const before = structuredClone(region(world).securityProfiles);
        const aws = await world.connect(TARGET, NOTHING);
        const outcomes = await apply(plan, { aws, kinds, report: world.report });
        for (const { address, status } of outcomes.filter((outcome) => isHidden(outcome.address))) {
          refused += 1;
          expect(status).toBe('failed');
          expect(region(world).securityProfiles[nameOf(address)]).toEqual(before[nameOf(address)]);
        }
      }),
      { numRuns: 15 },
    );
    expect(missed).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });
});
