import type { Cost } from '../../model/impact/cost.ts';
import type { SimulatedFate } from '../../model/exports/simulation.ts';
import { grouped } from '../../model/values/amounts.ts';
import { totalText } from './cost.ts';
import { counted } from './plan.ts';

/** As in `1,200 batches`. */
export function many(value: number, noun: string): string {
  return counted(value, noun).replace(/^\d+/, grouped(value));
}

/** What became of data points, as a sign and the words before where. */
export const FATES: Readonly<Record<SimulatedFate['fate'], readonly [sign: string, words: string]>> = {
  delivered: ['✔', 'delivered to'],
  published: ['✔', 'published to'],
  filtered: ['–', 'left out by'],
  error: ['!', 'sent by the error action to'],
  'not-simulated': ['?', 'not simulated beyond'],
  lost: ['✖', 'lost at'],
};

/** What the profiles would cost, of the whole fleet and not of the devices that were simulated; undefined where no price is known. */
export function costText(cost: Cost): string | undefined {
  if (cost.total === undefined) return undefined;
  return `${totalText(cost)}, at the usage in the settings`;
}
