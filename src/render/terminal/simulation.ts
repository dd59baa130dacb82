import { grouped } from '../../model/values/amounts.ts';
import type { Cost } from '../../model/impact/cost.ts';
import type { SimulatedFate, SimulationReport } from '../../model/exports/simulation.ts';
import { labelled } from '../text/labelled.ts';
import { paletteFor } from '../text/palette.ts';
import type { Palette } from '../text/palette.ts';
import { plainLine } from '../text/plain-text.ts';
import { costText, FATES, many } from '../words/simulation.ts';

/** How it is shown; `out` is where the objects lie, if they were kept. */
interface SimulationStyle {
  readonly color: boolean;
  readonly width: number;
  readonly out?: string | undefined;
}

const points = (count: number): string => many(count, 'data point');

/** The end of a simulation: what flowed, who was alarmed, and what became of each data point. */
export function renderSimulation(report: SimulationReport, cost: Cost, { color, width, out }: SimulationStyle): string {
  const paint = paletteFor(color);
  return [
    paint.bold(headline(report)),
    '',
    ...totals(report, cost, width),
    ...section('Alarms', behaviors(report), paint),
    ...section('Paths', paths(report), paint),
    ...section(
      'Delivery summary',
      report.fates.map((fate) => fateLine(fate, paint)),
      paint,
    ),
    ...section(
      'Not simulated',
      report.notSimulated.map((text) => paint.yellow(`! ${plainLine(text)}`)),
      paint,
    ),
    '',
    out === undefined
      ? 'The objects were counted, not kept; --out DIR keeps them.'
      : `The objects are in ${plainLine(out)}, a folder for each bucket.`,
    '',
  ].join('\n');
}

function headline({ target, devices, begin, end, seed }: SimulationReport): string {
  const hours = Math.round((end - begin) / 3_600_000);
  return `${plainLine(target)}: ${many(devices, 'device')} for ${many(hours, 'hour')} of virtual time, seed ${seed}`;
}

function totals({ totals: sums }: SimulationReport, cost: Cost, width: number): readonly string[] {
  const money = costText(cost);
  const rows: readonly (readonly [string, string])[] = [
    ['reported', `${points(sums.reported)} by devices and AWS IoT`],
    ['retained', `${points(sums.retained)} in Device Defender`],
    ['exported', `${points(sums.exported)} in ${many(sums.batches, 'batch')}; ${grouped(sums.repeated)} of them twice`],
    ['rules', many(sums.ruleExecutions, 'execution')],
    ['objects', `${grouped(sums.objects)}, ${grouped(sums.objectBytes)} bytes`],
    ['alarms', `${grouped(sums.alarms)}, ${grouped(sums.alerts)} of them sent to SNS`],
    ...(money === undefined ? [] : ([['cost', `${money} (\`defender-gitops cost\` says how)`]] as const)),
  ];
  return rows.map(([name, text]) => labelled(name, 10, text, width));
}

const JUDGES = { static: '', statistical: ' (statistical)', 'machine-learning': ' (not simulated)', none: '' } as const;

function behaviors({ behaviors: all }: SimulationReport): readonly string[] {
  return all
    .filter(({ judge }) => judge !== 'none')
    .map(({ profile, name, judge, alarms, things, isSuppressed }) => {
      const found =
        judge === 'machine-learning' ? 'machine learning' : `${many(alarms, 'alarm')} of ${many(things, 'device')}`;
      return `${plainLine(`${profile}/${name}`)}: ${found}${JUDGES[judge]}${isSuppressed ? ', suppressed' : ''}`;
    });
}

function paths({ topics, streams }: SimulationReport): readonly string[] {
  return [
    ...topics.map(({ topic, batches, points: count, rules, way }) => {
      const takers = rules.length > 0 ? `rule ${rules.join(', ')}` : way === 'broker' ? 'whoever subscribes' : 'nobody';
      return plainLine(`${topic}: ${points(count)} in ${many(batches, 'batch')} → ${takers}`);
    }),
    ...streams.map(({ name, records, bytes, objects, objectBytes }) =>
      plainLine(
        `${name}: ${many(records, 'record')} of ${grouped(bytes)} bytes → ${many(objects, 'object')} of ${grouped(objectBytes)} bytes`,
      ),
    ),
  ];
}

const COLORS: Readonly<Record<SimulatedFate['fate'], keyof Palette>> = {
  delivered: 'green',
  published: 'green',
  filtered: 'dim',
  error: 'yellow',
  'not-simulated': 'yellow',
  lost: 'red',
};

function fateLine({ fate, where, reason, points: count }: SimulatedFate, paint: Palette): string {
  const [sign, words] = FATES[fate];
  const text = `${sign} ${words} ${where}${reason === undefined ? '' : ` (${reason})`}`;
  return `${grouped(count).padStart(11)}  ${paint[COLORS[fate]](plainLine(text))}`;
}

function section(title: string, lines: readonly string[], paint: Palette): readonly string[] {
  return lines.length === 0 ? [] : ['', paint.bold(title), ...lines.map((line) => `  ${line}`)];
}
