import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { validate } from '../../src/commands/validate.ts';
import { EXIT } from '../../src/model/world.ts';
import { OperatorError } from '../../src/model/problem.ts';
import { applyDocumentSchema, planDocumentSchema, problemsDocumentSchema } from '../../src/render/json/schemas.ts';
import { regionOf } from '../../src/sandbox/state.ts';
import { planned, TARGET, testWorld, writes } from '../world.ts';
import type { TestWorld } from '../world.ts';
import { disableRule } from '../disable-rule.ts';

const EXAMPLE = Object.fromEntries(
  ['defender.yaml', 'soundbox.yaml'].map((name) => [
    `profiles/${name}`,
    readFileSync(new URL(`../../profiles/${name}`, import.meta.url), 'utf8'),
  ]),
);

const CHOICE = { folder: 'profiles', only: [], accept: [] };
const applied = (world: TestWorld, more: object = {}) => apply(world, { ...CHOICE, ...more });
const edit = (world: TestWorld, find: string | RegExp, replacement: string, file = 'profiles/soundbox.yaml'): void => {
  const text = world.disk.get(file) ?? '';
  expect(text).toMatch(find);
  world.disk.set(file, text.replace(find, replacement));
};
const region = (world: TestWorld) => regionOf(world.sandbox.state, TARGET.account, TARGET.region);
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });

async function refusal(running: Promise<unknown>): Promise<OperatorError> {
  const error: unknown = await running.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OperatorError);
  return error as OperatorError;
}

describe('the soundbox example', () => {
  test('goes from an empty account to an applied and empty plan', async () => {
    const world = testWorld(EXAMPLE);
    expect(await validate(world, { ...CHOICE })).toBe(EXIT.fine);
    expect(world.printed()).toMatch(/^✔ No problems in \d+ files?: \d+ resources? for \w+\.$/m);
    expect(await planned(world)).toBe(EXIT.changes);
    expect(writes(world)).toEqual([]);
    expect(await applied(world)).toBe(EXIT.fine);
    expect(Object.keys(region(world).securityProfiles)).toEqual(['SoundboxLive', 'Soundbox']);
    world.printed();
    world.sandbox.calls.length = 0;
    expect(await planned(world)).toBe(EXIT.fine);
    expect(world.printed()).toMatch(/^No changes\. production \(111122223333, ap-south-1\): all 6 resources/);
    expect(await applied(world)).toBe(EXIT.fine);
    expect(writes(world)).toEqual([]);
  });

  test('an edited threshold is one edit, at its line', async () => {
    const world = testWorld(EXAMPLE);
    await applied(world);
    edit(world, 'value: { number: 10 }', 'value: { number: 15 }');
    world.printed();
    await planned(world, { format: 'json' });
    const document = JSON.parse(world.printed()) as { targets: { changes: unknown[] }[] };
    expect(document.targets[0]?.changes).toMatchObject([
      {
        action: 'update',
        address: 'SecurityProfile/Soundbox',
        edits: [
          {
            op: 'change',
            path: 'behaviors[BatteryNotFlat].criteria.value.number',
            before: 10,
            after: 15,
            source: { file: 'profiles/soundbox.yaml', line: 36 },
          },
        ],
      },
    ]);
    await applied(world);
    expect(await planned(world)).toBe(EXIT.fine);
  });

  test('another client’s edit shows in the next plan as what applying would revert', async () => {
    const world = testWorld(EXAMPLE);
    await applied(world);
    const aws = await world.connect(TARGET, { resources: new Map(), sections: new Set() });
    await disableRule(aws, 'SoundboxMetricsToLake');
    world.printed();
    expect(await planned(world)).toBe(EXIT.changes);
    expect(world.printed()).toMatch(/ruleDisabled/);
  });

  test('an export moves to its new topic before its old rule goes, and nothing goes before a hazard is accepted', async () => {
    const world = testWorld(EXAMPLE);
    await applied(world);
    edit(world, 'basicIngest: SoundboxMetricsToLake', 'mqtt: defender/soundbox/all');
    edit(world, /^rules:[\s\S]*/m, 'rules: {}\ndeliveryStreams: {}\n');
    world.sandbox.calls.length = 0;
    const error = await refusal(applied(world));
    expect(error.hint).toMatch(/accept: \[data-loss:DeliveryStream\/soundbox-metrics, too-many-deletes:[0-9a-f]{8}\]/);
    expect(writes(world)).toEqual([]);
    const accept = /\[(.*)\]/.exec(error.hint ?? '')?.[1]?.split(', ') ?? [];
    expect(await applied(world, { accept })).toBe(EXIT.fine);
    expect(writes(world)).toEqual(['UpdateSecurityProfile', 'DeleteTopicRule', 'DeleteDeliveryStream']);
    expect(await planned(world)).toBe(EXIT.fine);
  });
});

describe('what was reviewed is what is applied', () => {
  test('the very plan is applied', async () => {
    const world = testWorld(EXAMPLE);
    await planned(world, { out: 'plan.json' });
    expect(await applied(world, { plan: 'plan.json' })).toBe(EXIT.fine);
  });

  test('profiles that changed since are refused with exit code 4, and nothing is written', async () => {
    const world = testWorld(EXAMPLE);
    await planned(world, { out: 'plan.json' });
    edit(world, 'value: { number: 10 }', 'value: { number: 15 }');
    const error = await refusal(applied(world, { plan: 'plan.json' }));
    expect(error.exitCode).toBe(EXIT.notReviewed);
    expect(error.message).toContain('create SecurityProfile/Soundbox in production');
    expect(writes(world)).toEqual([]);
  });

  test('what remains of it after a failure is applied', async () => {
    let broken = true;
    const world = testWorld(EXAMPLE, {
      intercept: (call) =>
        broken && call.operation === 'CreateTopicRule'
          ? { when: 'before', answer: { name: 'InvalidRequestException', message: 'no', status: 400 } }
          : undefined,
    });
    await planned(world, { out: 'plan.json' });
    expect(await applied(world, { plan: 'plan.json' })).toBe(EXIT.failed);
    const printed = world.printed();
    expect(printed).toMatch(/✖ failed\s+create\s+TopicRule\/SoundboxMetricsToLake/);
    expect(printed).toMatch(/– skipped\s+create\s+SecurityProfile\/Soundbox/);
    expect(printed).toMatch(/✔ verified\s+create\s+SecurityProfile\/SoundboxLive/);
    broken = false;
    expect(await applied(world, { plan: 'plan.json' })).toBe(EXIT.fine);
    expect(await planned(world)).toBe(EXIT.fine);
  });

  test('a profile whose group is missing is not left behind, so the reviewed plan can be run again', async () => {
    const world = testWorld(EXAMPLE);
    const { thingGroups } = region(world);
    const group = thingGroups['soundboxes'];
    delete thingGroups['soundboxes'];
    await planned(world, { out: 'plan.json' });
    expect(await applied(world, { plan: 'plan.json' })).toBe(EXIT.failed);
    expect(world.printed()).toMatch(/failed\s+create\s+SecurityProfile\/Soundbox:.*AttachSecurityProfile/);
    expect(Object.keys(region(world).securityProfiles)).toEqual([]);
    Object.assign(thingGroups, { soundboxes: group });
    expect(await applied(world, { plan: 'plan.json' })).toBe(EXIT.fine);
    expect(await planned(world)).toBe(EXIT.fine);
  });

  test('a target that the plan lacks is refused: no record is not an empty plan', async () => {
    const world = testWorld(EXAMPLE);
    world.disk.set('plan.json', JSON.stringify({ schemaVersion: 1, targets: [] }));
    expect((await refusal(applied(world, { plan: 'plan.json' }))).exitCode).toBe(EXIT.notReviewed);
  });

  test.each([
    ['no JSON', '{'],
    ['another document', '{}'],
    ['a plan without digests', '{"schemaVersion":1,"targets":[{"target":"a"}]}'],
  ])('%s is no plan', async (_, text) => {
    const world = testWorld({ ...EXAMPLE, 'plan.json': text });
    expect((await refusal(applied(world, { plan: 'plan.json' }))).code).toBe('DG4101');
  });
});

describe('nothing is read or written where it must not be', () => {
  test('credentials of another account end the run before anything is read', async () => {
    const world = testWorld(EXAMPLE, { account: '999999999999' });
    const error = await refusal(planned(world));
    expect(error.code).toBe('DG4005');
    expect(world.sandbox.calls.map((call) => call.operation)).toEqual(['GetCallerIdentity']);
  });

  test('one unreadable file ends the run before anything is compared', async () => {
    const world = testWorld({ ...EXAMPLE, 'profiles/broken.yaml': 'rules: [' });
    expect(await applied(world)).toBe(EXIT.invalid);
    expect(world.sandbox.calls).toEqual([]);
    expect(world.printed()).toContain('profiles/broken.yaml');
  });

  test('another owner’s resource of the same name is not touched', async () => {
    const world = testWorld(EXAMPLE);
    const aws = await world.connect(TARGET, { resources: new Map(), sections: new Set() });
    await aws.iot('CreateCustomMetric', {
      metricName: 'battery_level',
      metricType: 'number',
      clientRequestToken: 't',
      tags: [{ Key: 'defender-gitops:owner', Value: 'someone/else' }],
    });
    world.sandbox.calls.length = 0;
    const error = await refusal(applied(world));
    expect(error.code).toBe('DG4103');
    expect(world.printed()).toContain('someone/else');
    expect(writes(world)).toEqual([]);
  });

  test('without a target there is no account to plan for', async () => {
    const world = testWorld({ 'profiles/a.yaml': 'customMetrics: { m: { metricType: number } }' });
    expect(await validate(world, { ...CHOICE })).toBe(EXIT.fine);
    expect(await refusal(planned(world))).toMatchObject({ code: 'DG2101', exitCode: EXIT.invalid });
  });

  test('a run that is told to stop begins nothing more and exits non-zero', async () => {
    const world = { ...testWorld(EXAMPLE), stop: () => AbortSignal.abort() };
    expect(await applied(world)).toBe(EXIT.failed);
    expect(writes(world)).toEqual([]);
    expect(world.printed()).toContain('the run was told to stop');
  });
});

test('only what was chosen and what it needs is done', async () => {
  const world = testWorld(EXAMPLE);
  expect(await applied(world, { only: ['TopicRule/SoundboxMetricsToLake'] })).toBe(EXIT.fine);
  expect(world.printed()).toContain('with what that needs: DeliveryStream/soundbox-metrics');
  expect(Object.keys(region(world).securityProfiles)).toEqual([]);
  expect((await refusal(planned(world, { only: ['TopicRule/SoundboxMetricsToLaek'] }))).hint).toContain(
    'TopicRule/SoundboxMetricsToLake',
  );
});

test('a metric’s type can be changed though a profile refers to it, once that is accepted', async () => {
  const yaml = (type: string, criteria: string) =>
    `owner: me\ntargets: { production: { account: "111122223333", region: ap-south-1 } }\ncustomMetrics: { m: { metricType: ${type} } }\nsecurityProfiles: { P: { targets: [thinggroup/soundboxes], behaviors: [{ name: b, metric: m, criteria: ${criteria} }, { name: other, metric: aws:listening-tcp-ports }] }, Q: { retainedMetrics: [m] } }\n`;
  const world = testWorld({
    'profiles/a.yaml': yaml('number', '{ comparisonOperator: less-than, value: { number: 5 }, durationSeconds: 300 }'),
  });
  expect(await applied(world)).toBe(EXIT.fine);
  world.disk.set('profiles/a.yaml', yaml('string-list', '{ comparisonOperator: in-set, value: { strings: [a] } }'));
  expect((await refusal(applied(world))).hint).toContain('replace-referenced:CustomMetric/m');
  expect(await applied(world, { accept: ['replace-referenced:CustomMetric/m'] })).toBe(EXIT.fine);
  expect(await planned(world)).toBe(EXIT.fine);
});

test('two targets are planned and applied each for itself', async () => {
  const target = (name: string, account: string) => `${name}: { account: "${account}", region: eu-west-1 }`;
  const world = testWorld({
    'profiles/a.yaml': `owner: me\ntargets: { ${target('a', '111111111111')}, ${target('b', '222222222222')} }\ncustomMetrics: { everywhere: { metricType: number }, some: { metricType: number, onlyIn: [b] } }`,
  });
  expect(await applied(world)).toBe(EXIT.fine);
  const metrics = (account: string) => Object.keys(regionOf(world.sandbox.state, account, 'eu-west-1').customMetrics);
  expect([metrics('111111111111'), metrics('222222222222')]).toEqual([['everywhere'], ['everywhere', 'some']]);
  expect(await planned(world, { target: 'a' })).toBe(EXIT.fine);
  expect((await refusal(planned(world, { target: 'c' }))).code).toBe('DG2102');
});

describe('JSON for machines is as its published schema says', () => {
  test('a plan', async () => {
    const world = testWorld(EXAMPLE);
    await planned(world, { format: 'json' });
    const document: unknown = JSON.parse(world.printed());
    expect(ajv.validate(planDocumentSchema, document), ajv.errorsText()).toBe(true);
  });

  test('problems', async () => {
    const world = testWorld({ 'profiles/a.yaml': 'customMetrics: { m: { metricType: numbr } }' });
    expect(await validate(world, { ...CHOICE, format: 'json' })).toBe(EXIT.invalid);
    const document: unknown = JSON.parse(world.printed());
    expect(ajv.validate(problemsDocumentSchema, document), ajv.errorsText()).toBe(true);
    expect(document).toMatchObject({
      schemaVersion: 1,
      problems: [{ code: 'DG1103', file: 'profiles/a.yaml', line: 1, column: 35 }],
    });
  });

  test('an apply', async () => {
    const world = testWorld(EXAMPLE);
    await applied(world, { format: 'json' });
    const document: unknown = JSON.parse(world.printed());
    expect(ajv.validate(applyDocumentSchema, document), ajv.errorsText()).toBe(true);
  });
});
