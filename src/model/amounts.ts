import { PRICE_UNITS } from './cost.ts';
import type { CostPart, Range } from './cost.ts';

/** Units in words: `4.2 million messages of 5 KB`, `12 to 300 GB …`. */
export function unitsText(part: CostPart, range: Range): string {
  return `${rangeText(range, numberText)} ${PRICE_UNITS[part].unit}`;
}

/** An amount of money, or between two: `USD 12.40`, `USD 8.00 to 31.20`. */
export function moneyText(range: Range, currency: string): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return `${currency} ${rangeText(range, (amount) => amount.toLocaleString('en', digits))}`;
}

/** A number as people say it: `4.2 million`. */
export function numberText(number: number): string {
  const isLarge = number >= 1_000_000;
  const compact = { notation: 'compact', compactDisplay: 'long' } as const;
  return number.toLocaleString('en', { ...(isLarge ? compact : {}), maximumSignificantDigits: 3 });
}

/** A range in words: one number where both ends read the same. */
export function rangeText({ low, high }: Range, text: (number: number) => string): string {
  return text(low) === text(high) ? text(low) : `${text(low)} to ${text(high)}`;
}

/** A whole number with its thousands apart: `1,200`. Without the machine's locales, which take 8 ms to load. */
export function grouped(number: number): string {
  return number.toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
