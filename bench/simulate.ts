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

interface Case {
  readonly folder: string;
  readonly hours: number;
  /** What its streams write. */
  readonly format: string;
}

const JSON_FILES = { folder: 'profiles', format: 'JSON, gzip' };

/** By name; each runs in turn. */
const CASES = {
  day: { ...JSON_FILES, hours: 24 },
  fourDays: { ...JSON_FILES, hours: 96 },
  parquet: { folder: 'examples/lake/profiles', format: 'Parquet', hours: 24 },
} as const satisfies Record<string, Case>;

/** How fast data points flow through option 1, and whether memory grows with time. */
export const simulation: Bench = {
  name: 'simulate',
  title: 'Flowing through option 1',
  about: `\`defender-gitops simulate profiles --devices ${DEVICES} --seed ${SEED} --out DIR\` with the example, which exports five metrics: four through Basic Ingest, a rule's SQL with batchMode, and Firehose with gzip into files; one to a topic. The same with \`examples/lake/profiles\`, whose rule makes flat records of three metrics, and whose stream converts them to Parquet. The whole program from its start, ${TIMES} times in turn.`,
  run: async () => {
    const samples = await inTurn(TIMES, {
      day: () => simulated(CASES.day),
      fourDays: () => simulated(CASES.fourDays),
      parquet: () => simulated(CASES.parquet),
    });
    const rows = (['day', 'fourDays', 'parquet'] as const).map((name) => [
      CASES[name].format,
      String(CASES[name].hours),
      whole(samples[name][0]?.delivered ?? 0),
      spread(
        samples[name].map(({ milliseconds }) => milliseconds),
        0,
      ),
      whole(median(samples[name].map(perMinute))),
      spread(
        samples[name].map(({ peak }) => peak),
        0,
      ),
    ]);
    const slowest = Math.min(...[samples.day, samples.fourDays].map((runs) => median(runs.map(perMinute))));
    const parquet = median(samples.parquet.map(perMinute));
    const [day, fourDays] = [samples.day, samples.fourDays].map((runs) => median(runs.map(({ peak }) => peak)));
    const growth = (fourDays ?? Number.NaN) / (day ?? Number.NaN);
    return {
      tables: [
        {
          columns: ['files', 'hours', 'data points in the lake', 'ms', 'data points a minute', 'greatest memory, MiB'],
          rows,
        },
      ],
      goals: [
        {
          id: 'F1',
          promise: 'at least 1,000,000 data points a minute into the lake',
          measured: `${whole(slowest)} a minute`,
          holds: slowest >= 1_000_000,
        },
        {
          id: 'F3',
          promise: 'at least 10,000,000 data points a minute into the lake, as Parquet',
          measured: `${whole(parquet)} a minute`,
          holds: parquet >= 10_000_000,
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

async function simulated({ folder, hours }: Case): Promise<Simulated> {
  const root = mkdtempSync(join(tmpdir(), 'bench-simulate-'));
  const cli = new URL('../src/cli.ts', import.meta.url).pathname;
  const options = ['--devices', DEVICES, '--hours', hours, '--seed', SEED, '--out', join(root, 'lake'), '--json'];
  const args = [
    '--import',
    `data:text/javascript,${encodeURIComponent(SAY_PEAK)}`,
    cli,
    'simulate',
    folder,
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
