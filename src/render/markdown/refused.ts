import type { Plan } from '../../model/plan.ts';
import type { Comment, ReviewedDigests } from './about.ts';
import type { Section } from './compose.ts';
import { shortened } from '../text/plain-text.ts';
import { code, prose } from './escape.ts';
import { diffsSection, jobSummaryLink, gatesSection, tableSection } from './plan.ts';
import { counted, shortDigest } from '../words/plan.ts';
import { maskText } from '../text/secrets.ts';

type Refused = Extract<Comment, { state: 'refused' }>;

/** Why nothing was applied, what nobody has reviewed, and the ways on. */
export function refusedSections(refused: Refused, budgetBytes: number): readonly Section[] {
  const { plans, reviewed, why } = refused;
  const fresh = plans
    .map((plan) => unreviewedPart(plan, reviewed.get(plan.target)))
    .filter((plan) => plan.changes.length > 0);
  const heading = why === undefined ? '## ⛔ Not applied: this is not what was reviewed' : '## ⛔ Not applied';
  const sentence =
    why === undefined
      ? 'The profiles or the account changed since the review. **Nothing was changed.**'
      : `${prose(shortened(maskText(why), 1000))} **Nothing was changed.**`;
  const targets = plans.slice(0, 20).map((plan) => comparison(plan, reviewed.get(plan.target)));
  const rest = plans.length > 20 ? [`- … and ${counted(plans.length - 20, 'more target')}`] : [];
  return [
    {
      name: 'heading',
      groups: [{ head: '', pieces: [heading, sentence, [...targets, ...rest].join('\n')], glue: '\n\n' }],
    },
    { name: 'ways on', groups: [{ head: '**To go on**\n', pieces: waysOn(plans, refused), glue: '\n' }] },
    gatesSection(plans, refused, budgetBytes / 6),
    titled('### Not reviewed', tableSection(fresh, refused, budgetBytes)),
    diffsSection(fresh, refused, budgetBytes),
  ];
}

/** What of a plan nobody has seen. */
function unreviewedPart(plan: Plan, reviewed: ReviewedDigests | undefined): Plan {
  if (reviewed?.digest === plan.digest) return { ...plan, changes: [] };
  const seen = new Set(reviewed?.changes);
  return { ...plan, changes: plan.changes.filter(({ digest }) => !seen.has(digest)) };
}

function comparison(plan: Plan, reviewed: ReviewedDigests | undefined): string {
  const name = `- ${code(shortened(plan.target, 100))}:`;
  const present = `present ${code(shortDigest(plan.digest))} with ${counted(plan.changes.length, 'change')}`;
  if (reviewed === undefined) return `${name} no reviewed plan; ${present}.`;
  const unreviewed = unreviewedPart(plan, reviewed).changes.length;
  const gone = reviewed.changes.filter((digest) => !plan.changes.some((change) => change.digest === digest)).length;
  const differs = [
    unreviewed > 0 ? `${unreviewed} not reviewed` : '',
    gone > 0 ? `${gone} of the reviewed no longer to be made` : '',
  ].filter((part) => part !== '');
  return `${name} reviewed ${code(shortDigest(reviewed.digest))}; ${present}${differs.length === 0 ? '' : `: ${differs.join(', ')}`}.`;
}

function waysOn(plans: readonly Plan[], { runUrl, ways }: Refused): readonly string[] {
  if (ways !== undefined) return ways.map((way) => `- ${prose(way)}`);
  const digests = plans.filter((plan) => plan.changes.length > 0).map((plan) => code(plan.digest));
  const few = digests.slice(0, 20);
  const rest =
    digests.length > few.length ? `, and those of ${counted(digests.length - few.length, 'more target')}` : '';
  const which = few.length === 1 ? `the digest ${few.join('')}` : `the digests ${few.join(' ')}${rest}`;
  return [
    '- open a fresh pull request: its plan is what is to be reviewed then, or',
    `- after looking at what follows (all of it in the ${jobSummaryLink(runUrl)}), run the workflow by hand with ${few.length === 0 ? 'the present digest' : which}.`,
  ];
}

function titled(title: string, section: Section): Section {
  return {
    ...section,
    groups: section.groups.map((group, index) =>
      index === 0 ? { ...group, head: `${title}\n\n${group.head}` } : group,
    ),
  };
}
