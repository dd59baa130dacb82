import { describe, expect, test } from 'vitest';
import { kinds } from '../../../src/kinds/index.ts';
import type { Address } from '../../../src/model/address.ts';
import type { Change, Plan } from '../../../src/model/plan.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { firstStep, followersOf } from '../../../src/pipeline/apply/two-steps.ts';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import { writes } from '../../world.ts';
import type { TestWorld } from '../../world.ts';
import { carriedOut, error, from, planFor } from './carry-out.ts';

const [ALWAYS, OLD, NEW] = ['LOGGING_DISABLED_CHECK', 'CONFLICTING_CLIENT_IDS_CHECK', 'CA_CERTIFICATE_EXPIRING_CHECK'];

const common = { edits: [], digest: 'd', waitsFor: [] };
const update = (address: Address, before: JsonObject, after: JsonObject): Change => ({
  ...common,
  action: 'update',
  address,
  before,
  after,
});
const enabled = (...checks: readonly string[]): JsonObject => ({
  roleArn: 'r',
  auditCheckConfigurations: Object.fromEntries(checks.map((check) => [check, { enabled: true }])),
});
const runs = (...targetCheckNames: readonly string[]): JsonObject => ({ frequency: 'DAILY', targetCheckNames });
const planOf = (...changes: readonly Change[]): Plan => ({ changes }) as unknown as Plan;

describe('what refers to a metric', () => {
  const profile = 'SecurityProfile/Fleet';
  const without: JsonObject = { description: 'x' };
  const using: JsonObject = { retainedMetrics: ['m'] };
  test.each<{ reason: string; change: Change; isFollower: boolean }>([
    { reason: 'a profile that begins to use it', change: update(profile, without, using), isFollower: true },
    { reason: 'a profile that no longer uses it', change: update(profile, using, without), isFollower: true },
    {
      reason: 'a profile that uses another one',
      change: update(profile, without, { retainedMetrics: ['n'] }),
      isFollower: false,
    },
    {
      reason: 'a profile that uses it and is deleted',
      change: { ...common, action: 'delete', address: profile, before: using },
      isFollower: true,
    },
    {
      reason: 'a profile that uses it and is created',
      change: { ...common, action: 'create', address: profile, after: using },
      isFollower: true,
    },
    {
      reason: 'a profile that does not use it and is deleted',
      change: { ...common, action: 'delete', address: profile, before: without },
      isFollower: false,
    },
  ])('$reason: $isFollower', ({ change, isFollower }) => {
    expect(followersOf('CustomMetric/m', planOf(change), kinds)).toEqual(isFollower ? [change] : []);
  });
});

describe('the first step of an update', () => {
  const audit = update('ScheduledAudit/Daily', runs(ALWAYS, OLD), runs(ALWAYS, NEW));
  const first = (change: Change, ...others: readonly Change[]): JsonObject | undefined => {
    const step = firstStep(change, planOf(change, ...others), kinds);
    if (step !== undefined) expect(step).toMatchObject({ action: 'update', address: change.address });
    return step?.action === 'update' ? step.after : undefined;
  };
  const configuration = (before: JsonObject, after: JsonObject): Change =>
    update('AuditConfiguration/account', before, after);

  test('adds what is added, and leaves what is taken away', () => {
    expect(first(configuration(enabled(ALWAYS, OLD), enabled(ALWAYS, NEW)), audit)).toEqual(enabled(ALWAYS, OLD, NEW));
  });

  test('is the whole of it where it takes nothing away', () => {
    expect(first(configuration(enabled(ALWAYS), enabled(ALWAYS, NEW)), audit)).toBeUndefined();
  });

  test('is the whole of it where nothing that refers to it changes', () => {
    expect(first(configuration(enabled(ALWAYS, OLD), enabled(ALWAYS)))).toBeUndefined();
  });

  test('is the whole of it where a kind takes nothing away from who refers to it', () => {
    const metric = update('CustomMetric/m', { metricType: 'number', displayName: 'a' }, { metricType: 'number' });
    const profile = update(
      'SecurityProfile/P',
      { retainedMetrics: ['m'] },
      { description: 'x', retainedMetrics: ['m'] },
    );
    expect(followersOf('CustomMetric/m', planOf(metric, profile), kinds)).toEqual([profile]);
    expect(first(metric, profile)).toBeUndefined();
  });

  test('is of updates alone', () => {
    const reset: Change = { ...common, action: 'delete', address: 'AuditConfiguration/account', before: enabled(OLD) };
    expect(first(reset, audit)).toBeUndefined();
  });
});

const profiles = (check: string): string => `
auditConfiguration:
  adopt: true
  roleArn: role/Audits
  auditCheckConfigurations: { ${ALWAYS}: { enabled: true }, ${check}: { enabled: true } }
scheduledAudits: { Daily: { frequency: DAILY, targetCheckNames: [${ALWAYS}, ${check}] } }
`;

describe('a change in two steps', () => {
  const changing = (options?: SandboxOptions): Promise<TestWorld> =>
    from(profiles(OLD), profiles(NEW), options as never);
  const finishedIn = ({ events }: TestWorld): readonly string[] =>
    events.flatMap((event) => (event.type === 'finished' ? [`${event.outcome.status} ${event.outcome.address}`] : []));

  test('is told once, when its last step is done', async () => {
    const world = await changing();
    const plan = await planFor(world);
    expect(await carriedOut(world, plan)).toEqual([
      'verified update AuditConfiguration/account',
      'verified update ScheduledAudit/Daily',
    ]);
    expect(finishedIn(world)).toEqual(['verified ScheduledAudit/Daily', 'verified AuditConfiguration/account']);
  });

  test('is not gone on with where its first step failed, and what waits for it is skipped', async () => {
    let updates = 0;
    const intercept: SandboxOptions['intercept'] = ({ operation }) =>
      operation === 'UpdateAccountAuditConfiguration' && (updates += 1) === 1
        ? error('AccessDeniedException', 403)
        : undefined;
    const world = await changing({ intercept } as SandboxOptions);
    const [first = '', ...rest] = await carriedOut(world, await planFor(world));
    expect(first).toMatch(/^failed update AuditConfiguration\/account AWS refuses/);
    expect(rest).toEqual(['skipped update ScheduledAudit/Daily AuditConfiguration/account was not done']);
    expect(finishedIn(world)).toEqual(['failed AuditConfiguration/account', 'skipped ScheduledAudit/Daily']);
    expect(updates).toBe(1);
    expect(writes(world)).toEqual(['UpdateAccountAuditConfiguration']);
  });

  test('takes its last step only once all that refers to it was begun, however long that takes', async () => {
    const world = await changing();
    const plan = await planFor(world);
    // The first change is long done when the second one is taken up.
    const breathe = async (): Promise<void> => {
      for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    };
    expect(await carriedOut(world, plan, { breathe })).toEqual([
      'verified update AuditConfiguration/account',
      'verified update ScheduledAudit/Daily',
    ]);
    expect(writes(world)).toEqual([
      'UpdateAccountAuditConfiguration',
      'UpdateScheduledAudit',
      'UpdateAccountAuditConfiguration',
    ]);
  });
});
