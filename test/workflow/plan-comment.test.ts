import { afterEach, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../src/model/world.ts';
import { headOf, merge, openPull, pushToPull } from '../edges/github/history.ts';
import { pullRequestEvent, pushEvent } from '../edges/github/payloads.ts';
import type { Comment } from '../edges/github/world.ts';
import { EXAMPLE, edited, openStory, type Ran, type Story } from './story.ts';

let story: Story;
const QUIET = { comment: 'changes' } as const;
const FIFTEEN = edited('value: { number: 10 }', 'value: { number: 15 }');
const on = (number: number): readonly Comment[] =>
  story.world.comments.filter((comment) => comment.number === number && comment.minimized === null);
const planned = (pull: ReturnType<typeof openPull>, options = {}): Promise<Ran> =>
  story.run(pullRequestEvent(story.world, pull), options);

beforeEach(async () => {
  story = await openStory({ 'README.md': 'Fleet' });
  const pull = openPull(story.world, EXAMPLE);
  await planned(pull);
  expect((await story.run(pushEvent(story.world, merge(story.world, pull, 'squash')))).code).toBe(EXIT.fine);
});
afterEach(() => story.close());

test('what goes is named once, with the line where it stood before the pull request', async () => {
  const before = story.world.branches.get('main') ?? '';
  const live = /^ {2}SoundboxLive:[^]*?(?=^\S)/m;
  const text = EXAMPLE['profiles/soundbox.yaml'] ?? '';
  const line = text.slice(0, text.search(live)).split('\n').length;
  const pull = openPull(story.world, { 'profiles/soundbox.yaml': text.replace(live, '') });
  await planned(pull);
  const [{ body } = { body: '' }] = on(pull.number);
  const place = `/blob/${before}/profiles/soundbox.yaml#L${line})`;
  expect(body).toContain('**Deleted**\n\n- ➖ `SecurityProfile/SoundboxLive`, which stood at [`soundbox.yaml:');
  expect(body).toContain(place);
  expect(body.match(/^\|.*SoundboxLive/gm), 'no row of the table').toBe(null);
});

test('a name that was changed without saying so is taken for what it may be', async () => {
  const text = (EXAMPLE['profiles/soundbox.yaml'] ?? '').replaceAll('battery_level', 'charge');
  const pull = openPull(story.world, { 'profiles/soundbox.yaml': text });
  const { log } = await planned(pull);
  expect(on(pull.number)[0]?.body).toMatch(
    /`CustomMetric\/battery_level`, which stood at .*💡 `CustomMetric\/charge` is created and equal.*`renamedFrom: "battery_level"`/,
  );
  expect(log).toMatch(/CustomMetric\/battery_level is deleted, and CustomMetric\/charge is created and equal/);
});

test('says into which branch it goes, and the whole digest for who applies it by hand', async () => {
  const pull = openPull(story.world, FIFTEEN);
  const { outputs } = await planned(pull);
  expect(on(pull.number)[0]?.body).toMatch(/\*\*Next:\*\* merge into `main` to apply exactly `[0-9a-f]{12}`/);
  expect(on(pull.number)[0]?.body).toContain(`\n${outputs['digest']}\n`);
});

test('with `comment: changes` a pull request that changes nothing hears nothing, and has its status all the same', async () => {
  const { world } = story;
  const pull = openPull(world, { 'README.md': 'Our fleet' });
  const quiet = await planned(pull, QUIET);
  expect(quiet).toMatchObject({ code: EXIT.fine, outputs: { 'has-changes': 'false' } });
  expect(on(pull.number)).toEqual([]);
  expect(quiet.summary).toContain('✅ No changes');
  expect(world.statuses.at(-1)).toMatchObject({ state: 'success', sha: headOf(pull) });

  pushToPull(world, pull, FIFTEEN);
  await planned(pull, QUIET);
  expect(on(pull.number)).toMatchObject([{ body: expect.stringContaining('1 to update') as string }]);

  pushToPull(world, pull, { 'profiles/soundbox.yaml': EXAMPLE['profiles/soundbox.yaml'] ?? '' });
  await planned(pull, QUIET);
  expect(on(pull.number), 'the plan of the commit before is told to be none').toMatchObject([
    { body: expect.stringContaining('✅ No changes') as string },
  ]);
  expect((await story.run(pushEvent(world, merge(world, pull, 'squash')))).code).toBe(EXIT.fine);
});

test('with `comment: changes` a revert of what still waits to be applied is told, though it changes nothing yet', async () => {
  const { world } = story;
  const bad = openPull(world, FIFTEEN);
  await planned(bad, QUIET);
  merge(world, bad, 'squash');
  const revert = openPull(world, { 'profiles/soundbox.yaml': EXAMPLE['profiles/soundbox.yaml'] ?? '' });
  const { outputs } = await planned(revert, QUIET);
  expect(outputs['has-changes']).toBe('false');
  expect(on(revert.number)).toMatchObject([{ body: expect.stringContaining('✅ No changes') as string }]);
});

test('with `comment: changes` whoever breaks the profiles is told', async () => {
  const pull = openPull(story.world, { 'profiles/soundbox.yaml': 'securityProfiles: 1\n' });
  await planned(pull, QUIET);
  expect(on(pull.number)).toMatchObject([{ body: expect.stringContaining('❌ Invalid') as string }]);
});

test('without `comment: changes` a pull request that changes nothing is told so', async () => {
  const pull = openPull(story.world, { 'README.md': 'Our fleet' });
  await planned(pull);
  expect(on(pull.number)).toMatchObject([{ body: expect.stringContaining('✅ No changes') as string }]);
});
