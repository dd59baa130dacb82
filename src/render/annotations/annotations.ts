import type { Annotation, Level } from '../../model/workflow/conversation.ts';
import type { Change, Hazard, Outcome, Plan } from '../../model/plan.ts';
import { severityOf } from '../../model/problem.ts';
import type { Problem, Severity, Source } from '../../model/problem.ts';
import type { Review } from '../../model/review.ts';
import { plainLine } from '../text/plain-text.ts';
import { counted } from '../words/plan.ts';
import { maskReview, maskText } from '../text/secrets.ts';
import { gravestFirst } from '../words/problems.ts';
import { lineText } from '../text/yaml.ts';

const LEVELS: Readonly<Record<Change['action'], Level>> = {
  delete: 'warning',
  replace: 'warning',
  update: 'notice',
  create: 'notice',
};

const LEVEL_OF: Readonly<Record<Severity, Level>> = { error: 'error', warning: 'warning', note: 'notice' };

/** Edits that one annotation shows; GitHub cuts long ones. */
const EDITS = 20;

/** A sentence that is at no line. */
export function annotateRun(level: Level, message: string, title?: string): Annotation {
  return { level, message: plain(message), ...(title !== undefined && { title }) };
}

/** Problems as messages at their lines. */
export function annotateProblems(problems: readonly Problem[]): readonly Annotation[] {
  return gravestFirst(problems).map((problem): Annotation => {
    const { code, check, message, hint, file, line, column } = problem;
    return {
      level: LEVEL_OF[severityOf(problem)],
      title: check === undefined ? code : `${code} ${check}`,
      message: plain(hint === undefined ? message : `${message} ${hint}`),
      source: { file, line, column },
    };
  });
}

/** What plans do as messages at the lines that ask for it: open hazards, what goes, what changes, what comes; and what checks found. */
export function annotatePlans(reviews: readonly Review[]): readonly Annotation[] {
  const masked = reviews.map(maskReview);
  const place = ({ target }: Plan): string => (reviews.length > 1 ? ` in ${target}` : '');
  const hazards = masked.flatMap(({ plan }) => {
    const nths = new Map(plan.changes.map(({ address }, nth) => [address, nth]));
    const sourceOf = ({ addresses }: Hazard): Source | undefined =>
      plan.changes[addresses.reduce((first, address) => Math.min(first, nths.get(address) ?? first), Infinity)]?.source;
    const open = plan.hazards.filter(({ accepted }) => !accepted);
    return open.map((hazard) => annotateHazard(hazard, sourceOf(hazard), place(plan)));
  });
  const changes = masked.flatMap(({ plan }) => plan.changes.map((change) => annotateChange(change, place(plan))));
  const order = Object.keys(LEVELS);
  const rank = ({ title = '' }: Annotation): number => order.indexOf(title.split(' ', 1)[0] ?? '');
  const findings = annotateProblems(masked.flatMap(({ findings: found }) => found));
  return [...hazards, ...findings, ...changes.toSorted((left, right) => rank(left) - rank(right))];
}

/** What an apply did not do as messages at the lines that ask for it. */
export function annotateOutcomes({ changes }: Plan, outcomes: readonly Outcome[]): readonly Annotation[] {
  const sources = new Map(changes.map(({ address, source }) => [address, source]));
  return outcomes.flatMap(({ action, address, status, detail = 'no reason was given' }): Annotation[] => {
    if (status === 'verified') return [];
    const source = sources.get(address);
    return [
      {
        level: 'error',
        title: plain(`${status}: ${action} ${address}`),
        message: plain(detail),
        ...(source && { source }),
      },
    ];
  });
}

function annotateHazard({ rule, message }: Hazard, source: Source | undefined, place: string): Annotation {
  return { level: 'warning', title: plain(`${rule}${place}`), message: plain(message), ...(source && { source }) };
}

function annotateChange(change: Change, place: string): Annotation {
  const { action, address } = change;
  const edited = action === 'update' || action === 'replace';
  const source = edited ? (change.edits[0]?.source ?? change.source) : change.source;
  return {
    level: LEVELS[action],
    title: plain(`${action} ${address}${place}`),
    message: edited ? editsText(change) : `${plain(address)} will be ${action}d.`,
    ...(source && { source }),
  };
}

function editsText({ edits }: Change): string {
  const shown = edits.slice(0, EDITS).map(({ path, before, after }) => {
    const values = [before, after].map((value) => (value === undefined ? 'nothing' : lineText(value)));
    return plain(`${path}: ${values.join(' → ')}`);
  });
  return [...shown, ...(edits.length > EDITS ? [`… and ${counted(edits.length - EDITS, 'more edit')}`] : [])].join(
    '\n',
  );
}

function plain(text: string): string {
  return plainLine(maskText(text));
}
