import type { Review } from '../../model/review.ts';
import { severityOf } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { About } from './about.ts';
import type { Section } from './compose.ts';
import { shortened } from '../text/plain-text.ts';
import { commit, link, prose } from './escape.ts';
import { jobSummaryLink } from './plan.ts';
import { counted } from '../words/plan.ts';
import { maskText } from '../text/secrets.ts';
import { gravestFirst, problemCounts } from '../words/problems.ts';

/** What the author has to put right before a plan can be made. */
export function problemSections(problems: readonly Problem[], about: About, _budgetBytes: number): readonly Section[] {
  const files = new Set(problems.map(({ file }) => file)).size;
  const heading = `## ❌ Invalid: ${problemCounts(problems)} in ${counted(files, 'file')}`;
  const sentence = `No plan was made for ${commit(about.head)}: the profiles have to be put right first.`;
  return [
    { name: 'heading', groups: [{ head: '', pieces: [heading, sentence], glue: '\n\n' }] },
    {
      name: 'problems',
      groups: [{ head: '', pieces: gravestFirst(problems).map((problem) => problemItem(problem, about)), glue: '\n' }],
      omission: (left, all) =>
        `_${left} of ${counted(all, 'problem')} left out here for want of room: see the ${jobSummaryLink(about.runUrl)}._`,
    },
  ];
}

/** Warnings and notes of the checks about what is planned. They stop nothing. */
export function findingsSection(reviews: readonly Review[], about: About): Section {
  const findings = gravestFirst(reviews.flatMap(({ findings: found }) => found));
  // One finding can show in every target.
  const pieces = [...new Set(findings.map((finding) => problemItem(finding, about)))];
  return {
    name: 'findings',
    groups: [{ head: '**Worth a look**\n', pieces, glue: '\n' }],
    omission: (left, all) =>
      `_${left} of ${counted(all, 'finding')} left out here for want of room: see the ${jobSummaryLink(about.runUrl)}._`,
  };
}

function problemItem(problem: Problem, { links }: About): string {
  const { code, check, file, line, column, message, hint } = problem;
  const severity = severityOf(problem);
  const id = severity === 'error' ? code : `${severity === 'warning' ? '⚠️' : 'ℹ️'} ${check ?? code}`;
  const place = link(`${file}:${line}:${column}`, links({ file, line, column }));
  const help = hint === undefined ? '' : `<br>💡 ${prose(shortened(maskText(hint), 600))}`;
  return `- ${place} **${id}** ${prose(shortened(maskText(message), 600))}${help}`;
}
