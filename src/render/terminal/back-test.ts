import { nameOf } from '../../model/address.ts';
import type { TestedBehavior } from '../../model/impact/back-test.ts';
import { metricText } from '../../model/impact/coverage.ts';
import type { Review } from '../../model/review.ts';
import { periodText, behaviorNotes, sampleText, alarmsText } from '../words/back-test.ts';
import { wrap } from '../text/display-width.ts';
import { plainLine } from '../text/plain-text.ts';
import { maskText } from '../text/secrets.ts';
import type { TerminalPage } from './change.ts';

/** How often what a plan changes would have alarmed. */
export function backTestLines({ backTest }: Review, page: TerminalPage): readonly string[] {
  if (backTest === undefined) return [];
  const { paint, width } = page;
  const { tested, notes } = backTest;
  const none = tested.length + notes.length === 0 ? ['No behavior is added, or judges otherwise than before.'] : notes;
  return [
    `  ${paint.bold('back-test')} ${paint.dim(periodText(backTest))}`,
    ...none.flatMap((note) => wrap(plainLine(maskText(note)), width - 4).map((line) => `    ${line}`)),
    ...tested.flatMap((one) => behaviorLines(one, page)),
  ];
}

function behaviorLines(one: TestedBehavior, { paint, width }: TerminalPage): readonly string[] {
  const head = `${nameOf(one.profile)} ${one.behavior} (${metricText(one.metric)}), ${sampleText(one)}`;
  const verdict = alarmsText(one) ?? 'not tested';
  const told = behaviorNotes(one).flatMap((note) => wrap(plainLine(note), width - 6).map((line) => paint.dim(line)));
  return [
    ...wrap(plainLine(head), width - 4).map((line) => `    ${line}`),
    ...[verdict, ...told].map((line) => `      ${line}`),
  ];
}
