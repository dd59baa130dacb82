import { groupsBy } from '../../model/values/groups.ts';
import type { Review } from '../../model/review.ts';
import { severityOf } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { About } from './about.ts';
import type { Section } from './compose.ts';
import { shortened } from '../text/plain-text.ts';
import { code, commit, link, prose } from './escape.ts';
import { jobSummaryLink } from './plan.ts';
import { listed } from '../../model/values/text.ts';
import { counted } from '../words/plan.ts';
import { maskText } from '../text/secrets.ts';
import { problemCounts, toldOnce } from '../words/problems.ts';
import type { ToldOnce } from '../words/problems.ts';

/** What the author has to put right before a plan can be made. */
export function problemSections(problems: readonly Problem[], about: About, _budgetBytes: number): readonly Section[] {
  const files = new Set(problems.map(({ file }) => file)).size;
  const heading = `## ❌ Invalid: ${problemCounts(problems)} in ${counted(files, 'file')}`;
  const sentence = `No plan was made for ${commit(about.head)}: fix the profiles first.`;
  return [
    { name: 'heading', groups: [{ head: '', pieces: [heading, sentence], glue: '\n\n' }] },
    {
      name: 'problems',
      groups: [{ head: '', pieces: problemItems(problems, about), glue: '\n' }],
      omission: (left, all) =>
        `_${left} of ${counted(all, 'problem')} left out here for want of room: see the ${jobSummaryLink(about.runUrl)}._`,
    },
  ];
}

/** Warnings and notes of the checks about what is planned. They stop nothing. */
export function findingsSection(reviews: readonly Pick<Review, 'findings'>[], about: About): Section {
  // One finding can show in every target.
  const findings = groupsBy(
    reviews.flatMap((review) => review.findings),
    placeAndText,
  );
  const pieces = problemItems(
    [...findings.values()].map(([one]) => one),
    about,
  );
  return {
    name: 'findings',
    groups: [{ head: '**Worth a look**\n', pieces, glue: '\n' }],
    omission: (left, all) =>
      `_${left} of ${counted(all, 'finding')} left out here for want of room: see the ${jobSummaryLink(about.runUrl)}._`,
  };
}

function placeAndText({ code, file, line, column, message, hint }: Problem): string {
  return JSON.stringify([code, file, line, column, message, hint]);
}

/** Each told once, and how many more there are of a rule. */
function problemItems(problems: readonly Problem[], about: About): readonly string[] {
  const { shown, rest } = toldOnce(problems);
  return [
    ...shown.map((problem) => problemItem(problem, about)),
    ...rest.map(([rule, count]) => `- … and ${count} more **${rule}**: ${code('defender-gitops validate --all')}`),
  ];
}

/** Other places that are linked to. */
const PLACES = 3;

function problemItem([problem, ...others]: ToldOnce, about: About): string {
  const { code: own, check, message, hint } = problem;
  const severity = severityOf(problem);
  const id = severity === 'error' ? own : `${severity === 'warning' ? '⚠️' : 'ℹ️'} ${check ?? own}`;
  const places = others.slice(0, PLACES).map((other) => placeOf(other, about));
  const more = others.length > PLACES ? [counted(others.length - PLACES, 'more place')] : [];
  const elsewhere = others.length === 0 ? '' : ` Also at ${listed([...places, ...more])}.`;
  const help = hint === undefined ? '' : `<br>💡 ${prose(shortened(maskText(hint), 600))}`;
  return `- ${placeOf(problem, about)} **${id}** ${prose(shortened(maskText(message), 600))}${elsewhere}${help}`;
}

function placeOf({ file, line, column }: Problem, { links }: About): string {
  return link(`${file}:${line}:${column}`, links({ file, line, column }));
}
