import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXIT } from '../../../src/model/world.ts';
import type { SandboxRequestHandler } from '../../../src/sandbox/request-handler.ts';
import type { SandboxFault } from '../../../src/sandbox/fault.ts';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import type { RegionState } from '../../../src/sandbox/state.ts';
import { planned, testWorld, writes } from '../../world.ts';
import type { TestWorld } from '../../world.ts';
import { carriedOut, error, from, NOTHING, planFor, region, SETTINGS } from './carry-out.ts';

const ONE_OF_EACH = `
customMetrics: { battery: { metricType: number } }
dimensions: { topics: { type: TOPIC_FILTER, stringValues: ["x/#"] } }
securityProfiles: { Fleet: { targets: [thinggroup/soundboxes], retainedMetrics: [aws:num-disconnects] } }
rules: { ToLake: { sql: "SELECT *", actions: [] } }
`;

describe('what is not as it was when it was reviewed', () => {
  const meddled: { kind: string; edit: (state: RegionState) => unknown; changed: string }[] = [
    {
      kind: 'CustomMetric/battery',
      edit: ({ customMetrics }) => Object.assign(customMetrics['battery'] ?? {}, { displayName: 'theirs' }),
      changed: 'displayName',
    },
    {
      kind: 'Dimension/topics',
      edit: ({ dimensions }) => Object.assign(dimensions['topics'] ?? {}, { stringValues: ['theirs/#'] }),
      changed: 'stringValues',
    },
    {
      kind: 'SecurityProfile/Fleet',
      edit: ({ securityProfiles }) =>
        Object.assign(securityProfiles['Fleet'] ?? {}, { securityProfileDescription: 'theirs', version: 2 }),
      changed: 'description',
    },
    {
      kind: 'TopicRule/ToLake',
      edit: ({ topicRules }) => Object.assign(topicRules['ToLake']?.payload ?? {}, { description: 'theirs' }),
      changed: 'description',
    },
  ];
  test.each(meddled)('is not deleted: $kind', async ({ kind, edit, changed }) => {
    const world = await from(ONE_OF_EACH, NOTHING);
    const plan = await planFor(world);
    edit(region(world));
    const outcomes = await carriedOut(world, plan);
    const [, section = '', name = ''] = /^(\w)\w*\/(\w+)/.exec(kind) ?? [];
    expect(section).not.toBe('');
    expect(outcomes.filter((one) => !one.startsWith('verified'))).toEqual([
      expect.stringContaining(`failed delete ${kind} ${kind} was changed (${changed}`) as string,
    ]);
    const left = ['customMetrics', 'dimensions', 'securityProfiles', 'topicRules'] as const;
    expect(left.flatMap((records) => Object.keys(region(world)[records]))).toEqual([name]);
  });
});

describe('what waits for what was not done', () => {
  const CHAIN = `
deliveryStreams: { lake: { extendedS3Destination: { roleArn: role/Lake, bucketArn: acme-lake } } }
rules: { ToLake: { sql: "SELECT VALUE metrics", awsIotSqlVersion: "2016-03-23", actions: [{ firehose: { deliveryStreamName: lake, roleArn: role/Rule } }] } }
securityProfiles: { Fleet: { targets: [thinggroup/soundboxes], metricsExport: { mqttTopic: $aws/rules/ToLake, roleArn: role/Export, metrics: [aws:num-disconnects] } } }
dimensions: { topics: { type: TOPIC_FILTER, stringValues: ["x/#"] } }
`;

  test('is skipped, and so is what waits for that; all else is done', async () => {
    const intercept: SandboxOptions['intercept'] = ({ operation }) =>
      operation === 'CreateDeliveryStream' ? error('InvalidArgumentException', 400) : undefined;
    const world = testWorld({ 'profiles/a.yaml': SETTINGS + CHAIN }, { intercept });
    expect(await carriedOut(world, await planFor(world))).toEqual([
      'failed create DeliveryStream/lake firehose:CreateDeliveryStream: InvalidArgumentException: InvalidArgumentException was injected',
      'skipped create TopicRule/ToLake DeliveryStream/lake was not done',
      'verified create Dimension/topics',
      'skipped create SecurityProfile/Fleet TopicRule/ToLake was not done',
    ]);
    expect(writes(world).toSorted()).toEqual(['CreateDeliveryStream', 'CreateDimension']);
  });
});

describe('a metric that is made anew under a profile', () => {
  const PROFILE =
    'securityProfiles: { Fleet: { targets: [thinggroup/soundboxes], retainedMetrics: [battery, signal, volume] } }\n';
  const metrics = (type: string): string =>
    `customMetrics: { battery: { metricType: ${type} }, signal: { metricType: ${type} }, volume: { metricType: number } }\n${PROFILE}`;
  const accepted = `accept: ["replace-referenced:CustomMetric/battery", "replace-referenced:CustomMetric/signal"]\n`;
  const replaced = (options?: Parameters<typeof from>[2]) =>
    from(metrics('number'), accepted + metrics('string-list'), options);
  const retained = (world: TestWorld): unknown =>
    region(world)
      .securityProfiles['Fleet']?.additionalMetricsToRetainV2?.map(({ metric }) => metric)
      .toSorted();

  test('and another one: whatever overtakes what on its way, the profile has both again, as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat(12)), async (turns) => {
        const wait = async (): Promise<void> => {
          for (let turn = Number(turns.next().value); turn > 0; turn--)
            await new Promise((resolve) => setImmediate(resolve));
        };
        const door = (handler: SandboxRequestHandler): SandboxRequestHandler => ({
          ...handler,
          handle: async (request) => (await wait(), handler.handle(request).finally(wait)),
        });
        const world = await replaced({ door });
        const outcomes = await carriedOut(world, await planFor(world));
        expect(outcomes).toEqual(['verified replace CustomMetric/battery', 'verified replace CustomMetric/signal']);
        expect(retained(world)).toEqual(['battery', 'signal', 'volume']);
        expect(await planned(world)).toBe(EXIT.fine);
      }),
      { numRuns: 8 },
    );
  });

  const restoring = (fault: SandboxFault): NonNullable<SandboxOptions['intercept']> => {
    let updates = 0;
    return ({ operation }) => (operation === 'UpdateSecurityProfile' && (updates += 1) === 2 ? fault : undefined);
  };

  test('is not done while the profile does not use it again, and the next one is not begun', async () => {
    const world = await replaced({ intercept: restoring(error('AccessDeniedException', 403)) });
    const [first = '', ...rest] = await carriedOut(world, await planFor(world));
    expect(first).toMatch(
      /^failed replace CustomMetric\/battery SecurityProfile\/Fleet does not use it again: AWS refuses/,
    );
    expect(rest).toEqual(['skipped replace CustomMetric/signal CustomMetric/battery was not done']);
    expect(retained(world)).toEqual(['signal', 'volume']);
  });

  test('does not take back what somebody else makes of the profile meanwhile', async () => {
    let world: TestWorld | undefined;
    world = await replaced({
      intercept: ({ operation }) => {
        const profile = world && region(world).securityProfiles['Fleet'];
        if (operation === 'CreateCustomMetric' && profile !== undefined)
          Object.assign(profile, { securityProfileDescription: 'theirs', version: profile.version + 1 });
        return undefined;
      },
    });
    const [first] = await carriedOut(world, await planFor(world));
    expect(first).toBe(
      'failed replace CustomMetric/battery SecurityProfile/Fleet does not use it again: SecurityProfile/Fleet was changed (description) meanwhile. Plan again.',
    );
    expect(region(world).securityProfiles['Fleet']?.securityProfileDescription).toBe('theirs');
  });

  test('is done where the profile had another version meanwhile, and is as it was left', async () => {
    const world = await replaced({ intercept: restoring(error('VersionConflictException', 409)) });
    expect(await carriedOut(world, await planFor(world))).toEqual([
      'verified replace CustomMetric/battery',
      'verified replace CustomMetric/signal',
    ]);
    expect(retained(world)).toEqual(['battery', 'signal', 'volume']);
  });

  test('is done where AWS’s answer to that was lost', async () => {
    const world = await replaced({ intercept: restoring(error('InternalFailureException', 500, 'after')) });
    expect((await carriedOut(world, await planFor(world))).map((one) => one.split(' ')[0])).toEqual([
      'verified',
      'verified',
    ]);
    expect(retained(world)).toEqual(['battery', 'signal', 'volume']);
    expect(await planned(world)).toBe(EXIT.fine);
  });
});

describe('a version that is not the one that was read', () => {
  const PROFILE = (description: string): string =>
    `securityProfiles: { Fleet: { description: ${description}, targets: [thinggroup/soundboxes], retainedMetrics: [aws:num-disconnects] } }\n`;
  const conflict = error('VersionConflictException', 409);

  test('is read anew, and what is as it was reviewed is written', async () => {
    let updates = 0;
    const intercept: SandboxOptions['intercept'] = ({ operation }) =>
      operation === 'UpdateSecurityProfile' && (updates += 1) === 1 ? conflict : undefined;
    const world = await from(PROFILE('old'), PROFILE('new'), { intercept });
    expect(await carriedOut(world, await planFor(world))).toEqual(['verified update SecurityProfile/Fleet']);
    expect(updates).toBe(2);
  });

  test('is somebody’s change, which stays', async () => {
    let world: TestWorld | undefined;
    world = await from(PROFILE('old'), PROFILE('new'), {
      intercept: ({ operation }) => {
        const profile = world && region(world).securityProfiles['Fleet'];
        if (operation === 'UpdateSecurityProfile' && profile !== undefined)
          Object.assign(profile, { securityProfileDescription: 'theirs', version: profile.version + 1 });
        return undefined;
      },
    });
    expect(await carriedOut(world, await planFor(world))).toEqual([
      'failed update SecurityProfile/Fleet SecurityProfile/Fleet was changed (description) since the plan was made. Plan again.',
    ]);
    expect(region(world).securityProfiles['Fleet']?.securityProfileDescription).toBe('theirs');
  });
});
