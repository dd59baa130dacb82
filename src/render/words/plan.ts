import { groupsBy } from '../../model/values/groups.ts';
import type { Reading } from '../../model/event.ts';
import type { Cost } from '../../model/impact/cost.ts';
import type { Change, Hazard, Outcome, Plan } from '../../model/plan.ts';
import type { PartialRead } from '../../model/scope.ts';
import { plainLine } from '../text/plain-text.ts';

/** The actions in the order in which people ask for them. */
const ACTIONS: readonly Change['action'][] = ['create', 'update', 'replace', 'delete'];

/** A number with its noun: `1 resource`, `2 resources`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : /(s|ch)$/.test(noun) ? 'es' : 's'}`;
}

/** Where a plan goes: `production (111122223333, ap-south-1)`. */
export function targetText(plan: Pick<Plan, 'target' | 'account' | 'region'>): string {
  return plainLine(`${plan.target} (${plan.account}, ${plan.region})`);
}

/** What plans do, in numbers: `3 to create, 1 to delete, 41 unchanged`. */
export function countsText(plans: readonly Plan[]): string {
  const unchanged = plans.reduce((sum, plan) => sum + plan.unchanged.length, 0);
  const parts = [actionsText(plans), ...(unchanged > 0 ? [`${unchanged} unchanged`] : [])].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? 'nothing to do' : parts.join(', ');
}

/** What plans change, in numbers: `3 to create, 1 to delete`; empty where that is nothing. */
export function actionsText(plans: readonly Plan[]): string {
  const changes = plans.flatMap((plan) => plan.changes);
  const counts = ACTIONS.map(
    (action) => [changes.filter((change) => change.action === action).length, action] as const,
  );
  return counts.flatMap(([count, action]) => (count > 0 ? [`${count} to ${action}`] : [])).join(', ');
}

/** Of more than so many resources that come or go nobody reads the fields. */
const MOST = 30;

/** What is told by its name only, where that is much, action by action, and what field by field. */
export function sized(changes: readonly Change[]): {
  readonly named: readonly (readonly Change[])[];
  readonly shown: readonly Change[];
} {
  const named = (['create', 'delete'] as const)
    .map((action) => changes.filter((change) => change.action === action))
    .filter((same) => same.length > MOST);
  const actions = new Set(named.map(([first]) => first?.action));
  return { named, shown: changes.filter(({ action }) => !actions.has(action)) };
}

/** What is shown of plans that do the same, but for the account and the region that they do it in, together; in the order in which they come. */
export function alike<Shown extends PlanShown>(all: readonly Shown[]): readonly (readonly [Shown, ...Shown[]])[] {
  return all.length < 2 ? all.map((one) => [one]) : [...groupsBy(all, whatItDoes).values()];
}

interface PlanShown {
  readonly plan: Plan;
  readonly reading?: Reading;
  readonly cost?: Cost;
}

/** How the account was read and what AWS asks in its region differ from target to target, and are no matter of the plan. */
function whatItDoes<Shown extends PlanShown>({ plan: given, reading: _reading, cost: _cost, ...shown }: Shown): string {
  const { target: _, account, region, digest: _digest, ...plan } = given;
  const changes = plan.changes.map(({ digest: _own, ...change }) => change);
  return JSON.stringify({ ...shown, plan: { ...plan, changes } })
    .replaceAll(account, '(account)')
    .replaceAll(region, '(region)');
}

/** What was done, in numbers: `3 created, 1 deleted`. */
export function doneText(outcomes: readonly Outcome[]): string {
  const verified = outcomes.filter((outcome) => outcome.status === 'verified');
  return ACTIONS.map((action) => [verified.filter((outcome) => outcome.action === action).length, action] as const)
    .filter(([count]) => count > 0)
    .map(([count, action]) => `${count} ${action}d`)
    .join(', ');
}

/** A digest as people compare it: its first twelve digits. */
export function shortDigest(digest: string): string {
  return plainLine(digest.replace(/^sha256:/, '').slice(0, 12));
}

/** The hazards that stand in the way of applying. */
export function openHazards(plans: readonly Plan[]): readonly Hazard[] {
  return plans.flatMap((plan) => plan.hazards).filter((hazard) => !hazard.accepted);
}

/** The changes of a plan that an apply did not come to. */
export function notReached(plan: Plan, outcomes: readonly Outcome[]): readonly Change[] {
  const keyOf = ({ address, action }: Pick<Outcome, 'address' | 'action'>): string => `${action} ${address}`;
  const reached = new Set(outcomes.map(keyOf));
  return plan.changes.filter((change) => !reached.has(keyOf(change)));
}

/** What reading took: `80 resources in 106 requests and 1.9 s, at least 1.4 s by AWS quota`; a bound below a second says nothing. */
export function readingWords({ resources, requests, seconds, minimumSeconds: bound }: Reading): string {
  const least = bound < 1 ? '' : `, at least ${secondsText(bound)} by AWS quota`;
  return `${counted(resources, 'resource')} in ${counted(requests, 'request')} and ${secondsText(seconds)}${least}`;
}

/** What a plan says that only a part of the account was read for. */
export function partWords({ addresses, of }: PartialRead): string {
  return `Read ${addresses.size} of ${counted(of, 'resource')}: what the profiles want otherwise than before. Drift elsewhere is not shown.`;
}

/** Seconds with one decimal: `1.4 s`. */
export function secondsText(seconds: number): string {
  return `${Math.round(seconds * 10) / 10} s`;
}
