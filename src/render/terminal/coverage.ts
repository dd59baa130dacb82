import type { Review } from '../../model/review.ts';
import { metricTexts, restOf, stepsIn, turnsOf } from '../words/coverage.ts';
import { wrap } from '../text/display-width.ts';
import { plainLine } from '../text/plain-text.ts';
import { listed } from '../../model/values/text.ts';
import type { TerminalPage } from './change.ts';

/** Lines that say the same of ever more groups help nobody. */
const MOST = 8;

/** What a plan means for what is watched and exported, as lines: losses, gains, and gaps on the way. */
export function coverageLines({ coverage, plan }: Review, page: TerminalPage): readonly string[] {
  const { paint } = page;
  const all = turnsOf(coverage);
  const turns = all.slice(0, MOST).map(({ verb, target, aspect, metrics }) => {
    const rest = restOf(metrics);
    const named = listed([...metricTexts(metrics), ...(rest > 0 ? [`${rest} more`] : [])]);
    const sign = verb === 'loses' ? paint.red('-') : paint.green('+');
    return block(sign, `${target} ${verb} ${aspect} of ${named}`, page);
  });
  const stepsOf = stepsIn(plan.changes);
  const gaps = coverage.gaps.map((gap) =>
    block(paint.yellow('~'), `${stepsOf(gap)}: ${listed(metricTexts(gap.metrics))}: ${gap.meaning}`, page),
  );
  // Gaps are few and need somebody to act.
  const shown = [...turns, ...gaps];
  if (shown.length === 0) return [];
  const more = all.length > MOST ? [`    ${paint.dim(`… and ${all.length - MOST} more; all are in the JSON`)}`] : [];
  return [`  ${paint.bold('what is watched and exported')}`, ...shown.flat(), ...more];
}

function block(sign: string, text: string, { width }: TerminalPage): readonly string[] {
  return wrap(plainLine(text), width - 6).map((line, index) => (index === 0 ? `    ${sign} ${line}` : `      ${line}`));
}
