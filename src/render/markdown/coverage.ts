import type { MetricRef } from '../../model/impact/coverage.ts';
import type { Plan } from '../../model/plan.ts';
import type { Review } from '../../model/review.ts';
import type { About } from './about.ts';
import type { Section } from './compose.ts';
import { metricTexts, restOf, stepsIn, turnsOf } from '../words/coverage.ts';
import { EMOJI } from './diff.ts';
import { shortened } from '../text/plain-text.ts';
import { code, prose } from './escape.ts';
import { jobSummaryLink } from './plan.ts';
import { listed } from '../../model/values/text.ts';
import { counted } from '../words/plan.ts';

/** What plans mean for what is watched and exported: losses, then gaps on the way, then gains. */
export function coverageSection(reviews: readonly Review[], { runUrl }: About): Section {
  const pieces = (wanted: 'loses' | 'gains'): readonly string[] =>
    reviews.flatMap(({ plan, coverage }) =>
      turnsOf(coverage)
        .filter(({ verb }) => verb === wanted)
        .map(({ target, aspect, metrics }) => {
          const emoji = wanted === 'loses' ? EMOJI.delete : EMOJI.create;
          return `- ${emoji} ${code(target)}${placeOf(plan, reviews)} ${wanted} ${aspect} of ${metricsText(metrics)}.`;
        }),
    );
  const gaps = reviews.flatMap(({ plan, coverage }) => {
    const stepsOf = stepsIn(plan.changes);
    return coverage.gaps.map((gap) => {
      const where = `${stepsOf(gap)} (${code(gap.from)}${placeOf(plan, reviews)})`;
      return `- ⏳ ${where}: ${metricsText(gap.metrics)}: ${prose(shortened(gap.meaning, 600))}.`;
    });
  });
  return {
    name: 'coverage',
    groups: [
      {
        head: '**What is watched and exported**\n',
        pieces: [...pieces('loses'), ...gaps, ...pieces('gains')],
        glue: '\n',
      },
    ],
    omission: (left, all) =>
      `_${left} of ${counted(all, 'consequence')} not listed here for want of room: see the ${jobSummaryLink(runUrl)}._`,
  };
}

function placeOf(plan: Plan, reviews: readonly Review[]): string {
  return reviews.length > 1 ? ` in ${code(plan.target)}` : '';
}

function metricsText(metrics: readonly MetricRef[]): string {
  const rest = restOf(metrics);
  return listed([...metricTexts(metrics).map(code), ...(rest > 0 ? [`${rest} more`] : [])]);
}
