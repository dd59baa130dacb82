import { describe, expect, test } from 'vitest';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import type { RegionState } from '../../../src/sandbox/state.ts';
import { writes } from '../../world.ts';
import type { TestWorld } from '../../world.ts';
import { carriedOut, error, from, NOTHING, planFor, region } from './carry-out.ts';

type Intercept = NonNullable<SandboxOptions['intercept']>;

const metric = (displayName: string): string =>
  `customMetrics: { battery: { metricType: number, displayName: ${displayName} } }\n`;
/** An account whose one metric gets another name, and what AWS does meanwhile. */
const renaming = (intercept?: Intercept): Promise<TestWorld> =>
  from(metric('old'), metric('new'), { ...(intercept && { intercept }) });
const count = ({ sandbox }: TestWorld, operation: string): number =>
  sandbox.calls.filter((call) => call.operation === operation).length;

describe('what is gone when its change begins', () => {
  const gone = ({ customMetrics }: RegionState): unknown => delete customMetrics['battery'];

  test('cannot be changed', async () => {
    const world = await renaming();
    const plan = await planFor(world);
    gone(region(world));
    expect(await carriedOut(world, plan)).toEqual([
      'failed update CustomMetric/battery CustomMetric/battery is gone from the account since the plan was made. Plan again.',
    ]);
    expect(writes(world)).toEqual([]);
  });

  test('needs no deleting', async () => {
    const world = await from(metric('old'), NOTHING);
    const plan = await planFor(world);
    gone(region(world));
    expect(await carriedOut(world, plan)).toEqual(['verified delete CustomMetric/battery']);
    expect(writes(world)).toEqual([]);
  });

  test('is made where it was to be made anew', async () => {
    const world = await from(metric('old'), metric('old').replace('number', 'string-list'));
    const plan = await planFor(world);
    gone(region(world));
    expect(await carriedOut(world, plan)).toEqual(['verified replace CustomMetric/battery']);
    expect(writes(world)).toEqual(['CreateCustomMetric']);
  });
});

describe('what somebody else did since it was planned', () => {
  test('is not overwritten where it is what was to be made: the first look is AWS’s own, which says that it is there', async () => {
    const world = await from(NOTHING, metric('ours'));
    const plan = await planFor(world);
    const other = await from(metric('theirs'), metric('theirs'));
    Object.assign(region(world).customMetrics, structuredClone(region(other).customMetrics));
    expect(await carriedOut(world, plan)).toEqual([
      'failed create CustomMetric/battery CustomMetric/battery appeared in the account since the plan was made. Plan again.',
    ]);
    expect(region(world).customMetrics['battery']?.displayName).toBe('theirs');
  });

  test('is not overwritten either where AWS does not say that it is there', async () => {
    const profile = (text: string): string => `securityProfiles: { Fleet: { description: ${text} } }\n`;
    const world = await from(NOTHING, profile('ours'));
    const plan = await planFor(world);
    const other = await from(profile('theirs'), profile('theirs'));
    Object.assign(region(world).securityProfiles, structuredClone(region(other).securityProfiles));
    expect(await carriedOut(world, plan)).toEqual([
      'failed create SecurityProfile/Fleet SecurityProfile/Fleet appeared in the account since the plan was made. Plan again.',
    ]);
    expect(writes(world)).toEqual([]);
  });

  test('is not thrown away where it was to be made anew', async () => {
    const world = await from(metric('old'), metric('old').replace('number', 'string-list'));
    const plan = await planFor(world);
    Object.assign(region(world).customMetrics['battery'] ?? {}, { displayName: 'theirs' });
    expect(await carriedOut(world, plan)).toEqual([
      'failed replace CustomMetric/battery CustomMetric/battery was changed (displayName) since the plan was made. Plan again.',
    ]);
    expect(writes(world)).toEqual([]);
  });

  test('needs no doing where it is the same', async () => {
    const world = await renaming();
    const plan = await planFor(world);
    Object.assign(region(world).customMetrics['battery'] ?? {}, { displayName: 'new' });
    expect(await carriedOut(world, plan)).toEqual(['verified update CustomMetric/battery']);
    expect(writes(world)).toEqual([]);
  });

  test('is told by the first three places', async () => {
    const many = (value: string): string =>
      `securityProfiles: { Fleet: { description: a, tags: { a: ${value}, b: ${value}, c: ${value}, d: ${value} } } }\n`;
    const world = await from(many('x'), NOTHING);
    const plan = await planFor(world);
    const tags = region(world).securityProfiles['Fleet']?.tags ?? {};
    for (const key of ['a', 'b', 'c', 'd']) tags[key] = 'theirs';
    expect((await carriedOut(world, plan))[0]).toContain('was changed (tags.a, tags.b, tags.c) since');
  });
});

describe('an answer that says nothing for certain', () => {
  test('may come of what was done: what is there decides', async () => {
    const world = await renaming(({ operation }) =>
      operation === 'UpdateCustomMetric' ? error('AccessDeniedException', 403, 'after') : undefined,
    );
    const [outcome] = await carriedOut(world, await planFor(world));
    expect(outcome).toMatch(
      /^verified update CustomMetric\/battery it is as asked, although AWS answered: AWS refuses iot:UpdateCustomMetric/,
    );
  });

  test('is gone on from twice where requests were sent several times, and given up then', async () => {
    const world = await renaming(({ operation }) =>
      operation === 'UpdateCustomMetric' ? error('InternalFailureException', 500) : undefined,
    );
    const plan = await planFor(world);
    const before = count(world, 'DescribeCustomMetric');
    const [outcome] = await carriedOut(world, plan);
    expect(outcome).toMatch(/^failed update CustomMetric\/battery .*InternalFailureException/);
    // Reading back asks again for five seconds.
    const reads = world.events.filter((event) => event.type === 'waiting' && event.what.includes('read as written'));
    expect(count(world, 'DescribeCustomMetric') - before).toBe(3 + 1 + reads.length);
  });

  test('is no second chance where it is a refusal', async () => {
    const world = await renaming(({ operation }) =>
      operation === 'UpdateCustomMetric' ? error('InvalidRequestException', 400) : undefined,
    );
    const [outcome] = await carriedOut(world, await planFor(world));
    expect(outcome).toMatch(/^failed update CustomMetric\/battery .*InvalidRequestException/);
    expect(count(world, 'UpdateCustomMetric')).toBe(1);
  });
});

describe('a version that changes all the time', () => {
  const profile = (text: string): string => `securityProfiles: { Fleet: { description: ${text} } }\n`;

  test('is looked at anew once', async () => {
    const world = await from(profile('old'), profile('new'), {
      intercept: ({ operation }) =>
        operation === 'UpdateSecurityProfile' ? error('VersionConflictException', 409) : undefined,
    });
    const [outcome] = await carriedOut(world, await planFor(world));
    expect(outcome).toMatch(/^failed update SecurityProfile\/Fleet .*VersionConflictException/);
    expect(count(world, 'UpdateSecurityProfile')).toBe(2);
  });
});

test('what is changed is expected to be there: description and parts are asked for at once, before and after', async () => {
  const profile = (text: string): string =>
    `securityProfiles: { Fleet: { description: ${text}, targets: [thinggroup/${text}], tags: { v: ${text} } } }\n`;
  let inFlight = 0;
  /** The most that were under way together, between one change and the next. */
  const most = [0];
  const world = await from(profile('soundboxes'), profile('pilots'), {
    door: (handler) => ({
      ...handler,
      handle: async (request) => {
        const { method } = request as { readonly method: string };
        if (method !== 'GET') most.unshift(0);
        most[0] = Math.max(most[0] ?? 0, (inFlight += 1));
        for (let turn = 0; turn < 40; turn++) await new Promise((resolve) => setImmediate(resolve));
        return handler.handle(request).finally(() => (inFlight -= 1));
      },
    }),
  });
  const plan = await planFor(world);
  most.splice(0, most.length, 0);
  expect(await carriedOut(world, plan)).toEqual(['verified update SecurityProfile/Fleet']);
  const changes = writes(world).length;
  expect(most).toHaveLength(1 + changes);
  expect([most.at(-1), most[0]]).toEqual([3, 3]);
});

test('the audit configuration is never gone: deleting it leaves AWS’s defaults', async () => {
  const checks = 'auditCheckConfigurations: { LOGGING_DISABLED_CHECK: { enabled: true } }';
  const world = await from(
    `auditConfiguration: { adopt: true, roleArn: role/Audits, ${checks} }\n`,
    'auditConfiguration: { adopt: true }\n',
  );
  expect(await carriedOut(world, await planFor(world))).toEqual(['verified delete AuditConfiguration/account']);
});

describe('progress', () => {
  test('tells of each change when its first request is sent, and when it is done', async () => {
    const world = await renaming();
    await carriedOut(world, await planFor(world));
    const told = world.events.filter(({ type }) => type === 'starting' || type === 'finished');
    expect(told).toEqual([
      { type: 'starting', action: 'update', address: 'CustomMetric/battery' },
      {
        type: 'finished',
        outcome: { address: 'CustomMetric/battery', action: 'update', status: 'verified' },
      },
    ]);
  });

  test('has nothing to tell where there is nothing to do', async () => {
    const world = await from(metric('old'), metric('old'));
    const plan = await planFor(world);
    world.events.length = 0;
    expect(await carriedOut(world, plan)).toEqual([]);
    expect(world.events).toEqual([]);
  });
});

describe('a run that is told to stop', () => {
  const two = (text: string): string =>
    `customMetrics: { a: { metricType: number, displayName: ${text} }, b: { metricType: number, displayName: ${text} } }\n`;

  test('begins nothing more', async () => {
    const world = await from(two('old'), two('new'));
    const plan = await planFor(world);
    world.events.length = 0;
    expect(await carriedOut(world, plan, { stop: AbortSignal.abort() })).toEqual([
      'skipped update CustomMetric/a the run was told to stop',
      'skipped update CustomMetric/b the run was told to stop',
    ]);
    expect(writes(world)).toEqual([]);
    expect(world.events.filter(({ type }) => type === 'starting')).toEqual([]);
  });

  test('finishes what is under way', async () => {
    const controller = new AbortController();
    const world = await from(two('old'), two('new'), {
      intercept: ({ operation }) => void (operation === 'UpdateCustomMetric' && controller.abort()),
    });
    const plan = await planFor(world);
    const outcomes = await carriedOut(world, plan, { stop: controller.signal });
    expect(outcomes).toEqual([
      'verified update CustomMetric/a',
      'skipped update CustomMetric/b the run was told to stop',
    ]);
  });

  test('says so of what fails because of it, which was begun', async () => {
    const controller = new AbortController();
    const world = await from(two('old'), two('new'), {
      intercept: ({ operation }) => {
        if (operation !== 'UpdateCustomMetric') return undefined;
        controller.abort();
        return error('AccessDeniedException', 403);
      },
    });
    const plan = await planFor(world);
    const outcomes = await carriedOut(world, plan, { stop: controller.signal });
    expect(outcomes.map((one) => one.split(' ')[0])).toEqual(['failed', 'skipped']);
  });
});
