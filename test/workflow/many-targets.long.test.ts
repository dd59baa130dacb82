import { expect, test } from 'vitest';
import { EXIT } from '../../src/model/world.ts';
import { merge, openPull } from '../edges/github/history.ts';
import type { Seen } from '../edges/github/loopback.ts';
import { pullRequestEvent, pushEvent } from '../edges/github/payloads.ts';
import { openStory } from './story.ts';
import { TARGET } from '../world.ts';

const TARGETS = 400;

/**
 * Seconds that requests take at least at what GitHub publishes: writes a second apart, those that notify people three, 80 of
 * them a minute and 500 an hour, 1,000 requests an hour.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
function leastSeconds(requests: readonly Seen[]): number {
  const writes = requests.filter(({ route }) => !route.startsWith('GET') && route !== 'POST /graphql');
  const notifying = writes.filter(({ route }) => route.startsWith('POST') && route.endsWith('/comments'));
  expect(writes.length, 'in an hour').toBeLessThan(500);
  expect(requests.length, 'in an hour').toBeLessThan(1000);
  return Math.max(writes.length + 2 * notifying.length, (writes.length / 80) * 60, requests.length / 15);
}

test(
  '400 targets are planned and applied with one comment each, in less than the 15 minutes of a job',
  { timeout: 600_000 },
  async () => {
    const targets = Array.from(
      { length: TARGETS },
      (_, index) => `  fleet-region-${index}: { account: "${TARGET.account}", region: eu-west-${index + 1} }\n`,
    );
    const settings = `targets:\n${targets.join('')}`;
    const story = await openStory({ 'profiles/defender.yaml': settings }, { inProcess: true });
    try {
      const { world, github } = story;
      const metric = 'customMetrics: { pump_temp: { metricType: number } }\n';
      const pull = openPull(world, { 'profiles/pump.yaml': metric });
      const spent = async (work: () => Promise<{ readonly code: number }>): Promise<number> => {
        const [from, begun] = [github.requests.length, story.now()];
        expect(await work()).toMatchObject({ code: EXIT.fine });
        return leastSeconds(github.requests.slice(from)) + (story.now() - begun) / 1000;
      };
      const planning = await spent(() => story.run(pullRequestEvent(world, pull)));
      expect(world.comments).toHaveLength(1);
      expect(Buffer.byteLength(world.comments[0]?.body ?? '')).toBeLessThan(60_000);
      expect(world.statuses).toMatchObject([{ context: 'defender-gitops/all targets', state: 'success' }]);
      const applying = await spent(() => story.run(pushEvent(world, merge(world, pull, 'squash'))));
      expect(world.comments).toHaveLength(2);
      console.info({ planning, applying });
      for (const seconds of [planning, applying]) expect(seconds).toBeLessThan(15 * 60);
    } finally {
      await story.close();
    }
  },
);
