import { describe, expect, test } from 'vitest';
import { apply } from '../../../src/commands/apply.ts';
import type { Problem } from '../../../src/model/problem.ts';
import type { SandboxCall } from '../../../src/sandbox/sandbox.ts';
import { regionOf } from '../../../src/sandbox/state.ts';
import { TARGET, planned, testWorld } from '../../world.ts';
import type { TestWorld } from '../../world.ts';

const CHOICE = { folder: 'profiles', only: [], accept: [], format: 'json' } as const;
const PROFILE = `owner: acme
targets: { production: { account: "${TARGET.account}", region: ${TARGET.region} } }
securityProfiles:
  Meters:
    targets: [thinggroup/soundboxes, thinggroup/pilots, all/things]
`;

const groups = ({ sandbox }: TestWorld) => regionOf(sandbox.state, TARGET.account, TARGET.region).thingGroups;

/** What a plan finds about thing groups. */
async function found(world: TestWorld): Promise<readonly Problem[]> {
  world.printed();
  await planned(world, { ...CHOICE, detailedExitcode: false });
  const { targets } = JSON.parse(world.printed()) as { targets: { findings: Problem[] }[] };
  return targets.flatMap(({ findings }) => findings).filter(({ code }) => code === 'DG4203');
}

const asked = ({ sandbox }: TestWorld): readonly unknown[] =>
  sandbox.calls
    .filter(({ operation }) => operation === 'DescribeThingGroup')
    .map(({ input }) => input['thingGroupName']);

describe('a plan', () => {
  test('says at its line which thing group is not there', async () => {
    const world = testWorld({ 'profiles/a.yaml': PROFILE });
    delete groups(world)['pilots'];
    expect(await found(world)).toEqual([
      {
        code: 'DG4203',
        severity: 'warning',
        message: 'Thing group pilots does not exist: what refers to it here will fail or do nothing.',
        hint: `Declare it under thingGroups, make it (aws iot create-thing-group --region ${TARGET.region} --thing-group-name pilots), or correct the name.`,
        file: 'profiles/a.yaml',
        line: 5,
        column: 1 + '    targets: [thinggroup/soundboxes, '.length,
      },
    ]);
  });

  test('does not ask about groups that something is attached to, nor about what does not change', async () => {
    const world = testWorld({ 'profiles/a.yaml': PROFILE });
    await apply(world, CHOICE);
    expect(asked(world), 'the role that applies may not look at groups').toEqual([]);
    await found(world);
    expect(asked(world)).toEqual([]);
  });

  test('asks once and says nothing where the role may not look', async () => {
    const intercept = ({ operation }: SandboxCall) =>
      operation === 'DescribeThingGroup'
        ? ({ when: 'before', answer: { name: 'AccessDeniedException', message: 'no', status: 403 } } as const)
        : undefined;
    const world = testWorld({ 'profiles/a.yaml': PROFILE }, { intercept });
    delete groups(world)['pilots'];
    expect(await found(world)).toEqual([]);
    expect(asked(world)).toHaveLength(1);
  });

  test('does not ask about a group that it makes, and asks about the one that it is in', async () => {
    const world = testWorld({
      'profiles/a.yaml': `${PROFILE}thingGroups: { pilots2: { parentGroupName: fleet }, soundboxes: { adopt: true }, pilots: { adopt: true } }\n`,
    });
    expect(await found(world)).toMatchObject([
      { message: expect.stringContaining('Thing group fleet') as string, line: 6 },
    ]);
  });

  test.each([
    { mode: 'OFF', told: ['DG4204'], reason: 'AWS makes no dynamic group without an index' },
    { mode: 'REGISTRY', told: [], reason: 'the index is there' },
  ] as const)('with indexing $mode tells $told of a dynamic group: $reason', async ({ mode, told }) => {
    const settings = PROFILE.slice(0, PROFILE.indexOf('securityProfiles'));
    const world = testWorld({ 'profiles/a.yaml': `${settings}thingGroups: { silent: { queryString: x:y } }\n` });
    const { indexing } = regionOf(world.sandbox.state, TARGET.account, TARGET.region);
    indexing.thingIndexingConfiguration = { thingIndexingMode: mode };
    await planned(world, { ...CHOICE, detailedExitcode: false });
    const { targets } = JSON.parse(world.printed()) as { targets: { findings: Problem[] }[] };
    expect(targets.flatMap(({ findings }) => findings.map(({ code }) => code))).toEqual(told);
  });
});
