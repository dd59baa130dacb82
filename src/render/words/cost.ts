import { moneyText } from '../../model/values/amounts.ts';
import type { Cost } from '../../model/impact/cost.ts';
import { PRICE_UNITS } from '../../model/impact/cost.ts';
import { plainLine } from '../text/plain-text.ts';
import { listed } from './plan.ts';

/** The whole in a line: `USD 8.00 → USD 12.40 to 31.20 a month`; where no price is known, that. */
export function totalText({ total, currency, lines }: Cost): string {
  if (total === undefined || currency === undefined) return 'no price known; in units only';
  const unpriced = lines.filter(({ money }) => money === undefined).map(({ part }) => PRICE_UNITS[part].unit);
  const rest = unpriced.length === 0 ? '' : `, without ${listed(unpriced)} (price not known)`;
  const [before, after] = [moneyText(total.before, currency), moneyText(total.after, currency)];
  return plainLine(`${before === after ? after : `${before} → ${after}`} a month${rest}`);
}
