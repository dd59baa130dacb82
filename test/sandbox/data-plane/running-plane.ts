import { chance } from '../../../src/sandbox/data-plane/fleet/chance.ts';
import { createLedger } from '../../../src/sandbox/data-plane/ledger.ts';
import { startPlane } from '../../../src/sandbox/data-plane/plane.ts';
import { regionOf } from '../../../src/sandbox/state.ts';
import type { TopicRuleRecord } from '../../../src/sandbox/state.ts';
import { applied, OPTIONS } from './flow.ts';
import type { Edits } from './flow.ts';

/** The Basic Ingest topic of the example. */
export const LAKE = '$aws/rules/SoundboxMetricsToLake';
const UNCOMPRESSED = [/ {6}compressionFormat: GZIP\n/, ''] as const;
/** The action of its rule, as it stands in the profile. */
export const FIREHOSE = / {6}- firehose:\n(?: {10}.*\n)+/;

/** A plane of the edited example, whose buckets are maps. `rule` takes the place of members of its rule. */
export async function plane(edits: Edits = [], rule: Partial<TopicRuleRecord['payload']> = {}) {
  const state = regionOf(await applied([UNCOMPRESSED, ...edits]), OPTIONS.account, OPTIONS.region);
  Object.assign(state.topicRules['SoundboxMetricsToLake']?.payload ?? {}, rule);
  const objects = new Map<string, string>();
  const ledger = createLedger();
  const time = { now: OPTIONS.begin };
  const work: Promise<void>[] = [];
  const started = startPlane({
    account: OPTIONS.account,
    region: OPTIONS.region,
    state,
    now: () => time.now,
    chance: chance(1),
    ledger,
    bucket: (name) => ({
      put: async (key, body) =>
        void objects.set(`${name}/${key.replace(/[0-9a-f]{8}(-[0-9a-f]+){4}/, 'UUID')}`, Buffer.from(body).toString()),
    }),
    outage: () => undefined,
    compress: (bytes: Uint8Array) => Promise.resolve(bytes),
    background: (one) => void work.push(one),
  });
  return {
    ...started,
    /** What is in the buckets when all is delivered. */
    delivered: async () => {
      for (let due = started.due(); due !== undefined; due = started.due()) {
        time.now = due;
        started.settle();
      }
      await Promise.all(work);
      return { objects: Object.fromEntries(objects), settled: ledger.settled(), handed: ledger.total() };
    },
  };
}

/** An export of some data points. */
export const batch = (points: number): string =>
  JSON.stringify({
    version: '1.0',
    metrics: Array.from({ length: points }, (_, thing) => ({ name: 'm', thing: `t${thing}` })),
  });
