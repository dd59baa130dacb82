import { expect, test } from 'vitest';
import { EXIT } from '../../src/model/world.ts';
import { merge, openPull } from '../edges/github/history.ts';
import { pullRequestEvent, pushEvent } from '../edges/github/payloads.ts';
import { EXAMPLE, edited, openStory } from './story.ts';

test('a pull request shows how often it would have alarmed where the workflow asks, and is applied as ever', async () => {
  const story = await openStory({ 'README.md': 'Fleet' });
  try {
    const { world, sandbox } = story;
    const commentOn = (number: number): string =>
      world.comments.findLast((comment) => comment.number === number)?.body ?? '';
    const first = openPull(world, EXAMPLE);
    await story.run(pullRequestEvent(world, first));
    await story.run(pushEvent(world, merge(world, first, 'squash')));
    expect(sandbox.calls.filter(({ operation }) => operation === 'ListMetricValues')).toEqual([]);

    const pull = openPull(world, edited('value: { number: 10 }', 'value: { number: 15 }'));
    expect((await story.run(pullRequestEvent(world, pull), { backTest: true })).code).toBe(EXIT.fine);
    expect(commentOn(pull.number)).toMatch(/<summary>Back-test: \d+ → \d+ alarms? of 1 changed behavior<\/summary>/);
    expect(commentOn(pull.number)).toMatch(/\| `Soundbox BatteryNotFlat` \| `battery_level` \| 20 of 50 things/);
    expect((await story.run(pushEvent(world, merge(world, pull, 'squash')), { backTest: true })).code).toBe(EXIT.fine);
  } finally {
    await story.close();
  }
});
