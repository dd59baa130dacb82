import { moneyText, numberText, rangeText } from '../../model/values/amounts.ts';
import type { Cost, CostLine, Range } from '../../model/impact/cost.ts';
import { PRICE_UNITS } from '../../model/impact/cost.ts';
import type { Review } from '../../model/review.ts';
import type { About } from './about.ts';
import type { Section } from './compose.ts';
import { differenceText, totalText } from '../words/cost.ts';
import { html, prose } from './escape.ts';
import { jobSummaryLink } from './plan.ts';
import { maskText } from '../text/secrets.ts';

/** What all plans together do to the monthly bill, in a line; nothing where no price is known. */
export function costLineSection(reviews: readonly Review[]): Section {
  const told = differenceText(reviews.flatMap(({ cost }) => cost ?? []));
  const pieces = told === undefined ? [] : [`💰 Estimated cost: **${prose(told)}**`];
  return { name: 'cost in a line', groups: [{ head: '', pieces, glue: '\n\n' }], omission: () => '' };
}

/** What plans do to the monthly bill, each to be unfolded; nothing where no price is known. */
export function costSection(reviews: readonly Review[], { runUrl }: About): Section {
  const pieces = reviews.flatMap(({ cost, plan }) => {
    if (cost?.total === undefined) return [];
    const place = reviews.length > 1 ? ` · <code>${html(plan.target)}</code>` : '';
    const summary = `<summary>Cost, estimated${place}: ${html(totalText(cost))}</summary>`;
    return [[`<details>${summary}`, table(cost), ...sentences(cost), '</details>'].join('\n\n')];
  });
  return {
    name: 'cost',
    groups: [{ head: '', pieces, glue: '\n\n' }],
    omission: () => `_Cost: see the ${jobSummaryLink(runUrl)}._`,
  };
}

function table({ lines, currency }: Cost): string {
  const rows = lines.map(
    (line) => `| ${PRICE_UNITS[line.part].unit} | ${unitsOf(line)} | ${moneyOf(line, currency)} |`,
  );
  return ['| In a month | Units | Money |', '| --- | --- | --- |', ...rows].join('\n');
}

function unitsOf({ units: { before, after } }: CostLine): string {
  const text = (range: Range): string => rangeText(range, numberText);
  return text(before) === text(after) ? text(after) : `${text(before)} → ${text(after)}`;
}

function moneyOf({ money }: CostLine, currency: string | undefined): string {
  if (money === undefined || currency === undefined) return 'price not known';
  const [before, after] = [moneyText(money.before, currency), moneyText(money.after, currency)];
  return prose(before === after ? after : `${before} → ${after}`);
}

function sentences({ assumptions, notes }: Cost): readonly string[] {
  const told = (head: string, all: readonly string[]): readonly string[] =>
    all.length === 0 ? [] : [`${head}\n\n${all.map((one) => `- ${prose(maskText(one))}`).join('\n')}`];
  return [...told('Notes:', notes), ...told('Assumptions:', assumptions)];
}
