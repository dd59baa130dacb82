import { afterEach, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../src/model/world.ts';
import { regionOf } from '../../src/sandbox/state.ts';
import { merge, openPull, pushDirectly } from '../edges/github/history.ts';
import { pullRequestEvent, pushEvent, scheduleEvent } from '../edges/github/payloads.ts';
import { disableRule } from '../disable-rule.ts';
import { TARGET } from '../world.ts';
import { EXAMPLE, edited, openStory, type Story } from './story.ts';

let story: Story;
const PART = { onlyChanged: true };
const region = () => regionOf(story.sandbox.state, TARGET.account, TARGET.region);
const isDisabled = (): unknown => region().topicRules['SoundboxMetricsToLake']?.payload.ruleDisabled;
const threshold = (): unknown =>
  region().securityProfiles['Soundbox']?.behaviors?.find(({ name }) => name === 'BatteryNotFlat')?.criteria?.value
    ?.number;
const commentOn = (number: number): string =>
  story.world.comments.findLast((comment) => comment.number === number)?.body ?? '';
const FIFTEEN = edited('value: { number: 10 }', 'value: { number: 15 }');

beforeEach(async () => {
  story = await openStory({ 'README.md': 'Fleet' });
  const pull = openPull(story.world, EXAMPLE);
  await story.run(pullRequestEvent(story.world, pull));
  expect((await story.run(pushEvent(story.world, merge(story.world, pull, 'squash')))).code).toBe(EXIT.fine);
});
afterEach(() => story.close());

test('a pull request reads what it changes, its merge applies that, and drift elsewhere waits for its own issue', async () => {
  const { world, sandbox, console } = story;
  await disableRule(console, 'SoundboxMetricsToLake');
  const pull = openPull(world, FIFTEEN);
  sandbox.calls.length = 0;
  expect((await story.run(pullRequestEvent(world, pull), PART)).code).toBe(EXIT.fine);
  const lists = sandbox.calls.map(({ operation }) => operation).filter((operation) => operation.startsWith('List'));
  expect(lists.sort()).toEqual(['ListTagsForResource', 'ListTargetsForSecurityProfile']);
  expect(commentOn(pull.number)).toContain('1 to update');
  expect(commentOn(pull.number)).toMatch(/Read 1 of 6 resources: what the profiles want otherwise than before\. Drift/);
  expect(commentOn(pull.number)).not.toContain('TopicRule');

  const merged = await story.run(pushEvent(world, merge(world, pull, 'squash')), PART);
  expect(merged).toMatchObject({ code: EXIT.fine });
  expect(commentOn(pull.number)).toContain('Applied: 1 updated');
  expect(commentOn(pull.number)).toContain(
    'Left alone in production, because this merge is not about it: update `TopicRule/SoundboxMetricsToLake`.',
  );
  expect([threshold(), isDisabled()]).toEqual([15, true]);

  await story.run(scheduleEvent(world), PART);
  expect([...world.issues.values()].find(({ title }) => title.startsWith('Drift: production'))?.body).toContain(
    'ruleDisabled',
  );
});

test('an issue about drift that a merge leaves alone stays open until nothing has drifted', async () => {
  const { world, console } = story;
  await disableRule(console, 'SoundboxMetricsToLake');
  await story.run(scheduleEvent(world), PART);
  const drift = () => [...world.issues.values()].filter(({ title }) => title.startsWith('Drift: production'));
  expect(drift()).toMatchObject([{ state: 'open' }]);
  const pull = openPull(world, FIFTEEN);
  await story.run(pullRequestEvent(world, pull), PART);
  expect((await story.run(pushEvent(world, merge(world, pull, 'squash')), PART)).code).toBe(EXIT.fine);
  expect([threshold(), isDisabled()]).toEqual([15, true]);
  expect(drift()).toMatchObject([{ state: 'open' }]);

  Object.assign(region().topicRules['SoundboxMetricsToLake']?.payload ?? {}, { ruleDisabled: false });
  const other = openPull(world, edited('value: { number: 10 }', 'value: { number: 20 }'));
  await story.run(pullRequestEvent(world, other), PART);
  expect((await story.run(pushEvent(world, merge(world, other, 'squash')), PART)).code).toBe(EXIT.fine);
  expect(drift()).toMatchObject([{ state: 'closed' }]);
});

test('a deletion is refused where what lets go of it would be left alone', async () => {
  const { world, console } = story;
  const file = 'profiles/volume.yaml';
  const added = openPull(world, { [file]: 'customMetrics: { volume: { metricType: number } }\n' });
  await story.run(pullRequestEvent(world, added), PART);
  expect((await story.run(pushEvent(world, merge(world, added, 'squash')), PART)).code).toBe(EXIT.fine);
  const removed = openPull(world, { [file]: null });
  expect((await story.run(pullRequestEvent(world, removed), PART)).outputs['deletes']).toBe('1');
  await console.iot('UpdateSecurityProfile', {
    securityProfileName: 'Soundbox',
    additionalMetricsToRetainV2: [
      ...(region().securityProfiles['Soundbox']?.additionalMetricsToRetainV2 ?? []),
      { metric: 'volume' },
    ] as { metric: string }[],
  });
  story.sandbox.calls.length = 0;
  const merged = await story.run(pushEvent(world, merge(world, removed, 'squash')), PART);
  expect(merged).toMatchObject({ code: EXIT.notReviewed, error: { code: 'DG4102' } });
  expect(story.sandbox.calls.filter(({ readOnly }) => !readOnly)).toEqual([]);
  expect(Object.keys(region().customMetrics)).toContain('volume');
});

test('a pull request on profiles that were broken reads everything, and says that it knows nothing from before', async () => {
  const { world, sandbox } = story;
  pushDirectly(world, 'main', edited('metricType: number', 'metricType: nmber'));
  const pull = openPull(world, FIFTEEN);
  sandbox.calls.length = 0;
  expect((await story.run(pullRequestEvent(world, pull), PART)).code).toBe(EXIT.fine);
  expect(sandbox.calls.map(({ operation }) => operation)).toContain('ListSecurityProfiles');
  expect(commentOn(pull.number)).toMatch(
    /What is not from this change is not known: the profiles of the base commit `[0-9a-f]{7}` are invalid\./,
  );
});

test('what the merge is about is refused where nobody reviewed it, drift elsewhere or not', async () => {
  const { world, console } = story;
  const pull = openPull(world, FIFTEEN);
  await story.run(pullRequestEvent(world, pull), PART);
  await disableRule(console, 'SoundboxMetricsToLake');
  await console.iot('UpdateSecurityProfile', {
    securityProfileName: 'Soundbox',
    securityProfileDescription: 'by hand',
  });
  const merged = await story.run(pushEvent(world, merge(world, pull, 'squash')), PART);
  expect(merged.code).toBe(EXIT.notReviewed);
  expect([threshold(), isDisabled()]).toEqual([10, true]);
});

test('without the input, drift after the review is refused as ever', async () => {
  const { world, console } = story;
  const pull = openPull(world, FIFTEEN);
  await story.run(pullRequestEvent(world, pull), PART);
  await disableRule(console, 'SoundboxMetricsToLake');
  expect((await story.run(pushEvent(world, merge(world, pull, 'squash')))).code).toBe(EXIT.notReviewed);
  expect([threshold(), isDisabled()]).toEqual([10, true]);
});

test('nothing is left alone where GitHub does not tell what was there before the push', async () => {
  const { world, console } = story;
  const pull = openPull(world, FIFTEEN);
  await story.run(pullRequestEvent(world, pull), PART);
  await disableRule(console, 'SoundboxMetricsToLake');
  const push = pushEvent(world, merge(world, pull, 'squash'));
  const unknown = { ...push, payload: { ...(push.payload as object), before: '0'.repeat(40) } };
  expect((await story.run(unknown as typeof push, PART)).code).toBe(EXIT.notReviewed);
  expect(threshold()).toBe(10);
});

test('all is refused where what was reviewed cannot go without what would be left alone', async () => {
  const { world } = story;
  const pull = openPull(world, FIFTEEN);
  await story.run(pullRequestEvent(world, pull), PART);
  // The profile exports by way of the rule, which somebody has deleted.
  delete region().topicRules['SoundboxMetricsToLake'];
  expect((await story.run(pushEvent(world, merge(world, pull, 'squash')), PART)).code).toBe(EXIT.notReviewed);
  expect(threshold()).toBe(10);
});
