import { basicIngestOf } from '../../../catalogue/topics.ts';
import { moneyText, numberText, rangeText } from '../../../model/values/amounts.ts';
import type { Prices, Range, Usage } from '../../../model/impact/cost.ts';
import { listed } from '../../../model/values/text.ts';
import type { Specs } from '../afterwards.ts';
import { sum } from './flow.ts';
import type { ExportFlow, Flow } from './flow.ts';
import { paid, pricedText } from './prices.ts';
import { extremesOf, stepsOf, streamFlows } from './units.ts';
import type { StreamFlow } from './units.ts';

/** Differences below this share are not worth a word. */
const WORTH = 0.1;

/** What three choices come to: how exports are published, whether they are split into records, and as what they are kept. */
export function notesOn(flow: Flow, specs: Specs, usage: Usage, prices: Prices | undefined): readonly string[] {
  const streams = (isSplit?: boolean): Extremes =>
    extremesOf(usage).map((perMessage) =>
      // What delivery into Apache Iceberg costs is not known.
      streamFlows(flow, specs, usage, { perMessage, isSplit }).filter(({ toIceberg }) => !toIceberg),
    );
  return [
    ...topicNotes(flow, usage, prices),
    ...splitNotes(streams(true), streams(false), prices),
    ...formatNotes(streams(), prices),
  ];
}

/** The streams at the smallest messages that AWS may send, and at the largest. */
type Extremes = readonly (readonly StreamFlow[])[];

/** Basic Ingest has no charge for messages: https://docs.aws.amazon.com/iot/latest/developerguide/iot-basic-ingest.html */
function topicNotes({ exports }: Flow, usage: Usage, prices: Prices | undefined): readonly string[] {
  const direct = exports.filter(({ topic }) => basicIngestOf(topic) !== undefined);
  const read = exports.filter(({ topic, isRead }) => isRead && basicIngestOf(topic) === undefined);
  const publishing = (some: readonly ExportFlow[]): string => {
    const steps = extremesOf(usage).map((per) => sum(some.map(({ values }) => stepsOf(values, usage, per))));
    return pricedText('messages', 'messages', rangeOf(steps), prices);
  };
  return [
    ...(direct.length === 0
      ? []
      : [`Basic Ingest saves ${publishing(direct)} a month, against ordinary topics that only rules read.`]),
    ...(read.length === 0
      ? []
      : [
          `${namesOf(read)} to ${read.length === 1 ? 'an ordinary topic that a rule reads' : 'ordinary topics that rules read'}. Basic Ingest would save ${publishing(read)} a month, and other clients could not subscribe.`,
        ]),
  ];
}

/** Profiles that are named where there are more. */
const NAMED = 3;

function namesOf(exports: readonly ExportFlow[]): string {
  const names = exports.slice(0, NAMED).map(({ profile }) => profile);
  const words = exports.length > NAMED ? [...names, `${exports.length - NAMED} more`] : names;
  return `${listed(words)} ${words.length === 1 ? 'exports' : 'export'}`;
}

/** Firehose rounds each record up to 5 KB, so that many small ones cost more than few large ones: https://aws.amazon.com/firehose/pricing/ */
function splitNotes(split: Extremes, whole: Extremes, prices: Prices | undefined): readonly string[] {
  const [each, together] = [billedOf(split), billedOf(whole)];
  if (each.high - together.low <= each.high * WORTH) return [];
  const told = (range: Range): string => pricedText('ingested', 'GB', range, prices);
  return [
    `Firehose takes ${told(each)} a month where each value is a record, and ${told(together)} where each message is one, which then holds a list.`,
  ];
}

/** Conversion is billed as intake is; what Parquet saves depends on what is asked of it. https://aws.amazon.com/athena/pricing/ */
function formatNotes(streams: Extremes, prices: Prices | undefined): readonly string[] {
  const kept = streams.map((some) => some.filter(({ settings }) => settings['bucketArn'] !== undefined));
  const those = (converts: boolean): Extremes => kept.map((some) => some.filter((one) => one.converts === converts));
  const told = (some: Extremes): string =>
    `${pricedText('converted', 'GB converted', billedOf(some), prices)} a month${worthOf(some, prices)}.`;
  const [json, parquet] = [those(false), those(true)];
  return [
    ...(billedOf(json).high > 0 ? [`Parquet in place of JSON would add ${told(json)}`] : []),
    ...(billedOf(parquet).high > 0 ? [`Parquet or ORC in place of JSON adds ${told(parquet)}`] : []),
  ];
}

/** From when on conversion is worth its price, at the most that can be saved in storage. */
function worthOf(streams: Extremes, prices: Prices | undefined): string {
  const stored = rangeOf(streams.map((some) => sum(some.map((one) => one.stored))));
  const [cost, storage] = [paid('converted', billedOf(streams), prices), paid('stored', stored, prices)];
  const scanned = paid('scanned', { low: 1, high: 1 }, prices);
  if (prices === undefined || cost === undefined || storage === undefined || scanned === undefined) return '';
  const less = (money: number): number => Math.max(0, money - storage.high) / scanned.high;
  const terabytes = rangeText({ low: less(cost.low), high: less(cost.high) }, numberText);
  return `: less than ${moneyText(storage, prices.currency)} of storage is saved, so it pays where queries scan ${terabytes} TB less in a month (Athena: ${moneyText(scanned, prices.currency)} a TB)`;
}

function billedOf(streams: Extremes): Range {
  return rangeOf(streams.map((some) => sum(some.map(({ billed }) => billed))));
}

function rangeOf(numbers: readonly number[]): Range {
  return { low: Math.min(...numbers), high: Math.max(...numbers) };
}
