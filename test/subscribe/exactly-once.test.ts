import { appendFileSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { subscribe } from '../../src/subscribe/subscribe.ts';
import { lineLog } from '../../src/edges/sinks/line-log.ts';
import { rotatingFiles } from '../../src/edges/sinks/rotating-files.ts';
import type { DataPoint } from '../../src/model/exports/export-batch.ts';
import type { BrokerMessage, Sink, Subscription } from '../../src/model/exports/subscription.ts';
import { batchOf, pointOf } from './batches.ts';
import { linesIn } from './folder.ts';

/** What a process does before it is killed, or is told to stop: which messages come, in which order, and when it dies. */
interface Life {
  /** Which messages come together, by their number; a broker may also deliver again what was acknowledged. */
  readonly arrivals: readonly (readonly number[])[];
  /** Where it is killed: nowhere, before it writes, in the middle of a line, or before it acknowledges. */
  readonly death: 'none' | 'before' | 'torn' | 'after';
  /** Whether somebody takes the finished files away when it is over. */
  readonly collected: boolean;
}

const point = fc.record({ thing: fc.integer({ min: 0, max: 5 }), version: fc.integer({ min: 1, max: 3 }) });
const messages = fc.array(fc.array(point, { maxLength: 4 }), { minLength: 1, maxLength: 8 });
const life: fc.Arbitrary<Life> = fc.record({
  arrivals: fc.array(fc.array(fc.nat(7), { maxLength: 5 }), { maxLength: 4 }),
  death: fc.constantFrom('none', 'before', 'torn', 'after'),
  collected: fc.boolean(),
});

/** It takes whatever is left. */
const LAST: Life = { arrivals: [], death: 'none', collected: false };

const KILLED = new Error('killed');

/** Files that die at the last write of a life. */
function mortal(sink: Sink, death: Life['death'], part: string, isLast: () => boolean): Sink {
  return {
    ...sink,
    write: async (lines) => {
      if (!isLast() || lines.length === 0) return sink.write(lines);
      if (death === 'before') throw KILLED;
      if (death === 'torn') {
        const text = `${lines.join('\n')}\n`;
        appendFileSync(part, text.slice(0, Math.floor(text.length * 0.7)));
        throw KILLED;
      }
      await sink.write(lines);
      if (death === 'after') throw KILLED;
    },
  };
}

test('whatever comes twice, late, or around a death, each acknowledged data point is written exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(
      messages,
      fc.array(life, { maxLength: 4 }),
      fc.integer({ min: 1, max: 200 }),
      async (sent, lives, bytes) => {
        const root = mkdtempSync(join(tmpdir(), 'exactly-once-'));
        const folder = join(root, 'lake');
        const elsewhere = mkdtempSync(join(tmpdir(), 'collected-'));
        const payloads = sent.map((points) =>
          batchOf(...points.map(({ thing, version }): DataPoint => pointOf(`thing-${thing}`, { version }))),
        );
        const acknowledged = new Set<number>();
        for (const one of [...lives, LAST]) {
          const { death, collected } = one;
          let taken = 0;
          // The last life takes what is left, as a broker delivers it: what was acknowledged does not come again.
          const left = sent.map((_, nth) => nth).filter((nth) => !acknowledged.has(nth));
          const arrivals = one === LAST ? [left] : one.arrivals;
          const subscription: Subscription = {
            take: async () => {
              const now = arrivals[taken++];
              if (now === undefined) return undefined;
              const deliveries = now
                .filter((nth) => nth < payloads.length)
                .map((nth): BrokerMessage => ({
                  topic: 't',
                  payload: new TextEncoder().encode(payloads[nth]),
                  acknowledge: () => void acknowledged.add(nth),
                }));
              return { at: taken * 1000, deliveries };
            },
            close: async () => undefined,
          };
          const files = await rotatingFiles({ folder, clientId: 'me', window: 10_000 });
          const isLast = (): boolean => taken >= arrivals.length;
          const ended = subscribe({
            subscribe: async () => subscription,
            points: mortal(files, death, join(folder, '.me/part.ndjson'), isLast),
            rejected: lineLog(join(root, 'rejected.ndjson')),
            rotation: { bytes, seconds: 2 },
            window: 10_000,
            report: () => undefined,
          });
          await ended.catch((error: unknown) => expect(error).toBe(KILLED));
          if (collected)
            for (const name of readdirSync(folder).filter((file) => file.endsWith('.ndjson')))
              renameSync(join(folder, name), join(elsewhere, name));
        }
        const lines = [...linesIn(folder), ...linesIn(elsewhere)];
        expect(new Set(lines).size, 'no version of a point is written twice').toBe(lines.length);
        expect(acknowledged.size).toBe(sent.length);
        const newest = new Map<string, number>();
        const note = (map: Map<string, number>, { thing, version }: Pick<DataPoint, 'thing' | 'version'>): unknown =>
          map.set(thing, Math.max(map.get(thing) ?? 0, version));
        for (const line of lines) note(newest, JSON.parse(line) as DataPoint);
        const expected = new Map<string, number>();
        for (const one of sent.flat()) note(expected, { thing: `thing-${one.thing}`, version: one.version });
        expect(newest).toEqual(expected);
        for (const made of [root, elsewhere]) rmSync(made, { recursive: true });
      },
    ),
    { numRuns: 60 },
  );
});

test('nothing is acknowledged before it is safe: data points in their file, what is no batch beside it', async () => {
  const events: string[] = [];
  const sink = (name: string): Sink => ({
    remembered: async function* () {},
    write: async (lines) => {
      await Promise.resolve();
      if (lines.length > 0) events.push(`${name} ${lines.length}`);
    },
    finish: async () => undefined,
  });
  const deliveries = [batchOf(pointOf('a'), pointOf('b')), 'no batch'].map((text, nth): BrokerMessage => ({
    topic: 't',
    payload: new TextEncoder().encode(text),
    acknowledge: () => void events.push(`acknowledged ${nth}`),
  }));
  const arrivals = [{ at: 0, deliveries }];
  const taking: Subscription = { take: async () => arrivals.shift(), close: async () => undefined };
  await subscribe({
    subscribe: async () => taking,
    points: sink('points'),
    rejected: sink('rejected'),
    rotation: { bytes: 1000, seconds: 2 },
    window: 10,
    report: () => undefined,
  });
  expect(events).toEqual(['points 2', 'rejected 1', 'acknowledged 0', 'acknowledged 1']);
});
