import type { Change, Orphan, Plan } from '../../model/plan.ts';
import type { Review } from '../../model/review.ts';
import { finish, mapped } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import type { OutputSize } from '../../model/world.ts';
import { wrap } from '../text/display-width.ts';
import { paletteFor } from '../text/palette.ts';
import { backTestLines } from './back-test.ts';
import { plainLine } from '../text/plain-text.ts';
import { listed } from '../../model/values/text.ts';
import { alike, counted, countsText, openHazards, shortDigest, sized, targetText } from '../words/plan.ts';
import { likelyRenames } from '../words/renames.ts';
import { maskChange, maskHazards } from '../text/secrets.ts';
import { problemBlocks } from './problems.ts';
import type { TerminalPage } from './change.ts';
import { changeLines, namesLines } from './change.ts';
import { costLines } from './cost.ts';
import { compactLines } from './compact-plan.ts';
import { coverageLines } from './coverage.ts';
import { hazardLines } from './hazards.ts';
import { scopeLines } from './scope.ts';

/** How a plan is printed. */
export interface PlanOptions extends OutputSize {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Set where it is carried out at once, so that nothing is left to do. */
  readonly applies?: boolean;
  /** Reviews of other targets that do the same. */
  readonly others?: readonly Pick<Review, 'plan' | 'cost'>[];
}

/** A plan for a person at a terminal: the verdict, what must be accepted, each change field by field, what comes next. */
export function renderPlan(review: Review, options: PlanOptions): string {
  return finish(renderingPlan(review, options));
}

/** The same, a change a step. */
function* renderingPlan(given: Review, options: PlanOptions): Steps<string> {
  const review = { ...given, plan: { ...given.plan, hazards: maskHazards(given.plan.hazards) } };
  const { plan, scope } = review;
  const page: TerminalPage = { paint: paletteFor(options.color), width: Math.max(40, options.width) };
  const { named, shown } = options.full === true ? { named: [], shown: plan.changes } : sized(plan.changes);
  const blocks = [
    [
      verdict(plan, page),
      ...othersLines(options.others, page),
      ...costLines([review, ...(options.others ?? [])], page),
      ...scopeLines(scope, plan, page),
    ],
    hazardLines(plan.hazards, page).slice(0, -1),
    ...named.map((changes) => namesLines(changes, page)),
    ...(yield* mapped(shown, (change) => changeLines(maskChange<Change>(change), page))),
    coverageLines(review, page),
    backTestLines(review, page),
    ...problemBlocks(review.findings, new Map(), { ...options, ...page }),
    yield* renameLines(plan, page),
    orphanLines(plan.orphaned, page),
    closingLines(plan, options.applies === true, page),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Plans for several targets, a change a step: those that do the same are told once, and at the end what all of them do. */
export function* renderingPlans(all: readonly Review[], options: PlanOptions): Steps<string> {
  if (options.compact === true) return compactPlans(all, options);
  const texts: string[] = [];
  for (const [review, ...others] of alike(all)) texts.push(yield* renderingPlan(review, { ...options, others }));
  if (texts.length < all.length) texts.push(totalLine(all, options));
  return texts.join('\n');
}

/** A line for each target and for each resource that changes. */
function compactPlans(all: readonly Review[], options: PlanOptions): string {
  const page: TerminalPage = { paint: paletteFor(options.color), width: Math.max(40, options.width) };
  const lines = alike(all).flatMap((same) => compactLines(same, page));
  return `${lines.join('\n')}\n${all.length > 1 ? totalLine(all, options) : ''}`;
}

function totalLine(all: readonly Review[], { color }: PlanOptions): string {
  return `${paletteFor(color).bold(`In all ${all.length} targets: ${countsText(all.map(({ plan }) => plan))}`)}\n`;
}

function verdict(plan: Plan, { paint }: TerminalPage): string {
  if (plan.changes.length > 0) return paint.bold(`Plan for ${targetText(plan)}: ${countsText([plan])}`);
  if (plan.unchanged.length === 0)
    return `${paint.bold('No changes.')} The profiles declare nothing for ${targetText(plan)}.`;
  const state =
    plan.unchanged.length === 1
      ? '1 resource, as the profiles say'
      : `all ${plan.unchanged.length} resources are as the profiles say`;
  return `${paint.bold(paint.green('No changes.'))} ${targetText(plan)}: ${state}.`;
}

/** Targets that are named where a plan is that of many. */
const NAMED = 20;

function othersLines(others: PlanOptions['others'] = [], { paint, width }: TerminalPage): readonly string[] {
  if (others.length === 0) return [];
  const names = others.slice(0, NAMED).map(({ plan }) => targetText(plan));
  const more = others.length > NAMED ? [`${others.length - NAMED} more`] : [];
  return wrap(`The same for ${listed([...names, ...more])}.`, width).map((line) => paint.cyan(line));
}

function* renameLines(plan: Plan, { paint }: TerminalPage): Steps<readonly string[]> {
  const renames = yield* likelyRenames(plan);
  return renames.flatMap(({ from, to, line }) => [
    `  ${paint.yellow('?')} ${plainLine(from)} is deleted, and ${plainLine(to)} is created and equal`,
    `      ${paint.dim('if it is the same under a new name, add there:')}  ${paint.cyan(plainLine(line))}`,
  ]);
}

function orphanLines(orphaned: readonly Orphan[], { paint }: TerminalPage): readonly string[] {
  const sections = [...new Set(orphaned.map((orphan) => orphan.section))];
  return sections.flatMap((section) => {
    const addresses = orphaned
      .filter((orphan) => orphan.section === section)
      .map(({ address }) => `      ${plainLine(address)}`);
    const [are, them] = addresses.length === 1 ? ['resource is', 'it'] : ['resources are', 'them'];
    return [
      `  ${paint.yellow('?')} ${addresses.length} ${are} ours, but no file has the section ${plainLine(section)}; not changed:`,
      ...addresses,
      `      ${paint.dim(`to have ${them} deleted, add the line:`)}  ${paint.cyan(`${plainLine(section)}: {}`)}`,
    ];
  });
}

function closingLines(plan: Plan, applies: boolean, page: TerminalPage): readonly string[] {
  const { paint } = page;
  const alone =
    plan.unmanaged.length === 0
      ? []
      : [`${counted(plan.unmanaged.length, 'live resource')} not managed here; not changed.`];
  const lines = [...alone, ...nextStep(plan, applies)].flatMap((text) => wrap(text, page.width));
  return lines.map((line) => paint.dim(line));
}

function nextStep(plan: Plan, applies: boolean): readonly string[] {
  const open = openHazards([plan]);
  if (open.some((hazard) => !hazard.acceptable))
    return ['Next: this plan cannot be applied. Fix the hazards that cannot be accepted, and plan again.'];
  if (open.length > 0)
    return [
      `Next: nothing is applied until ${open.length === 1 ? 'the open hazard is' : `${open.length} open hazards are`} accepted.`,
    ];
  if (plan.changes.length === 0 || applies) return [];
  return [`Next: apply carries out exactly this plan (${shortDigest(plan.digest)}).`];
}
