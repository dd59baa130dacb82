/**
 * One process that does what a one-shot command does without any account, and says how long each part took:
 * `offline-process.ts WAY FOLDER FILE`. Bundled before it is measured, as the program is.
 */
import { createReadStream, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { planFor, reviewOf } from '../src/commands/planning/plan-targets.ts';
import { loadingProfiles } from '../src/commands/planning/profiles.ts';
import { finish } from '../src/model/steps.ts';
import { filesIn } from '../src/edges/files.ts';
import type { Address } from '../src/model/address.ts';
import type { Live } from '../src/model/kind.ts';
import { keptOnce } from '../src/model/resource.ts';
import type { DesiredState, LiveState } from '../src/model/resource.ts';
import { beforehand } from '../src/pipeline/impact/afterwards.ts';
import { renderPlan } from '../src/render/terminal/plan.ts';

/** What a process reports, times in milliseconds. */
export interface Report {
  readonly parts: Readonly<Record<string, number>>;
  readonly changes: number;
  /** Of all threads, since the process started. */
  readonly cpu: number;
  readonly peakMiB: number;
}

const [way = '', folder = '', file = ''] = process.argv.slice(2);
const parts: Record<string, number> = {};

async function timed<Result>(part: string, work: () => Result | Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  parts[part] = performance.now() - start;
  return result;
}

const READ = { resources: 0, requests: 0, seconds: 0, minimumSeconds: 0, notes: [], unread: [] };

const texts = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

/** Reads, checks, compares with the account as the file has it, and tells. */
async function defenderGitops(): Promise<number> {
  const world = {
    files: filesIn(folder),
    print: () => {},
    report: () => {},
    connect: () => Promise.reject(new Error('There is no account.')),
    today: '2026-11-23',
    repository: undefined,
    spareTarget: undefined,
    style: { color: false, width: 100 },
    breathe: () => undefined,
    stop: () => new AbortController().signal,
  };
  const loaded = await timed('read and check', () => finish(loadingProfiles(world, '.')));
  const [target] = loaded.targets;
  if (loaded.problems.length > 0 || target === undefined) throw new Error(JSON.stringify(loaded.problems[0]));
  const live = await accountIn(file, target.desired);
  const review = await timed('compare', () => {
    const planned = planFor(loaded, target, live);
    return reviewOf(loaded, planned, { before: beforehand(live), scope: {}, reading: READ, findings: [] });
  });
  await timed('tell', () => renderPlan(review, world.style));
  return review.plan.changes.length;
}

/** What a file says of an account, line by line, as AWS answers request by request. */
async function accountIn(path: string, { resources }: DesiredState): Promise<LiveState> {
  const live = new Map<Address, Live>();
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const [address, one] = JSON.parse(line) as [Address, Live];
    live.set(address, keptOnce(one, resources.get(address)));
  }
  return live;
}

/** The same with CDK's library: `file` holds both templates. */
async function cloudformationDiff(): Promise<number> {
  const cdk = await timed('import', () => import('@aws-cdk/cloudformation-diff'));
  const [before, after] = JSON.parse(readFileSync(file, 'utf8')) as [Record<string, object>, Record<string, object>];
  const differences = await timed('compare', () => cdk.fullDiff(before, after));
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
  await timed('tell', () => cdk.formatDifferences(sink as NodeJS.WriteStream, differences));
  return differences.resources.differenceCount;
}

async function jsYaml(): Promise<number> {
  const { load } = await timed('import', () => import('js-yaml'));
  return timed('read', () => texts().map((text) => load(text)).length);
}

async function yaml(): Promise<number> {
  const { LineCounter, parseDocument } = await timed('import', () => import('yaml'));
  return timed(
    'read',
    () =>
      texts().map(
        (text) => parseDocument(text, { lineCounter: new LineCounter(), uniqueKeys: false }).toJS() as unknown,
      ).length,
  );
}

/** Linux's own account of it: `maxRSS` begins with what the parent held. */
function peakMiB(): number {
  const [, kilobytes] = /VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

const ways: Readonly<Record<string, () => Promise<number>>> = { defenderGitops, cloudformationDiff, jsYaml, yaml };
const changes = (await ways[way]?.()) ?? 0;
const { user, system } = process.cpuUsage();
const report: Report = { parts, changes, cpu: (user + system) / 1000, peakMiB: peakMiB() };
process.stdout.write(JSON.stringify(report));
