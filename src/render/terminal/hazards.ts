import type { Hazard } from '../../model/plan.ts';
import { wrap } from '../text/display-width.ts';
import { plainLine } from '../text/plain-text.ts';
import { listed } from '../../model/values/text.ts';
import { lineText } from '../text/yaml.ts';
import type { TerminalPage } from './change.ts';

/** The hazards of a plan as lines, open ones first, each with the way to accept it. */
export function hazardLines(hazards: readonly Hazard[], page: TerminalPage): readonly string[] {
  const open = hazards.filter((hazard) => !hazard.accepted);
  const accepted = hazards.filter((hazard) => hazard.accepted);
  return [
    ...open.flatMap((hazard) => [...openLines(hazard, page), '']),
    ...accepted.flatMap((hazard) => [...acceptedLines(hazard, page), '']),
  ];
}

function openLines(hazard: Hazard, page: TerminalPage): readonly string[] {
  const { paint } = page;
  const head = `  ${paint.red(paint.bold(`! ${hazard.rule}`))}  ${subjectsOf(hazard, page)}`;
  return [head, ...messageLines(hazard, page), ...(hazard.acceptable ? acceptLines(hazard, page) : refusalLines(page))];
}

function acceptLines(hazard: Hazard, { paint }: TerminalPage): readonly string[] {
  return [
    `      ${paint.dim('to accept it, for review, in the settings:')}  ${paint.cyan(`accept: ${lineText([hazard.id])}`)}`,
    `      ${paint.dim('or for one run, on the command line:')}        ${paint.cyan(`--accept ${plainLine(hazard.id)}`)}`,
  ];
}

function refusalLines({ paint }: TerminalPage): readonly string[] {
  return [`      ${paint.dim("it can't be accepted: the profiles or the account must change")}`];
}

function acceptedLines(hazard: Hazard, page: TerminalPage): readonly string[] {
  const { paint } = page;
  return [
    `  ${paint.green('✔')} ${hazard.rule}  ${subjectsOf(hazard, page)}  ${paint.dim(`accepted as ${plainLine(hazard.id)}`)}`,
    ...messageLines(hazard, page),
  ];
}

/** What a hazard is about: two resources by name, or one and how many more. */
export function subjectsOf(hazard: Hazard, { paint }: TerminalPage): string {
  const shown = hazard.addresses.slice(0, hazard.addresses.length > 2 ? 1 : 2).map(plainLine);
  const rest = hazard.addresses.length - shown.length;
  return paint.bold(listed(rest > 0 ? [...shown, `${rest} more`] : shown));
}

function messageLines(hazard: Hazard, page: TerminalPage): readonly string[] {
  return wrap(plainLine(hazard.message), page.width - 6).map((line) => `      ${line}`);
}
