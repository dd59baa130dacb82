import type { DataPoint } from '../model/exports/export-batch.ts';
import { millisecondsOf } from '../model/exports/export-batch.ts';
import type { Reporter } from '../model/event.ts';
import type { Arrivals, BrokerMessage, Sink, Subscription, SubscriptionCounts } from '../model/exports/subscription.ts';
import { readBatch } from './export-batch.ts';
import { grown, isFull } from './rotation.ts';
import type { Growing, RotationLimits } from './rotation.ts';
import { createSeenPoints } from './deduplicate.ts';
import type { SeenPoints } from './deduplicate.ts';
import type { ExitCode } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** What a subscription writes to, and by what rules. */
export interface Reception {
  readonly subscribe: () => Promise<Subscription>;
  readonly points: Sink;
  readonly rejected: Sink;
  readonly rotation: RotationLimits;
  /** Data points that are remembered, at least. */
  readonly window: number;
  readonly report: Reporter;
}

/**
 * Writes each data point that arrives once, as a line of JSON, and messages that are no batch aside; acknowledges what is safe,
 * and only that. Ends when the subscription does.
 */
export async function subscribe({
  points,
  rejected,
  rotation,
  window,
  report,
  ...reception
}: Reception): Promise<ExitCode> {
  const seen = createSeenPoints(window);
  for await (const line of points.remembered()) seen.admit(JSON.parse(line) as DataPoint);
  const subscription = await reception.subscribe();
  let counts: SubscriptionCounts = { batches: 0, points: 0, duplicates: 0, rejected: 0 };
  let growing: Growing = { bytes: 0 };
  try {
    for (;;) {
      const arrivals = await subscription.take();
      if (arrivals === undefined) break;
      const { lines, refused, ...more } = sorted(arrivals, seen);
      await points.write(lines);
      await rejected.write(refused);
      for (const { acknowledge } of arrivals.deliveries) acknowledge();
      growing = grown(growing, lines, arrivals.at);
      if (isFull(growing, rotation, arrivals.at)) {
        await points.finish();
        growing = { bytes: 0 };
      }
      counts = sum(counts, more.counts);
      report({ type: 'received', counts, isLast: false });
    }
  } finally {
    await subscription.close();
    report({ type: 'received', counts, isLast: true });
  }
  await points.finish();
  return EXIT.fine;
}

interface Sorted {
  readonly lines: readonly string[];
  readonly refused: readonly string[];
  readonly counts: SubscriptionCounts;
}

/** Takes messages apart: into the lines of their new data points, and what is no batch. */
function sorted({ at, deliveries }: Arrivals, seen: SeenPoints): Sorted {
  const lines: string[] = [];
  const refused: string[] = [];
  let duplicates = 0;
  let newest: number | undefined;
  for (const delivery of deliveries) {
    const read = readBatch(delivery.payload);
    if ('reason' in read) {
      refused.push(refusal(delivery, read.reason, at));
      continue;
    }
    for (const point of read.batch.metrics) {
      newest = Math.max(newest ?? 0, millisecondsOf(point.timestamp));
      if (seen.admit(point)) lines.push(JSON.stringify(point));
      else duplicates += 1;
    }
  }
  const batches = deliveries.length - refused.length;
  const lag = newest === undefined ? {} : { lag: Math.max(0, at - newest) / 1000 };
  return { lines, refused, counts: { batches, points: lines.length, duplicates, rejected: refused.length, ...lag } };
}

/** A message as it came, with why it was refused, so that it can be looked into and sent again. */
function refusal({ topic, payload }: BrokerMessage, reason: string, at: number): string {
  const text = new TextDecoder().decode(payload);
  const again = new TextEncoder().encode(text);
  const isText = again.length === payload.length && again.every((byte, nth) => byte === payload[nth]);
  const message = isText ? { payload: text } : { payloadHex: Array.from(payload, hex).join('') };
  return JSON.stringify({ receivedAt: at, topic, reason, ...message });
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

function sum(before: SubscriptionCounts, more: SubscriptionCounts): SubscriptionCounts {
  const lag = more.lag ?? before.lag;
  return {
    batches: before.batches + more.batches,
    points: before.points + more.points,
    duplicates: before.duplicates + more.duplicates,
    rejected: before.rejected + more.rejected,
    ...(lag === undefined ? {} : { lag }),
  };
}
