import { moneyText, unitsText } from '../../model/values/amounts.ts';
import type { Cost } from '../../model/impact/cost.ts';
import type { Review } from '../../model/review.ts';
import { differenceText, totalText } from '../words/cost.ts';
import { wrap } from '../text/display-width.ts';
import { paletteFor } from '../text/palette.ts';
import { plainLine } from '../text/plain-text.ts';
import type { TerminalPage } from './change.ts';

/** What plans that do the same do to the monthly bill, in a line; none where no price is known. */
export function costLines(reviews: readonly Pick<Review, 'cost'>[], { width }: TerminalPage): readonly string[] {
  const told = differenceText(reviews.flatMap(({ cost }) => cost ?? []));
  return told === undefined ? [] : wrap(`Estimated cost: ${told}.`, width);
}

/** The whole estimate of a target for a person at a terminal, with all that it takes for granted. */
export function renderCost(
  target: string,
  cost: Cost,
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const paint = paletteFor(color);
  const { currency = '', assumptions, notes } = cost;
  const lines = cost.lines.flatMap(({ part, units, money }) => [
    `  ${unitsText(part, units.after)}`,
    `      ${money === undefined ? paint.yellow('price not known') : paint.green(moneyText(money.after, currency))}`,
  ]);
  const told = (head: string, all: readonly string[]): readonly string[] =>
    all.length === 0 ? [] : ['', paint.bold(head), ...all.flatMap((sentence) => bullet(sentence, width))];
  const whole = paint.bold(`${plainLine(target)}: ${totalText({ ...cost, ...afterOnly(cost) })}`);
  return `${[whole, '', ...lines, ...told('Notes', notes), ...told('Assumptions', assumptions)].join('\n')}\n`;
}

/** Without a plan there is no before. */
function afterOnly({ total }: Cost): Pick<Cost, 'total'> {
  return total === undefined ? {} : { total: { before: total.after, after: total.after } };
}

function bullet(sentence: string, width: number): readonly string[] {
  return wrap(plainLine(sentence), Math.max(36, width - 4)).map(
    (line, index) => `${index === 0 ? '  - ' : '    '}${line}`,
  );
}
