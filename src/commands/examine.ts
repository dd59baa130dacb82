import { isOverruled } from '../checks/aws-accepts.ts';
import { behaviorChecks } from '../checks/behavior-checks.ts';
import type { Check, Context } from '../checks/check.ts';
import { checks } from '../checks/checks.ts';
import { severityOf } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';
import type { Desired, Silence } from '../model/resource.ts';
import { didYouMean } from '../pipeline/nearest.ts';

/** What the checks find in one target: errors stop a run, findings are only told. */
export interface Examined {
  readonly problems: readonly Problem[];
  readonly findings: readonly Problem[];
}

/** Asks every check, and leaves out what is silenced. */
export function examine(context: Context): Examined {
  const found = checks.flatMap((check) => [...foundBy(check, context)]);
  const told = found.filter(({ problem, silence }) => severityOf(problem) === 'error' || silence === undefined);
  const used = new Set(found.map(({ silence }) => silence));
  const silences = [...context.desired.resources.values()].flatMap((resource) => silencesOf(resource));
  const all = [
    ...told.map(({ problem }) => problem),
    ...silences.flatMap((one) => wrongSilence(one)),
    // Without the account some checks do not see all that they look at.
    ...(context.account === undefined ? [] : silences.flatMap((one) => idleSilence(one, used))),
  ];
  return {
    problems: all.filter((problem) => severityOf(problem) === 'error'),
    findings: all.filter((problem) => severityOf(problem) !== 'error'),
  };
}

function* foundBy(check: Check, context: Context): Generator<{ problem: Problem; silence: Silence | undefined }> {
  const { id, code, severity } = check;
  for (const finding of check.find(context)) {
    const { address, path = '', message, hint } = finding;
    const resource = context.desired.resources.get(address);
    if (resource === undefined || (behaviorChecks.includes(check) && isOverruled(finding, context))) continue;
    const problem: Problem = {
      code,
      severity,
      check: id,
      address,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...resource.locate(path),
    };
    yield { problem, silence: resource.silence.find((one) => one.check === id) };
  }
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
  const source = resource.locate(`silence[${index}].check`);
  const check = checks.find(({ id }) => id === silence.check);
  if (check === undefined) {
    const hint = didYouMean(
      silence.check,
      checks.map(({ id }) => id),
    );
    return [{ code: 'DG2009', message: `There is no check ${silence.check}.`, hint, ...source }];
  }
  if (check.severity !== 'error') return [];
  const message = `${silence.check} is an error, which cannot be silenced.`;
  return [{ code: 'DG2010', message, hint: 'Put right what it is about, and take the entry out.', ...source }];
}

function idleSilence({ silence, resource, index }: Placed, used: ReadonlySet<Silence | undefined>): readonly Problem[] {
  const check = checks.find(({ id }) => id === silence.check);
  if (check === undefined || check.severity === 'error' || used.has(silence)) return [];
  const message = `${silence.check} finds nothing in ${resource.address}.`;
  const source = resource.locate(`silence[${index}]`);
  return [{ code: 'DG2011', severity: 'note', message, hint: 'Take the entry out.', ...source }];
}
