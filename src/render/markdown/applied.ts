import type { Outcome, Plan } from '../../model/plan.ts';
import type { About, Applied } from './about.ts';
import type { Section } from './compose.ts';
import { bounded } from './compose.ts';
import { shortened } from '../text/plain-text.ts';
import { code, codeCell, proseCell } from './escape.ts';
import { jobSummaryLink } from './plan.ts';
import { counted, doneText, notReached } from '../words/plan.ts';
import { maskText } from '../text/secrets.ts';

interface Row {
  readonly plan: Plan;
  readonly outcome: Omit<Outcome, 'status'> & { readonly status: Outcome['status'] | 'not done' };
}

const STATUS_EMOJI: Readonly<Record<Row['outcome']['status'], string>> = {
  verified: '✅',
  failed: '❌',
  skipped: '⏭️',
  'not done': '⏹️',
};
const ORDER: readonly Row['outcome']['status'][] = ['failed', 'skipped', 'not done', 'verified'];

/** What an apply did, resource by resource, failures first, and what to do next. */
export function appliedSections(applied: readonly Applied[], about: About, budgetBytes: number): readonly Section[] {
  const rows = applied
    .flatMap(rowsOf)
    .sort((left, right) => ORDER.indexOf(left.outcome.status) - ORDER.indexOf(right.outcome.status));
  const isOver = rows.every(({ outcome }) => outcome.status === 'verified');
  const bad = rows
    .filter(({ outcome }) => outcome.status === 'failed')
    .map((row) => failureLine(row, applied.length > 1));
  const pieces = [`## ${headingOf(rows, isOver, applied)}`, targetsLine(applied), ...(isOver ? [] : [adviceOf(rows)])];
  return [
    { name: 'heading', groups: [{ head: '', pieces, glue: '\n\n' }] },
    {
      name: 'failures',
      groups: [
        {
          head: '> [!CAUTION]\n> **What failed**\n>',
          pieces: bounded(bad, budgetBytes / 4, (left) => `> - … and ${counted(left, 'more failure')}`),
          glue: '\n',
        },
      ],
    },
    {
      name: 'ledger',
      groups: [
        {
          head: `| | | Resource | ${applied.length > 1 ? 'Target | ' : ''}Result |\n| --- | --- | --- | ${applied.length > 1 ? '--- | ' : ''}--- |`,
          pieces: rows.map((row) => ledgerRow(row, applied.length > 1)),
          glue: '\n',
        },
      ],
      omission: (left, all) =>
        `_${left} of ${counted(all, 'change')} not listed here for want of room: see the ${jobSummaryLink(about.runUrl)}._`,
    },
  ];
}

function rowsOf({ plan, outcomes }: Applied): readonly Row[] {
  const rest = notReached(plan, outcomes).map(({ address, action }): Row => ({
    plan,
    outcome: { address, action, status: 'not done' },
  }));
  return [...outcomes.map((outcome) => ({ plan, outcome })), ...rest];
}

function headingOf(rows: readonly Row[], isOver: boolean, applied: readonly Applied[]): string {
  const done = doneText(applied.flatMap(({ outcomes }) => outcomes));
  if (rows.length === 0) return '✅ Nothing to apply';
  if (isOver) return `✅ Applied: ${done}`;
  const parts = ORDER.map(
    (status) => [rows.filter(({ outcome }) => outcome.status === status).length, status] as const,
  ).filter(([count]) => count > 0);
  const counts = parts.map(([count, status]) => `${count} ${status}`).join(', ');
  return `${done === '' ? '❌ Not applied' : '⚠️ Partly applied'}: ${counts}`;
}

function targetsLine(applied: readonly Applied[]): string {
  const shown = applied
    .slice(0, 5)
    .map(({ plan }) => `${code(shortened(plan.target, 100))} (${code(plan.account)}, ${code(plan.region)})`);
  return `Target ${shown.join(' · ')}${applied.length > 5 ? ` and ${applied.length - 5} more` : ''}`;
}

function adviceOf(rows: readonly Row[]): string {
  const failed = rows.some(({ outcome }) => outcome.status === 'failed');
  const why = failed
    ? 'What failed may have taken effect in part; nothing that was skipped was touched. Fix the cause, then re-run this job'
    : 'The run was ended early; nothing else was touched. Re-run this job';
  return `**Next:** ${why}: what remains is part of what was reviewed, so the run continues from here.`;
}

function failureLine({ plan, outcome }: Row, isNamed: boolean): string {
  return `> - **${outcome.action}** ${code(outcome.address)}${isNamed ? ` in ${code(plan.target)}` : ''}: ${proseCell(shortened(maskText(outcome.detail ?? 'no reason was given'), 600))}`;
}

function ledgerRow({ plan, outcome }: Row, isNamed: boolean): string {
  const detail =
    outcome.detail === undefined || outcome.status === 'failed'
      ? ''
      : proseCell(shortened(maskText(outcome.detail), 200));
  const reason = detail === '' ? '' : outcome.status === 'skipped' ? ` because ${detail}` : `: ${detail}`;
  const cells = [
    STATUS_EMOJI[outcome.status],
    outcome.action,
    codeCell(outcome.address),
    ...(isNamed ? [codeCell(plan.target)] : []),
    `${outcome.status}${reason}`,
  ];
  return `| ${cells.join(' | ')} |`;
}
