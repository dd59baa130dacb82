import type { Change, Hazard } from '../../model/plan.ts';
import type { Review } from '../../model/review.ts';
import { plainLine } from '../text/plain-text.ts';
import { counted, countsText, targetText } from '../words/plan.ts';
import { problemCounts } from '../words/problems.ts';
import type { TerminalPage } from './change.ts';
import { actionText, placeText } from './change.ts';
import { subjectsOf } from './hazards.ts';
import { scopeLines } from './scope.ts';

/**
 * Plans that do the same in a line each for their targets, and then for each resource that changes. Hazards are never left out; findings,
 * orphaned resources and resources that are not managed are counted.
 */
export function compactLines(same: readonly [Review, ...Review[]], page: TerminalPage): readonly string[] {
  const { paint } = page;
  const [{ plan, scope, findings }] = same;
  const targets = same.map((one) => `${paint.bold(targetText(one.plan))}: ${countsText([one.plan])}`);
  const asides = [
    ...(findings.length > 0 ? [problemCounts(findings)] : []),
    ...(plan.orphaned.length > 0 ? [counted(plan.orphaned.length, 'orphaned resource')] : []),
    ...(plan.unmanaged.length > 0 ? [`${counted(plan.unmanaged.length, 'live resource')} not managed here`] : []),
  ];
  return [
    ...targets,
    ...scopeLines(scope, plan, page).map((line) => `  ${line}`),
    ...plan.hazards.map((hazard) => hazardLine(hazard, page)),
    ...plan.changes.map((change) => changeLine(change, page)),
    ...(asides.length > 0 ? [`  ${paint.dim(asides.join(', '))}`] : []),
  ];
}

function changeLine(change: Change, { paint }: TerminalPage): string {
  const fields =
    change.action === 'update' || change.action === 'replace' ? [counted(change.edits.length, 'field')] : [];
  const place = change.source === undefined ? [] : [placeText(change.source)];
  const after = [...fields, ...place].map((text) => `  ${paint.dim(text)}`);
  return `  ${actionText(change.action, paint)}  ${plainLine(change.address)}${after.join('')}`;
}

function hazardLine(hazard: Hazard, page: TerminalPage): string {
  const { paint } = page;
  const subjects = subjectsOf(hazard, page);
  const id = plainLine(hazard.id);
  if (hazard.accepted) return `  ${paint.green('✔')} ${hazard.rule}  ${subjects}  ${paint.dim(`accepted as ${id}`)}`;
  const way = hazard.acceptable ? `--accept ${id}` : "can't be accepted";
  return `  ${paint.red(paint.bold(`! ${hazard.rule}`))}  ${subjects}  ${paint.cyan(way)}`;
}
