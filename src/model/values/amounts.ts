import { PRICE_UNITS } from '../impact/cost.ts';
import type { CostPart, Range } from '../impact/cost.ts';

/** Units in words: `4.2 million messages of 5 KB`, `12 to 300 GB …`. */
export function unitsText(part: CostPart, range: Range): string {
  return `${rangeText(range, numberText)} ${PRICE_UNITS[part].unit}`;
}

/** An amount of money, or between two: `USD 12.40`, `USD 8.00 to 31.20`. */
export function moneyText(range: Range, currency: string): string {
  return `${currency} ${rangeText(range, (amount) => apart(amount.toFixed(2)))}`;
}

const LARGE = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
] as const;

/** A number as people say it, to three digits: `4.2 million`. */
export function numberText(number: number): string {
  const rounded = Number(number.toPrecision(3));
  const [size, name] = LARGE.find(([one]) => number >= 1e6 && rounded >= one) ?? [1, ''];
  const digits = Number((rounded / size).toPrecision(3));
  // Numbers that small would be written with an exponent.
  const text = digits < 1e-6 ? digits.toFixed(20).replace(/\.?0+$/, '') : digits.toString();
  return `${apart(text)} ${name}`.trim();
}

/** A range in words: one number where both ends read the same. */
export function rangeText({ low, high }: Range, text: (number: number) => string): string {
  return text(low) === text(high) ? text(low) : `${text(low)} to ${text(high)}`;
}

/** A whole number with its thousands apart: `1,200`. */
export function grouped(number: number): string {
  return apart(number.toString());
}

/** Without the machine's locales, which take 8 ms to load. */
function apart(digits: string): string {
  return digits.replaceAll(/(?<!\.\d*)\B(?=(\d{3})+(?!\d))/g, ',');
}
