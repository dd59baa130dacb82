import type { PriceList } from '../src/catalogue/prices.ts';
import { PRICE_UNITS } from '../src/model/impact/cost.ts';
import { grouped } from '../src/model/values/amounts.ts';
import { tableOf } from './reference.ts';
import { LISTS } from '../src/pipeline/impact/cost/prices.ts';

/** docs/prices.md: every price that comes with the program, and where it is from. */
export function pricesPage(): string {
  return `<!-- Made by scripts/generate.ts. Never edited. -->

# Prices

What AWS asks, as it comes with the program, for [the estimate](meaning.md#what-it-costs): a price for each unit that the column
names, in the currency of its list. Further prices in a cell are those of further tiers; where it says none, AWS's file has none. Free tiers, taxes and discounts are not
in it, nor what AWS changed after the day that is told: your own prices go into the setting \`prices\`.
\`node scripts/refresh-prices.ts\` reads AWS's files anew.

${LISTS.map(listSection).join('\n\n')}
`;
}

function listSection({ service, page, file, copy, asOf, currency, columns, regions }: PriceList): string {
  const parts = [...new Set(columns.map(([part]) => part))];
  const from = file === page ? '' : ` The page is filled from [a file](${file})`;
  const read = copy === undefined ? '' : `, which was read from [a public copy](${copy})`;
  const place = Object.keys(regions).every((region) => region.startsWith('cn-')) ? ' in China' : '';
  return `## ${service}${place}

${currency}, as of ${asOf}: [AWS's page](${page}).${from}${read}${from === '' ? '' : '.'}

${parts.map((part) => legend(part, columns)).join('\n')}

${tableOf([
  ['Region', ...parts.map((part) => `\`${part}\``)],
  ...Object.entries(regions).map(([region, prices]) => [
    `\`${region}\``,
    ...parts.map((part) => cell(part, columns, prices)),
  ]),
])}`;
}

function legend(part: PriceList['columns'][number][0], columns: PriceList['columns']): string {
  const { per, unit } = PRICE_UNITS[part];
  const tiers = columns.filter(([one, beyond]) => one === part && beyond > 0).map(([, beyond]) => grouped(beyond));
  const further = tiers.length === 0 ? '' : `; further tiers beyond ${tiers.join(', ')} a month`;
  return `- \`${part}\`: ${per === 1 ? '' : `${grouped(per)} `}${unit}${further}`;
}

function cell(
  part: PriceList['columns'][number][0],
  columns: PriceList['columns'],
  prices: readonly (number | null)[],
): string {
  const of = columns.flatMap(([one], index) => (one === part ? [prices[index] ?? null] : []));
  return of.every((price) => price === null) ? 'none' : of.join(' / ');
}
