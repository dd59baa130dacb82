import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subscribe } from '../src/subscribe/subscribe.ts';
import { lineLog } from '../src/edges/sinks/line-log.ts';
import { rotatingFiles } from '../src/edges/sinks/rotating-files.ts';
import type { DataPoint, ExportBatch } from '../src/model/exports/export-batch.ts';
import type { BrokerMessage, Subscription } from '../src/model/exports/subscription.ts';
import { startMqttBroker } from '../src/sandbox/mqtt-broker.ts';
import type { Bench } from './bench.ts';
import { inTurn, median, spread } from './samples.ts';

const TIMES = 5;
const BATCHES = 3000;
const POINTS = 100;
const WINDOW = 500_000;
const MIB = 1024 * 1024;

/** How fast exports get from a topic into files. */
export const subscription: Bench = {
  name: 'subscribe',
  title: 'Receiving exports over MQTT',
  about: `${BATCHES} batches of ${POINTS} data points, ${TIMES} times in turn. _Over sockets_: published as fast as the sandbox's broker takes them, with QoS 1, to \`defender-gitops subscribe --out\` in a process of its own, until the last line is in a finished file. _Without a broker_: the same messages handed to the command in one process, a hundred at a time, as many as may wait for acknowledgement. Every group is on the disk (\`fdatasync\`) before it is acknowledged.`,
  run: async () => {
    const batches = Array.from({ length: BATCHES }, (_, nth) => batchOf(nth));
    const peaks: number[] = [];
    const samples = await inTurn(TIMES, {
      sockets: async (nth) => {
        const { milliseconds, peak } = await overSockets(batches, nth);
        peaks.push(peak);
        return milliseconds;
      },
      alone: () => withoutBroker(batches),
    });
    const row = (name: string, milliseconds: readonly number[], memory: string): string[] => {
      const seconds = median(milliseconds) / 1000;
      return [
        name,
        spread(milliseconds, 0),
        perSecond(BATCHES / seconds),
        perSecond((BATCHES * POINTS) / seconds),
        memory,
      ];
    };
    const minute = (BATCHES * POINTS * 60_000) / median(samples.sockets);
    return {
      tables: [
        {
          columns: ['', 'ms', 'batches/s', 'data points/s', 'greatest memory, MiB'],
          rows: [
            row('over sockets', samples.sockets, spread(peaks, 0)),
            row('without a broker', samples.alone, 'not measured'),
          ],
        },
      ],
      goals: [
        {
          id: 'S1',
          promise: 'at least 1,000,000 data points a minute',
          measured: `${perSecond(minute)} a minute over sockets`,
          holds: minute >= 1_000_000,
        },
      ],
    };
  },
};

const perSecond = (value: number): string => Math.round(value).toLocaleString('en-US');

function batchOf(nth: number): string {
  const metrics = Array.from({ length: POINTS }, (_, thing): DataPoint => ({
    name: 'aws:num-messages-sent',
    thing: `soundbox-${String(thing).padStart(6, '0')}`,
    value: { count: (nth * 7919 + thing) % 1000 },
    version: 1,
    timestamp: 1_795_000_000_000 + nth * 300_000,
  }));
  const batch: ExportBatch = { version: '1.0', metrics };
  return JSON.stringify(batch);
}

async function overSockets(batches: readonly string[], nth: number): Promise<{ milliseconds: number; peak: number }> {
  const root = mkdtempSync(join(tmpdir(), 'bench-subscribe-'));
  const broker = await startMqttBroker();
  const cli = new URL('../src/cli.ts', import.meta.url).pathname;
  const args = [cli, 'subscribe', 'bench', '--broker', broker.url, '--client-id', `bench-${nth}`, '--out', root];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise((resolve) => child.stderr.once('data', resolve));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const part = join(root, `.bench-${nth}/part.ndjson`);
  const start = performance.now();
  for (const batch of batches) await broker.publish('bench', batch);
  const size = batches.length * POINTS;
  while (linesOf(part) < size) await new Promise((resolve) => setTimeout(resolve, 20));
  const status = `/proc/${child.pid}/status`;
  const peak = existsSync(status)
    ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]) / 1024
    : Number.NaN;
  child.kill('SIGTERM');
  await ended;
  const milliseconds = performance.now() - start;
  const [file = ''] = readdirSync(root).filter((name) => name.endsWith('.ndjson'));
  if (linesOf(join(root, file)) !== size) throw new Error(`${file} has not the ${size} lines that were published.`);
  await broker.close();
  rmSync(root, { recursive: true });
  return { milliseconds, peak };
}

/** Lines of a file, which may not be there yet. */
function linesOf(path: string): number {
  if (!existsSync(path)) return 0;
  let lines = 0;
  for (const byte of readFileSync(path)) if (byte === 0x0a) lines += 1;
  return lines;
}

async function withoutBroker(batches: readonly string[]): Promise<number> {
  const root = mkdtempSync(join(tmpdir(), 'bench-subscribe-'));
  const payloads = batches.map((batch) => new TextEncoder().encode(batch));
  let next = 0;
  const source: Subscription = {
    take: async () => {
      if (next >= payloads.length) return undefined;
      const some = payloads.slice(next, (next += 100));
      const deliveries = some.map((payload): BrokerMessage => ({
        topic: 'bench',
        payload,
        acknowledge: () => undefined,
      }));
      return { at: next, deliveries };
    },
    close: async () => undefined,
  };
  const points = await rotatingFiles({ folder: root, clientId: 'bench', window: WINDOW });
  const start = performance.now();
  await subscribe({
    subscribe: async () => source,
    points,
    rejected: lineLog(join(root, 'rejected.ndjson')),
    rotation: { bytes: 64 * MIB, seconds: 300 },
    window: WINDOW,
    report: () => undefined,
  });
  const milliseconds = performance.now() - start;
  rmSync(root, { recursive: true });
  return milliseconds;
}
