import type { Change, Hazard, Plan } from '../../model/plan.ts';
import type { About, Before, PreExisting } from './about.ts';
import type { Group, Section } from './compose.ts';
import { bounded, bytesOf, fitting } from './compose.ts';
import { EMOJI, diffDetails, editsCell } from './diff.ts';
import type { Source } from '../../model/problem.ts';
import { finish } from '../../model/steps.ts';
import { shortened } from '../text/plain-text.ts';
import { address as webAddress, code, codeCell, link, prose } from './escape.ts';
import { listed } from '../../model/values/text.ts';
import { alike, counted, countsText, shortDigest, sized } from '../words/plan.ts';
import type { LikelyRename } from '../words/renames.ts';
import { likelyRenames } from '../words/renames.ts';
import { lineText } from '../text/yaml.ts';

/** The change of a target. */
interface TargetChange {
  readonly plan: Plan;
  readonly change: Change;
}

const FEW = 3;

/** Targets of one plan that are named. */
const NAMED = 5;

/** Where what was left out can be read. */
export function jobSummaryLink(runUrl: string): string {
  return /^https?:\/\//.test(runUrl) ? `[job summary](${webAddress(runUrl)})` : 'job summary';
}

/** The heading, and for several targets a table of them. Never dropped. */
export function headingSection(heading: string, plans: readonly Plan[], budgetBytes: number): Section {
  if (plans.length === 1)
    return { name: 'heading', groups: [{ head: '', pieces: [heading, ...plans.map(targetLine)], glue: '\n\n' }] };
  const rows = bounded(plans.map(targetRow), budgetBytes, (left) => `| ${counted(left, 'more target')} | | | | |`);
  const table = {
    head: '| Target | Account | Region | Plan | Digest |\n| --- | --- | --- | --- | --- |',
    pieces: rows,
    glue: '\n',
  } as const;
  return {
    name: 'heading',
    groups: [{ head: '', pieces: [heading], glue: '\n' }, ...(plans.length === 0 ? [] : [table])],
  };
}

function targetLine(plan: Plan): string {
  return `Target ${code(shortened(plan.target, 100))} · account ${code(plan.account)} · ${code(plan.region)} · digest ${code(shortDigest(plan.digest))}`;
}

function targetRow(plan: Plan): string {
  const result = plan.changes.length === 0 ? 'no changes' : countsText([plan]);
  return `| ${[codeCell(shortened(plan.target, 100)), codeCell(plan.account), codeCell(plan.region), result, codeCell(shortDigest(plan.digest))].join(' | ')} |`;
}

/** What must be accepted before anything is applied. Never dropped. */
export function gatesSection(plans: readonly Plan[], about: About, budgetBytes: number): Section {
  const all = plans.flatMap((plan) =>
    plan.hazards.map((hazard) => ({ hazard, place: plans.length > 1 ? ` in ${code(plan.target)}` : '' })),
  );
  const open = all.filter(({ hazard }) => !hazard.accepted);
  const accepted = all.filter(({ hazard }) => hazard.accepted);
  const more = (left: number): string =>
    `> - … and ${counted(left, 'more hazard')}: see the ${jobSummaryLink(about.runUrl)}`;
  const openGroup: Group = {
    head: `> [!${open.some(({ hazard }) => !hazard.acceptable) ? 'CAUTION' : 'WARNING'}]\n> **${counted(open.length, 'hazard')} open:** nothing is applied before ${open.length === 1 ? 'it is' : 'they are'} settled.\n>`,
    pieces: [
      ...bounded(
        open.map(
          ({ hazard, place }) => `${hazardLine(hazard, place)}${hazard.acceptable ? '' : ' No acceptance helps.'}`,
        ),
        budgetBytes * 0.5,
        more,
      ),
      ...acceptLines(plans, about, budgetBytes * 0.25),
    ],
    glue: '\n',
  };
  const acceptedGroup: Group = {
    head: '> [!NOTE]\n> **Accepted in this change:**\n>',
    pieces: bounded(
      accepted.map(({ hazard, place }) => hazardLine(hazard, place)),
      budgetBytes * 0.25,
      more,
    ),
    glue: '\n',
  };
  return { name: 'hazards', groups: [openGroup, acceptedGroup].filter(({ pieces }) => pieces.length > 0) };
}

function hazardLine({ rule, addresses, message }: Hazard, place: string): string {
  const shown = listed([
    ...addresses.slice(0, 2).map(code),
    ...(addresses.length > 2 ? [`${addresses.length - 2} more`] : []),
  ]);
  return `> - **${rule}**${shown === '' ? '' : ` ${shown}`}${place}: ${prose(shortened(message, 600))}`;
}

/** The one line that accepts all that can be, with what is accepted already: it takes the place of the line that is there. */
function acceptLines(plans: readonly Plan[], { runUrl }: About, budgetBytes: number): readonly string[] {
  const acceptable = plans.flatMap(({ hazards }) => hazards).filter((hazard) => hazard.acceptable);
  if (acceptable.every(({ accepted }) => accepted)) return [];
  const ids = [...new Set(acceptable.map(({ id }) => id))];
  const line = `> ${code(`accept: ${lineText(ids)}`)}`;
  const hashed = ids.some((id) => /:[0-9a-f]{8}$/.test(id))
    ? ['>', '> An id that ends in a hash is of just these resources: with one more it is another.']
    : [];
  if (bytesOf(line) > budgetBytes) return ['>', `> The line that accepts them is in the ${jobSummaryLink(runUrl)}.`];
  return [
    '>',
    '> To accept all that can be accepted, have this line in the settings, in this pull request:',
    '>',
    line,
    ...hashed,
  ];
}

/** What is deleted, in words, and which line went. Never dropped. */
export function destructiveSection(
  plans: readonly Plan[],
  about: About & { readonly before?: Before },
  budgetBytes: number,
): Section {
  const lines = plans.flatMap((plan) => {
    const renames = new Map(finish(likelyRenames(plan)).map((rename) => [rename.from, rename]));
    return plan.changes.flatMap((change) => {
      const line = destructiveLine({ plan, change }, plans.length > 1, about.before, renames.get(change.address));
      return line === undefined ? [] : [line];
    });
  });
  const more = (left: number): string => `- … and ${left} more: see the ${jobSummaryLink(about.runUrl)}`;
  return {
    name: 'deletions',
    groups: [{ head: '**Deleted**\n', pieces: bounded(lines, budgetBytes, more), glue: '\n' }],
  };
}

function destructiveLine(
  { plan, change }: TargetChange,
  isNamed: boolean,
  before: Before | undefined,
  rename: LikelyRename | undefined,
): string | undefined {
  const place = isNamed ? ` in ${code(plan.target)}` : '';
  if (change.action === 'replace')
    return `- ${EMOJI.replace} ${code(change.address)}${place}, and created again: AWS can’t change ${listed(change.because.slice(0, 3).map(code))} in place.`;
  if (change.action !== 'delete') return undefined;
  const renamed = change.renamedTo === undefined ? '' : `; ${code(change.renamedTo)} takes its place`;
  const hint =
    rename === undefined
      ? ''
      : `<br>💡 ${code(rename.to)} is created and equal. If it is the same under a new name, write ${code(rename.line)} there: then it is in use before the old one goes.`;
  return `- ${EMOJI.delete} ${code(change.address)}${place}${before === undefined ? '' : stoodAt(plan, change, before)}${renamed}${hint}`;
}

function stoodAt({ target }: Plan, { address }: Change, { source: sourceOf, links }: Before): string {
  const source = sourceOf(target, address);
  return source === undefined ? ', not in the profiles before either' : `, which stood at ${sourceLink(source, links)}`;
}

function sourceLink(source: Source, links: About['links']): string {
  return link(`${source.file.replace(/^.*\//, '')}:${source.line}`, links(source));
}

/** Every change in a row, or every one but deletions where they are told apart, with a link to the line that asks for it. */
export function tableSection(
  plans: readonly Plan[],
  about: About,
  budgetBytes: number,
  { deletions = true }: { readonly deletions?: boolean } = {},
): Section {
  const groups = alikePlans(plans).flatMap(([plan, ...others]): Group[] => {
    const changes = plan.changes.filter(({ action }) => deletions || action !== 'delete');
    if (changes.length === 0) return [];
    const names = listed([plan, ...others].slice(0, NAMED).map(({ target }) => code(target)));
    const more = others.length >= NAMED ? ` and ${others.length + 1 - NAMED} more` : '';
    const title = plans.length > 1 ? `### ${names}${more}: ${countsText([plan])}\n\n` : '';
    const rows = fitting(changes, budgetBytes, (change) => row(change, about));
    return [{ head: `${title}| | Resource | Change | File |\n| --- | --- | --- | --- |`, pieces: rows, glue: '\n' }];
  });
  const omission = (left: number, all: number): string =>
    `_${left} of ${counted(all, 'change')} not listed here for want of room: see the ${jobSummaryLink(about.runUrl)}._`;
  return { name: 'changes', groups, omission };
}

function row(change: Change, { links }: About): string {
  const source =
    change.action === 'create' || change.action === 'delete'
      ? change.source
      : (change.edits[0]?.source ?? change.source);
  const place =
    source === undefined ? (change.action === 'delete' ? '_not in the profiles_' : '') : sourceLink(source, links);
  return `| ${EMOJI[change.action]} | ${codeCell(change.address)} | ${whatOf(change)} | ${place} |`;
}

function whatOf(change: Change): string {
  if (change.action === 'create')
    return change.renamedFrom === undefined ? 'create' : `create in place of ${codeCell(change.renamedFrom)}`;
  if (change.action === 'delete') return 'delete';
  return `${change.action === 'replace' ? 'replace<br>' : ''}${editsCell(change.edits)}`;
}

/** Every change field by field, each to be folded away, but for what comes or goes where that is much; of plans that are alike, one. */
export function diffsSection(plans: readonly Plan[], about: About, budgetBytes: number): Section {
  const items = itemsOf(alikePlans(plans).map(([plan]) => ({ ...plan, changes: sized(plan.changes).shown })));
  const pieces = fitting(items, budgetBytes, ({ plan, change }) =>
    diffDetails(change, plans.length > 1 ? plan.target : undefined, items.length <= FEW),
  );
  const omission = (left: number, all: number): string =>
    `_${left} of ${counted(all, 'diff')} left out here for want of room: see the ${jobSummaryLink(about.runUrl)}._`;
  return { name: 'diffs', groups: [{ head: '', pieces, glue: '\n\n' }], omission };
}

/** What applying would take back although this pull request is not about it. */
export function foreignSection(foreign: readonly PreExisting[], plans: readonly Plan[], about: About): Section {
  const pieces = foreign.map(({ target, address, action, edits, by }) => {
    const place = plans.length > 1 ? ` in ${code(target)}` : '';
    const who = by === undefined ? '' : ` (changed by ${code(by)})`;
    return `> - ${EMOJI[action]} ${code(address)}${place}${who}${edits.length === 0 || action === 'create' || action === 'delete' ? ` is ${action}d` : `: ${editsCell(edits)}`}`;
  });
  const head =
    '> [!NOTE]\n> **Not from this pull request:** the account differs from the profiles here already, and applying takes it back. To keep what is live, write it into the profiles.\n>';
  const omission = (left: number, all: number): string =>
    `_${left} of ${counted(all, 'change')} that applying makes and this pull request is not about left out here: see the ${jobSummaryLink(about.runUrl)}._`;
  return { name: 'not from this change', groups: [{ head, pieces, glue: '\n' }], omission };
}

function alikePlans(plans: readonly Plan[]): readonly (readonly [Plan, ...Plan[]])[] {
  return alike(plans.map((plan) => ({ plan }))).map(([{ plan }, ...others]) => [
    plan,
    ...others.map((one) => one.plan),
  ]);
}

function itemsOf(plans: readonly Plan[]): readonly TargetChange[] {
  return plans.flatMap((plan) => plan.changes.map((change) => ({ plan, change })));
}
