import { PRICE_UNITS } from '../../model/impact/cost.ts';
import type { Cost, CostLine } from '../../model/impact/cost.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { compact } from '../../model/values/json.ts';
import { DRAFT, list, object, schemaVersion, text } from './schema-words.ts';

/** What `cost --json` prints, as `costDocumentSchema` describes: the estimate of each target, as in a plan. */
export function costDocument(costs: ReadonlyMap<string, Cost>): JsonObject {
  return { schemaVersion: 1, targets: [...costs].map(([target, cost]) => ({ target, cost: costOf(cost) })) };
}

/** An estimate, in the form that `costSchema` describes. */
export function costOf({ lines, total, currency, sources, assumptions, notes }: Cost): JsonObject {
  const pair = ({ before, after }: CostLine['units']): JsonObject => ({ before: { ...before }, after: { ...after } });
  return compact({
    currency,
    total: total && pair(total),
    parts: lines.map(({ part, units, money }) => {
      const { per, unit } = PRICE_UNITS[part];
      return compact({ part, unit, per, units: pair(units), money: money && pair(money) });
    }),
    sources: sources.map((source) => ({ ...source })),
    assumptions,
    notes,
  });
}

const number = (description: string): JsonObject => ({ type: 'number', minimum: 0, description });
const range = (description: string): JsonObject => ({
  ...object({ low: number('At the least.'), high: number('At the most.') }),
  description,
});
const pair: JsonObject = object({ before: range('As it is.'), after: range('As the profiles have it.') });
/** JSON Schema of an estimate. */
export const costSchema: JsonObject = {
  ...object(
    {
      currency: text('Currency of all money; absent where no price of the region is known.'),
      total: { ...pair, description: 'Sum of the parts with a price, in a month.' },
      parts: list(
        'What is paid for.',
        object(
          {
            part: text('Its name in the setting prices.'),
            unit: text('What is counted.'),
            per: { type: 'integer', minimum: 1, description: 'How many units a price is for.' },
            units: { ...pair, description: 'Units in a month.' },
            money: { ...pair, description: 'The same in money; absent where the price is not known.' },
          },
          ['money'],
        ),
      ),
      sources: list(
        'Where the prices are from; empty where no price is known.',
        object(
          {
            name: text('The service, or the source that the settings name.'),
            asOf: text('The day on which they were published or read, as YYYY-MM-DD.'),
            address: text('The web page that has them; absent where they are from the settings.'),
          },
          ['address'],
        ),
      ),
      assumptions: list('What was taken for granted, for people.', { type: 'string' }),
      notes: list('What would cost less or more, for people.', { type: 'string' }),
    },
    ['currency', 'total'],
  ),
  description: 'What the profiles cost in a month before and after; absent where that stays the same.',
};

/** The form of what `cost --json` prints. */
export const costDocumentSchema: JsonObject = {
  $schema: DRAFT,
  title: 'What defender-gitops cost --json prints',
  ...object({
    schemaVersion,
    targets: list(
      'An estimate for each target.',
      object({
        target: text('Name of the target in the settings.'),
        cost: { ...costSchema, description: 'What the profiles cost in a month; before and after are the same.' },
      }),
    ),
  }),
};
