import type { CoverageChange } from '../../model/impact/coverage.ts';
import { metricText } from '../../model/impact/coverage.ts';
import { groupsBy } from '../../model/values/groups.ts';
import type { HazardRule } from '../../model/hazard-rules.ts';
import type { Hazard } from '../../model/plan.ts';
import { digestOfLosses } from './digest.ts';

/** Hazards about a change that say already what goes with it, or that keep it from being made at all. */
const SAID: readonly HazardRule[] = [
  'foreign-owner',
  'stack-tags',
  'unowned',
  'protected',
  'in-use',
  'replace-referenced',
  'unknown-live-member',
];

/** One hazard for all that the same changes take away, unless it is said already; the id holds exactly what is lost. */
export function coverageLosses(
  lost: readonly CoverageChange[],
  others: readonly Hazard[],
  accept: readonly string[],
): readonly Hazard[] {
  const said = new Set(others.filter(({ rule }) => SAID.includes(rule)).flatMap(({ addresses }) => addresses));
  const open = lost.filter(({ addresses }) => !addresses.some((address) => said.has(address)));
  const byMakers = groupsBy(open, ({ addresses }) => addresses.join('\n'));
  return [...byMakers.values()].map((losses): Hazard => {
    const { addresses, aspect } = losses[0];
    const rule = 'coverage-loss';
    const id = `${rule}:${digestOfLosses(losses)}`;
    // No change takes away both.
    const others = aspect === 'audit' ? 'audit runs' : 'profile covers';
    const message = `${losses.map(lossText).join('. ')}. No other ${others} that.`;
    return { id, rule, addresses, message, acceptable: true, accepted: accept.includes(id) };
  });
}

const MANY = 6;

function lossText({ target, aspect, metrics }: CoverageChange): string {
  const shown = metrics.length > MANY ? metrics.slice(0, MANY - 1) : metrics;
  const rest = metrics.length - shown.length;
  const what = [...shown.map(metricText), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
  return `${target} loses ${aspect} of ${what}`;
}
