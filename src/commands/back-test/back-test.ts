import { countAlarms } from '../../detect/count-alarms.ts';
import type { Datum } from '../../detect/count-alarms.ts';
import { judgeOf } from '../../detect/criteria.ts';
import { addressOf } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { BackTest, TestedBehavior } from '../../model/impact/back-test.ts';
import { metricText } from '../../model/impact/coverage.ts';
import type { Reporter } from '../../model/event.ts';
import type { Plan } from '../../model/plan.ts';
import { OperatorError } from '../../model/problem.ts';
import { changedBehaviors } from './behaviors.ts';
import type { BehaviorChange, Side } from './behaviors.ts';
import { sampleOf, valuesOf } from './values.ts';
import type { Sample } from './values.ts';
import type { World } from '../../model/world.ts';

/** Things of each target whose past is looked at, where nobody says how many. */
export const SAMPLE_THINGS = 20;

/** How far back; a day has its nights and its rush hours. */
const HOURS = 24;

/** How often what a plan changes would have alarmed. Only reads; what stands in the way is a note. */
export async function backTestOf(
  { report, simulate }: Pick<World, 'report' | 'simulate'>,
  aws: Aws,
  plan: Plan,
  things: number,
): Promise<BackTest> {
  const source = simulate === undefined ? 'account' : 'simulated';
  const period = aws.timeRange(HOURS);
  const about = { source, hours: HOURS, until: period.endTime.toISOString() } as const;
  const behaviors = changedBehaviors(plan.changes);
  try {
    const samples = await samplesOf(aws, behaviors, things);
    const histories = await readHistories({ aws, report }, behaviors, samples, period);
    return { ...about, tested: behaviors.map((one) => test(one, plan, samples, histories)), notes: [] };
  } catch (error) {
    // A plan is worth having without its past.
    if (!(error instanceof OperatorError)) throw error;
    return { ...about, tested: [], notes: [[error.message, error.hint ?? ''].join(' ').trim()] };
  }
}

interface HistoryReader {
  readonly aws: Aws;
  readonly report: Reporter;
}

type Period = ReturnType<Aws['timeRange']>;

/** The things of every target that is attached to. */
async function samplesOf(
  aws: Aws,
  behaviors: readonly BehaviorChange[],
  things: number,
): Promise<ReadonlyMap<string, Sample | undefined>> {
  const samples = new Map<string, Sample | undefined>();
  for (const target of new Set(behaviors.flatMap(({ targets }) => targets)))
    samples.set(target, await sampleOf(aws, target, things));
  return samples;
}

type Histories = ReadonlyMap<string, readonly Datum[]>;

/** What every sampled thing reported of every metric that is judged, each asked for once. */
async function readHistories(
  { aws, report }: HistoryReader,
  behaviors: readonly BehaviorChange[],
  samples: ReadonlyMap<string, Sample | undefined>,
  period: Period,
): Promise<Histories> {
  const wanted = new Map(
    behaviors
      .filter((one) => !isLearned(one))
      .flatMap(({ before, after, targets }) =>
        thingsIn(targets, samples).flatMap((thing) =>
          [before, after].flatMap((side) =>
            side === undefined ? [] : [[keyOf(thing, side), { thing, side }] as const],
          ),
        ),
      ),
  );
  const histories = new Map<string, readonly Datum[]>();
  const progress = { type: 'reading', target: aws.target.name, total: wanted.size, unit: 'recorded metric' } as const;
  const read = async ([key, { thing, side }]: readonly [string, { thing: string; side: Side }]): Promise<void> => {
    histories.set(key, await aws.withPriority(() => valuesOf(aws, thing, side.metric, period)));
    report({ ...progress, done: histories.size });
  };
  const [first, ...others] = wanted;
  if (first === undefined) return histories;
  report({ ...progress, done: 0 });
  // Who may not ask for one may not ask for any.
  await read(first);
  await Promise.all(others.map(read));
  return histories;
}

function keyOf(thing: string, { metric }: Side): string {
  return `${thing} ${metricText(metric)}`;
}

function thingsIn(targets: readonly string[], samples: ReadonlyMap<string, Sample | undefined>): readonly string[] {
  return [...new Set(targets.flatMap((target) => samples.get(target)?.chosen ?? []))];
}

function isLearned({ before, after }: BehaviorChange): boolean {
  return [before, after].some((side) => judgeOf(side?.criteria) === 'machine-learning');
}

function test(
  change: BehaviorChange,
  plan: Plan,
  samples: ReadonlyMap<string, Sample | undefined>,
  histories: Histories,
): TestedBehavior {
  const { profile, behavior, before, after, targets } = change;
  const things = thingsIn(targets, samples);
  const known = targets.flatMap((target) => samples.get(target) ?? []);
  const isMore = known.some((sample) => sample.isMore);
  const of = new Set(known.flatMap((sample) => sample.found)).size;
  const judge = (side: Side) => {
    const reported = things.map((thing) => histories.get(keyOf(thing, side)) ?? []).filter((data) => data.length > 0);
    return { judged: reported.length, count: countAlarms(side.criteria, side.metric.metric, reported) };
  };
  const afterwards = judge(after);
  const beforehand = before && judge(before);
  const isTested = !isLearned(change) && afterwards.judged > 0;
  return {
    profile,
    behavior,
    metric: after.metric,
    sample: { things: things.length, of, ...(isMore ? { isMore } : {}) },
    judged: afterwards.judged,
    isNew: before === undefined,
    ...(isTested && beforehand?.count !== undefined ? { before: beforehand.count } : {}),
    ...(isTested && afterwards.count !== undefined ? { after: afterwards.count } : {}),
    isSuppressed: after.isSuppressed,
    notes: notesOn(change, plan, {
      things: things.length,
      judged: afterwards.judged,
      unlisted: known.length < targets.length,
    }),
  };
}

function notesOn(
  change: BehaviorChange,
  plan: Plan,
  { things, judged, unlisted }: { readonly things: number; readonly judged: number; readonly unlisted: boolean },
): readonly string[] {
  const { before, after } = change;
  const { dimension } = after.metric;
  const judges = [before, after].map((side) => judgeOf(side?.criteria));
  const isMoved = plan.changes.some(
    ({ address }) => dimension !== undefined && address === addressOf('Dimension', dimension),
  );
  return [
    ...(unlisted ? ['AWS has no list of things outside of its registry: they are not in the sample.'] : []),
    ...(isLearned(change) ? ['What machine learning finds cannot be repeated: not tested.'] : []),
    ...(things === 0 && !unlisted ? ['What the profile is attached to has no things: not tested.'] : []),
    ...(things > 0 && judged === 0 && !isLearned(change) ? [nothingKept(metricText(after.metric))] : []),
    ...(judged > 0 && judges.includes('statistical')
      ? ['The percentile is that of the sample; AWS takes that of all things.']
      : []),
    ...(judged > 0 && isMoved
      ? [`${String(dimension)} changes too: values are those of the dimension as it was.`]
      : []),
    ...(judged > 0 && before !== undefined && metricText(before.metric) !== metricText(after.metric)
      ? [`Before, it watches ${metricText(before.metric)}.`]
      : []),
  ];
}

function nothingKept(metric: string): string {
  return `AWS has no values of ${metric} from these things: it keeps only what an attached profile watches or retains, for 14 days.`;
}
