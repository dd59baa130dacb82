import { PRICE_LISTS } from '../../../catalogue/prices.ts';
import type { PriceList } from '../../../catalogue/prices.ts';
import { PRICE_UNITS } from '../../../model/impact/cost.ts';
import type { Priced, PriceSource, Prices, Range, Tier } from '../../../model/impact/cost.ts';
import { moneyText, numberText, rangeText } from '../../../model/values/amounts.ts';

/** China's partition has prices of its own, on pages that say no day: this is when copies of them were read. */
const CHINA: PriceList = {
  service: 'AWS IoT Device Defender',
  page: 'https://www.amazonaws.cn/en/iot-device-defender/pricing/',
  file: 'https://www.amazonaws.cn/en/iot-device-defender/pricing/',
  asOf: '2026-11-23',
  currency: 'CNY',
  columns: [
    ['datapoints', 0],
    ['datapoints', 1e10],
    ['audited', 0],
    ['audited', 100_000],
  ],
  regions: { 'cn-north-1': [2.4, 1.9, 10.4, 9.47], 'cn-northwest-1': [2.4, 1.9, 10.4, 9.47] },
};

/** All prices that come with the program. */
export const LISTS: readonly PriceList[] = [...PRICE_LISTS, CHINA];

/** What comes with the program for a region; undefined where it has no price at all. */
export function pricesOf(region: string): Prices | undefined {
  const lists = LISTS.filter(({ regions }) => Object.hasOwn(regions, region));
  const [first] = lists;
  if (first === undefined) return undefined;
  const amounts: Partial<Record<Priced, readonly Tier[]>> = {};
  for (const { columns, regions } of lists)
    for (const [index, [part, beyond]] of columns.entries()) {
      const price = regions[region]?.[index] ?? null;
      if (price !== null) amounts[part] = [...(amounts[part] ?? []), { beyond, price }];
    }
  const sources = lists.map(({ service, asOf, file }): PriceSource => ({ name: service, asOf, address: file }));
  return { currency: first.currency, sources, amounts };
}

/** Where AWS shows the price of a part, in a region or for all. */
export function pageOf(part: Priced, region: string): string {
  const list = PRICE_LISTS.find(({ columns }) => columns.some(([one]) => one === part));
  const page = list?.page ?? 'https://aws.amazon.com/firehose/pricing/';
  return region.startsWith('cn-') ? page.replace('https://aws.amazon.com/', 'https://www.amazonaws.cn/en/') : page;
}

/** What units of a month cost, each at the price of its tier; undefined where that is not known. */
export function paid(part: Priced, { low, high }: Range, prices: Prices | undefined): Range | undefined {
  const tiers = prices?.amounts[part];
  if (tiers === undefined) return undefined;
  const of = (units: number): number =>
    tiers.reduce((sum, { beyond, price }, index) => {
      const upTo = Math.min(units, tiers[index + 1]?.beyond ?? Infinity);
      return sum + (Math.max(0, upTo - beyond) / PRICE_UNITS[part].per) * price;
    }, 0);
  return { low: of(low), high: of(high) };
}

/** Money first and the units behind it, as in `USD 1.21 (41.8 GB)`; the units where no price is known. */
export function pricedText(part: Priced, unit: string, range: Range, prices: Prices | undefined): string {
  const units = `${rangeText(range, numberText)} ${unit}`;
  const money = paid(part, range, prices);
  return money === undefined || prices === undefined ? units : `${moneyText(money, prices.currency)} (${units})`;
}
