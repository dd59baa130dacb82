import { expect, test } from 'vitest';
import { reporterOn } from '../../src/edges/console.ts';
import type { Event } from '../../src/model/event.ts';

/** What happens in a run of a minute, with the second at which it happens. */
const RUN: readonly (readonly [second: number, event: Event])[] = [
  [0, { type: 'sent', operation: 'sts:GetCallerIdentity' }],
  [0.1, { type: 'called', target: 'production', operation: 'sts:GetCallerIdentity', asked: 0, attempts: [] }],
  [0.2, { type: 'estimate', doing: 'read', target: 'production', requests: 500, seconds: 40 }],
  [0.2, { type: 'reading', target: 'production', done: 0, total: 400 }],
  [5, { type: 'reading', target: 'production', done: 50, total: 400 }],
  [6, { type: 'queued', quota: 'iot:tags', waiting: 340, perSecond: 10, seconds: 34 }],
  [20, { type: 'retrying', operation: 'iot:ListTagsForResource', reason: 'AWS throttles', seconds: 0 }],
  [21, { type: 'retrying', operation: 'iot:ListTagsForResource', reason: 'AWS throttles', seconds: 0 }],
  [35, { type: 'reading', target: 'production', done: 350, total: 400 }],
  [40, { type: 'reading', target: 'production', done: 400, total: 400 }],
  [40.1, { type: 'planned', target: 'production', digest: 'sha256:0', changes: 2 }],
  [41, { type: 'starting', action: 'create', address: 'DeliveryStream/lake' }],
  [41, { type: 'sent', operation: 'firehose:CreateDeliveryStream' }],
  [
    52,
    {
      type: 'finished',
      outcome: { action: 'create', address: 'DeliveryStream/lake', status: 'verified' },
      told: true,
    },
  ],
];

/** Plays the run with a clock of its own, which ticks every second. */
function shown(live: boolean): string {
  let [now, text] = [0, ''];
  let tick = (): void => undefined;
  const report = reporterOn(
    { print: () => undefined, printError: (more) => void (text += more), color: false, width: 100, live },
    { now: () => now * 1000, everySecond: (work) => (tick = work) },
  );
  for (const [second, event] of RUN) {
    while (Math.floor(now) + 1 < second) {
      now = Math.floor(now) + 1;
      tick();
    }
    now = second;
    report(event);
  }
  return text.replaceAll('\r\u001B[2K', '\n⟲ ');
}

test('a terminal shows one line that says what is done, how long the rest takes and what it waits for', async () => {
  await expect(shown(true)).toMatchFileSnapshot('../golden/progress-live.txt');
});

test('where nobody watches there are a few plain lines', async () => {
  await expect(shown(false)).toMatchFileSnapshot('../golden/progress-ci.txt');
});
