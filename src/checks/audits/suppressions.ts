import { auditCheckFacts, SUPPRESSIONS_PAGE } from '../../catalogue/audit-checks.ts';
import { daysOf } from '../../catalogue/time-pattern.ts';
import { enabledChecks, suppressionsIn } from '../shared/audits.ts';
import type { AuditSuppressionSpec } from '../shared/audits.ts';
import type { Check } from '../shared/check.ts';

/** How many days before a suppression runs out it is told. */
const SOON = 30;

/** The last day of a suppression, as `YYYY-MM-DD`; after all days where there is none. */
function lastDay({ until }: AuditSuppressionSpec): string {
  return until.slice(0, 10);
}

/** A suppression whose last day is gone. */
export const suppressionExpired: Check = {
  id: 'suppression-expired',
  code: 'DG8090',
  severity: 'error',
  summary: 'a suppression has run out',
  why: 'AWS reports the findings again, and deletes the suppression: each plan would create it again.',
  source: SUPPRESSIONS_PAGE,
  *find(context) {
    for (const { address, spec } of suppressionsIn(context))
      if (lastDay(spec) < context.today)
        yield {
          address,
          path: 'until',
          message: `Suppressing ${spec.checkName} ran out on ${lastDay(spec)}.`,
          hint: 'Remove it, or set a later day with a reason.',
        };
  },
};

/** A suppression that will run out before long. */
export const suppressionExpiresSoon: Check = {
  id: 'suppression-expires-soon',
  code: 'DG8091',
  severity: 'note',
  summary: `a suppression runs out within ${SOON} days`,
  why: 'From then on audits tell of its findings again, and plans ask to remove it.',
  source: SUPPRESSIONS_PAGE,
  *find(context) {
    for (const { address, spec } of suppressionsIn(context)) {
      const left = daysBetween(context.today, lastDay(spec));
      if (left >= 0 && left <= SOON)
        yield {
          address,
          path: 'until',
          message: `Suppressing ${spec.checkName} runs out ${left === 0 ? 'today' : `on ${lastDay(spec)}`}.`,
          hint: 'Fix the cause by then, or set a later day with a reason.',
        };
    }
  },
};

/** A suppression of which nobody knows why. */
export const suppressionWithoutReason: Check = {
  id: 'suppression-without-reason',
  code: 'DG8092',
  severity: 'warning',
  summary: 'a suppression does not say why',
  why: 'Nobody can tell later whether it still has to be there.',
  source: SUPPRESSIONS_PAGE,
  *find(context) {
    for (const { address, spec } of suppressionsIn(context))
      if (/^(\[defender-gitops:[^\]]*\])?$/.test(spec.description ?? ''))
        yield { address, message: `${address} has no reason.`, hint: 'Add a `description` that says why.' };
  },
};

/** A suppression by something else than its check is about. */
export const suppressionOfOther: Check = {
  id: 'suppression-of-other',
  code: 'DG8093',
  severity: 'warning',
  summary: 'a suppression names another sort of resource than its check finds',
  why: 'It suppresses nothing.',
  source: SUPPRESSIONS_PAGE,
  *find(context) {
    for (const { address, spec } of suppressionsIn(context)) {
      const wanted = auditCheckFacts(spec.checkName)?.resource;
      const [given] = Object.keys(spec.resourceIdentifier);
      if (wanted === undefined || given === undefined || given === wanted) continue;
      yield {
        address,
        path: `resourceIdentifier.${given}`,
        message: `${spec.checkName} is not suppressed by ${given}.`,
        hint: `Write \`resourceIdentifier: { ${wanted}: … }\`.`,
      };
    }
  },
};

/** A suppression of a check that is off. */
export const suppressionOfDisabledCheck: Check = {
  id: 'suppression-of-disabled-check',
  code: 'DG8094',
  severity: 'error',
  summary: 'a suppression is of a check that is not enabled',
  why: 'AWS refuses it, and there is nothing to suppress.',
  source: 'https://docs.aws.amazon.com/iot/latest/apireference/API_CreateAuditSuppression.html',
  *find(context) {
    const enabled = enabledChecks(context);
    if (enabled === undefined) return;
    for (const { address, spec } of suppressionsIn(context))
      if (!enabled.has(spec.checkName))
        yield {
          address,
          path: 'checkName',
          message: `${spec.checkName} is not enabled.`,
          hint: `Enable it under auditConfiguration: \`auditCheckConfigurations: { ${spec.checkName}: { enabled: true } }\`; or remove the suppression.`,
        };
  },
};

/** Days from one day to another, both as `YYYY-MM-DD`; not a number where the second is none. */
function daysBetween(first: string, second: string): number {
  return dayNumber(second) - dayNumber(first);
}

function dayNumber(day: string): number {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number);
  return daysOf(year, month, date);
}
