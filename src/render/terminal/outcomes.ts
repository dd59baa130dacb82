import type { Outcome, Plan } from '../../model/plan.ts';
import { padEnd, wrap } from '../text/display-width.ts';
import type { Palette } from '../text/palette.ts';
import { paletteFor } from '../text/palette.ts';
import { plainLine } from '../text/plain-text.ts';
import { actionsText, counted, doneText, notReached, targetText } from '../words/plan.ts';
import { maskText } from '../text/secrets.ts';

const STATUS_MARKS: Readonly<Record<Outcome['status'], readonly [string, keyof Palette]>> = {
  verified: ['✔ verified', 'green'],
  failed: ['✖ failed', 'red'],
  skipped: ['– skipped', 'yellow'],
};

/** What a person is asked before anything is changed: each target by its name, with what is done there. */
export function applyQuestion(plans: readonly Plan[]): string {
  const targets = plans.map((plan) => `  ${targetText(plan)}: ${actionsText([plan])}`);
  const sum = plans.length > 1 ? [`  In total: ${actionsText(plans)}`] : [];
  return [
    '',
    `This changes ${counted(plans.length, 'target')}:`,
    '',
    ...targets,
    ...sum,
    '',
    'Apply? Only "yes" is accepted: ',
  ].join('\n');
}

/** What became of one change, on one line: `✔ verified  create   SecurityProfile/Soundbox`. */
export function renderOutcome(
  { status, action, address, detail }: Outcome,
  { color }: { readonly color: boolean },
): string {
  const paint = paletteFor(color);
  const [mark, style] = STATUS_MARKS[status];
  const head = `${paint[style](padEnd(mark, 10))}  ${padEnd(action, 7)}  ${paint.bold(plainLine(address))}`;
  if (detail === undefined) return head;
  const text = plainLine(maskText(detail));
  if (status === 'failed') return `${head}: ${paint.red(text)}`;
  return `${head}  ${paint.dim(status === 'skipped' ? `because ${text}` : text)}`;
}

/** The end of an apply, after an outcome for each change: what was not begun, and a closing word on where that leaves the account. */
export function renderClosing(
  plan: Plan,
  outcomes: readonly Outcome[],
  options: { readonly color: boolean; readonly width: number },
): string {
  const paint = paletteFor(options.color);
  const rest = notReached(plan, outcomes).map(
    ({ action, address }) => `${paint.yellow('– not done')}  ${padEnd(action, 7)}  ${paint.bold(plainLine(address))}`,
  );
  const [verdict, ...advice] = closing(plan, outcomes);
  const style = isDone(plan, outcomes) ? paint.green : paint.red;
  const last = [
    ...wrap(verdict ?? '', options.width).map((line) => paint.bold(style(line))),
    ...advice.flatMap((text) => wrap(text, options.width)),
  ];
  return `${[...rest, '', ...last].join('\n')}\n`;
}

/** Whether every change of the plan was verified. */
function isDone(plan: Plan, outcomes: readonly Outcome[]): boolean {
  return notReached(plan, outcomes).length === 0 && outcomes.every(({ status }) => status === 'verified');
}

/** What happened and what to do, as sentences. */
function closing(plan: Plan, outcomes: readonly Outcome[]): readonly string[] {
  const target = targetText(plan);
  if (plan.changes.length === 0) return [`Nothing to apply to ${target}: it is as the profiles say.`];
  if (isDone(plan, outcomes))
    return [`Applied to ${target}: ${doneText(outcomes)}; each was read back and is as planned.`];
  const count = (status: Outcome['status']): number => outcomes.filter((outcome) => outcome.status === status).length;
  const parts = [
    count('failed') > 0 ? `${count('failed')} failed` : '',
    count('skipped') > 0 ? `${count('skipped')} skipped` : '',
    notReached(plan, outcomes).length > 0 ? `${notReached(plan, outcomes).length} not done` : '',
  ].filter((part) => part !== '');
  const done = `${count('verified')} of ${counted(plan.changes.length, 'change')} done`;
  return [
    `${count('verified') === 0 ? 'Not applied' : 'Partly applied'} to ${target}: ${[done, ...parts].join(', ')}.`,
    ...(count('failed') > 0
      ? ['What failed may have taken effect in part; what was skipped was not touched.']
      : ['What was not done was not touched.']),
    'Running apply again continues with what remains.',
  ];
}
