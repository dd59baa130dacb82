import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { EXIT } from '../../src/model/world.ts';
import { regionOf } from '../../src/sandbox/state.ts';
import { headOf, merge, openPull, pushDirectly, pushToPull } from '../edges/github/history.ts';
import { BAD_GATEWAY } from '../edges/github/faults.ts';
import { dispatchEvent, pullRequestEvent, pushEvent, scheduleEvent } from '../edges/github/payloads.ts';
import { addComment, BOT, type Comment, grant, WORKFLOW_TOKEN } from '../edges/github/world.ts';
import { TARGET } from '../world.ts';
import { disableRule } from '../disable-rule.ts';
import { EXAMPLE, edited, openStory, type Ran, type Story } from './story.ts';

let story: Story;
const region = () => regionOf(story.sandbox.state, TARGET.account, TARGET.region);
const writes = () => story.sandbox.calls.filter(({ readOnly }) => !readOnly).map(({ operation }) => operation);
const shown = (): readonly Comment[] => story.world.comments.filter(({ minimized }) => minimized === null);
const bodies = (): string =>
  shown()
    .map(({ body }) => body)
    .join('\n');
const forget = (): void => void (story.sandbox.calls.length = 0);
const issues = () => [...story.world.issues.values()].filter(({ number }) => !story.world.pulls.has(number));
const FIFTEEN = edited('value: { number: 10 }', 'value: { number: 15 }');

afterEach(() => story.close());

test('a change goes from the pull request into the account, and the account stays as the profiles say', async () => {
  story = await openStory({ 'README.md': 'Fleet' });
  const { world } = story;
  const pull = openPull(world, {
    ...EXAMPLE,
    ...edited('comparisonOperator: greater-than', 'comparisonOperater: greater-than'),
  });
  const plan = (): Promise<Ran> => story.run(pullRequestEvent(world, pull));

  const invalid = await plan();
  expect(invalid.code).toBe(EXIT.invalid);
  const [problem] = invalid.annotations;
  expect(problem).toMatchObject({ level: 'error', source: { file: 'profiles/soundbox.yaml', line: 35 } });
  expect(bodies()).toMatch(/❌ Invalid: \d problems? in 1 file/);
  expect(world.statuses.at(-1)).toMatchObject({ state: 'failure', sha: headOf(pull) });

  pushToPull(world, pull, EXAMPLE);
  const planned = await plan();
  expect(planned.code).toBe(EXIT.fine);
  expect(shown()).toHaveLength(1);
  expect(bodies()).toMatch(/🔎 Plan for `[0-9a-f]{7}`: 6 to create/);
  expect(bodies()).toContain(`/blob/${headOf(pull)}/profiles/soundbox.yaml#L`);
  expect(planned.outputs).toMatchObject({ 'has-changes': 'true', creates: '6', matrix: '{"target":["production"]}' });
  expect(planned.annotations).toHaveLength(6);
  expect(planned.summary).toContain('6 to create');

  pushToPull(world, pull, FIFTEEN);
  const again = await plan();
  expect(shown()).toHaveLength(1);
  expect(again.outputs['digest']).not.toBe(planned.outputs['digest']);
  expect(world.statuses.at(-1)).toMatchObject({
    state: 'success',
    context: 'defender-gitops/acme/iot-security/production',
    sha: headOf(pull),
    description: `6 to create · ${again.outputs['digest']}`,
  });
  expect(writes()).toEqual(['CreateThingGroup']);

  const applied = await story.run(pushEvent(world, merge(world, pull, 'squash')));
  expect(applied).toMatchObject({ code: EXIT.fine });
  expect(applied.log).toContain('Applied to production');
  expect(bodies()).toContain('## ✅ Applied: 6 created');
  expect(
    world.comments.map(({ minimized }) => minimized !== null),
    'the plan is folded away',
  ).toEqual([true, false]);
  expect(Object.keys(region().securityProfiles).sort()).toEqual(['Soundbox', 'SoundboxLive']);
  const clean = await story.run(scheduleEvent(world), { failOnDrift: true });
  expect(clean).toMatchObject({ code: EXIT.fine, outputs: { 'has-changes': 'false' } });
  expect(issues()).toEqual([]);

  await disableRule(story.console, 'SoundboxMetricsToLake');
  const drift = await story.run(scheduleEvent(world));
  expect(drift.code).toBe(EXIT.fine);
  expect(issues()).toMatchObject([{ title: 'Drift: production (acme/iot-security)', state: 'open', login: BOT }]);
  expect(issues()[0]?.body).toContain('ruleDisabled: true');
  expect((await story.run(scheduleEvent(world), { failOnDrift: true })).code).toBe(EXIT.changes);
  expect(issues()).toHaveLength(1);

  const other = openPull(world, { ...edited('team: payments', 'team: sound') });
  await story.run(pullRequestEvent(world, other));
  const comment = world.comments.findLast(({ number }) => number === other.number)?.body;
  expect(comment).toMatch(/Not from this pull request:[\s\S]*`TopicRule\/SoundboxMetricsToLake`: .*ruleDisabled/);
  expect(comment?.match(/^> - .*TopicRule|^> - .*SecurityProfile/gm)).toHaveLength(1);

  const kept = openPull(
    world,
    edited('awsIotSqlVersion: "2016-03-23"', 'awsIotSqlVersion: "2015-10-08"\n    ruleDisabled: true'),
  );
  await story.run(pullRequestEvent(world, kept));
  const keeping = world.comments.findLast(({ number }) => number === kept.number)?.body;
  expect(keeping).toContain('awsIotSqlVersion');
  expect(keeping, 'what is written into the profiles is not taken back').not.toContain('Not from this pull request');

  const { digest = '' } = drift.outputs;
  expect(issues()[0]?.body, 'says how to go back').toContain(digest);
  expect((await story.run(dispatchEvent(world, { digest }))).code).toBe(EXIT.fine);
  expect(region().topicRules['SoundboxMetricsToLake']?.payload).not.toMatchObject({ ruleDisabled: true });
  expect(issues()).toMatchObject([{ state: 'closed', reason: 'completed' }]);
});

test('what the drift issue says to keep makes an empty plan of the profiles that it is pasted into', async () => {
  story = await openStory({ 'README.md': 'Fleet' });
  const { world, console } = story;
  const pull = openPull(world, EXAMPLE);
  await story.run(pullRequestEvent(world, pull));
  await story.run(pushEvent(world, merge(world, pull, 'squash')));
  await disableRule(console, 'SoundboxMetricsToLake');
  const roleArn = `arn:aws:iam::${TARGET.account}:role/OtherExport`;
  await console.iot('UpdateSecurityProfile', {
    securityProfileName: 'Soundbox',
    metricsExportConfig: { mqttTopic: '$aws/rules/SoundboxMetricsToLake', roleArn },
  });
  await story.run(scheduleEvent(world));
  const pasted = [...(issues()[0]?.body ?? '').matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, yaml = '']) => yaml);
  expect(pasted.join('\n')).toMatch(/topic: lake\n.*roleArn: role\/OtherExport/);

  const profiles = parseDocument(EXAMPLE['profiles/soundbox.yaml'] ?? '');
  for (const yaml of pasted)
    for (const [section, resources] of Object.entries(parse(yaml) as Record<string, Record<string, object>>))
      for (const [name, members] of Object.entries(resources))
        for (const [member, value] of Object.entries(members)) profiles.setIn([section, name, member], value);
  pushDirectly(world, 'main', { 'profiles/soundbox.yaml': String(profiles) });
  const kept = await story.run(scheduleEvent(world), { failOnDrift: true });
  expect(kept).toMatchObject({ code: EXIT.fine, outputs: { 'has-changes': 'false' } });
  expect(issues()).toMatchObject([{ state: 'closed' }]);
});

test('what one of two accounts has too much is kept for that one alone', async () => {
  const target = (account: string) => `{ account: "${account}", region: ${TARGET.region} }`;
  const targets = `targets: { production: ${target(TARGET.account)}, other: ${target('222222222222')} }`;
  story = await openStory({ 'profiles/a.yaml': `owner: me\n${targets}\ncustomMetrics: {}\n` });
  await story.console.iot('CreateCustomMetric', {
    metricName: 'volume',
    metricType: 'number',
    clientRequestToken: 't',
    tags: [{ Key: 'defender-gitops:owner', Value: 'me' }],
  });
  await story.run(scheduleEvent(story.world), { targets: ['production'] });
  expect(issues()[0]?.body).toContain('volume: { metricType: number, onlyIn: [production] }');
});

test.for(['merge', 'rebase'] as const)('a pull request that is merged by %s is applied', async (method) => {
  story = await openStory(EXAMPLE);
  const { world } = story;
  const pull = openPull(world, FIFTEEN);
  pushToPull(world, pull, edited('team: payments', 'team: sound'));
  await story.run(pullRequestEvent(world, pull));
  expect(await story.run(pushEvent(world, merge(world, pull, method)))).toMatchObject({ code: EXIT.fine });
  expect(bodies()).toContain('## ✅ Applied');
});

describe('what nobody reviewed is not applied', () => {
  beforeEach(async () => {
    story = await openStory(EXAMPLE);
  });
  const propose = async () => {
    const pull = openPull(story.world, FIFTEEN);
    await story.run(pullRequestEvent(story.world, pull));
    forget();
    return pull;
  };
  const mergeIt = async (pull: Parameters<typeof merge>[1]) =>
    story.run(pushEvent(story.world, merge(story.world, pull, 'squash')));
  const refused = { code: EXIT.notReviewed, error: { code: 'DG4102' } };

  test('because the account changed since', async () => {
    const pull = await propose();
    await story.console.iot('CreateCustomMetric', {
      metricName: 'battery_level',
      metricType: 'number',
      clientRequestToken: 't',
      tags: [{ Key: 'defender-gitops:owner', Value: 'acme/iot-security' }],
    });
    forget();
    expect(await mergeIt(pull)).toMatchObject(refused);
    expect(writes()).toEqual([]);
    expect(bodies()).toMatch(/⛔ Not applied: this is not what was reviewed/);
    expect(bodies()).toContain('1 not reviewed');
  });

  test('because it was pushed directly; by hand, with the digest, it is', async () => {
    const { world } = story;
    const direct = await story.run(pushEvent(world, pushDirectly(world, 'main', FIFTEEN)));
    expect(direct).toMatchObject(refused);
    expect(direct.summary).toContain('came with no pull request');
    const { digest = '' } = direct.outputs;
    expect(direct.summary).toContain(digest);
    const wrong = await story.run(
      dispatchEvent(world, { digest: digest.replace(/.$/, (last) => (last === '0' ? '1' : '0')) }),
    );
    expect(wrong).toMatchObject(refused);
    expect(writes()).toEqual(['CreateThingGroup']);
    expect(await story.run(dispatchEvent(world, { digest }))).toMatchObject({ code: EXIT.fine });
  });

  test('because the record is of an earlier commit', async () => {
    const pull = await propose();
    pushToPull(story.world, pull, edited('team: payments', 'team: sound'));
    expect(await mergeIt(pull)).toMatchObject(refused);
    expect(bodies()).toContain('No plan was recorded on the last commit');
    expect(writes()).toEqual([]);
  });

  test('because the record is forged', async () => {
    const { world } = story;
    const pull = openPull(world, FIFTEEN);
    await story.run(pullRequestEvent(world, pull));
    const [plan] = world.comments;
    world.comments.length = 0;
    world.statuses.length = 0;
    addComment(world, { number: pull.number, login: 'stranger', body: plan?.body ?? '' });
    forget();
    expect(await mergeIt(pull)).toMatchObject(refused);
    expect(writes()).toEqual([]);
  });

  test('because the run is an old one, and others were merged since', async () => {
    const { world } = story;
    await mergeIt(await propose());
    const volume = 'customMetrics: { volume: { metricType: number } }\n';
    const added = openPull(world, { 'profiles/volume.yaml': volume });
    await story.run(pullRequestEvent(world, added));
    const old = pushEvent(world, merge(world, added, 'squash'));
    expect(await story.run(old)).toMatchObject({ code: EXIT.fine });
    const removed = openPull(world, { 'profiles/volume.yaml': null });
    await story.run(pullRequestEvent(world, removed));
    await mergeIt(removed);
    expect(Object.keys(region().customMetrics)).toEqual(['battery_level']);
    forget();
    expect(await story.run(old, { attempt: 2 })).toMatchObject({
      code: EXIT.fine,
      log: expect.stringContaining('moved on'),
    });
    expect(writes()).toEqual([]);
  });

  test('because a hazard is open', async () => {
    const { world } = story;
    await mergeIt(await propose());
    const gone = openPull(world, {
      'profiles/soundbox.yaml': `${EXAMPLE['profiles/soundbox.yaml']?.split('\nrules:')[0]?.replace('basicIngest: SoundboxMetricsToLake', 'mqtt: defender/all')}\nrules: {}\ndeliveryStreams: {}\n`,
    });
    expect(await story.run(pullRequestEvent(world, gone))).toMatchObject({
      code: EXIT.fine,
      outputs: { hazards: '2' },
    });
    expect(world.statuses.at(-1)).toMatchObject({ state: 'failure' });
    forget();
    expect(await mergeIt(gone)).toMatchObject({ code: EXIT.failed, error: { code: 'DG4103' } });
    expect(writes()).toEqual([]);
    expect(bodies()).toMatch(/⛔ Not applied\n+.*hazards are not accepted/);
  });

  test('because of one hazard: the status is red until that one is settled', async () => {
    const { world, console } = story;
    await console.iot('CreateCustomMetric', {
      metricName: 'battery_level',
      metricType: 'number',
      clientRequestToken: 't',
    });
    const pull = openPull(world, FIFTEEN);
    expect((await story.run(pullRequestEvent(world, pull))).outputs['hazards']).toBe('1');
    expect(world.statuses.at(-1)).toMatchObject({
      state: 'failure',
      sha: headOf(pull),
      description: expect.stringMatching(/^1 open: settle what is hazardous first/),
    });
    pushToPull(world, pull, edited('metricType: number\n', 'metricType: number\n    adopt: true\n'));
    expect((await story.run(pullRequestEvent(world, pull))).outputs['hazards']).toBe('0');
    expect(world.statuses.at(-1)).toMatchObject({ state: 'success', sha: headOf(pull) });
  });

  test('because it would be on a pull request, a schedule, or another branch', async () => {
    const { world } = story;
    const pull = openPull(world, FIFTEEN);
    const event = pullRequestEvent(world, pull);
    await expect(story.run(event, { command: 'apply' })).resolves.toMatchObject({ error: { code: 'DG6011' } });
    await expect(story.run(scheduleEvent(world), { command: 'apply' })).resolves.toMatchObject({
      error: { code: 'DG6011' },
    });
    const { payload, environment } = dispatchEvent(world, { digest: 'x' });
    const elsewhere = { payload, environment: { ...environment, GITHUB_REF: 'refs/heads/change-1' } };
    await expect(story.run(elsewhere)).resolves.toMatchObject({ error: { code: 'DG6011' } });
    forget();
    expect(await story.run(pushEvent(world, pushDirectly(world, 'change-1', EXAMPLE)))).toMatchObject({
      code: EXIT.fine,
    });
    expect(story.sandbox.calls).toEqual([]);
  });
});

describe('what the author cannot fix is not red', () => {
  beforeEach(async () => {
    story = await openStory(EXAMPLE);
    forget();
  });

  test('a fork is checked without the account', async () => {
    const { world } = story;
    grant(world, WORKFLOW_TOKEN, { pull_requests: 'read', statuses: 'read', issues: 'read' });
    const fork = await story.run(pullRequestEvent(world, openPull(world, FIFTEEN, { fork: true })));
    expect(fork.code).toBe(EXIT.fine);
    expect(fork.summary).toMatch(/⚪ Not checked against the account[\s\S]*comes from a fork/);
    expect(story.sandbox.calls).toEqual([]);
    const broken = openPull(world, edited('metricType: number', 'metricType: nmber'), { fork: true });
    expect((await story.run(pullRequestEvent(world, broken))).code).toBe(EXIT.invalid);
  });

  test('Dependabot and missing credentials leave it unchecked, and say so', async () => {
    const { world } = story;
    const pull = openPull(world, FIFTEEN);
    const dependabot = await story.run(pullRequestEvent(world, pull, { actor: 'dependabot[bot]' }), { account: null });
    expect(dependabot).toMatchObject({ code: EXIT.fine, summary: expect.stringContaining('Dependabot') });
    const missing = await story.run(pullRequestEvent(world, pull), { account: null });
    expect(missing).toMatchObject({
      code: EXIT.fine,
      summary: expect.stringContaining('There are no AWS credentials'),
    });
    expect(world.statuses.at(-1)).toMatchObject({ state: 'pending' });
    expect(bodies()).toContain('⚪ Not checked');
    const wrong = await story.run(pullRequestEvent(world, pull), { account: '999999999999' });
    expect(wrong).toMatchObject({ code: EXIT.fine, summary: expect.stringContaining('999999999999') });
  });

  test('a read-only token leaves the plan on the page of the run', async () => {
    const { world } = story;
    grant(world, WORKFLOW_TOKEN, { pull_requests: 'read', statuses: 'read' });
    const ran = await story.run(pullRequestEvent(world, openPull(world, FIFTEEN)));
    expect(ran.code).toBe(EXIT.fine);
    expect(ran.summary).toContain('6 to create');
    expect(ran.summary).toContain('The comment was not written');
    expect(ran.annotations.map(({ message }) => message).join()).toContain('pull-requests: write');
    const none = await story.run(pullRequestEvent(world, openPull(world, FIFTEEN)), { token: '' });
    expect(none).toMatchObject({ code: EXIT.fine, summary: expect.stringContaining('6 to create') });
  });
});

test.for([
  { known: 'its status and the shared comment', lose: () => {} },
  { known: 'the shared comment alone', lose: () => void (story.world.statuses.length = 0) },
])('two accounts are planned in one job that only reads, and applied in one each, by $known', async ({ lose }) => {
  const target = (account: string) =>
    `{ account: "${account}", region: eu-west-1, assumeRoleArn: "arn:aws:iam::${account}:role/apply", planRoleArn: "arn:aws:iam::${account}:role/plan" }`;
  const accounts = ['111111111111', '222222222222'] as const;
  const settings = `owner: me\ntargets:\n  one: ${target(accounts[0])}\n  two: ${target(accounts[1])}\n`;
  story = await openStory({ 'profiles/defender.yaml': settings });
  const { world } = story;
  const metrics =
    'customMetrics: { everywhere: { metricType: number }, some: { metricType: number, onlyIn: [two] } }\n';
  const pull = openPull(world, { 'profiles/metrics.yaml': metrics });
  const hub = { account: '999999999999' };
  const rolesAssumed = () =>
    story.sandbox.calls
      .filter(({ operation }) => operation === 'AssumeRole')
      .map(({ input }) => String(input['RoleArn']).split('/')[1]);
  const planned = await story.run(pullRequestEvent(world, pull), hub);
  expect(rolesAssumed()).toEqual(['plan', 'plan']);
  expect(planned.outputs).toMatchObject({ creates: '3', matrix: '{"target":["one","two"]}' });
  expect(shown()).toHaveLength(1);
  expect(bodies()).toMatch(/### `one`: 1 to create[\s\S]*### `two`: 2 to create/);
  expect(world.statuses.map(({ context }) => context)).toEqual(['defender-gitops/me/one', 'defender-gitops/me/two']);
  lose();
  const pushed = pushEvent(world, merge(world, pull, 'squash'));
  expect(await story.run(pushed, { ...hub, targets: ['nowhere'] })).toMatchObject({ error: { code: 'DG2102' } });
  forget();
  for (const target of ['one', 'two'])
    expect(await story.run(pushed, { ...hub, targets: [target] })).toMatchObject({ code: EXIT.fine });
  expect(rolesAssumed()).toEqual(['apply', 'apply']);
  const [result, ...others] = shown().filter(({ body }) => body.includes('Applied'));
  expect(others, 'both tell it in one comment').toEqual([]);
  expect(result?.body).toMatch(
    /^## ✅ Results of 2 jobs so far: 2 ✅$[^]*^### ✅ Applied: 1 created$[^]*`one`[^]*^### ✅ Applied: 2 created$[^]*`two`/m,
  );
  const metricsIn = (account: string) => Object.keys(regionOf(story.sandbox.state, account, 'eu-west-1').customMetrics);
  expect(accounts.map(metricsIn)).toEqual([['everywhere'], ['everywhere', 'some']]);
});

test('jobs for single targets keep their comments apart, and each finds its own again', async () => {
  story = await openStory(EXAMPLE);
  const { world } = story;
  const pull = openPull(world, FIFTEEN);
  await story.run(pullRequestEvent(world, pull), { targets: ['production'] });
  await story.run(pullRequestEvent(world, pull), { targets: ['production'] });
  await story.run(pullRequestEvent(world, pull));
  expect(shown()).toHaveLength(2);
  world.statuses.length = 0;
  world.comments.pop();
  const applied = await story.run(pushEvent(world, merge(world, pull, 'squash')), { targets: ['production'] });
  expect(applied).toMatchObject({ code: EXIT.fine });
});

test('pull requests that a queue merges in one push are applied together', async () => {
  story = await openStory(EXAMPLE);
  const { world } = story;
  const both = [FIFTEEN, { 'profiles/more.yaml': 'customMetrics: { volume: { metricType: number } }\n' }].map((files) =>
    openPull(world, files),
  );
  await story.run(pushEvent(world, pushDirectly(world, 'main', { 'README.md': 'Fleet' })));
  const { digest = '' } = (await story.run(scheduleEvent(world))).outputs;
  expect(await story.run(dispatchEvent(world, { digest }))).toMatchObject({ code: EXIT.fine });
  for (const pull of both) await story.run(pullRequestEvent(world, pull));
  const [first, second] = both.map((pull) => merge(world, pull, 'squash'));
  const pushed = { before: first?.before ?? '', after: second?.after ?? '', branch: 'main' };
  expect(await story.run(pushEvent(world, pushed))).toMatchObject({ code: EXIT.fine });
  expect(bodies().match(/✅ Applied: 1 created, 1 updated/g)).toHaveLength(2);
});

test('a run that ends with an error takes back the plan that stood there', async () => {
  story = await openStory(EXAMPLE);
  const { world } = story;
  const pull = openPull(world, FIFTEEN);
  await story.run(pullRequestEvent(world, pull));
  const metrics = 'customMetrics: { m: { metricType: number } }\n';
  pushToPull(world, pull, { 'profiles/defender.yaml': 'owner: me\n', 'profiles/soundbox.yaml': metrics });
  const ran = await story.run(pullRequestEvent(world, pull));
  expect(ran).toMatchObject({ code: EXIT.invalid, error: { code: 'DG2101' } });
  expect(shown()).toHaveLength(1);
  expect(bodies()).toContain('⏸ Out of date');
  expect(bodies()).toContain('declare no target');
});

test('answers that GitHub loses leave one comment, one report and one issue', async () => {
  story = await openStory(EXAMPLE);
  const { world, github } = story;
  const lose = (route: string): void => github.fault({ route, times: 1, afterEffect: true, answer: BAD_GATEWAY });
  const comments = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const pull = openPull(world, FIFTEEN);
  lose(comments);
  await story.run(pullRequestEvent(world, pull));
  lose('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}');
  await story.run(pullRequestEvent(world, pull));
  expect(shown()).toHaveLength(1);
  lose(comments);
  lose('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls');
  expect(await story.run(pushEvent(world, merge(world, pull, 'squash')))).toMatchObject({ code: EXIT.fine });
  expect(world.comments).toHaveLength(2);
  await disableRule(story.console, 'SoundboxMetricsToLake');
  lose('POST /repos/{owner}/{repo}/issues');
  await story.run(scheduleEvent(world));
  expect(issues()).toHaveLength(1);
});

test('a plan of hundreds of changes fits into the comment, and counts as a whole', async () => {
  story = await openStory({ 'profiles/defender.yaml': EXAMPLE['profiles/defender.yaml'] ?? '' });
  const { world } = story;
  const rules = Array.from(
    { length: 300 },
    (_, index) => `  Rule${index}: { sql: "SELECT * FROM 't/${index}'", actions: [] }`,
  );
  const pull = openPull(world, { 'profiles/rules.yaml': `rules:\n${rules.join('\n')}\n` });
  const planned = await story.run(pullRequestEvent(world, pull));
  expect(planned.outputs['creates']).toBe('300');
  expect(Buffer.byteLength(bodies())).toBeLessThan(60_000);
  expect(bodies()).toMatch(/(left out|not listed) here for want of room: see the \[job summary\]/);
  expect(planned.summary).toContain('TopicRule/Rule299');
  expect(await story.run(pushEvent(world, merge(world, pull, 'squash')))).toMatchObject({ code: EXIT.fine });
  expect(Object.keys(region().topicRules)).toHaveLength(300);
});

test('a run that is told to stop says what was not done, and running it again goes on', async () => {
  const controller = new AbortController();
  story = await openStory(EXAMPLE, {
    intercept: ({ operation }) => void (operation === 'CreateDeliveryStream' && controller.abort()),
  });
  const { world } = story;
  const pull = openPull(world, FIFTEEN);
  await story.run(pullRequestEvent(world, pull));
  const pushed = merge(world, pull, 'squash');
  const stopped = await story.run(pushEvent(world, pushed), { stop: controller.signal });
  expect(stopped.code).toBe(EXIT.failed);
  expect(bodies()).toContain('⚠️ Partly applied');
  expect(bodies()).toContain('🔎 Plan');
  expect(await story.run(pushEvent(world, pushed), { attempt: 2 })).toMatchObject({ code: EXIT.fine });
  expect(bodies()).toContain('## ✅ Applied');
  expect(Object.keys(region().securityProfiles)).toHaveLength(2);
});
