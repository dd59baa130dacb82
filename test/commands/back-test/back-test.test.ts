import { describe, expect, test } from 'vitest';
import { apply } from '../../../src/commands/apply.ts';
import { EXIT } from '../../../src/model/world.ts';
import type { BackTest } from '../../../src/model/impact/back-test.ts';
import type { Policy } from '../../../src/model/access/policy.ts';
import { simulate } from '../../../src/sandbox/data-plane/simulation.ts';
import { planned, TARGET, testWorld } from '../../world.ts';
import type { TestWorld } from '../../world.ts';

const SETTINGS = 'targets: { production: { account: "111122223333", region: ap-south-1 } }\n';
const SENT = 'criteria: { comparisonOperator: less-than-equals, value: { count: 100 }, durationSeconds: 300 }';
const PROFILES = `${SETTINGS}
customMetrics: {}
dimensions: { telemetry: { type: TOPIC_FILTER, stringValues: ["a/#"] } }
securityProfiles:
  Soundbox:
    targets: [thinggroup/soundboxes]
    behaviors:
      - { name: Quiet, metric: aws:num-messages-sent, ${SENT} }
      - { name: Kept, metric: aws:num-disconnects }
`;

/** An account as the profiles say, and edited profiles beside it. */
async function edited(edit: (text: string) => string, policies?: readonly Policy[]): Promise<TestWorld> {
  const world = testWorld({ 'profiles/a.yaml': PROFILES });
  expect(await apply(world, { folder: 'profiles', only: [], accept: [] })).toBe(EXIT.fine);
  const { state } = world.sandbox;
  return testWorld({ 'profiles/a.yaml': edit(PROFILES) }, { state, ...(policies ? { policies } : {}) });
}

async function documentOf(world: TestWorld, backTest?: number): Promise<{ digest: string; backTest?: BackTest }> {
  world.printed();
  expect(await planned(world, { format: 'json', ...(backTest === undefined ? {} : { backTest }) })).toBe(EXIT.changes);
  const { targets } = JSON.parse(world.printed()) as { targets: [{ digest: string; backTest?: BackTest }] };
  return targets[0];
}

const of = ({ sandbox }: TestWorld, operation: string): number =>
  sandbox.calls.filter((call) => call.operation === operation).length;
const threshold = (count: number) => (text: string) => text.replace('count: 100', `count: ${count}`);

describe('a back-test', () => {
  test('says how many things would have alarmed before and after', async () => {
    const world = await edited(threshold(110));
    const { backTest } = await documentOf(world, 50);
    expect(backTest).toMatchObject({ source: 'account', hours: 24, notes: [] });
    expect(backTest?.until).toMatch('2026-11-22T00:00:00');
    expect(backTest?.tested).toMatchObject([
      {
        profile: 'SecurityProfile/Soundbox',
        behavior: 'Quiet',
        sample: { things: 50, of: 50 },
        judged: 50,
        isNew: false,
        isSuppressed: false,
        notes: [],
      },
    ]);
    const [{ before, after } = {}] = backTest?.tested ?? [];
    expect(after?.things).toBeGreaterThan(0);
    expect(before?.things).toBeGreaterThan(after?.things ?? 0);
    expect(await planned(world, { backTest: 50 })).toBe(EXIT.changes);
    expect(world.printed()).toContain(
      `in alarm ${before?.things} → ${after?.things} of 50 things, ${before?.alarms} → ${after?.alarms} alarms`,
    );
  });

  test('agrees with what a simulation of the same day finds, before and after', async () => {
    const world = await edited(threshold(110));
    const [{ before, after } = {}] = (await documentOf(world, 50)).backTest?.tested ?? [];
    const day = { target: 'production', account: TARGET.account, region: TARGET.region, begin: Date.UTC(2026, 10, 21) };
    const simulated = async () => {
      const report = await simulate(world.sandbox.state, { ...day, devices: 50, hours: 24, seed: 1 });
      const { things, alarms } = report.behaviors.find(({ name }) => name === 'Quiet') ?? {};
      return { things, alarms };
    };
    expect(before).toEqual(await simulated());
    expect(await apply(world, { folder: 'profiles', only: [], accept: [] })).toBe(EXIT.fine);
    expect(after).toEqual(await simulated());
  });

  test('looks at a sample, within its pages, and shows how far it is', async () => {
    const world = await edited(threshold(150));
    const { backTest } = await documentOf(world, 10);
    expect(backTest?.tested).toMatchObject([{ sample: { things: 10, of: 50 }, judged: 10 }]);
    expect(of(world, 'ListThingsInThingGroup')).toBe(1);
    expect(of(world, 'ListMetricValues')).toBe(20);
    const progress = world.events.flatMap((event) => (event.type === 'reading' && event.unit ? [event] : []));
    expect(progress.map(({ done }) => done)).toEqual(Array.from({ length: 11 }, (_, done) => done));
  });

  test('changes nothing about the plan, and nothing is asked where it is not wanted', async () => {
    const world = await edited(threshold(150));
    const { digest, ...plain } = await documentOf(world);
    expect(plain).not.toHaveProperty('backTest');
    expect(of(world, 'ListThingsInThingGroup') + of(world, 'ListMetricValues')).toBe(0);
    expect((await documentOf(world, 5)).digest).toBe(digest);
  });

  test('without permission is one note, after one request, and the plan is as ever', async () => {
    const policies: readonly Policy[] = [
      {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: '*', Resource: '*' },
          { Effect: 'Deny', Action: 'iot:ListMetricValues', Resource: '*' },
        ],
      },
    ];
    const world = await edited(threshold(150), policies);
    const { backTest } = await documentOf(world, 20);
    expect(backTest).toMatchObject({ tested: [], notes: [expect.stringContaining('iot:ListMetricValues')] });
    expect(of(world, 'ListMetricValues')).toBe(1);
    expect(await planned(world, { backTest: 20 })).toBe(EXIT.changes);
    expect(world.printed()).toContain('not authorized to perform: iot:ListMetricValues');
  });

  test.each<{ edit: (text: string) => string; tells: object; reason: string }>([
    {
      edit: (text) => text.replace('Soundbox:', 'Soundbox:\n    description: More words'),
      tells: { tested: [] },
      reason: 'no behavior changes',
    },
    {
      edit: (text) => text.replace('name: Kept', `name: Kept, ${SENT}`),
      tells: { tested: [{ behavior: 'Kept', isNew: false, before: { things: 0, alarms: 0 }, judged: 20 }] },
      reason: 'what was only kept is judged',
    },
    {
      edit: (text) =>
        text.replace(
          `Quiet, metric: aws:num-messages-sent, ${SENT}`,
          `Quiet, suppressAlerts: true, metric: aws:num-messages-sent, ${SENT.replace('100', '60')}`,
        ),
      tells: { tested: [{ behavior: 'Quiet', isSuppressed: true, judged: 20 }] },
      reason: 'nobody will be told of the alarms',
    },
    {
      edit: (text) =>
        text.replace(
          '- { name: Kept',
          `- { name: Bytes, metric: aws:message-byte-size, ${SENT} }\n      - { name: Kept`,
        ),
      tells: { tested: [{ isNew: true, judged: 0, notes: [expect.stringContaining('keeps only')] }] },
      reason: 'nothing was kept of a new metric',
    },
    {
      edit: (text) =>
        text
          .replace('customMetrics: {}', 'customMetrics: { level: { metricType: number } }')
          .replace(
            '- { name: Kept',
            `- { name: Level, metric: level, ${SENT.replace('count', 'number')} }\n      - { name: Kept`,
          ),
      tells: { tested: [{ isNew: true, judged: 0, notes: [expect.stringContaining('keeps only')] }] },
      reason: 'the metric itself comes with the plan',
    },
    {
      edit: (text) => text.replace(SENT, 'criteria: { mlDetectionConfig: { confidenceLevel: HIGH } }'),
      tells: { tested: [{ judged: 0, notes: [expect.stringContaining('machine learning')] }] },
      reason: 'machine learning cannot be repeated',
    },
    {
      edit: (text) => threshold(150)(text).replace('thinggroup/soundboxes', 'thinggroup/pilots'),
      tells: { tested: [{ sample: { things: 0, of: 0 }, notes: [expect.stringContaining('no things')] }] },
      reason: 'the group is empty',
    },
    {
      edit: (text) => threshold(150)(text).replace('thinggroup/soundboxes', 'all/unregistered-things'),
      tells: { tested: [{ notes: [expect.stringContaining('outside of its registry')] }] },
      reason: 'AWS does not list these things',
    },
    {
      edit: (text) => threshold(150)(text).replace('thinggroup/soundboxes', 'all/things, thinggroup/soundboxes'),
      tells: { tested: [{ judged: 20, sample: { things: 20, of: 50 } }] },
      reason: 'the whole registry is a target too',
    },
    {
      edit: (text) =>
        text.replace(
          'comparisonOperator: less-than-equals, value: { count: 100 }',
          'comparisonOperator: less-than-equals, statisticalThreshold: { statistic: p90 }',
        ),
      tells: { tested: [{ judged: 20, notes: [expect.stringContaining('percentile')] }] },
      reason: 'a percentile depends on who is looked at',
    },
  ])('tells what it is worth where $reason', async ({ edit, tells }) => {
    const world = await edited(edit);
    const { backTest } = await documentOf(world, 20);
    expect(backTest).toMatchObject(tells);
    await planned(world, { backTest: 20 });
    const text = world.printed().replaceAll(/\s+/g, ' ');
    for (const { notes } of backTest?.tested ?? []) for (const note of notes) expect(text).toContain(note.slice(0, 40));
  });
});
