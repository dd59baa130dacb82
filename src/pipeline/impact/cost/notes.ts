import { basicIngestOf } from '../../../catalogue/topics.ts';
import { moneyText, numberText, rangeText } from '../../../model/values/amounts.ts';
import { PRICE_UNITS } from '../../../model/impact/cost.ts';
import type { CostPart, Prices, Range, Usage } from '../../../model/impact/cost.ts';
import type { Specs } from '../afterwards.ts';
import { sum } from './flow.ts';
import type { ExportFlow, Flow } from './flow.ts';
import { extremesOf, stepsOf, unitsOf } from './units.ts';

/** Differences below this share are not worth a word. */
const WORTH = 0.1;

/** What the two choices that matter come to: how exports are published, and whether they are split into records. */
export function notesOn(flow: Flow, specs: Specs, usage: Usage, prices: Prices | undefined): readonly string[] {
  return [...topicNotes(flow, usage, prices), ...splitNotes(flow, specs, usage, prices)];
}

/** Basic Ingest has no charge for messages: https://docs.aws.amazon.com/iot/latest/developerguide/iot-basic-ingest.html */
function topicNotes({ exports }: Flow, usage: Usage, prices: Prices | undefined): readonly string[] {
  const direct = exports.filter(({ topic }) => basicIngestOf(topic) !== undefined);
  const read = exports.filter(({ topic, isRead }) => isRead && basicIngestOf(topic) === undefined);
  const publishing = (some: readonly ExportFlow[]): string => {
    const [one, other] = extremesOf(usage).map((per) => sum(some.map(({ values }) => stepsOf(values, usage, per))));
    return priced('messages', 'messages', rangeOf(one, other), prices);
  };
  return [
    ...(direct.length === 0
      ? []
      : [`Basic Ingest saves ${publishing(direct)} a month, against ordinary topics that only rules read.`]),
    ...(read.length === 0
      ? []
      : [
          `${namesOf(read)} to ${read.length === 1 ? 'an ordinary topic that a rule reads' : 'ordinary topics that rules read'}. Basic Ingest would save ${publishing(read)} a month, and nobody else could read along.`,
        ]),
  ];
}

/** Profiles that are named where there are more. */
const NAMED = 3;

function namesOf(exports: readonly ExportFlow[]): string {
  const names = exports.slice(0, NAMED).map(({ profile }) => profile);
  const words = exports.length > NAMED ? [...names, `${exports.length - NAMED} more`] : names;
  return words.length === 1 ? `${words[0]} exports` : `${words.slice(0, -1).join(', ')} and ${words.at(-1)} export`;
}

/** Firehose rounds each record up to 5 KB, so that many small ones cost more than few large ones: https://aws.amazon.com/firehose/pricing/ */
function splitNotes(flow: Flow, specs: Specs, usage: Usage, prices: Prices | undefined): readonly string[] {
  const taken = (isSplit: boolean): Range => {
    const [one, other] = extremesOf(usage).map((per) => unitsOf(flow, specs, usage, per, isSplit).ingested);
    return rangeOf(one, other);
  };
  const [split, whole] = [taken(true), taken(false)];
  if (split.high - whole.low <= split.high * WORTH) return [];
  const [each, together] = [split, whole].map((range) => priced('ingested', 'GB', range, prices));
  return [
    `Firehose bills ${each} a month where each value is a record, and ${together} where each message is one, which then holds a list.`,
  ];
}

function rangeOf(one = 0, other = one): Range {
  return { low: Math.min(one, other), high: Math.max(one, other) };
}

function priced(part: CostPart, unit: string, range: Range, prices: Prices | undefined): string {
  const units = `${rangeText(range, numberText)} ${unit}`;
  const amount = prices?.amounts[part];
  if (prices === undefined || amount === undefined) return units;
  const { per } = PRICE_UNITS[part];
  const money = { low: (range.low / per) * amount, high: (range.high / per) * amount };
  return `${units} (${moneyText(money, prices.currency)})`;
}
