import { basicIngestOf } from '../../../catalogue/topics.ts';
import { kindOf } from '../../../model/address.ts';
import { grouped } from '../../../model/values/amounts.ts';
import { PRICE_UNITS } from '../../../model/impact/cost.ts';
import type { Cost, CostLine, CostPart, PriceSource, Prices, Range, Usage } from '../../../model/impact/cost.ts';
import { finish, mapped } from '../../../model/steps.ts';
import type { Steps } from '../../../model/steps.ts';
import type { Specs } from '../afterwards.ts';
import { profileMetricsOf } from '../profile-metrics.ts';
import { ASSUMED, devicesIn, flowOf, runsAudits } from './flow.ts';
import type { Flow } from './flow.ts';
import { notesOn } from './notes.ts';
import { pageOf, paid, pricesOf } from './prices.ts';
import { extremesOf, unitsOf } from './units.ts';
import type { Units } from './units.ts';

/** What an estimate is made of, besides what is in the account. */
export interface CostInput {
  readonly region: string;
  readonly usage: Usage;
  /** By region; in place of those that come with the program. */
  readonly prices: Readonly<Record<string, Prices>>;
}

/** What the profiles of an account cost in a month, before and after. */
export function costOf(before: Specs, after: Specs, input: CostInput): Cost {
  return finish(costing(before, after, input));
}

/** The same, step by step. */
export function* costing(before: Specs, after: Specs, { region, usage, prices }: CostInput): Steps<Cost> {
  const known = prices[region] ?? pricesOf(region);
  const flow = yield* flowOf(after, usage);
  const has = bothEnds(flow, after, usage);
  const had = before === after ? has : bothEnds(yield* flowOf(before, usage), before, usage);
  yield;
  const lines = (Object.keys(has[0]) as CostPart[])
    .map((part) => lineOf(part, rangeOf(had, part), rangeOf(has, part), known))
    .filter(({ units }) => units.before.high > 0 || units.after.high > 0);
  const priced = lines.flatMap(({ money }) => money ?? []);
  const total = { before: added(priced.map((one) => one.before)), after: added(priced.map((one) => one.after)) };
  return {
    lines,
    ...(priced.length === 0 ? {} : { total }),
    ...(known === undefined ? {} : { currency: known.currency }),
    sources: sourcesOf(lines, known),
    assumptions: [...priceSentences(lines, region, known), ...(yield* assumptionsOf(after, usage))],
    notes: notesOn(flow, after, usage, known),
  };
}

/** Whether anything that is paid for becomes more or less. */
export function changesCost({ lines }: Cost): boolean {
  return lines.some(({ units: { before, after } }) => before.low !== after.low || before.high !== after.high);
}

/** With the smallest messages that AWS may send, and with the largest. */
type Extremes = readonly [Units, Units];

function bothEnds(flow: Flow, specs: Specs, usage: Usage): Extremes {
  const [fewest, most] = extremesOf(usage);
  return [unitsOf(flow, specs, usage, fewest), unitsOf(flow, specs, usage, most)];
}

function rangeOf([one, other]: Extremes, part: CostPart): Range {
  return { low: Math.min(one[part], other[part]), high: Math.max(one[part], other[part]) };
}

function lineOf(part: CostPart, before: Range, after: Range, prices: Prices | undefined): CostLine {
  const money = [paid(part, before, prices), paid(part, after, prices)];
  const [was, is] = money;
  return { part, units: { before, after }, ...(was && is && { money: { before: was, after: is } }) };
}

function added(ranges: readonly Range[]): Range {
  return ranges.reduce((total, { low, high }) => ({ low: total.low + low, high: total.high + high }), {
    low: 0,
    high: 0,
  });
}

/** The sources of the prices that lines have; what the settings say is one source, whatever it is of. */
function sourcesOf(lines: readonly CostLine[], prices: Prices | undefined): readonly PriceSource[] {
  return lines.some(({ money }) => money !== undefined) ? (prices?.sources ?? []) : [];
}

/** Whose prices they are, and where those stand that are not known. */
function priceSentences(lines: readonly CostLine[], region: string, prices: Prices | undefined): readonly string[] {
  const sources = sourcesOf(lines, prices).map(({ name, asOf }) => `${name} as of ${asOf}`);
  const unknown = lines.filter(({ money }) => money === undefined).map(({ part }) => part);
  const what = unknown.length === lines.length ? '' : ` of ${unknown.map((part) => PRICE_UNITS[part].unit).join(', ')}`;
  const pages = [...new Set(unknown.map((part) => pageOf(part, region)))].join(', ');
  return [
    ...(sources.length === 0
      ? []
      : [
          `Prices of ${region}: ${sources.join(', ')}; as if the account used nothing else, without free tier, taxes and discounts.`,
        ]),
    ...(unknown.length === 0
      ? []
      : [
          `Prices${what} are not known in ${region}: see ${pages}. Write them into \`prices\` to get amounts in money.`,
        ]),
  ];
}

function* assumptionsOf(specs: Specs, usage: Usage): Steps<readonly string[]> {
  const watching = yield* mapped(specs, ([address, spec]) =>
    kindOf(address) === 'SecurityProfile' ? [profileMetricsOf(spec)] : [],
  );
  const profiles = watching.flat();
  const targets = [...new Set(profiles.flatMap((profile) => profile.targets))];
  const uncounted = targets.filter((target) => usage.devices[target] === undefined);
  const hasSubscribers = profiles.some(
    ({ mqttTopic }) => mqttTopic !== undefined && basicIngestOf(mqttTopic) === undefined,
  );
  const sentences: readonly (string | false)[] = [
    // https://aws.amazon.com/iot-device-defender/pricing/
    runsAudits(specs) &&
      `Audits are paid for each certificate that was created, updated or used to connect in the month: ${grouped(devicesIn(usage))}, as \`usage.devices\` counts devices.`,
    'A month has 730 hours. Cloud-side metrics report every five minutes, aws:disconnect-duration every hour.',
    uncounted.length > 0 &&
      `${grouped(ASSUMED.devices)} devices in ${uncounted.slice(0, 3).join(', ')}${uncounted.length > 3 ? ` and ${uncounted.length - 3} more` : ''}, because \`usage.devices\` does not count them.`,
    usage.reportsPerHour === undefined &&
      `${ASSUMED.reportsPerHour} reports of each device in an hour (\`usage.reportsPerHour\`).`,
    usage.valueBytes === undefined && `${ASSUMED.valueBytes} bytes for each exported value (\`usage.valueBytes\`).`,
    usage.valuesPerMessage === undefined &&
      'AWS does not say how many values it puts into one exported message: the range is from one to as many as fit into 128 KB (`usage.valuesPerMessage`).',
    hasSubscribers &&
      usage.subscribers === undefined &&
      `${ASSUMED.subscribers} subscriber gets each message of an ordinary topic (\`usage.subscribers\`).`,
    'Detect counts each metric of a group once, however many profiles watch it; alarms, error actions, JQ hours of Firehose and the services behind other actions are left out.',
  ];
  return sentences.filter((sentence) => sentence !== false);
}
