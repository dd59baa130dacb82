import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SimulationReport } from '../src/model/exports/simulation.ts';
import type { Bench } from './bench.ts';
import { inTurn, median, spread } from './samples.ts';

const TIMES = 3;
const DEVICES = 1000;
const SEED = 7;

/** How fast data points flow through option 1, and whether memory grows with time. */
export const simulation: Bench = {
  name: 'simulate',
  title: 'Flowing through option 1',
  about: `\`defender-gitops simulate profiles --devices ${DEVICES} --seed ${SEED} --out DIR\` with the example, which exports five metrics: four through Basic Ingest, a rule's SQL with batchMode, and Firehose with gzip into files; one to a topic. The whole program from its start, ${TIMES} times in turn.`,
  run: async () => {
    const samples = await inTurn(TIMES, { day: () => simulated(24), fourDays: () => simulated(96) });
    const rows = Object.entries(samples).map(([name, runs]) => [
      name === 'day' ? '24' : '96',
      whole(runs[0]?.delivered ?? 0),
      spread(
        runs.map(({ milliseconds }) => milliseconds),
        0,
      ),
      whole(median(runs.map(perMinute))),
      spread(
        runs.map(({ peak }) => peak),
        0,
      ),
    ]);
    const slowest = Math.min(...Object.values(samples).map((runs) => median(runs.map(perMinute))));
    const [day, fourDays] = [samples.day, samples.fourDays].map((runs) => median(runs.map(({ peak }) => peak)));
    const growth = (fourDays ?? Number.NaN) / (day ?? Number.NaN);
    return {
      tables: [
        { columns: ['hours', 'data points in the lake', 'ms', 'data points a minute', 'greatest memory, MiB'], rows },
      ],
      goals: [
        {
          id: 'F1',
          promise: 'at least 1,000,000 data points a minute into the lake',
          measured: `${whole(slowest)} a minute`,
          holds: slowest >= 1_000_000,
        },
        {
          id: 'F2',
          promise: 'four times the hours take at most 1.2 × the memory',
          measured: `${growth.toFixed(2)} ×`,
          holds: growth <= 1.2,
        },
      ],
    };
  },
};

interface Simulated {
  readonly milliseconds: number;
  readonly delivered: number;
  /** MiB. */
  readonly peak: number;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const perMinute = ({ delivered, milliseconds }: Simulated): number => (delivered * 60_000) / milliseconds;

/** Run before the program, so that it says at its end how much memory it had. */
const SAY_PEAK = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS))`;

async function simulated(hours: number): Promise<Simulated> {
  const root = mkdtempSync(join(tmpdir(), 'bench-simulate-'));
  const cli = new URL('../src/cli.ts', import.meta.url).pathname;
  const options = ['--devices', DEVICES, '--hours', hours, '--seed', SEED, '--out', join(root, 'lake'), '--json'];
  const args = [
    '--import',
    `data:text/javascript,${encodeURIComponent(SAY_PEAK)}`,
    cli,
    'simulate',
    'profiles',
    ...options,
  ];
  const start = performance.now();
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args.map(String), { maxBuffer: 1e8 });
  const milliseconds = performance.now() - start;
  rmSync(root, { recursive: true });
  const { targets } = JSON.parse(stdout) as { targets: readonly SimulationReport[] };
  const fates = targets.flatMap((report) => report.fates);
  const delivered = fates.reduce((sum, { fate, points }) => sum + (fate === 'delivered' ? points : 0), 0);
  return { milliseconds, delivered, peak: Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024 };
}
