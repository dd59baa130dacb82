import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMqttBroker } from '../../src/sandbox/mqtt-broker.ts';
import type { MqttBroker } from '../../src/sandbox/mqtt-broker.ts';
import { batchOf, pointOf } from './batches.ts';
import { allLinesIn, linesIn } from './folder.ts';
import { startSubscriber, until } from './program.ts';
import { openRelay } from './relay.ts';

let broker: MqttBroker;
let publisher: MqttClient;
let root = '';

beforeAll(async () => {
  broker = await startMqttBroker();
  publisher = await connectAsync(broker.url);
  root = mkdtempSync(join(tmpdir(), 'subscribe-'));
});
afterAll(async () => {
  await publisher.endAsync();
  await broker.close();
  rmSync(root, { recursive: true, force: true });
});

const publish = (topic: string, message: string): Promise<unknown> =>
  publisher.publishAsync(topic, message, { qos: 1 });

describe('subscribe', () => {
  test('prints each data point once, says what it counted, and ends well on SIGTERM', async () => {
    const program = startSubscriber(['a/metrics', '--broker', broker.url]);
    await until('it has subscribed', () => program.err().includes('subscribed to a/metrics'));
    const [first, second] = [pointOf('one'), pointOf('two', { dimension: { name: 'd', operator: 'IN' } })];
    await publish('a/metrics', batchOf(first, second));
    await publish('a/metrics', batchOf(second, first));
    await publish('a/metrics', batchOf({ ...first, version: 2 }));
    await until('all is there', () => program.out().split('\n').length === 4);
    program.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    const lines = program.out().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([first, second, { ...first, version: 2 }]);
    expect(program.err()).toMatch(/^3 batches, 3 data points written, 2 duplicates, 0 rejected, lag \d+ min/m);
  });

  test('keeps what is no batch aside, with the reason, and goes on', async () => {
    const folder = join(root, 'broken');
    const program = startSubscriber(['b/metrics', '--broker', broker.url, '--out', folder, '--file-age', '1']);
    await until('it has subscribed', () => program.err().includes('subscribed'));
    const broken = ['{"version":"1.0"', '{"version":"1.0","metrics":[{"name":"x"}]}', '{"version":1,"metrics":[]}'];
    for (const message of broken) await publish('b/metrics', message);
    await publisher.publishAsync('b/metrics', Buffer.from([0xff, 0xfe]), { qos: 1 });
    await publish('b/metrics', batchOf(pointOf('sound')));
    await until('all is there', () => linesIn(folder).length === 1);
    program.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    const kept = readFileSync(join(folder, 'rejected.ndjson'), 'utf8').trimEnd().split('\n');
    expect(kept.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ topic: 'b/metrics', payload: broken[0], reason: expect.stringMatching(/^not JSON/) }),
      expect.objectContaining({ payload: broken[1], reason: 'metrics.0.thing is missing' }),
      expect.objectContaining({ payload: broken[2], reason: 'version is not as documented (type)' }),
      expect.objectContaining({ payloadHex: 'fffe', reason: 'not UTF-8' }),
    ]);
    expect(linesIn(folder)).toEqual([JSON.stringify(pointOf('sound'))]);
  });

  test('loses and doubles nothing over restarts of the broker and of itself, killed in the middle', async () => {
    const folder = join(root, 'restarts');
    const relay = await openRelay(Number(new URL(broker.url).port));
    const args = ['c/metrics', '--broker', `mqtt://127.0.0.1:${relay.port}`, '--out', folder];
    const start = async (sign: string) => {
      const program = startSubscriber([...args, '--client-id', 'c']);
      await until('it has subscribed', () => program.err().includes(sign));
      return program;
    };
    let sent = 0;
    const send = async (count: number): Promise<void> => {
      for (let nth = 0; nth < count; nth++, sent++) await publish('c/metrics', batchOf(pointOf(`thing-${sent}`)));
    };
    const killed = await start('new session');
    await send(200);
    await relay.cut();
    await send(50);
    await relay.restore();
    await until('it is back', () => killed.err().includes('session resumed'));
    const more = send(500);
    await new Promise((resolve) => setTimeout(resolve, 20));
    killed.kill('SIGKILL');
    expect(await killed.ended).toBe('SIGKILL');
    await more;
    const last = await start('session resumed');
    await send(50);
    last.kill('SIGTERM');
    expect(await last.ended).toBe(0);
    // What is left with the broker comes to the next one.
    const rest = await start('session resumed');
    const expected = Array.from({ length: sent }, (_, nth) => JSON.stringify(pointOf(`thing-${nth}`)));
    await until('nothing is left', () => allLinesIn(folder, 'c').length >= sent);
    rest.kill('SIGTERM');
    expect(await rest.ended).toBe(0);
    expect(linesIn(folder).toSorted()).toEqual(expected.toSorted());
    await relay.cut();
  });

  test('begins a new file when the age is reached', async () => {
    const folder = join(root, 'age');
    const args = ['d/metrics', '--broker', broker.url, '--out', folder, '--file-age', '1'];
    const program = startSubscriber(args);
    await until('it has subscribed', () => program.err().includes('subscribed'));
    await publish('d/metrics', batchOf(pointOf('one')));
    await until('the file is there', () => linesIn(folder).length === 1);
    await publish('d/metrics', batchOf(pointOf('two')));
    await until('the second file is there', () => linesIn(folder).length === 2);
    program.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(readdirSync(folder).filter((name) => name.endsWith('.ndjson'))).toHaveLength(2);
  });
});
