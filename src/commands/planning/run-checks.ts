import { isOverruled } from '../../checks/behaviors/aws-verdicts.ts';
import { behaviorChecks } from '../../checks/behaviors/behavior-checks.ts';
import { findingsOf } from '../../checks/shared/check.ts';
import type { Check, CheckContext, Finding } from '../../checks/shared/check.ts';
import { checks } from '../../checks/checks.ts';
import type { Address } from '../../model/address.ts';
import { groupsBy } from '../../model/values/groups.ts';
import { severityOf } from '../../model/problem.ts';
import type { Problem, Severity } from '../../model/problem.ts';
import type { Desired, Silence } from '../../model/resource.ts';
import { mapped } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import { didYouMean } from '../../model/values/nearest.ts';

/** What the checks find in one target: errors stop a run, findings are only told. */
export interface CheckResults {
  readonly problems: readonly Problem[];
  readonly findings: readonly Problem[];
}

const BY_ID: ReadonlyMap<string, Check> = new Map(checks.map((check) => [check.id, check]));

/** Asks every check, a check a step, and leaves out what is silenced. */
export function* checking(context: CheckContext): Steps<CheckResults> {
  const asLive = liveInstead(context);
  const found = (yield* mapped(checks, (check) => [...foundBy(check, context, asLive)])).flat();
  const told = found.filter(({ check, silence }) => check.severity === 'error' || silence === undefined);
  const used = new Set(found.map(({ silence }) => silence));
  const silences = [...context.desired.resources.values()].flatMap((resource) => silencesOf(resource));
  // Resource by resource, because places stay known for a few files only.
  const problems = yield* mapped([...groupsBy(told, ({ resource }) => resource.address).values()].flat(), problemOf);
  const all = [
    ...problems,
    ...silences.flatMap((one) => wrongSilence(one)),
    // Without the account some checks do not see all that they look at.
    ...(context.account === undefined ? [] : silences.flatMap((one) => idleSilence(one, used))),
  ];
  return {
    problems: all.filter((problem) => severityOf(problem) === 'error'),
    findings: all.filter((problem) => severityOf(problem) !== 'error'),
  };
}

/** What a check found, and the silence that it is subject to. */
interface CheckFinding {
  readonly check: Check;
  /** Less than the check's where AWS has the very same already. */
  readonly severity: Severity;
  readonly finding: Finding;
  readonly resource: Desired;
  readonly silence: Silence | undefined;
}

function* foundBy(check: Check, context: CheckContext, asLive: CheckContext): Generator<CheckFinding> {
  let live: ReadonlySet<string> | undefined;
  for (const finding of findingsOf(check, context)) {
    const resource = context.desired.resources.get(finding.address);
    if (resource === undefined || (behaviorChecks.includes(check) && isOverruled(finding, context))) continue;
    if (check.severity === 'error') live ??= new Set([...check.find(asLive)].map(textOf));
    const severity = live?.has(textOf(finding)) === true ? 'warning' : check.severity;
    const silence = resource.silence.find((one) => one.check === check.id);
    yield { check, severity, finding, resource, silence };
  }
}

function textOf({ address, path = '', message }: Finding): string {
  return `${address} ${path} ${message}`;
}

/**
 * What is declared, each as it is live. What a check finds in it too, AWS has: then it is nothing that AWS refuses, and no reason to
 * stop a run.
 */
function liveInstead({ target, desired, today, account }: CheckContext): CheckContext {
  const resources = [...desired.resources].flatMap(([address, resource]): [Address, Desired][] => {
    const spec = account?.before.get(address);
    return spec === undefined ? [] : [[address, { ...resource, spec }]];
  });
  return { target, today, desired: { ...desired, resources: new Map(resources) } };
}

/** Where something stands is asked only for what is told: the file is read again for it. */
function problemOf({ check, severity, finding, resource }: CheckFinding): Problem {
  const { address, path = '', message, hint: fix } = finding;
  const { id, code } = check;
  const isThere = severity === check.severity ? [] : ['AWS has it so already, so it is left.'];
  const hint = [...isThere, ...(fix === undefined ? [] : [fix])].join(' ');
  const place = resource.locate(path, 'value');
  return { code, severity, check: id, address, message, ...(hint === '' ? {} : { hint }), ...place };
}

interface Placed {
  readonly silence: Silence;
  readonly resource: Desired;
  readonly index: number;
}

function silencesOf(resource: Desired): readonly Placed[] {
  return resource.silence.map((silence, index) => ({ silence, resource, index }));
}

function wrongSilence({ silence, resource, index }: Placed): readonly Problem[] {
  const check = BY_ID.get(silence.check);
  if (check !== undefined && check.severity !== 'error') return [];
  const source = resource.locate(`silence[${index}].check`, 'value');
  if (check === undefined) {
    const hint = didYouMean(silence.check, BY_ID.keys());
    return [{ code: 'DG2009', message: `There is no check ${silence.check}.`, hint, ...source }];
  }
  const message = `${silence.check} is an error, which cannot be silenced.`;
  return [{ code: 'DG2010', message, hint: 'Fix the error, and remove the entry.', ...source }];
}

function idleSilence({ silence, resource, index }: Placed, used: ReadonlySet<Silence | undefined>): readonly Problem[] {
  const check = BY_ID.get(silence.check);
  if (check === undefined || check.severity === 'error' || used.has(silence)) return [];
  const message = `${silence.check} finds nothing in ${resource.address}.`;
  const source = resource.locate(`silence[${index}]`);
  return [{ code: 'DG2011', severity: 'note', message, hint: 'Remove the entry.', ...source }];
}
