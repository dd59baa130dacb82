import { describe, expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { EXIT } from '../../src/model/world.ts';
import { OperatorError } from '../../src/model/problem.ts';
import { regionOf } from '../../src/sandbox/state.ts';
import type { RegionState } from '../../src/sandbox/state.ts';
import { TARGET, planned as readingPlan, testWorld } from '../world.ts';
import type { TestWorld } from '../world.ts';

const settings = (owner: string): string =>
  `owner: ${owner}\ntargets: { production: { account: "111122223333", region: ap-south-1 } }\nlimits: { deletes: 3, deletePercent: 100 }\n`;
const world = (yaml: string, options: Parameters<typeof testWorld>[1] = {}): TestWorld =>
  testWorld({ 'profiles/a.yaml': settings('acme/ours') + yaml }, options);
const write = (to: TestWorld, yaml: string, folder = 'profiles', owner = 'acme/ours'): void =>
  void to.disk.set(`${folder}/a.yaml`, settings(owner) + yaml);

const CHOICE = { folder: 'profiles', only: [], accept: [] };
const planned = (on: TestWorld, more: object = {}) => readingPlan(on, { ...CHOICE, detailedExitcode: true, ...more });
const applied = (on: TestWorld, more: object = {}) => apply(on, { ...CHOICE, ...more });
const region = (of: TestWorld): RegionState => regionOf(of.sandbox.state, TARGET.account, TARGET.region);
/** The requests that changed something, since this was last asked. */
const writes = (of: TestWorld): string[] =>
  of.sandbox.calls
    .splice(0)
    .filter((call) => !call.readOnly)
    .map((call) => call.operation);
const aws = (of: TestWorld) => of.connect(TARGET, { resources: new Map(), sections: new Set() });

async function refused(running: Promise<unknown>): Promise<OperatorError> {
  const error: unknown = await running.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OperatorError);
  return error as OperatorError;
}

/** Makes a metric by hand, as somebody else would. */
async function metricBy(of: TestWorld, metricName: string, tags: Readonly<Record<string, string>> = {}): Promise<void> {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const input = { metricName, metricType: 'number', clientRequestToken: undefined, tags: list } as const;
  await (await aws(of)).iot('CreateCustomMetric', input);
  of.sandbox.calls.length = 0;
}

describe('take over', () => {
  test('what nobody owns is refused as it is, and taken over by a tag once `adopt` is said', async () => {
    const one = world('customMetrics: { charge: { metricType: number } }');
    await metricBy(one, 'charge', { team: 'a' });
    await refused(applied(one));
    expect(one.printed()).toMatch(/unowned[\s\S]*adopt: true/);
    write(one, 'customMetrics: { charge: { metricType: number, adopt: true, tags: { team: a } } }');
    expect(await applied(one)).toBe(EXIT.fine);
    expect(writes(one)).toEqual(['TagResource']);
    expect(region(one).customMetrics['charge']?.tags).toEqual({ team: 'a', 'defender-gitops:owner': 'acme/ours' });
    expect(await planned(one)).toBe(EXIT.fine);
  });

  test('`adopt` makes what is not there, and does nothing to what is ours', async () => {
    const one = world('customMetrics: { charge: { metricType: number, adopt: true } }');
    expect(await applied(one)).toBe(EXIT.fine);
    writes(one);
    expect(await applied(one)).toBe(EXIT.fine);
    expect(writes(one)).toEqual([]);
  });
});

describe('hand over', () => {
  test('what is left to others loses our tag and nothing else, and another owner takes it over', async () => {
    const one = world(
      'customMetrics: { charge: { metricType: number, tags: { team: a } }, level: { metricType: number } }',
    );
    await applied(one);
    writes(one);
    write(one, 'elsewhere: [CustomMetric/charge]\ncustomMetrics: { level: { metricType: number } }');
    expect(await applied(one)).toBe(EXIT.fine);
    expect(writes(one)).toEqual(['UntagResource']);
    expect(region(one).customMetrics['charge']?.tags).toEqual({ team: 'a' });
    expect(await planned(one)).toBe(EXIT.fine);

    write(one, 'customMetrics: { charge: { metricType: number, adopt: true } }', 'theirs', 'acme/theirs');
    expect(await applied(one, { folder: 'theirs' })).toBe(EXIT.fine);
    expect(region(one).customMetrics['charge']?.tags).toEqual({ 'defender-gitops:owner': 'acme/theirs' });
    expect(await planned(one)).toBe(EXIT.fine);
  });

  test('the plan says so in one line of the YAML', async () => {
    const one = world('customMetrics: { charge: { metricType: number } }');
    await applied(one);
    write(one, 'customMetrics: {}\nelsewhere:\n  - CustomMetric/charge\n');
    one.printed();
    await planned(one, { format: 'json' });
    const { targets } = JSON.parse(one.printed()) as { targets: { changes: unknown[]; hazards: unknown[] }[] };
    const source = { file: 'profiles/a.yaml', line: 6 };
    expect(targets[0]?.hazards).toEqual([]);
    expect(targets[0]?.changes).toMatchObject([
      { action: 'update', address: 'CustomMetric/charge', source, edits: [{ op: 'remove', path: 'tags', source }] },
    ]);
  });

  test.each(['customMetrics: {}', 'customMetrics:'])('without it, what `%s` no longer has is deleted', async (yaml) => {
    const one = world('customMetrics: { charge: { metricType: number } }');
    await applied(one);
    writes(one);
    write(one, yaml);
    expect(await applied(one)).toBe(EXIT.fine);
    expect(writes(one)).toEqual(['DeleteCustomMetric']);
  });

  test('one of two targets can be handed over', async () => {
    const two = (metric: string) =>
      `owner: me\nlimits: { deletes: 3, deletePercent: 100 }\ntargets: { a: { account: "111122223333", region: eu-west-1 }, b: { account: "111122223333", region: ap-south-1 } }\n${metric}`;
    const one = testWorld({ 'profiles/a.yaml': two('customMetrics: { m: { metricType: number } }') });
    await applied(one);
    one.disk.set(
      'profiles/a.yaml',
      two('customMetrics: { m: { metricType: number, onlyIn: [a] } }\nelsewhere: [CustomMetric/m]'),
    );
    expect(await applied(one)).toBe(EXIT.fine);
    expect(region(one).customMetrics['m']?.tags).toEqual({});
    const other = regionOf(one.sandbox.state, TARGET.account, 'eu-west-1').customMetrics['m']?.tags;
    expect(other).toEqual({ 'defender-gitops:owner': 'me' });
  });

  const rows: { reason: string; yaml: string; code: string }[] = [
    {
      reason: 'declared as well',
      yaml: 'elsewhere: [CustomMetric/m]\ncustomMetrics: { m: { metricType: number } }',
      code: 'DG2007',
    },
    { reason: 'no list', yaml: 'elsewhere: CustomMetric/m', code: 'DG1104' },
    { reason: 'no address', yaml: 'elsewhere: [m]', code: 'DG1105' },
    { reason: 'of a kind that there is not', yaml: 'elsewhere: [CustomMetrics/m]', code: 'DG1103' },
  ];
  test.each(rows)('what is left to others is a problem where it is $reason', async ({ yaml, code }) => {
    const one = world(yaml);
    expect(await planned(one, { format: 'json' })).toBe(EXIT.invalid);
    expect(one.printed()).toContain(code);
  });
});

const PROFILE = 'metricsExport: { mqttTopic: a/b, roleArn: role/R, metrics: [aws:num-disconnects] }';
const profile = (name: string, more = ''): string =>
  `securityProfiles: { ${name}: { targets: [thinggroup/soundboxes, all/things], ${PROFILE}${more} } }\n`;

describe('rename', () => {
  test('at every moment each target has the old profile or the new one, whole', async () => {
    const moments: (readonly [before: boolean, after: boolean])[] = [];
    const one = world(profile('Old'), {
      onChange: (state) => {
        const { securityProfiles } = regionOf(state, TARGET.account, TARGET.region);
        const watches = (name: string): boolean =>
          securityProfiles[name]?.targets.length === 2 &&
          securityProfiles[name].additionalMetricsToRetainV2?.length === 1;
        moments.push([watches('Old'), watches('New')]);
      },
    });
    await applied(one);
    moments.length = 0;
    writes(one);
    write(one, profile('New', ', renamedFrom: Old'));
    expect(await applied(one)).toBe(EXIT.fine);
    expect(writes(one)).toEqual([
      'CreateSecurityProfile',
      'AttachSecurityProfile',
      'AttachSecurityProfile',
      'DetachSecurityProfile',
      'DetachSecurityProfile',
      'DeleteSecurityProfile',
    ]);
    expect(moments.length).toBe(6);
    expect(moments.every(([old, renewed]) => old || renewed)).toBe(true);
    expect(moments.at(-1)).toEqual([false, true]);
    expect(await planned(one)).toBe(EXIT.fine);
  });

  const behaviors = (metric: string): string =>
    `securityProfiles: { P: { targets: [thinggroup/soundboxes], behaviors: [{ name: b, metric: ${metric}, criteria: { comparisonOperator: less-than, value: { number: 5 }, durationSeconds: 300 } }] } }\n`;
  const retained = (name: string): string =>
    `securityProfiles: { P: { retainedMetrics: [{ metric: aws:num-messages-sent, metricDimension: { dimensionName: ${name} } }] } }\n`;
  const exporting = (rule: string): string =>
    `topics: { lake: { basicIngest: ${rule} } }\nsecurityProfiles: { P: { metricsExport: { topic: lake, roleArn: role/R, metrics: [aws:num-disconnects] } } }\n`;
  const action = (stream: string): string =>
    `rules: { R: { sql: SELECT 1, actions: [{ firehose: { deliveryStreamName: ${stream}, roleArn: role/R } }] } }\n`;
  const stream = '{ extendedS3Destination: { roleArn: role/R, bucketArn: lake }';
  const rows = [
    {
      what: 'a custom metric',
      before: `customMetrics: { old: { metricType: number } }\n${behaviors('old')}`,
      after: `customMetrics: { new: { metricType: number, renamedFrom: old } }\n${behaviors('new')}`,
      order: ['CreateCustomMetric', 'UpdateSecurityProfile', 'DeleteCustomMetric'],
      accept: [],
    },
    {
      what: 'a dimension',
      before: `dimensions: { old: { type: TOPIC_FILTER, stringValues: [a] } }\n${retained('old')}`,
      after: `dimensions: { new: { type: TOPIC_FILTER, stringValues: [a], renamedFrom: old } }\n${retained('new')}`,
      order: ['CreateDimension', 'UpdateSecurityProfile', 'DeleteDimension'],
      accept: [],
    },
    {
      what: 'a rule that metrics are exported to',
      before: `rules: { Old: { sql: SELECT 1, actions: [] } }\n${exporting('Old')}`,
      after: `rules: { New: { sql: SELECT 1, actions: [], renamedFrom: Old } }\n${exporting('New')}`,
      order: ['CreateTopicRule', 'UpdateSecurityProfile', 'DeleteTopicRule'],
      accept: [],
    },
    {
      what: 'a stream that a rule writes to',
      before: `deliveryStreams: { old: ${stream} } }\n${action('old')}`,
      after: `deliveryStreams: { new: ${stream}, renamedFrom: old } }\n${action('new')}`,
      order: ['CreateDeliveryStream', 'ReplaceTopicRule', 'DeleteDeliveryStream'],
      accept: ['data-loss:DeliveryStream/old'],
    },
  ];
  test.each(rows)('$what is there under its new name before the old one is let go', async (row) => {
    const one = world(row.before);
    await applied(one);
    writes(one);
    write(one, row.after);
    expect(await applied(one, { accept: row.accept })).toBe(EXIT.fine);
    expect(writes(one)).toEqual(row.order);
    expect(await planned(one)).toBe(EXIT.fine);
  });

  test('one that failed half way is finished by the next run as it was reviewed, and is no delete', async () => {
    let broken = true;
    const one = world('', {
      intercept: ({ operation }) =>
        broken && operation === 'DetachSecurityProfile'
          ? { when: 'before', answer: { name: 'InvalidRequestException', message: 'no', status: 400 } }
          : undefined,
    });
    const strict = settings('acme/ours').replace('deletes: 3, deletePercent: 100', 'deletes: 0, deletePercent: 0');
    one.disk.set('profiles/a.yaml', strict + profile('Old'));
    await applied(one);
    one.disk.set('profiles/a.yaml', strict + profile('New', ', renamedFrom: Old'));
    await planned(one, { out: 'plan.json' });
    expect(await applied(one, { plan: 'plan.json' })).toBe(EXIT.failed);
    expect(Object.keys(region(one).securityProfiles)).toEqual(['Old', 'New']);
    broken = false;
    expect(await applied(one, { plan: 'plan.json' })).toBe(EXIT.fine);
    expect(Object.keys(region(one).securityProfiles)).toEqual(['New']);
  });

  test('a word left in place does nothing once the old name is gone', async () => {
    const one = world(profile('New', ', renamedFrom: Old'));
    expect(await applied(one)).toBe(EXIT.fine);
    expect(await planned(one)).toBe(EXIT.fine);
  });

  test('a protected old name stops the run before anything is changed', async () => {
    const one = world(profile('Old', ', protect: true'));
    await applied(one);
    writes(one);
    write(one, profile('New', ', renamedFrom: Old'));
    await refused(applied(one));
    expect(one.printed()).toMatch(/protected\s+SecurityProfile\/Old/);
    expect(writes(one)).toEqual([]);
  });

  const owners = [
    { whose: 'nobody’s', tags: {}, says: 'nobody owns' },
    { whose: 'another owner’s', tags: { 'defender-gitops:owner': 'acme/theirs' }, says: 'belongs to acme/theirs' },
    { whose: 'Terraform’s', tags: { ManagedBy: 'Terraform' }, says: 'belongs to Terraform' },
  ];
  test.each(owners)('an old name that is $whose is a problem, and nothing is made', async ({ tags, says }) => {
    const one = world('customMetrics: { new: { metricType: number, renamedFrom: old } }');
    await metricBy(one, 'old', tags as Record<string, string>);
    expect(await applied(one)).toBe(EXIT.invalid);
    const printed = one.printed();
    expect(printed).toContain('DG3003');
    expect(printed).toContain(says);
    expect(writes(one)).toEqual([]);
  });

  const metric = (more = ''): string => `{ metricType: number${more} }`;
  const wrong = [
    { reason: 'still declared', yaml: `customMetrics: { old: ${metric()}, new: ${metric(', renamedFrom: old')} }` },
    { reason: 'its own name', yaml: `customMetrics: { new: ${metric(', renamedFrom: new')} }` },
    {
      reason: 'left to others',
      yaml: `elsewhere: [CustomMetric/old]\ncustomMetrics: { new: ${metric(', renamedFrom: old')} }`,
    },
    {
      reason: 'renamed already',
      yaml: `customMetrics: { a: ${metric(', renamedFrom: old')}, b: ${metric(', renamedFrom: old')} }`,
    },
  ];
  test.each(wrong)('an old name that is $reason is a problem, without an account', async ({ yaml }) => {
    const one = world(yaml);
    expect(await planned(one, { format: 'json' })).toBe(EXIT.invalid);
    expect(JSON.parse(one.printed())).toMatchObject({ problems: [{ code: 'DG2008' }] });
    expect(one.sandbox.calls).toEqual([]);
  });
});

describe('at most five profiles on a target', () => {
  const many = (names: readonly string[]): string =>
    `securityProfiles:\n${names.map((name) => `  ${name}: { targets: [thinggroup/soundboxes] }\n`).join('')}`;

  test('a rename that would need a sixth on the way is refused before anything is changed', async () => {
    const one = world(many(['A', 'B', 'C', 'D', 'E']));
    expect(await applied(one)).toBe(EXIT.fine);
    writes(one);
    write(one, `${many(['A', 'B', 'C', 'D'])}  F: { targets: [thinggroup/soundboxes], renamedFrom: E }\n`);
    expect(await applied(one)).toBe(EXIT.invalid);
    const printed = one.printed();
    expect(printed).toContain('thinggroup/soundboxes would have 6 security profiles until the old ones are off it');
    expect(printed).toContain('profiles/a.yaml:9');
    expect(writes(one)).toEqual([]);
  });

  test('those of other owners count', async () => {
    const one = world(many(['A', 'B', 'C']));
    await applied(one);
    write(one, many(['D', 'E', 'F']), 'theirs', 'acme/theirs');
    expect(await applied(one, { folder: 'theirs' })).toBe(EXIT.invalid);
    expect(one.printed()).toContain('thinggroup/soundboxes would have 6 security profiles; AWS takes 5');
    write(one, many(['D', 'E']), 'theirs', 'acme/theirs');
    expect(await applied(one, { folder: 'theirs' })).toBe(EXIT.fine);
  });
});

describe('two owners in one account', () => {
  test('each plans and applies its own, and refers to the other’s', async () => {
    const one = world('customMetrics: { charge: { metricType: number } }');
    const theirs =
      'customMetrics: { level: { metricType: number } }\nsecurityProfiles: { P: { retainedMetrics: [charge, level] } }';
    write(one, `elsewhere: [CustomMetric/charge]\n${theirs}`, 'theirs', 'acme/theirs');
    await applied(one);
    expect(await applied(one, { folder: 'theirs' })).toBe(EXIT.fine);
    writes(one);
    expect(await applied(one)).toBe(EXIT.fine);
    expect(await applied(one, { folder: 'theirs' })).toBe(EXIT.fine);
    expect(writes(one)).toEqual([]);
  });

  test('emptying one leaves the other’s alone', async () => {
    const one = world('customMetrics: { charge: { metricType: number } }');
    write(one, 'customMetrics: { level: { metricType: number } }', 'theirs', 'acme/theirs');
    await applied(one);
    await applied(one, { folder: 'theirs' });
    write(one, 'customMetrics: {}\n');
    expect(await applied(one)).toBe(EXIT.fine);
    expect(Object.keys(region(one).customMetrics)).toEqual(['level']);
    expect(await planned(one, { folder: 'theirs' })).toBe(EXIT.fine);
  });

  const uses = [
    {
      what: 'a metric that the other uses stays, because AWS refuses to delete it',
      ours: 'customMetrics: { charge: { metricType: number } }',
      gone: 'customMetrics: {}',
      theirs: 'securityProfiles: { P: { retainedMetrics: [charge] } }',
      id: 'in-use:CustomMetric/charge',
      acceptable: false,
    },
    {
      what: 'a metric that the other uses is not replaced under its hands',
      ours: 'customMetrics: { charge: { metricType: number } }',
      gone: 'customMetrics: { charge: { metricType: string-list } }',
      theirs: 'securityProfiles: { P: { retainedMetrics: [charge] } }',
      id: 'in-use:CustomMetric/charge',
      acceptable: false,
    },
    {
      what: 'a rule that the other exports to goes only when that is accepted',
      ours: 'rules: { ToLake: { sql: SELECT 1, actions: [] } }',
      gone: 'rules: {}',
      theirs:
        'securityProfiles: { P: { metricsExport: { mqttTopic: $aws/rules/ToLake, roleArn: role/R, metrics: [aws:num-disconnects] } } }',
      id: 'in-use:TopicRule/ToLake',
      acceptable: true,
    },
  ];
  test.each(uses)('$what', async ({ ours, gone, theirs, id, acceptable }) => {
    const one = world(ours);
    await applied(one);
    write(one, theirs, 'theirs', 'acme/theirs');
    expect(await applied(one, { folder: 'theirs' })).toBe(EXIT.fine);
    writes(one);
    write(one, gone);
    await refused(applied(one));
    expect(one.printed()).toMatch(/still used by SecurityProfile\/P \(acme\/theirs\)/);
    const accepted = applied(one, { accept: [id, 'replace-referenced:CustomMetric/charge'] });
    if (acceptable) expect(await accepted).toBe(EXIT.fine);
    else await refused(accepted);
    expect(writes(one)).toEqual(acceptable ? ['DeleteTopicRule'] : []);
  });

  test('what the other has is refused, with `adopt` as well', async () => {
    const one = world('customMetrics: { charge: { metricType: number, adopt: true } }');
    await metricBy(one, 'charge', { 'defender-gitops:owner': 'acme/theirs' });
    await refused(applied(one, { accept: ['foreign-owner:CustomMetric/charge'] }));
    expect(one.printed()).toContain('belongs to acme/theirs');
    expect(writes(one)).toEqual([]);
  });
});

describe('other tools', () => {
  const tools = [
    { tool: 'Terraform', tags: { ManagedBy: 'Terraform' } },
    { tool: 'Pulumi', tags: { 'pulumi:project': 'fleet' } },
  ];
  test.each(tools)('what $tool has is refused, with `adopt` as well', async ({ tool, tags }) => {
    const one = world('customMetrics: { charge: { metricType: number, adopt: true } }');
    await metricBy(one, 'charge');
    // AWS's own tags cannot be written through the API.
    Object.assign(region(one).customMetrics['charge']?.tags ?? {}, tags);
    await refused(applied(one));
    expect(one.printed()).toContain(`managed by ${tool}`);
    expect(writes(one)).toEqual([]);
  });
});

test('what a stack of CloudFormation retained keeps its tags: it is taken over once a reviewer says that no stack has it', async () => {
  const one = world('customMetrics: { charge: { metricType: number, adopt: true } }');
  await metricBy(one, 'charge');
  // AWS's own tags cannot be written through the API.
  Object.assign(region(one).customMetrics['charge']?.tags ?? {}, { 'aws:cloudformation:stack-name': 'fleet' });
  await refused(applied(one));
  expect(one.printed()).toMatch(/stack-tags\s+CustomMetric\/charge/);
  expect(writes(one)).toEqual([]);
  expect(await applied(one, { accept: ['stack-tags:CustomMetric/charge'] })).toBe(EXIT.fine);
  expect(writes(one)).toEqual(['TagResource']);
  expect(await planned(one)).toBe(EXIT.fine);
});

describe('what is gone from the profiles', () => {
  test('a section that no file has is left alone, and what we own in it is listed with the line to add', async () => {
    const one = world(
      'customMetrics: { charge: { metricType: number } }\ndimensions: { d: { type: TOPIC_FILTER, stringValues: [a] } }',
    );
    await applied(one);
    write(one, 'dimensions: { d: { type: TOPIC_FILTER, stringValues: [a] } }');
    one.printed();
    expect(await planned(one)).toBe(EXIT.fine);
    expect(one.printed()).toMatch(/CustomMetric\/charge[\s\S]*customMetrics: \{\}/);
  });

  test('a protected resource goes in two steps', async () => {
    const one = world('customMetrics: { charge: { metricType: number, protect: true } }');
    await applied(one);
    writes(one);
    write(one, 'customMetrics: {}');
    await refused(applied(one));
    expect(one.printed()).toMatch(/protected\s+CustomMetric\/charge/);
    write(one, 'customMetrics: { charge: { metricType: number } }');
    expect(await applied(one)).toBe(EXIT.fine);
    expect(writes(one)).toEqual(['UntagResource']);
    write(one, 'customMetrics: {}');
    expect(await applied(one)).toBe(EXIT.fine);
    expect(writes(one)).toEqual(['DeleteCustomMetric']);
  });

  test('more deletes than the limit wait for a line that accepts these very deletes', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const metrics = (all: readonly string[]) =>
      `customMetrics:\n${all.map((name) => `  ${name}: { metricType: number }\n`).join('')}`;
    const one = world(metrics([...names, 'e']));
    await applied(one);
    writes(one);
    write(one, metrics(['e']));
    const id = /too-many-deletes:[0-9a-f]{8}/.exec((await refused(applied(one))).hint ?? '')?.[0] ?? '';
    expect(writes(one)).toEqual([]);
    write(one, 'customMetrics: {}');
    await refused(applied(one, { accept: [id] }));
    write(one, metrics(['e']));
    expect(await applied(one, { accept: [id] })).toBe(EXIT.fine);
    expect(writes(one)).toEqual(names.map(() => 'DeleteCustomMetric'));
  });

  test('a repository that is renamed keeps what it owns while `owner` stays as it was', async () => {
    const one = world('customMetrics: { charge: { metricType: number } }');
    await applied(one);
    const moved = { ...one, repository: 'acme/renamed' };
    expect(await planned(moved)).toBe(EXIT.fine);
    one.disk.set('profiles/a.yaml', (one.disk.get('profiles/a.yaml') ?? '').replace(/^owner.*\n/, ''));
    await refused(applied(moved));
    expect(one.printed()).toContain('belongs to acme/ours');
  });
});
