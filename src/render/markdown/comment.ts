import type { Plan } from '../../model/plan.ts';
import type { About, Comment } from './about.ts';
import type { Composed, Section } from './compose.ts';
import { compose } from './compose.ts';
import { backTestSection } from './back-test.ts';
import { appliedSections } from './applied.ts';
import { costLineSection, costSection } from './cost.ts';
import { coverageSection } from './coverage.ts';
import { shortened } from '../text/plain-text.ts';
import { code, commit, fenced, prose } from './escape.ts';
import {
  destructiveSection,
  diffsSection,
  jobSummaryLink,
  foreignSection,
  gatesSection,
  tableSection,
  headingSection,
} from './plan.ts';
import { pictureSection } from './picture.ts';
import { findingsSection, problemSections } from './problems.ts';
import { refusedSections } from './refused.ts';
import { listed } from '../../model/values/text.ts';
import { counted, countsText, openHazards, shortDigest } from '../words/plan.ts';
import { maskPlan, maskReview, maskText, maskChange } from '../text/secrets.ts';

/** What GitHub takes in one comment, with room to spare. The marker that finds the comment again comes on top. */
export const COMMENT_BYTES = 60_000;

/** What the runner takes in one step's summary, with room to spare. */
const SUMMARY_BYTES = 1_000_000;

/**
 * A comment for a pull request, in Markdown, within a budget of UTF-8 bytes. What there is no room for is dropped from
 * the bottom, never the heading, what must be accepted or what is destroyed. Foreign text in it is inert.
 */
export function renderComment(comment: Comment, budgetBytes = COMMENT_BYTES): Composed {
  return compose(sectionsOf(comment, budgetBytes), budgetBytes);
}

/** The same for the job summary, which has room for more. */
export function renderJobSummary(comment: Comment): Composed {
  return renderComment(comment, SUMMARY_BYTES);
}

function sectionsOf(comment: Comment, budget: number): readonly Section[] {
  switch (comment.state) {
    case 'planned':
      return plannedSections({ ...comment, reviews: comment.reviews.map(maskReview) }, budget);
    case 'invalid':
      return problemSections(comment.problems, comment, budget);
    case 'not-checked':
      return [
        fixed('heading', [
          `## ⚪ Not checked against the account: ${commit(comment.head)}`,
          prose(shortened(maskText(comment.why), 1000)),
        ]),
        notesSection(comment),
      ];
    case 'stale':
      return [
        fixed('heading', [
          `## ⏸ Out of date: ${commit(comment.head)}`,
          prose(shortened(maskText(comment.why), 1000)),
          'What stood here is no longer what applying would do.',
        ]),
        notesSection(comment),
      ];
    case 'left':
      return [
        fixed('heading', [
          `## ⏭️ Left to a newer run: ${commit(comment.head)}`,
          prose(shortened(maskText(comment.why), 1000)),
        ]),
        notesSection(comment),
      ];
    case 'applied':
      return [...appliedSections(comment.applied, comment, budget), notesSection(comment)];
    case 'refused':
      return [...refusedSections({ ...comment, plans: comment.plans.map(maskPlan) }, budget), notesSection(comment)];
  }
}

type Planned = Extract<Comment, { state: 'planned' }>;

function plannedSections(about: Planned, budget: number): readonly Section[] {
  const { reviews } = about;
  const plans = reviews.map(({ plan }) => plan);
  const head = commit(about.head);
  const hasChanges = plans.some((plan) => plan.changes.length > 0);
  const unchanged = plans.reduce((sum, plan) => sum + plan.unchanged.length, 0);
  const heading = hasChanges
    ? `## 🔎 Plan for ${head}: ${countsText(plans)}`
    : `## ✅ No changes for ${head}: ${counted(unchanged, 'resource')} as the profiles say`;
  return [
    headingSection(heading, plans, budget / 8),
    circumstances(about),
    costLineSection(reviews),
    gatesSection(plans, about, budget / 6),
    destructiveSection(plans, about, budget / 6),
    coverageSection(reviews, about),
    tableSection(plans, about, budget, { deletions: false }),
    findingsSection(reviews, about),
    diffsSection(plans, about, budget),
    foreignSection(
      (about.notFromThisChange ?? []).map((one) => maskChange(one)),
      plans,
      about,
    ),
    pictureSection(reviews, about),
    backTestSection(reviews, about),
    costSection(reviews, about),
    orphansSection(plans, about),
    notesSection(about),
    ...(hasChanges && about.into === undefined ? [digestsSection(plans, about), nextSection(plans, about)] : []),
  ];
}

/** Where merging leads, where that is not as usual. Never dropped. */
function circumstances({ into, pending = [] }: Planned): Section {
  const elsewhere =
    into === undefined
      ? []
      : [
          `> - It goes into ${code(into.base)}, which is not the branch that is applied: **merging it there applies nothing.**`,
        ];
  const pieces = [...elsewhere, ...pending.map((one) => `> - ${prose(shortened(maskText(one), 1000))}`)];
  return { name: 'circumstances', groups: [{ head: '> [!IMPORTANT]', pieces, glue: '\n' }] };
}

/** What is ours and no file speaks of. */
function orphansSection(plans: readonly Plan[], about: About): Section {
  const pieces = plans.flatMap((plan) => {
    const sections = [...new Set(plan.orphaned.map(({ section }) => section))];
    return sections.map((section) => {
      const addresses = plan.orphaned
        .filter((orphan) => orphan.section === section)
        .map(({ address }) => code(address));
      const shown = addresses.length > 5 ? [...addresses.slice(0, 4), `${addresses.length - 4} more`] : addresses;
      return `- ${listed(shown)}: ours, but no file has the section ${code(section)}, so left alone. To delete, add ${code(`${section}: {}`)}.`;
    });
  });
  return {
    name: 'orphans',
    groups: [{ head: '**Left alone**\n', pieces, glue: '\n' }],
    omission: (left) => `_${counted(left, 'note')} on what is left alone: see the ${jobSummaryLink(about.runUrl)}._`,
  };
}

function notesSection({ notes = [], runUrl }: About): Section {
  const pieces = notes.map((note) => `- ${prose(maskText(note))}`);
  return {
    name: 'notes',
    groups: [{ head: '**Checked**\n', pieces, glue: '\n' }],
    omission: (left) => `_${counted(left, 'note')} on how this was checked: see the ${jobSummaryLink(runUrl)}._`,
  };
}

function nextSection(plans: readonly Plan[], about: Planned): Section {
  const digests = plans.filter((plan) => plan.changes.length > 0).map(({ digest }) => code(shortDigest(digest)));
  const exactly = digests.length > 4 ? `the ${counted(digests.length, 'plan')} above` : `exactly ${listed(digests)}`;
  const open = openHazards(plans).length;
  const into = about.branch === undefined ? '' : ` into ${code(shortened(about.branch, 100))}`;
  const text =
    open > 0
      ? `**Next:** settle the ${open === 1 ? 'open hazard' : counted(open, 'open hazard')}. Merged as it is, this pull request applies nothing.`
      : `**Next:** merge${into} to apply ${exactly}. Should the account or the base branch change first, applying is refused and a fresh plan asked for.`;
  const all = `All of it: ${jobSummaryLink(about.runUrl)}.`;
  return {
    name: 'next',
    groups: [{ head: '---', pieces: [`${text} ${all}`], glue: '\n\n' }],
    omission: () => `**Next:** ${open > 0 ? 'settle the hazards' : 'merge to apply'}. ${all}`,
  };
}

/** The digests in full, for who applies a plan by hand; none while something is in the way. */
function digestsSection(plans: readonly Plan[], { runUrl }: About): Section {
  const digests = plans.filter((plan) => plan.changes.length > 0).map(({ digest }) => digest);
  const summary = `<summary>To apply by hand: ${digests.length === 1 ? 'the whole digest' : 'the whole digests'}</summary>`;
  const pieces =
    openHazards(plans).length > 0 ? [] : [`<details>${summary}\n\n${fenced(digests, 'text')}\n\n</details>`];
  return {
    name: 'digests',
    groups: [{ head: '', pieces, glue: '\n\n' }],
    omission: () => `_Whole digests: see the ${jobSummaryLink(runUrl)}._`,
  };
}

function fixed(name: string, pieces: readonly string[]): Section {
  return { name, groups: [{ head: '', pieces, glue: '\n\n' }] };
}
