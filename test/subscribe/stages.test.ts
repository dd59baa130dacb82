import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Packet } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { brokerAt } from '../../src/edges/mqtt/broker.ts';
import { subscribeTo } from '../../src/edges/mqtt/subscription.ts';
import { readBatch } from '../../src/subscribe/export-batch.ts';
import { grown, isFull } from '../../src/subscribe/rotation.ts';
import { createSeenPoints } from '../../src/subscribe/deduplicate.ts';
import { startMqttBroker } from '../../src/sandbox/mqtt-broker.ts';
import { batchOf, pointOf } from './batches.ts';
import { scriptedBroker } from './scripted-broker.ts';

const read = (text: string): ReturnType<typeof readBatch> => readBatch(new TextEncoder().encode(text));
const publishedSchema = JSON.parse(
  readFileSync(new URL('../../schemas/export-batch.schema.json', import.meta.url), 'utf8'),
) as object;

describe('a message of an export', () => {
  const point = pointOf('t');
  const kept = [
    { message: batchOf(), reason: 'nothing to tell' },
    { message: batchOf({ ...point, dimension: { name: 'd', operator: 'NOT_IN' } }), reason: 'a dimension' },
    { message: batchOf({ ...point, value: { cidrs: ['10.0.0.1'] } }), reason: 'addresses' },
    {
      message: batchOf({ ...point, value: { min: 1, max: 2, total: 3 } }),
      reason: 'a value that AWS does not document',
    },
    { message: batchOf({ ...point, timestamp: 1_795_000_000 }), reason: 'seconds' },
    { message: batchOf({ ...point, more: true }), reason: 'a member that AWS may add' },
    { message: '{"version":"1.1","metrics":[]}', reason: 'a later version of the format' },
  ];
  test.each(kept)('is kept with $reason', ({ message }) => {
    expect(read(message)).toEqual({ batch: JSON.parse(message) as unknown });
  });

  const refused = [
    { message: '', reason: 'empty', says: /^not JSON/ },
    { message: '[]', reason: 'a list', says: /^the message is not as documented \(type\)/ },
    { message: '{"version":"2.0","metrics":[]}', reason: 'another format', says: /^version is not/ },
    { message: '{"version":"1.0"}', reason: 'no metrics', says: /^metrics is missing/ },
    { message: batchOf({ ...point, value: {} }), reason: 'no value', says: /^metrics\.0\.value is not/ },
    {
      message: batchOf(point, { ...point, version: 'x' as never }),
      reason: 'a textual version',
      says: /^metrics\.1\.version is not/,
    },
    {
      message: batchOf({ ...point, timestamp: -1 }),
      reason: 'a time before 1970',
      says: /^metrics\.0\.timestamp is not/,
    },
    {
      message: batchOf({ ...point, value: { ports: [70_000] } }),
      reason: 'a port that there is not',
      says: /ports\.0/,
    },
  ];
  test.each(refused)('is refused with $reason', ({ message, says }) => {
    expect(read(message)).toEqual({ reason: expect.stringMatching(says) });
  });

  test('is judged as the published schema judges it', () => {
    const isBatch = new Ajv2020({ strict: true, strictRequired: false }).compile(publishedSchema);
    const messages = [...kept, ...refused.slice(1)].map(({ message }) => message);
    for (const message of messages) expect('batch' in read(message), message).toBe(isBatch(JSON.parse(message)));
  });

  test('of any bytes is either a batch or has a reason, and never throws', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => Object.keys(readBatch(bytes)).length === 1));
    fc.assert(fc.property(fc.json(), (text) => Object.keys(read(text)).length === 1));
  });
});

describe('what was seen', () => {
  test('is admitted again only in a higher version', () => {
    const seen = createSeenPoints(10);
    const admitted = [1, 1, 3, 2, 3, 4].map((version) => seen.admit(pointOf('t', { version })));
    expect(admitted).toEqual([true, false, true, false, false, true]);
  });

  test('is told apart by thing, metric, time and dimension, whatever they are called', () => {
    const seen = createSeenPoints(100);
    const narrow = (name: string, operator: string) => ({ dimension: { name, operator } });
    const points = [
      pointOf('ab', { name: 'c' }),
      pointOf('a', { name: 'bc' }),
      pointOf('ab', { name: 'c', timestamp: 1 }),
      pointOf('ab', { name: 'c', ...narrow('d', 'IN') }),
      pointOf('ab', { name: 'c', ...narrow('d', 'NOT_IN') }),
      pointOf('ab', { name: 'cIN d' }),
    ];
    expect(points.map((point) => seen.admit(point))).toEqual(points.map(() => true));
    expect(points.map((point) => seen.admit(point))).toEqual(points.map(() => false));
  });

  test('is remembered for the last points of the window at least, and not for ever', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 60 }), (window, count) => {
        const seen = createSeenPoints(window);
        for (let nth = 0; nth < count; nth++) seen.admit(pointOf(`t${nth}`));
        for (let nth = Math.max(0, count - window); nth < count; nth++)
          expect(seen.admit(pointOf(`t${nth}`))).toBe(false);
        const isOld = count > 2 * window;
        if (isOld) expect(seen.admit(pointOf('t0'))).toBe(true);
      }),
    );
  });
});

test('a file is full when it is large or old enough, and never while it is empty', () => {
  const limits = { bytes: 10, seconds: 5 };
  const empty = grown({ bytes: 0 }, [], 1000);
  expect(isFull(empty, limits, 1e12)).toBe(false);
  const small = grown(empty, ['abc'], 1000);
  expect([5999, 6000].map((at) => isFull(small, limits, at))).toEqual([false, true]);
  expect(isFull(grown(small, ['abcde'], 2000), limits, 2000)).toBe(true);
});

test('whoever does not take what arrives is not sent more', async () => {
  const broker = await startMqttBroker();
  const stop = new Promise<void>(() => undefined);
  const at = { broker: brokerAt(broker.url, {}), filter: 'slow', clientId: 'slow', stop, report: () => undefined };
  const subscription = await subscribeTo(at);
  const message = batchOf(pointOf('x'.repeat(10_000)));
  let published = 0;
  const publishing = (async (): Promise<void> => {
    for (; published < 2000; published++) await broker.publish('slow', message);
  })();
  const isStill = async (): Promise<boolean> => {
    const before = published;
    await new Promise((resolve) => setTimeout(resolve, 200));
    return published > 0 && published === before;
  };
  while (!(await isStill()));
  // The sockets hold some, and then the broker has to wait.
  expect(published).toBeLessThan(2000);
  const first = await subscription.take();
  // What one read of a socket brings comes on top of what is enough.
  expect(first?.deliveries.length).toBeGreaterThanOrEqual(200);
  expect(first?.deliveries.length).toBeLessThanOrEqual(210);
  let taken = first?.deliveries.length ?? 0;
  for (const { acknowledge } of first?.deliveries ?? []) acknowledge();
  while (taken < 2000)
    for (const { acknowledge } of (await subscription.take())?.deliveries ?? []) {
      taken += 1;
      acknowledge();
    }
  await publishing;
  await subscription.close();
  await broker.close();
});

test.each([
  { reason: 'over many reads', bytes: 5000 },
  { reason: 'with the CONNACK in one read', bytes: 100 },
])('a session that kept more than is taken in at once is resumed: it comes $reason', async ({ bytes }) => {
  const kept = Array.from({ length: 300 }, (_, nth): Packet => {
    const about = { qos: 1, dup: true, retain: false, messageId: nth + 1 } as const;
    return { cmd: 'publish', topic: 'kept', payload: `m${nth}`.padEnd(bytes), ...about };
  });
  const broker = await scriptedBroker(({ cmd }) => {
    if (cmd === 'connect') return [{ cmd: 'connack', reasonCode: 0, sessionPresent: true }, ...kept];
    return cmd === 'subscribe' ? [{ cmd: 'suback', messageId: 1, granted: [1] }] : [];
  });
  const stop = new Promise<void>(() => undefined);
  const at = { broker: brokerAt(broker.url, {}), filter: 'kept', clientId: 'kept', stop, report: () => undefined };
  const subscription = await subscribeTo(at);
  let taken = 0;
  while (taken < kept.length) taken += (await subscription.take())?.deliveries.length ?? 0;
  expect(taken).toBe(kept.length);
  broker.close();
});
