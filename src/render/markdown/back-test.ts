import { nameOf } from '../../model/address.ts';
import type { BackTest, TestedBehavior } from '../../model/impact/back-test.ts';
import { metricText } from '../../model/impact/coverage.ts';
import type { Review } from '../../model/review.ts';
import { periodText, behaviorNotes, sampleText } from '../words/back-test.ts';
import type { About } from './about.ts';
import type { Section } from './compose.ts';
import { code, codeCell, html, prose } from './escape.ts';
import { jobSummaryLink } from './plan.ts';
import { counted } from '../words/plan.ts';
import { maskText } from '../text/secrets.ts';

/** How often what plans change would have alarmed, each to be unfolded. */
export function backTestSection(reviews: readonly Review[], { runUrl }: About): Section {
  const pieces = reviews.flatMap(({ backTest, plan }) => {
    if (backTest === undefined || backTest.tested.length + backTest.notes.length === 0) return [];
    const place = reviews.length > 1 ? ` · <code>${html(plan.target)}</code>` : '';
    const summary = `<summary>Back-test${place}: ${verdictOf(backTest)}</summary>`;
    return [[`<details>${summary}`, ...bodyOf(backTest), '</details>'].join('\n\n')];
  });
  return {
    name: 'back-test',
    groups: [{ head: '', pieces, glue: '\n\n' }],
    omission: () => `_Back-test: see the ${jobSummaryLink(runUrl)}._`,
  };
}

function verdictOf({ tested }: BackTest): string {
  const judged = tested.filter(({ after }) => after !== undefined);
  if (judged.length === 0) return 'nothing could be tested';
  const alarms = (side: 'before' | 'after'): number => judged.reduce((sum, one) => sum + (one[side]?.alarms ?? 0), 0);
  return `${alarms('before')} → ${counted(alarms('after'), 'alarm')} of ${counted(judged.length, 'changed behavior')}`;
}

function bodyOf(backTest: BackTest): readonly string[] {
  const { tested, notes } = backTest;
  const head = '| Behavior | Metric | Sample | In alarm | Alarms |\n| --- | --- | --- | --- | --- |';
  const told = [
    ...notes.map((note) => `- ${prose(maskText(note))}`),
    ...tested.flatMap((one) => behaviorNotes(one).map((note) => `- ${nameIn(one)}: ${prose(note)}`)),
  ];
  return [
    prose(`By ${periodText(backTest)}:`),
    ...(tested.length === 0 ? [] : [[head, ...tested.map(row)].join('\n')]),
    ...(told.length === 0 ? [] : [told.join('\n')]),
  ];
}

function nameIn({ profile, behavior }: TestedBehavior): string {
  return code(`${nameOf(profile)} ${behavior}`);
}

function row(one: TestedBehavior): string {
  const { profile, behavior, metric, before, after } = one;
  const pair = (of: 'things' | 'alarms'): string =>
    after === undefined ? 'not tested' : before === undefined ? String(after[of]) : `${before[of]} → ${after[of]}`;
  const cells = [
    codeCell(`${nameOf(profile)} ${behavior}`),
    codeCell(metricText(metric)),
    sampleText(one),
    pair('things'),
    pair('alarms'),
  ];
  return `| ${cells.join(' | ')} |`;
}
