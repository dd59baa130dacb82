import type { Address } from '../../model/address.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { byName, isEqual } from '../../model/values/json.ts';
import type { Change, Plan } from '../../model/plan.ts';
import type { Problem } from '../../model/problem.ts';
import type { About } from './about.ts';
import type { Composed, Section } from './compose.ts';
import { compose } from './compose.ts';
import { shortened, plainLine } from '../text/plain-text.ts';
import { code, commit, fenced, html, prose } from './escape.ts';
import { COMMENT_BYTES } from './comment.ts';
import { findingsSection } from './problems.ts';
import { diffsSection, jobSummaryLink, gatesSection, tableSection } from './plan.ts';
import { listed } from '../../model/values/text.ts';
import { counted, countsText } from '../words/plan.ts';
import { maskPlan, maskText, maskValue } from '../text/secrets.ts';
import { yamlLines } from '../text/yaml.ts';

/** An account that is no longer as the profiles say. */
export interface Drift extends About {
  readonly plan: Plan;
  /** Warnings and notes, as of what runs out before long. */
  readonly findings: readonly Problem[];
  /** Who made the live change, or owns it, where that is known. */
  readonly changedBy?: ReadonlyMap<Address, string>;
  /** Where a resource stands in profiles: `['securityProfiles', 'Soundbox']`. */
  readonly placeOf: (address: Address) => readonly string[];
  /** A spec of a resource in the words of those who write profiles. */
  readonly authored: (spec: JsonObject, address: Address) => JsonObject;
}

/** What the issue of a target says. */
export interface DriftIssue extends Composed {
  readonly title: string;
  /** For a comment, where the drift is another than before. */
  readonly news: string;
}

/** The issue that reports a target's drift, with both ways out: back to the profiles, or into the profiles. */
export function renderDriftIssue(drift: Drift, budgetBytes = COMMENT_BYTES): DriftIssue {
  const plan = maskPlan(drift.plan);
  const sections: readonly Section[] = [
    headingSection(plan, drift),
    gatesSection([plan], drift, budgetBytes / 6),
    tableSection([plan], drift, budgetBytes),
    waysOutSection(plan, drift),
    diffsSection([plan], drift, budgetBytes),
    keepSection(drift),
    findingsSection([drift], drift),
    notesSection(drift),
  ];
  return { ...compose(sections, budgetBytes), title: titleOf(plan), news: newsOf(plan, drift) };
}

/** What the closing comment says once a target is as the profiles say again. */
export function renderDriftCleared(target: string, runUrl: string): string {
  return `✅ ${code(target)} is as the profiles say again, as of the ${jobSummaryLink(runUrl)}.`;
}

function titleOf({ target }: Plan): string {
  return shortened(plainLine(`Drift: ${target}`), 200);
}

function newsOf(plan: Plan, { runUrl }: Drift): string {
  return `The drift of ${code(plan.target)} changed. Now applying would make: ${countsText([plan])}. The list above is current; see also the ${jobSummaryLink(runUrl)}.`;
}

function headingSection(plan: Plan, drift: Drift): Section {
  const differ = plan.changes.length;
  const heading = `## 🌊 Drift: ${counted(differ, 'resource')} ${differ === 1 ? 'is' : 'are'} not as the profiles say`;
  const target = `Target ${code(shortened(plan.target, 100))} · account ${code(plan.account)} · ${code(plan.region)} · profiles as of ${commit(drift.head)}`;
  const direction = 'What follows is what applying would do: **account → profiles**.';
  const who = [...(drift.changedBy ?? [])]
    .slice(0, 10)
    .map(([address, by]) => `- ${code(address)} was changed by ${code(shortened(maskText(by), 200))}`);
  return {
    name: 'heading',
    groups: [
      { head: '', pieces: [heading, target, direction, ...(who.length === 0 ? [] : [who.join('\n')])], glue: '\n\n' },
    ],
  };
}

function waysOutSection({ digest }: Plan, { runUrl }: Drift): Section {
  const pieces = [
    `- **Back to the profiles:** run the workflow by hand with the digest ${code(digest)}. It makes exactly the changes below.`,
    '- **Into the profiles:** paste the live settings below into the profiles and open a pull request. Its plan is empty when they match.',
  ];
  return {
    name: 'ways out',
    groups: [{ head: '### Two ways out\n', pieces, glue: '\n' }],
    omission: () => `**Two ways out:** see the ${jobSummaryLink(runUrl)}.`,
  };
}

/** The live settings as YAML to paste, resource by resource. */
function keepSection({ plan, runUrl, ...drift }: Drift): Section {
  const pieces = plan.changes.map((change) => keepDetails(change, drift));
  return {
    name: 'live settings',
    groups: [{ head: '### To keep what is live', pieces, glue: '\n\n' }],
    omission: (left, all) =>
      `_Live settings of ${left} of ${counted(all, 'resource')} left out here for want of room: see the ${jobSummaryLink(runUrl)}._`,
  };
}

function keepDetails(change: Change, { placeOf, authored }: Pick<Drift, 'placeOf' | 'authored'>): string {
  const place = placeOf(change.address);
  const summary = `<summary>Keep <code>${html(change.address)}</code></summary>`;
  const name = place.at(-1) ?? '';
  if (change.action === 'create')
    return `<details>${summary}\n\nIt is gone from the account: remove ${code(name)} from ${code(place[0] ?? '')}.\n\n</details>`;
  const { paste, remove } = membersToKeep(change, authored);
  const yaml = Object.keys(paste).length === 0 ? [] : [fenced(yamlLines(below(place, paste), 100), 'yaml')];
  const gone = remove.length === 0 ? [] : [`Remove from ${code(name)}: ${listed(remove.map(code))}.`];
  const whose =
    yaml.length + gone.length === 0 ? ['Only the mark of its owner differs, which profiles do not write.'] : [];
  return [`<details>${summary}`, ...yaml, ...gone, ...whose, '</details>'].join('\n\n');
}

function below(place: readonly string[], value: JsonObject): JsonObject {
  return place.reduceRight<JsonObject>((inner, step) => byName([[step, inner]]), value);
}

/** Of a resource that the profiles have, the members that differ; of one that they lack, all. */
function membersToKeep(
  change: Exclude<Change, { action: 'create' }>,
  authored: Drift['authored'],
): { readonly paste: JsonObject; readonly remove: readonly string[] } {
  const live = authored(change.before, change.address);
  const wanted = change.action === 'delete' ? {} : authored(change.after, change.address);
  const differing = Object.keys({ ...live, ...wanted }).filter((member) => !isEqual(live[member], wanted[member]));
  const kept = differing.filter((member) => live[member] !== undefined);
  const paste = Object.fromEntries(kept.map((member) => [member, live[member]]));
  return { paste: maskValue(paste) as JsonObject, remove: differing.filter((member) => !kept.includes(member)) };
}

function notesSection({ notes = [], runUrl }: Drift): Section {
  return {
    name: 'notes',
    groups: [{ head: '**Checked**\n', pieces: notes.map((note) => `- ${prose(maskText(note))}`), glue: '\n' }],
    omission: () => `_Notes: see the ${jobSummaryLink(runUrl)}._`,
  };
}
