import type { Address } from '../../model/address.ts';
import type { Coverage, CoverageChange, Gap, MetricRef } from '../../model/impact/coverage.ts';
import { metricText } from '../../model/impact/coverage.ts';
import type { Change } from '../../model/plan.ts';

/** Metrics that are named one by one. */
const MANY = 8;

/** Metrics in words, the first few of many. */
export function metricTexts(metrics: readonly MetricRef[]): readonly string[] {
  return metrics.slice(0, metrics.length > MANY ? MANY - 1 : MANY).map(metricText);
}

/** How many metrics `metricTexts` leaves out. */
export function restOf(metrics: readonly MetricRef[]): number {
  return metrics.length > MANY ? metrics.length - MANY + 1 : 0;
}

/** Where in a plan something holds: `step 2`, `steps 2 to 4`. */
export function stepsIn(changes: readonly Change[]): (gap: Gap) => string {
  const steps = new Map(changes.map(({ address }, index) => [address, index + 1]));
  const step = (address: Address): number => steps.get(address) ?? 0;
  return ({ from, until }) => (from === until ? `step ${step(from)}` : `steps ${step(from)} to ${step(until)}`);
}

/** What a group loses or gains of one aspect, whichever changes make it so. */
export interface GroupChange extends Pick<CoverageChange, 'target' | 'aspect' | 'metrics'> {
  readonly verb: 'loses' | 'gains';
}

/** What is lost first, then what is gained, each group and aspect once. */
export function turnsOf({ lost, gained }: Coverage): readonly GroupChange[] {
  return [...merged('loses', lost), ...merged('gains', gained)];
}

function merged(verb: GroupChange['verb'], changes: readonly CoverageChange[]): readonly GroupChange[] {
  const turns = new Map<string, GroupChange>();
  for (const { target, aspect, metrics } of changes) {
    const key = JSON.stringify([target, aspect]);
    turns.set(key, { verb, target, aspect, metrics: [...(turns.get(key)?.metrics ?? []), ...metrics] });
  }
  return [...turns.values()];
}
