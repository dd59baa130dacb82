import { moneyText } from '../../model/values/amounts.ts';
import type { Cost, Range } from '../../model/impact/cost.ts';
import { PRICE_UNITS } from '../../model/impact/cost.ts';
import { plainLine } from '../text/plain-text.ts';
import { listed } from '../../model/values/text.ts';

/** The whole in a line: `USD 8.00 → USD 12.40 to 31.20 a month`; where no price is known, that. */
export function totalText({ total, currency, lines }: Cost): string {
  if (total === undefined || currency === undefined) return 'no price known; in units only';
  const rest = without(lines.filter(({ money }) => money === undefined));
  const [before, after] = [moneyText(total.before, currency), moneyText(total.after, currency)];
  return plainLine(`${before === after ? after : `${before} → ${after}`} a month${rest}`);
}

/**
 * What all of them come to more or less, in a line: `USD 12.40 more a month`, or `USD 3.10 less to 8.00 more a month`; of several
 * currencies each. Undefined where no price is known.
 */
export function differenceText(costs: readonly Cost[]): string | undefined {
  const byCurrency = new Map<string, Range>();
  for (const { total, currency } of costs) {
    if (total === undefined || currency === undefined) continue;
    const { low, high } = byCurrency.get(currency) ?? { low: 0, high: 0 };
    const ends = [total.after.low - total.before.low, total.after.high - total.before.high];
    byCurrency.set(currency, { low: low + Math.min(...ends), high: high + Math.max(...ends) });
  }
  if (byCurrency.size === 0) return undefined;
  const rest = without(costs.flatMap(({ lines }) => lines.filter(({ money }) => money === undefined)));
  const sums = [...byCurrency].map(([currency, range]) => moreOrLess(range, currency));
  return plainLine(`${listed(sums)} a month${rest}`);
}

/** What is not worth half of it reads as nothing. */
const CENT = 0.01;

/** From the least to the most, each with its direction. */
function moreOrLess({ low, high }: Range, currency: string): string {
  const money = (one: number, other = one): string => moneyText({ low: one, high: other }, currency);
  if (Math.max(Math.abs(low), Math.abs(high)) < CENT / 2) return `${money(0)} more or less`;
  if (low >= 0) return `${money(low, high)} more`;
  if (high <= 0) return `${money(-high, -low)} less`;
  return `${money(-low)} less to ${money(high)} more`;
}

function without(lines: Cost['lines']): string {
  const parts = [...new Set(lines.map(({ part }) => PRICE_UNITS[part].unit))];
  return parts.length === 0 ? '' : `, without ${listed(parts)} (price not known)`;
}
