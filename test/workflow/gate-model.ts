import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect } from 'vitest';
import { readMarker, textBelow } from '../../src/edges/github/marker.ts';
import { proofOf } from '../../src/edges/github/review.ts';
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
import type { Pushed } from '../edges/github/history.ts';
import { mergeGroupEvent, type Payload, pullRequestEvent, pushEvent } from '../edges/github/payloads.ts';
import { approve, BOT, commitAt, type Comment, type Pull } from '../edges/github/world.ts';
import { TARGET } from '../world.ts';
import { openStory, type Ran, type Story } from './story.ts';
import type { SandboxCall } from '../../src/sandbox/sandbox.ts';

/** Something that people, runners or the network do. Numbers choose among what there is. */
export type Step =
  | { readonly do: 'open' | 'push'; readonly pull: number; readonly metric: number; readonly value: number }
  | { readonly do: 'plan' | 'replan' | 'approve' | 'revert'; readonly pull: number }
  | { readonly do: 'merge'; readonly pull: number; readonly way: 'squash' | 'rebase' | 'merge' | 'queue' }
  | { readonly do: 'apply'; readonly run: number }
  | { readonly do: 'stop'; readonly run: number; readonly after: number }
  | { readonly do: 'cancel'; readonly run: number }
  | { readonly do: 'edit account'; readonly region: number; readonly metric: number }
  | { readonly do: 'edit comment' | 'set status'; readonly pull: number }
  | { readonly do: 'push directly'; readonly metric: number; readonly value: number }
  | { readonly do: 'break'; readonly route: number };

const small = (max: number) => fc.nat({ max });
const numbered = (what: 'plan' | 'replan' | 'approve' | 'revert') =>
  fc.record({ do: fc.constant(what), pull: small(3) });
const opening = fc.record({ do: fc.constant('open' as const), pull: small(3), metric: small(1), value: small(2) });
const merging = fc.record({
  do: fc.constant('merge' as const),
  pull: small(3),
  way: fc.constantFrom('squash' as const, 'rebase' as const, 'merge' as const, 'queue' as const),
});
const applying = fc.record({ do: fc.constant('apply' as const), run: small(7) });

/** What people do who keep to the rules, with runs that come in any order, are lost or are cut off. */
const orderly: readonly { readonly weight: number; readonly arbitrary: fc.Arbitrary<Step> }[] = [
  { weight: 4, arbitrary: opening },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('push'), pull: small(3), metric: small(1), value: small(2) }) },
  { weight: 2, arbitrary: numbered('plan') },
  { weight: 1, arbitrary: numbered('replan') },
  { weight: 1, arbitrary: numbered('approve') },
  { weight: 2, arbitrary: numbered('revert') },
  { weight: 4, arbitrary: merging },
  { weight: 4, arbitrary: applying },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stop'), run: small(7), after: small(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel'), run: small(7) }) },
];

/** What others do besides. */
const disorderly: typeof orderly = [
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edit account'), region: small(1), metric: small(1) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('edit comment'), pull: small(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set status'), pull: small(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('push directly'), metric: small(1), value: small(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('break'), route: small(4) }) },
];

/** Steps of people who keep to the rules: what they merge they have planned before. */
export const orderlySteps: fc.Arbitrary<readonly Step[]> = fc.array(fc.oneof(...orderly), {
  minLength: 4,
  maxLength: 16,
});

/** The same, and what others do. */
export const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(fc.oneof(...orderly, ...disorderly), {
  minLength: 4,
  maxLength: 18,
});

const REGIONS = ['ap-south-1', 'eu-west-1'];
const METRICS = ['m0', 'm1'];
const ROUTES = [
  'GET /repos/{owner}/{repo}/commits/{ref}/statuses',
  'POST /repos/{owner}/{repo}/statuses/{sha}',
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
  'GET /repos/{owner}/{repo}/commits',
];
const SETTINGS = `targets:\n${REGIONS.map((region, index) => `  t${index}: { account: "${TARGET.account}", region: ${region} }\n`).join('')}limits: { deletes: 100, deletePercent: 100 }\ncustomMetrics: {}\n`;

type Value = string | undefined;

/** What a person saw who merged: the text, and what the files change. */
interface Seen {
  readonly text: string;
  readonly asks: ReadonlyMap<string, Value>;
}

interface Model {
  readonly story: Story;
  /** Told of each request that writes, just before AWS carries it out. */
  readonly writes: { seen?: () => undefined };
  readonly pulls: Pull[];
  /** The last plan that was shown on each pull request: of which head, and its text. */
  readonly shown: Map<
    number,
    { readonly head: string; readonly base: string; readonly body: string; readonly digest: string }
  >;
  readonly approved: Map<number, { readonly head: string; readonly digest: string | undefined }>;
  readonly events: Map<number, Payload>;
  readonly pushes: { readonly pushed: Pushed; readonly pulls: readonly Pull[]; isLost: boolean }[];
  readonly seen: Seen[];
  /** Whether all keep to the rules. */
  readonly isOrderly: boolean;
  count: number;
}

const fileOf = (metric: string): string => `profiles/${metric}.yaml`;
const textOf = (metric: string, value: number): string | null =>
  value === 0 ? null : `customMetrics: { ${metric}: { metricType: number, displayName: "val-${value}" } }\n`;
const valueIn = (text: string | undefined): Value => /val-\d/.exec(text ?? '')?.[0];

function wantedBy({ story }: Model, commit: string): ReadonlyMap<string, Value> {
  const { files } = commitAt(story.world, commit);
  return new Map(METRICS.map((metric) => [metric, valueIn(files.get(fileOf(metric)))]));
}

/** What the account has, by region and metric. */
function live({ story }: Model): ReadonlyMap<string, Value> {
  const entries = REGIONS.flatMap((region) => {
    const { customMetrics } = regionOf(story.sandbox.state, TARGET.account, region);
    return METRICS.map((metric): [string, Value] => [`${region} ${metric}`, customMetrics[metric]?.displayName]);
  });
  return new Map(entries);
}

const planComment = ({ story }: Model, { number }: Pull): Comment | undefined =>
  story.world.comments.find(
    (one) => one.number === number && one.login === BOT && one.minimized === null && one.body.includes(':plan'),
  );
const resultOn = ({ story }: Model, { number }: Pull): string =>
  story.world.comments.findLast((one) => one.number === number && one.login === BOT && one.body.includes(':result'))
    ?.body ?? '';

/** Takes steps on a real workflow, and looks after each whether what must hold holds. */
export async function walk(steps: readonly Step[], isOrderly: boolean): Promise<void> {
  const writes: Model['writes'] = {};
  const intercept = ({ readOnly }: SandboxCall): undefined => (readOnly ? undefined : writes.seen?.());
  const story = await openStory({ 'profiles/defender.yaml': SETTINGS }, { inProcess: true, intercept });
  const model: Model = {
    story,
    writes,
    pulls: [],
    shown: new Map(),
    approved: new Map(),
    events: new Map(),
    pushes: [],
    seen: [],
    isOrderly,
    count: 0,
  };
  try {
    // The first run marks where it begins.
    await story.run(pushEvent(story.world, pushDirectly(story.world, 'main', { 'README.md': 'Pumps' })));
    for (const step of steps) await take(model, step);
    await finish(model);
  } finally {
    story.github.calm();
    await story.close();
  }
}

async function take(model: Model, step: Step): Promise<void> {
  const { world } = model.story;
  const pull = 'pull' in step ? chosen(model.pulls, step.pull) : undefined;
  const metric = 'metric' in step ? (METRICS[step.metric] ?? '') : '';
  switch (step.do) {
    case 'open':
      if (model.pulls.length < 4) await opened(model, metric, step.value);
      return;
    case 'push':
      if (pull?.mergedAt === null) pushToPull(world, pull, { [fileOf(metric)]: textOf(metric, step.value) });
      return;
    case 'plan':
      if (pull?.mergedAt === null) await plan(model, pull);
      return;
    case 'replan':
      if (pull !== undefined) await planAgain(model, pull, model.events.get(pull.number));
      return;
    case 'approve':
      if (pull?.mergedAt === null) approved(model, pull);
      return;
    case 'revert':
      if (pull !== undefined && pull.mergedAt !== null && model.pulls.length < 6) await revert(model, pull);
      return;
    case 'merge':
      if (pull?.mergedAt === null) await mergeIt(model, pull, step.way);
      return;
    case 'apply':
    case 'stop':
      await applyOne(model, step.run, step.do === 'stop' ? step.after : undefined);
      return;
    case 'cancel':
      return cancel(model, step.run);
    case 'edit account':
      return editAccount(model, REGIONS[step.region] ?? '', metric);
    case 'edit comment':
      if (pull !== undefined) editComment(model, pull);
      return;
    case 'set status':
      if (pull !== undefined) setStatus(model, pull);
      return;
    case 'push directly':
      model.pushes.push({
        pushed: pushDirectly(world, 'main', { [fileOf(metric)]: textOf(metric, step.value) }),
        pulls: [],
        isLost: false,
      });
      return;
    case 'break':
      model.story.github.fault({ route: ROUTES[step.route] ?? '', times: 4, answer: BAD_GATEWAY });
  }
}

/** One of those that there are. */
function chosen<Item>(items: readonly Item[], index: number): Item | undefined {
  return items[index % items.length];
}

async function opened(model: Model, metric: string, value: number): Promise<void> {
  const pull = openPull(model.story.world, { [fileOf(metric)]: textOf(metric, value) });
  model.pulls.push(pull);
  if (value > 0) await plan(model, pull);
}

async function plan(model: Model, pull: Pull): Promise<void> {
  testMerge(model.story.world, pull);
  const event = pullRequestEvent(model.story.world, pull);
  model.events.set(pull.number, event);
  await planAgain(model, pull, event);
}

async function planAgain(model: Model, pull: Pull, event: Payload | undefined): Promise<void> {
  if (event === undefined) return;
  const before = planComment(model, pull)?.body;
  const ran = await runs(model, event);
  const body = planComment(model, pull)?.body;
  const head = (event.payload['pull_request'] as { head: { sha: string } }).head.sha;
  if (pull.mergedAt !== null || head !== headOf(pull)) {
    expect(body, 'an old run says nothing').toBe(before);
    return;
  }
  if (model.isOrderly) agree(model, pull, body);
  if (body !== undefined && ran.code === EXIT.fine && (body !== before || model.shown.get(pull.number)?.body === body))
    model.shown.set(pull.number, {
      head,
      base: commitAt(model.story.world, event.environment['GITHUB_SHA'] ?? '').parents[0] ?? '',
      body,
      digest: ran.outputs['digest'] ?? '',
    });
}

/** Comment, status and record are of one plan: what is green proves what stands there. */
function agree({ story }: Model, pull: Pull, body = ''): void {
  const statuses = story.world.statuses.filter(
    ({ sha, url }) => sha === headOf(pull) && url?.includes(`?pr=${pull.number}#`) === true,
  );
  const { record = {} } = readMarker(body) ?? {};
  for (const context of new Set(statuses.map((one) => one.context))) {
    const newest = statuses.findLast((one) => one.context === context);
    if (newest?.state !== 'success') continue;
    expect(newest.url, `${context} proves the record`).toContain(`#record-${proofOf(pull.number, record)}`);
    const text = createHash('sha256').update(textBelow(body)).digest('hex');
    expect(record['text'], 'the record is of the text').toBe(text);
  }
}

/** Runs never write to the account but where they apply. */
async function runs(model: Model, event: Payload): Promise<Ran> {
  const before = live(model);
  const ran = await model.story.run(event);
  expect(live(model), 'only an apply writes').toEqual(before);
  return ran;
}

function approved(model: Model, pull: Pull): void {
  const head = headOf(pull);
  approve(model.story.world, pull.number, head);
  const shown = model.shown.get(pull.number);
  model.approved.set(pull.number, { head, digest: shown?.head === head ? shown.digest : undefined });
}

async function revert(model: Model, pull: Pull): Promise<void> {
  const { world } = model.story;
  const before = commitAt(world, commitAt(world, pull.commits[0] ?? '').parents[0] ?? '').files;
  const after = commitAt(world, headOf(pull)).files;
  const changed = METRICS.map(fileOf).filter((file) => before.get(file) !== after.get(file));
  const reverting = openPull(world, Object.fromEntries(changed.map((file) => [file, before.get(file) ?? null])));
  model.pulls.push(reverting);
  await plan(model, reverting);
}

async function mergeIt(model: Model, pull: Pull, way: Extract<Step, { do: 'merge' }>['way']): Promise<void> {
  const { world } = model.story;
  const all = way === 'queue' ? [pull, ...model.pulls.filter((one) => one !== pull && one.mergedAt === null)] : [pull];
  const merging = all.slice(0, 2);
  // Who keeps to the rules has a plan of what is merged onto what is there, and no approval of another one.
  const tip = commitAt(world, 'main').sha;
  const isOld = (one: Pull): boolean => !isSeen(model, one) || model.shown.get(one.number)?.base !== tip;
  if (model.isOrderly) for (const one of merging.filter(isOld)) await plan(model, one);
  if (model.isOrderly && merging.some((one) => !isSeen(model, one))) return;
  const found = merging.map((one) => seenOn(model, one));
  if (way === 'queue') {
    const group = enqueue(world, merging);
    const ran = await runs(model, mergeGroupEvent(world, group));
    if (model.isOrderly && ran.code !== EXIT.fine) return;
    const pushed = land(world, group);
    if (pushed === undefined) return;
    model.pushes.push({ pushed, pulls: merging, isLost: false });
  } else model.pushes.push({ pushed: merge(world, pull, way), pulls: merging, isLost: false });
  model.seen.push(...found.flatMap((one) => one ?? []));
}

/** Whether what stands on a pull request is the plan of its head, as it was written, and the one that was approved. */
function isSeen(model: Model, pull: Pull): boolean {
  const shown = model.shown.get(pull.number);
  const approval = model.approved.get(pull.number);
  const head = headOf(pull);
  if (shown === undefined || shown.head !== head || planComment(model, pull)?.body !== shown.body) return false;
  return approval?.head !== head || approval.digest === undefined || approval.digest === shown.digest;
}

function seenOn(model: Model, pull: Pull): Seen | undefined {
  if (!isSeen(model, pull)) return undefined;
  const { files: before } = commitAt(
    model.story.world,
    commitAt(model.story.world, pull.mergeCommit ?? '').parents[0] ?? '',
  );
  const { files: after } = commitAt(model.story.world, headOf(pull));
  const { files: start } = commitAt(
    model.story.world,
    commitAt(model.story.world, pull.commits[0] ?? '').parents[0] ?? '',
  );
  const asks = METRICS.filter((metric) => {
    const file = fileOf(metric);
    return after.get(file) !== start.get(file) && after.get(file) !== before.get(file);
  }).map((metric): [string, Value] => [metric, valueIn(after.get(fileOf(metric)))]);
  return { text: planComment(model, pull)?.body ?? '', asks: new Map(asks) };
}

async function applyOne(model: Model, index: number, stopAfter?: number): Promise<Ran | undefined> {
  const push = chosen(model.pushes, index);
  if (push === undefined || push.isLost) return undefined;
  const { story } = model;
  const before = live(model);
  const stop = new AbortController();
  let written = 0;
  model.writes.seen = () => {
    written += 1;
    if (stopAfter !== undefined && written > stopAfter) stop.abort();
    return undefined;
  };
  const ran = await story.run(pushEvent(story.world, push.pushed), { stop: stop.signal });
  const wanted = wantedBy(model, 'main');
  for (const [place, after] of live(model)) {
    const from = before.get(place);
    if (from === after) continue;
    const metric = place.split(' ')[1] ?? '';
    expect(after, `${place}: what is written is what the tip wants`).toBe(wanted.get(metric));
    expect(isReviewed(model, metric, from, after), `${place}: ${from} → ${after} was reviewed`).toBe(true);
  }
  return ran;
}

/** Whether somebody saw it who merged: in the text of a plan, or in the files, from a state that the profiles once had. */
function isReviewed({ seen }: Model, metric: string, from: Value, to: Value): boolean {
  const address = `CustomMetric/${metric}`;
  return seen.some(({ text, asks }) => {
    const isShown = text.includes(address) && text.includes(to ?? 'delete');
    return isShown || (asks.has(metric) && asks.get(metric) === to && from?.startsWith('hand') !== true);
  });
}

function cancel(model: Model, index: number): void {
  // The newest run is the one that is not lost: without any there is nothing to expect.
  const push = chosen(model.pushes, index);
  if (push !== undefined && push !== model.pushes.at(-1)) push.isLost = true;
}

async function editAccount(model: Model, region: string, metric: string): Promise<void> {
  const known = regionOf(model.story.sandbox.state, TARGET.account, region).customMetrics[metric];
  if (known !== undefined) known.displayName = `hand-${++model.count}`;
}

function editComment(model: Model, pull: Pull): void {
  const comment = planComment(model, pull);
  if (comment === undefined) return;
  comment.body = comment.body.replace(/\n[^]*/, '\n## ✅ No changes\n');
  comment.editor = 'maintainer';
}

/** Another workflow of the repository says that another plan was reviewed. */
function setStatus({ story }: Model, pull: Pull): void {
  const ours = story.world.statuses.findLast(({ sha }) => sha === headOf(pull));
  if (ours === undefined) return;
  const url = ours.url?.replace(/[0-9a-f]{8}$/, '00000000') ?? null;
  story.world.statuses.push({ ...ours, id: ++story.world.lastId, state: 'success', url });
}

/** Lets all runs through, the newest again in the end, and looks what became of it. */
async function finish(model: Model): Promise<void> {
  const { story } = model;
  story.github.calm();
  const order = model.pushes.map((_, index) => index).sort((left, right) => ((left * 7) % 5) - ((right * 7) % 5));
  for (const index of order) await applyOne(model, index);
  const newest = await applyOne(model, model.pushes.length - 1);
  if (newest === undefined) return;
  const wanted = wantedBy(model, 'main');
  const differing = [...live(model)].filter(([place, value]) => value !== wanted.get(place.split(' ')[1] ?? ''));
  if (model.isOrderly) expect(differing, 'the account ends as the tip wants').toEqual([]);
  if (differing.length > 0) {
    expect(newest.code, 'what is not done is no success').not.toBe(EXIT.fine);
    expect(newest.summary).toContain('⛔ Not applied');
    for (const pull of model.pushes.at(-1)?.pulls ?? []) expect(resultOn(model, pull)).toContain('⛔ Not applied');
    return;
  }
  expect(newest.code).toBe(EXIT.fine);
  for (const pull of model.pulls) {
    const result = resultOn(model, pull);
    if (pull.mergedAt !== null) expect(result, `#${pull.number} is told that all is done`).not.toMatch(/⛔|⏭️|⚠️/);
  }
}
