import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXIT } from '../../src/model/world.ts';
import { regionOf } from '../../src/sandbox/state.ts';
import { BAD_GATEWAY } from '../edges/github/faults.ts';
import {
  enqueue,
  headOf,
  land,
  merge,
  openPull,
  pushDirectly,
  pushToPull,
  testMerge,
} from '../edges/github/history.ts';
import type { FileChanges, Pushed } from '../edges/github/history.ts';
import {
  dispatchEvent,
  mergeGroupEvent,
  type Payload,
  pullRequestEvent,
  pushEvent,
  scheduleEvent,
} from '../edges/github/payloads.ts';
import { approve, commitAt, grant, type Pull, WORKFLOW_TOKEN } from '../edges/github/world.ts';
import { TARGET } from '../world.ts';
import { openStory, type Ran, type Story } from './story.ts';

let story: Story;
const place = `{ account: "${TARGET.account}", region: ${TARGET.region} }`;
const SETTINGS = `targets: { eu: ${place} }\nlimits: { deletes: 100, deletePercent: 100 }\n`;
const pump = (limit: number): FileChanges => ({
  'profiles/pump.yaml': `customMetrics: { pump_temp: { metricType: number, displayName: "limit ${limit}" } }\n`,
});
const other = (name: string): FileChanges => ({
  [`profiles/${name}.yaml`]: `customMetrics: { ${name}: { metricType: number } }\n`,
});

const metrics = () => regionOf(story.sandbox.state, TARGET.account, TARGET.region).customMetrics;
const limit = (): unknown => metrics()['pump_temp']?.displayName;
const writes = () => story.sandbox.calls.filter(({ readOnly }) => !readOnly).map(({ operation }) => operation);
const forget = (): void => void (story.sandbox.calls.length = 0);
const commentsOn = ({ number }: Pull): readonly string[] =>
  story.world.comments.filter((one) => one.number === number && one.minimized === null).map(({ body }) => body);
const resultOn = (pull: Pull): string => commentsOn(pull).findLast((body) => body.includes(':result')) ?? '';
const planOn = (pull: Pull): string => commentsOn(pull).find((body) => body.includes(':plan')) ?? '';
const statusesOf = (sha: string) => story.world.statuses.filter((one) => one.sha === sha);
const STATUS = 'defender-gitops/eu';

/** Opens a pull request and plans it. */
async function propose(changes: FileChanges, options: Parameters<typeof openPull>[2] = {}): Promise<Pull> {
  const pull = openPull(story.world, changes, options);
  expect(await plan(pull)).toMatchObject({ code: EXIT.fine });
  return pull;
}
function plan(pull: Pull): Promise<Ran> {
  if (pull.mergedAt === null) testMerge(story.world, pull);
  return story.run(pullRequestEvent(story.world, pull));
}
const land1 = (pull: Pull): Pushed => merge(story.world, pull, 'squash');
const apply = (pushed: Pushed, more: Parameters<Story['run']>[1] = {}): Promise<Ran> =>
  story.run(pushEvent(story.world, pushed), more);

/** A repository of one target, whose pump has the limit 80 in the account too. */
async function begin(settings = SETTINGS): Promise<void> {
  story = await openStory({ 'profiles/defender.yaml': settings }, { inProcess: true });
  const pull = await propose(pump(80));
  expect(await apply(land1(pull))).toMatchObject({ code: EXIT.fine });
  expect(limit()).toBe('limit 80');
  forget();
}

afterEach(() => story.close());

describe('an apply never goes backwards', () => {
  beforeEach(() => begin());

  test('a run that was kept waiting does not put back what was reverted meanwhile', async () => {
    const bad = await propose(pump(90));
    const late = land1(bad);
    const revert = await propose(pump(80));
    expect(planOn(revert)).toContain('✅ No changes');
    expect(await apply(land1(revert))).toMatchObject({ code: EXIT.fine });
    const ran = await apply(late);
    expect(ran).toMatchObject({ code: EXIT.fine, log: expect.stringContaining('The branch has moved on') });
    expect([limit(), writes()]).toEqual(['limit 80', []]);
    expect(commentsOn(bad).join('\n'), 'the newer run was first').not.toContain('✅ Applied');
  });

  test('a run that is overtaken says so on its pull request, and the newer run does the work of both', async () => {
    const first = await propose(pump(90));
    const late = land1(first);
    const second = await propose(pump(95));
    const newer = land1(second);
    expect(await apply(late)).toMatchObject({ code: EXIT.fine });
    expect(writes()).toEqual([]);
    expect(resultOn(first)).toMatch(/⏭️ Left to a newer run[^]*CustomMetric\/pump\\?_temp/);
    expect(await apply(newer)).toMatchObject({ code: EXIT.fine });
    expect(limit()).toBe('limit 95');
    for (const pull of [first, second]) expect(resultOn(pull)).toContain('✅ Applied: 1 updated');
  });

  test('a run that is started again when it is over says nothing: what it did stands', async () => {
    const first = await propose(other('flow'));
    const old = land1(first);
    await apply(old);
    const done = resultOn(first);
    land1(await propose(other('noise')));
    // As the newer run leaves it that is cut off: the old one would take it away again.
    const tags = [{ Key: 'defender-gitops:owner', Value: 'acme/iot' }];
    const made = { metricName: 'noise', metricType: 'number', clientRequestToken: 't', tags } as const;
    await story.console.iot('CreateCustomMetric', made);
    forget();
    expect(await apply(old, { attempt: 2 })).toMatchObject({ code: EXIT.fine });
    expect([resultOn(first), writes()]).toEqual([done, []]);
  });

  test('what the newer commit does not touch is carried out all the same', async () => {
    const pull = await propose(pump(90));
    const late = land1(pull);
    pushDirectly(story.world, 'main', { 'README.md': 'Pumps' }, 'Words [skip ci]');
    expect(await apply(late)).toMatchObject({ code: EXIT.fine });
    expect(limit()).toBe('limit 90');
  });

  test('the tip is asked for again just before the first write', async () => {
    const pull = await propose(pump(90));
    const pushed = land1(pull);
    const READ = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
    const { requests } = story.github;
    let reverted = false;
    const watching = setInterval(() => {
      if (reverted || !requests.some(({ route }) => route === READ)) return;
      reverted = true;
      pushDirectly(story.world, 'main', pump(80));
    }, 0);
    const ran = await apply(pushed);
    clearInterval(watching);
    expect([reverted, ran.code, limit(), writes()]).toEqual([true, EXIT.fine, 'limit 80', []]);
  });

  test('a run by hand that waited is not carried out either', async () => {
    await story.console.iot('UpdateCustomMetric', { metricName: 'pump_temp', displayName: 'by hand' });
    const { digest = '' } = (await story.run(scheduleEvent(story.world))).outputs;
    const waiting = dispatchEvent(story.world, { digest });
    pushDirectly(story.world, 'main', pump(70));
    forget();
    expect(await story.run(waiting)).toMatchObject({ code: EXIT.notReviewed });
    expect(writes()).toEqual([]);
  });
});

describe('an emergency revert goes through', () => {
  beforeEach(() => begin());

  test('though the bad change was still waiting when it was reviewed, and the review says what that means', async () => {
    const bad = await propose(pump(90));
    const late = land1(bad);
    const revert = openPull(story.world, pump(80));
    await plan(revert);
    expect(planOn(revert)).toMatch(
      new RegExp(`Merged, and not applied yet: .#${bad.number}.\\. .*changes .CustomMetric/pump_temp. too`),
    );
    expect(await apply(late)).toMatchObject({ code: EXIT.fine });
    expect(limit()).toBe('limit 90');
    expect(await apply(land1(revert))).toMatchObject({ code: EXIT.fine });
    expect(limit()).toBe('limit 80');
    expect(resultOn(revert)).toContain('✅ Applied: 1 updated');
  });

  test('and nothing else with it: what nobody asked for is refused as ever', async () => {
    const late = land1(await propose(pump(90)));
    const revert = await propose(pump(80));
    await apply(late);
    await story.console.iot('UpdateCustomMetric', { metricName: 'pump_temp', displayName: 'by hand' });
    forget();
    expect(await apply(land1(revert))).toMatchObject({ code: EXIT.notReviewed });
    expect([limit(), writes()]).toEqual(['by hand', []]);
  });

  test('a revert whose review was forged does not', async () => {
    const late = land1(await propose(pump(90)));
    const revert = await propose(pump(80));
    await apply(late);
    const comment = story.world.comments.findLast(({ number }) => number === revert.number);
    comment!.body += '\nLooks good';
    forget();
    expect(await apply(land1(revert))).toMatchObject({ code: EXIT.notReviewed });
    expect(resultOn(revert)).toContain('somebody changed the comment');
    expect(writes()).toEqual([]);
  });
});

describe('an apply that did not happen', () => {
  beforeEach(() => begin());

  test('does not stop the next: what was reviewed before is made up for, and told', async () => {
    const first = await propose(other('flow'));
    const lost = land1(first);
    const refused = await apply(lost, { account: '999999999999' });
    expect(refused).toMatchObject({ code: EXIT.failed, error: { code: 'DG4005' } });
    expect(resultOn(first)).toMatch(/⛔ Not applied[^]*Run this job again/);
    const second = await propose(other('noise'));
    expect(planOn(second)).toContain(`not applied yet: \`#${first.number}\``);
    expect(await apply(land1(second))).toMatchObject({ code: EXIT.fine });
    expect(Object.keys(metrics()).sort()).toEqual(['flow', 'noise', 'pump_temp']);
    for (const pull of [first, second]) expect(resultOn(pull)).toContain('✅ Applied');
    expect(resultOn(first)).not.toContain('Not applied');
  });

  test('nor does one that was cancelled before it began, several merges long', async () => {
    const names = ['a', 'b', 'c', 'd'];
    let last: Pushed | undefined;
    for (const name of names) last = land1(await propose(other(name)));
    expect(await apply(last!)).toMatchObject({ code: EXIT.fine });
    expect(Object.keys(metrics())).toEqual(expect.arrayContaining(names));
  });

  test('is not made up for from before the last commit that was fully applied', async () => {
    const old = await propose(pump(90));
    await apply(land1(old));
    const back = await propose(pump(80));
    await apply(land1(back));
    // Drift to a state that was once wanted: nobody reviewed taking it back now.
    await story.console.iot('UpdateCustomMetric', { metricName: 'pump_temp', displayName: 'limit 90' });
    const next = openPull(story.world, other('noise'));
    const pushed = land1(next);
    forget();
    expect(await apply(pushed)).toMatchObject({ code: EXIT.notReviewed });
    expect(writes()).toEqual([]);
  });

  test('is no drift as long as it waits', async () => {
    land1(await propose(pump(90)));
    const ran = await story.run(scheduleEvent(story.world), { failOnDrift: true });
    expect(ran).toMatchObject({ code: EXIT.fine, summary: expect.stringContaining('waits to be applied') });
    expect([...story.world.issues.values()].filter(({ title }) => title.startsWith('Drift'))).toEqual([]);
    await story.console.iot('UpdateCustomMetric', { metricName: 'pump_temp', displayName: 'by hand' });
    expect((await story.run(scheduleEvent(story.world), { failOnDrift: true })).code).toBe(EXIT.changes);
  });
});

describe('two folders of profiles in one repository', () => {
  const A = { folder: 'a/profiles' };
  const B = { folder: 'b/profiles' };
  const files = (owner: string, text: string): Readonly<Record<string, string>> => ({
    [`${owner}/profiles/defender.yaml`]: `owner: acme/${owner}\n${SETTINGS}`,
    [`${owner}/profiles/m.yaml`]: text,
  });
  const metric = (name: string): string => `customMetrics: { ${name}: { metricType: number } }\n`;
  const run = (event: Payload) => Promise.all([story.run(event, A), story.run(event, B)]);

  test('share no comment, no status, no result and no issue', async () => {
    story = await openStory({ ...files('a', 'customMetrics: {}\n'), ...files('b', 'customMetrics: {}\n') });
    const { world } = story;
    const pull = openPull(world, { 'a/profiles/m.yaml': metric('one'), 'b/profiles/m.yaml': metric('two') });
    await run(pullRequestEvent(world, pull));
    expect(commentsOn(pull)).toHaveLength(2);
    const contexts = statusesOf(headOf(pull)).map(({ context }) => context);
    expect(contexts.sort()).toEqual(['defender-gitops/acme/a/eu', 'defender-gitops/acme/b/eu']);
    const push = pushEvent(world, land1(pull));
    for (const folder of [A, B]) expect(await story.run(push, folder)).toMatchObject({ code: EXIT.fine });
    expect(Object.keys(metrics()).sort()).toEqual(['one', 'two']);
    expect(commentsOn(pull).filter((body) => body.includes('✅ Applied'))).toHaveLength(2);

    await story.console.iot('UpdateCustomMetric', { metricName: 'one', displayName: 'by hand' });
    await run(scheduleEvent(world));
    const issues = [...world.issues.values()].filter(({ title }) => title.startsWith('Drift'));
    expect(issues).toMatchObject([{ title: 'Drift: eu (acme/a)', state: 'open' }]);
  });

  test('with one owner and one target are refused, and nothing of the second is green', async () => {
    story = await openStory({ ...files('a', 'customMetrics: {}\n') });
    const { world } = story;
    const same = files('a', metric('two'));
    const copied = Object.fromEntries(Object.entries(same).map(([path, text]) => [path.replace('a/', 'b/'), text]));
    const pull = openPull(world, { ...copied, 'a/profiles/m.yaml': metric('one') });
    expect(await story.run(pullRequestEvent(world, pull), A)).toMatchObject({ code: EXIT.fine });
    expect(await story.run(pullRequestEvent(world, pull), B)).toMatchObject({ error: { code: 'DG6013' } });
    expect(commentsOn(pull)).toHaveLength(1);
  });
});

describe('what people read and what decides are of one plan', () => {
  beforeEach(() => begin());
  const refuses = async (pull: Pull): Promise<void> => {
    forget();
    expect(await apply(land1(pull))).toMatchObject({ code: EXIT.notReviewed });
    expect(writes()).toEqual([]);
  };

  test('an old run that is started again says nothing about a newer head', async () => {
    const pull = await propose(other('good'));
    const old = pullRequestEvent(story.world, pull);
    pushToPull(story.world, pull, other('evil'));
    await plan(pull);
    const before = commentsOn(pull);
    expect(await story.run(old)).toMatchObject({ code: EXIT.fine });
    expect(commentsOn(pull)).toEqual(before);
    expect(planOn(pull)).toContain('2 to create');
  });

  test('a plan whose comment is refused has no green status, and is not applied', async () => {
    const pull = await propose(other('good'));
    pushToPull(story.world, pull, other('evil'));
    grant(story.world, WORKFLOW_TOKEN, { pull_requests: 'read' });
    await plan(pull);
    expect(statusesOf(headOf(pull))).toMatchObject([{ state: 'failure' }]);
    grant(story.world, WORKFLOW_TOKEN, { pull_requests: 'write' });
    await refuses(pull);
  });

  test('a run that is cancelled between comment and status leaves nothing that could be applied unseen', async () => {
    const pull = await propose(other('good'));
    pushToPull(story.world, pull, other('evil'));
    const route = 'POST /repos/{owner}/{repo}/statuses/{sha}';
    story.github.fault({ route, answer: { status: 403, body: { message: 'cancelled' } } });
    await plan(pull);
    expect(planOn(pull)).toContain('2 to create');
    expect(statusesOf(headOf(pull))).toEqual([]);
    expect(await apply(land1(pull)), 'the comment alone, which nobody edited').toMatchObject({ code: EXIT.fine });
  });

  test('a plan that became another one after it was approved is not applied', async () => {
    const pull = await propose(pump(90));
    approve(story.world, pull.number, headOf(pull));
    await story.console.iot('CreateCustomMetric', {
      metricName: 'stray',
      metricType: 'number',
      clientRequestToken: 't',
      tags: [{ Key: 'defender-gitops:owner', Value: 'acme/iot' }],
    });
    await plan(pull);
    expect(planOn(pull)).toContain('1 to delete');
    await refuses(pull);
    expect(resultOn(pull)).toContain('its plan changed after it was approved');
  });

  test('a text that somebody put in its place is not what was reviewed', async () => {
    const pull = await propose(pump(90));
    const comment = story.world.comments.find(({ body }) => body === planOn(pull));
    comment!.body = comment!.body.replace(/\n[^]*/, '\n## ✅ No changes\n');
    await refuses(pull);
    expect(resultOn(pull)).toContain('somebody changed the comment');
  });

  test('a status of another workflow does not let in what the comment does not show', async () => {
    const pull = await propose(pump(90));
    await story.console.iot('CreateCustomMetric', { metricName: 'x', metricType: 'number', clientRequestToken: 't' });
    const [status] = story.world.statuses.slice(-1);
    story.world.statuses.push({
      ...status!,
      id: 10_000,
      url: status!.url?.replace(/.$/, '0').replace(/.{4}$/, 'abcd') ?? null,
    });
    await refuses(pull);
  });
});

describe('a merge queue', () => {
  beforeEach(() => begin());

  test('gets the status that it waits for, green where the push will be applied', async () => {
    const pulls = [await propose(pump(90)), await propose(other('flow'))];
    const group = enqueue(story.world, pulls);
    expect(await story.run(mergeGroupEvent(story.world, group))).toMatchObject({ code: EXIT.fine });
    expect(statusesOf(group.head)).toMatchObject([
      { context: STATUS, state: 'success', description: expect.stringMatching(/^as it was reviewed · sha256:/) },
    ]);
    expect(await apply(land(story.world, group)!)).toMatchObject({ code: EXIT.fine });
    for (const pull of pulls) expect(resultOn(pull)).toContain('✅ Applied: 1 created, 1 updated');
  });

  test('is stopped where the push would be refused, and where no plan can be made', async () => {
    const pull = await propose(pump(90));
    const group = enqueue(story.world, [pull]);
    await story.console.iot('UpdateCustomMetric', { metricName: 'pump_temp', displayName: 'by hand' });
    expect(await story.run(mergeGroupEvent(story.world, group))).toMatchObject({ code: EXIT.notReviewed });
    expect(statusesOf(group.head)).toMatchObject([{ context: STATUS, state: 'failure' }]);
    expect(await story.run(mergeGroupEvent(story.world, group), { account: null })).toMatchObject({
      code: EXIT.failed,
    });
    expect(statusesOf(group.head).at(-1)).toMatchObject({ state: 'failure', description: 'no plan could be made' });
    expect(commentsOn(pull).join('\n')).not.toContain('Not applied');
  });

  test('takes no other pull request’s word: a number in a message is believed of those that are open', async () => {
    const reviewed = await propose(pump(90));
    const sneaky = openPull(story.world, pump(90), { title: `Mine (#${reviewed.number})` });
    const group = enqueue(story.world, [sneaky]);
    await story.run(mergeGroupEvent(story.world, group));
    expect(await apply(land(story.world, group)!)).toMatchObject({ code: EXIT.notReviewed });
    expect(limit()).toBe('limit 80');
  });
});

describe('the base branch', () => {
  beforeEach(() => begin());

  test('of a pull request that applies nothing gets no green status, and the comment says so', async () => {
    story.world.branches.set('develop', commitAt(story.world, 'main').sha);
    const pull = await propose(pump(90), { base: 'develop' });
    expect(statusesOf(headOf(pull))).toEqual([]);
    expect(planOn(pull)).toMatch(/goes into `develop`.*\*\*merging it there applies nothing/);
    expect(planOn(pull)).not.toContain('merge to apply');
    expect(await apply(land1(pull))).toMatchObject({ code: EXIT.fine });
    expect(writes()).toEqual([]);
  });

  test('does not matter to another pull request of the same head', async () => {
    const pull = await propose(pump(90));
    story.world.branches.set('develop', commitAt(story.world, 'main').sha);
    const twin = openPull(story.world, other('x'), { base: 'develop' });
    twin.commits.splice(0, 1, headOf(pull));
    twin.mergeCommit = pull.mergeCommit;
    await story.run(pullRequestEvent(story.world, twin));
    expect(await apply(land1(pull))).toMatchObject({ code: EXIT.fine });
    expect(limit()).toBe('limit 90');
  });

  test('that is another since the plan was made is not what was reviewed, until it is planned again', async () => {
    const { world } = story;
    world.branches.set('develop', commitAt(world, 'main').sha);
    const pull = await propose(pump(90), { base: 'develop' });
    pull.base = 'main';
    testMerge(world, pull);
    expect(await story.run(pullRequestEvent(world, pull, { action: 'edited' }))).toMatchObject({ code: EXIT.fine });
    expect(await apply(land1(pull))).toMatchObject({ code: EXIT.fine });
  });
});

describe('a target that goes', () => {
  const TWO = `targets: { eu: ${place}, t1: { account: "222222222222", region: eu-west-1 } }\nlimits: { deletes: 100, deletePercent: 100 }\n`;
  const t1 = () => Object.keys(regionOf(story.sandbox.state, '222222222222', 'eu-west-1').customMetrics);
  const settings = (text: string): FileChanges => ({ 'profiles/defender.yaml': text });
  const anyAccount = { account: '999999999999' };

  /** The roles let the hub into both accounts. */
  const role = (account: string) => `assumeRoleArn: "arn:aws:iam::${account}:role/apply"`;
  const withRoles = (text: string) =>
    text.replaceAll(/account: "(\d+)"/g, (whole, account: string) => `${whole}, ${role(account)}`);
  const propose2 = async (changes: FileChanges): Promise<Pull> => {
    const pull = openPull(story.world, changes);
    expect(await story.run(pullRequestEvent(story.world, pull), anyAccount)).toMatchObject({ code: EXIT.fine });
    return pull;
  };
  const apply2 = (pull: Pull): Promise<Ran> => story.run(pushEvent(story.world, land1(pull)), anyAccount);

  beforeEach(async () => {
    story = await openStory(settings(withRoles(TWO)) as Record<string, string>, { inProcess: true });
    expect(await apply2(await propose2(pump(80)))).toMatchObject({ code: EXIT.fine });
    expect(t1()).toEqual(['pump_temp']);
  });

  test('is told with what stays behind, and not applied before that is accepted', async () => {
    const pull = await propose2(settings(withRoles(SETTINGS)));
    expect(planOn(pull)).toMatch(/target-left[^]*up to 1 resource of `acme\/iot` stays in account `222222222222`/);
    expect(statusesOf(headOf(pull)).find(({ context }) => context.endsWith('/t1'))).toMatchObject({ state: 'failure' });
    expect(await apply2(pull)).toMatchObject({ error: { code: 'DG4103' } });
    const accepted = await propose2(settings(`${withRoles(SETTINGS)}accept: ["target-left:t1"]\n`));
    expect(await apply2(accepted)).toMatchObject({ code: EXIT.fine });
    expect(await apply2(await propose2(settings(withRoles(SETTINGS)))), 'it is over then').toMatchObject({
      code: EXIT.fine,
    });
  });

  test('is told where it gets another account', async () => {
    const moved = withRoles(TWO.replace('222222222222', '333333333333'));
    const pull = await propose2(settings(moved));
    expect(planOn(pull)).toMatch(/target-left[^]*in account `222222222222`/);
  });

  test('can be emptied before by a line, and goes without a word then', async () => {
    const empty = withRoles(TWO.replace('"222222222222",', '"222222222222", empty: true,'));
    const pull = await propose2(settings(empty));
    expect(planOn(pull)).toContain('1 to delete');
    expect(await apply2(pull)).toMatchObject({ code: EXIT.fine });
    expect(t1()).toEqual([]);
    const gone = await propose2(settings(withRoles(SETTINGS)));
    expect(planOn(gone)).not.toContain('target-left');
    expect(await apply2(gone)).toMatchObject({ code: EXIT.fine });
  });

  test('is no such target where only its name is another', async () => {
    const pull = await propose2(settings(withRoles(TWO.replace('t1:', 'west:'))));
    expect(planOn(pull)).not.toContain('target-left');
  });
});

describe('results are corrected', () => {
  beforeEach(() => begin());

  test('once all is done no pull request keeps that it was not', async () => {
    const pull = await propose(pump(90));
    await story.console.iot('UpdateCustomMetric', { metricName: 'pump_temp', displayName: 'by hand' });
    const pushed = land1(pull);
    const refused = await apply(pushed);
    expect(resultOn(pull)).toContain('⛔ Not applied');
    const { digest = '' } = refused.outputs;
    const ran = await story.run(dispatchEvent(story.world, { digest: `\`${digest.slice(7, 19).toUpperCase()}\`` }));
    expect(ran).toMatchObject({ code: EXIT.fine });
    expect(limit()).toBe('limit 90');
    expect(resultOn(pull)).toMatch(/✅ Applied: 1 updated[^]*Started by hand by maintainer/);
    expect(planOn(pull), 'the plan is folded away').toBe('');
  });

  test('also where somebody else did it, and the run is started again', async () => {
    const pull = await propose(pump(90));
    await story.console.iot('UpdateCustomMetric', { metricName: 'pump_temp', displayName: 'by hand' });
    const pushed = land1(pull);
    await apply(pushed);
    await story.console.iot('UpdateCustomMetric', { metricName: 'pump_temp', displayName: 'limit 90' });
    expect(await apply(pushed, { attempt: 2 })).toMatchObject({ code: EXIT.fine });
    expect(resultOn(pull)).toContain('✅ Nothing to apply');
  });

  test('less than twelve digits are no digest', async () => {
    await story.console.iot('UpdateCustomMetric', { metricName: 'pump_temp', displayName: 'by hand' });
    const { digest = '' } = (await story.run(scheduleEvent(story.world))).outputs;
    const short = dispatchEvent(story.world, { digest: digest.slice(7, 18) });
    expect(await story.run(short)).toMatchObject({ code: EXIT.notReviewed });
  });

  test('a pull request that is closed gets no new plan', async () => {
    const pull = await propose(pump(90));
    const again = pullRequestEvent(story.world, pull);
    await apply(land1(pull));
    const before = story.world.comments.length;
    expect(await story.run(again)).toMatchObject({ code: EXIT.fine });
    expect(story.world.comments).toHaveLength(before);
  });

  test('profiles that are invalid on the branch are told on the pull request', async () => {
    const pull = await propose(pump(90));
    pushDirectly(story.world, 'main', { 'profiles/broken.yaml': 'customMetrics: { x: { metricType: nmber } }\n' });
    expect(await apply(land1(pull))).toMatchObject({ code: EXIT.invalid });
    expect(resultOn(pull)).toContain('❌ Invalid');
  });

  test('what GitHub does not answer is told as that, with a way that works', async () => {
    const pull = await propose(pump(90));
    const pushed = land1(pull);
    const route = 'GET /repos/{owner}/{repo}/commits/{ref}/statuses';
    story.github.fault({ route, times: 4, answer: BAD_GATEWAY });
    expect(await apply(pushed)).toMatchObject({ code: EXIT.failed, error: { code: 'DG6006' } });
    expect(resultOn(pull)).toMatch(/⛔ Not applied\n+`GitHub`, GET[^]*Run this job again/);
    expect(await apply(pushed, { attempt: 2 })).toMatchObject({ code: EXIT.fine });
    expect(resultOn(pull)).toContain('✅ Applied');
  });

  test('a branch that was pushed over is no reason to say nothing', async () => {
    const pull = await propose(pump(90));
    const pushed = { ...land1(pull), before: 'f'.repeat(40) };
    expect(await apply(pushed)).toMatchObject({ code: EXIT.fine });
    expect(resultOn(pull)).toContain('✅ Applied');
  });

  test('a slow index is not told as a push that nobody reviewed', async () => {
    const pull = await propose(pump(90));
    const pushed = merge(story.world, pull, 'rebase');
    const route = 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls';
    story.github.fault({ route, times: 5, answer: { status: 200, body: [] } });
    const ran = await apply(pushed);
    expect(ran).toMatchObject({ code: EXIT.notReviewed });
    expect(ran.summary).toMatch(/names no pull request[^]*run this job again in a minute/);
    expect(await apply(pushed, { attempt: 2 })).toMatchObject({ code: EXIT.fine });
  });

  test('a target that there is not leaves nothing behind', async () => {
    const pull = await propose(pump(90));
    const before = commentsOn(pull);
    const event = pullRequestEvent(story.world, pull);
    expect(await story.run(event, { targets: ['nope'] })).toMatchObject({ error: { code: 'DG2102' } });
    expect(commentsOn(pull)).toEqual(before);
  });
});
