import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { importTarget } from '../../src/commands/import.ts';
import { validate } from '../../src/commands/validate.ts';
import { EXIT } from '../../src/model/world.ts';
import { OperatorError } from '../../src/model/problem.ts';
import { regionOf } from '../../src/sandbox/state.ts';
import type { RegionState } from '../../src/sandbox/state.ts';
import { TARGET, planned as readingPlan, testWorld } from '../world.ts';
import type { TestWorld } from '../world.ts';

const example = (name: string): string => readFileSync(new URL(`../../profiles/${name}.yaml`, import.meta.url), 'utf8');
const CHOICE = { folder: 'profiles', only: [], accept: [] };
const planned = (on: TestWorld, folder = 'profiles') => readingPlan(on, { ...CHOICE, folder, detailedExitcode: true });
const region = (of: TestWorld): RegionState => regionOf(of.sandbox.state, TARGET.account, TARGET.region);

/** The text of an import into a folder that has these settings only. */
async function imported(on: TestWorld, more: object = {}, settings = example('defender')): Promise<string> {
  on.disk.set('new/defender.yaml', settings);
  on.printed();
  expect(await importTarget(on, { folder: 'new', only: [], out: 'new/all.yaml', ...more })).toBe(EXIT.fine);
  return on.disk.get('new/all.yaml') ?? on.printed();
}

async function refused(running: Promise<unknown>): Promise<OperatorError> {
  const error: unknown = await running.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OperatorError);
  return error as OperatorError;
}

/** The soundbox's account, after its profiles were applied. */
async function soundbox(): Promise<TestWorld> {
  const one = testWorld({
    'profiles/defender.yaml': example('defender'),
    'profiles/soundbox.yaml': example('soundbox'),
  });
  expect(await apply(one, CHOICE)).toBe(EXIT.fine);
  one.sandbox.calls.length = 0;
  return one;
}

function withoutOwners(one: TestWorld): void {
  const { securityProfiles, customMetrics, dimensions, topicRules, deliveryStreams } = region(one);
  for (const records of [securityProfiles, customMetrics, dimensions, topicRules, deliveryStreams])
    for (const record of Object.values(records)) delete record.tags['defender-gitops:owner'];
}

describe('an account that these profiles made', () => {
  test('is written in their own words, and a plan on it is empty', async () => {
    const one = await soundbox();
    const text = await imported(one);
    expect(one.printed()).toContain('✔ 6 resources of production in new/all.yaml');
    expect(one.sandbox.calls.filter((call) => !call.readOnly)).toEqual([]);
    // Nothing ties it to this account but the comment at its top.
    expect(text.replaceAll(/^#.*$/gm, '')).not.toContain(TARGET.account);
    await expect(text).toMatchFileSnapshot('../golden/import.yaml');
    expect(await planned(one, 'new')).toBe(EXIT.fine);
  });

  test('is printed where no file is named, and nothing is written', async () => {
    const one = await soundbox();
    one.disk.set('new/defender.yaml', example('defender'));
    one.printed();
    await importTarget(one, { folder: 'new', only: [] });
    expect(one.printed()).toMatch(/^# yaml-language-server[\s\S]*securityProfiles:/);
    expect([...one.disk.keys()]).toEqual(['profiles/defender.yaml', 'profiles/soundbox.yaml', 'new/defender.yaml']);
  });

  test('has nothing to import where its profiles are', async () => {
    const one = await soundbox();
    await importTarget(one, { folder: 'profiles', only: [], out: 'profiles/more.yaml' });
    expect(one.printed()).toMatch(/^Nothing to import: .*profiles\/more.yaml was not written\.\n$/m);
    expect(one.disk.has('profiles/more.yaml')).toBe(false);
    expect(await planned(one)).toBe(EXIT.fine);
  });
});

test('what nobody owns is marked to be adopted: the plan puts the owner’s tag on, and is empty once that is applied', async () => {
  const one = await soundbox();
  withoutOwners(one);
  expect(await imported(one)).toContain(
    'battery_level: { metricType: number, displayName: Battery charge in percent, adopt: true }',
  );
  expect(one.printed()).toContain('6 to be taken over');
  expect(await planned(one, 'new')).toBe(EXIT.changes);
  one.sandbox.calls.length = 0;
  expect(await apply(one, { ...CHOICE, folder: 'new' })).toBe(EXIT.fine);
  const writes = one.sandbox.calls.filter((call) => !call.readOnly).map((call) => call.operation);
  expect(writes.toSorted()).toEqual(
    [...Array.from({ length: 5 }, () => 'TagResource'), 'TagDeliveryStream'].toSorted(),
  );
  expect(await planned(one, 'new')).toBe(EXIT.fine);
});

test('what others have is left out with their names, and what refers to it is written all the same', async () => {
  const one = await soundbox();
  withoutOwners(one);
  const { customMetrics, dimensions, topicRules } = region(one);
  Object.assign(customMetrics['battery_level']?.tags ?? {}, { 'aws:cloudformation:stack-name': 'fleet' });
  Object.assign(dimensions['telemetryTopics']?.tags ?? {}, { 'defender-gitops:owner': 'acme/devices' });
  delete topicRules['SoundboxMetricsToLake'];
  const aws = await one.connect(TARGET, { resources: new Map(), sections: new Set() });
  await aws.iot('CreateCustomMetric', { metricName: 'level', metricType: 'number', clientRequestToken: undefined });
  const text = await imported(one);
  expect(text).toContain('# - CustomMetric/battery_level is managed by a CloudFormation stack');
  expect(text).toContain('# - Dimension/telemetryTopics belongs to acme/devices');
  expect(text).toContain('  - CustomMetric/battery_level # belongs to a CloudFormation stack');
  expect(text).toContain('  - TopicRule/SoundboxMetricsToLake # is not in the account');
  expect(text).not.toMatch(/^dimensions:/m);
  expect(await apply(one, { ...CHOICE, folder: 'new' })).toBe(EXIT.fine);
  expect(await planned(one, 'new')).toBe(EXIT.fine);
});

test('a tag that looks like ours and is not is left as it is', async () => {
  const one = await soundbox();
  const { tags } = region(one).customMetrics['battery_level'] ?? { tags: {} };
  Object.assign(tags, { 'defender-gitops:protect': 'perhaps' });
  const text = await imported(one);
  expect(text).toContain('reason: Only defender-gitops sets such tags.');
  expect(text).not.toContain('perhaps');
});

test('a protected resource is written with the word', async () => {
  const one = await soundbox();
  Object.assign(region(one).customMetrics['battery_level']?.tags ?? {}, { 'defender-gitops:protect': 'true' });
  expect(await imported(one)).toMatch(/battery_level: \{.*protect: true \}/);
  expect(await planned(one, 'new')).toBe(EXIT.fine);
});

test('a stream that cannot be written stands at the end as a comment, without what it signs in with, and is not planned away', async () => {
  const one = await soundbox();
  withoutOwners(one);
  const stream = region(one).deliveryStreams['soundbox-metrics'];
  const { RoleARN, BucketARN } = stream?.destination ?? {};
  const settings = {
    HECEndpoint: 'https://x',
    HECEndpointType: 'Raw',
    HECToken: 'hush',
    S3Configuration: { RoleARN, BucketARN },
  };
  delete stream?.destination;
  Object.assign(stream ?? {}, { elsewhere: { service: 'Splunk', settings } });
  const text = await imported(one);
  expect(text).toContain(
    '# - DeliveryStream/soundbox-metrics cannot be written: secretsManagerConfiguration is missing in splunkDestination',
  );
  expect(text).not.toContain('hush');
  expect(text).toMatch(/^# {5}deliveryStreams:\n# {7}soundbox-metrics:\n# {9}/m);
  expect(text).not.toMatch(/^deliveryStreams:/m);
  expect(await apply(one, { ...CHOICE, folder: 'new' })).toBe(EXIT.fine);
  expect(Object.keys(region(one).deliveryStreams)).toEqual(['soundbox-metrics']);
});

test('a secret is pointed out', async () => {
  const one = await soundbox();
  const rule = region(one).topicRules['SoundboxMetricsToLake'];
  const headers = [{ key: 'Authorization', value: 'abc' }];
  rule?.payload.actions?.push({ http: { url: 'https://example.com/in', headers } } as never);
  expect(await imported(one)).toMatch(/# Holds what looks like a secret\..*\n {2}SoundboxMetricsToLake:/);
  expect(await planned(one, 'new')).toBe(EXIT.fine);
});

test('only what was asked for, and what it refers to', async () => {
  const one = await soundbox();
  const text = await imported(one, { only: ['TopicRule/SoundboxMetricsToLake'] });
  expect(text.match(/^\w+:/gm)).toEqual(['rules:', 'deliveryStreams:']);
  expect(text).toContain('# - SecurityProfile/Soundbox is ours and was not selected\n');
  expect(await planned(one, 'new')).toBe(EXIT.fine);
  const error = await refused(importTarget(one, { folder: 'new', only: ['TopicRule/Soundbox'] }));
  expect(error.code).toBe('DG3005');
});

test('what the next plan would delete is said loudly', async () => {
  const one = await soundbox();
  expect(await imported(one, { only: ['SecurityProfile/SoundboxLive'] })).toContain(
    '# - SecurityProfile/Soundbox is ours and was not selected; the next plan would DELETE it',
  );
  expect(one.printed()).toContain('a plan would DELETE 1 of them');
  expect(await planned(one, 'new')).toBe(EXIT.changes);
});

test('of several targets one is chosen, and its resources are for it only', async () => {
  const one = await soundbox();
  const settings = example('defender').replace(
    'targets:\n',
    'targets:\n  staging: { account: "999999999999", region: eu-west-1 }\n',
  );
  one.disk.set('new/defender.yaml', settings);
  const error = await refused(importTarget(one, { folder: 'new', only: [] }));
  expect(error.hint).toContain('--target staging, --target production');
  const text = await imported(one, { target: 'production' }, settings);
  expect(text.match(/onlyIn: \[production\]/g)?.length).toBe(6);
  expect(await readingPlan(one, { ...CHOICE, folder: 'new', target: 'production', detailedExitcode: true })).toBe(
    EXIT.fine,
  );
});

test('a topic that has a name already keeps it', async () => {
  const one = await soundbox();
  one.disk.set('new/topics.yaml', 'topics: { live: { mqtt: defender/soundbox/metrics } }\n');
  const text = await imported(one);
  expect(text).toContain('topic: live');
  expect(text).not.toContain('defender-soundbox-metrics');
  expect(await planned(one, 'new')).toBe(EXIT.fine);
});

describe('what ends an import', () => {
  test('a file that is there is not overwritten, and nothing is read', async () => {
    const one = await soundbox();
    const error = await refused(importTarget(one, { folder: 'profiles', only: [], out: 'profiles/soundbox.yaml' }));
    expect(error.code).toBe('DG1307');
    expect(one.disk.get('profiles/soundbox.yaml')).toBe(example('soundbox'));
    expect(one.sandbox.calls).toEqual([]);
  });

  test('profiles with problems are told, and nothing is read', async () => {
    const one = testWorld({ 'profiles/a.yaml': 'rules: [' });
    expect(await importTarget(one, { folder: 'profiles', only: [] })).toBe(EXIT.invalid);
    expect(one.sandbox.calls).toEqual([]);
  });

  test('without a target there is no account to read', async () => {
    const one = testWorld({ 'profiles/a.yaml': 'owner: me' });
    expect((await refused(importTarget(one, { folder: 'profiles', only: [] }))).code).toBe('DG2101');
  });
});

describe('what AWS has and our checks refuse', () => {
  const settings = example('defender');
  const withoutErrorPrefix = async (): Promise<TestWorld> => {
    const one = await soundbox();
    Reflect.deleteProperty(region(one).deliveryStreams['soundbox-metrics']?.destination ?? {}, 'ErrorOutputPrefix');
    return one;
  };

  test('is written with a word that it does not validate, and planned all the same', async () => {
    const one = await withoutErrorPrefix();
    const text = await imported(one, {}, settings);
    expect(one.printed()).toContain('1 that `validate` refuses: see their comments');
    expect(text).toContain('# AWS has it so, and `validate` refuses it: DG8035. With expressions in prefix');
    expect(await validate(one, { folder: 'new' })).toBe(EXIT.invalid);
    one.printed();
    expect(await planned(one, 'new')).toBe(EXIT.fine);
    expect(one.printed()).toMatch(
      /warning error-prefix-missing: .*\n.*\n +help: AWS has it so already, so it is left\./,
    );
  });

  test('is refused where it would become so', async () => {
    const one = await soundbox();
    const text = await imported(one, {}, settings);
    one.disk.set('new/all.yaml', text.replace(/ +errorOutputPrefix: .*\n/, ''));
    expect(await planned(one, 'new')).toBe(EXIT.invalid);
    expect(one.printed()).toContain('DG8035');
  });
});
