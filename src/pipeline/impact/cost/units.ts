import { destinationMemberOf } from '../../../catalogue/stream-destinations.ts';
import { basicIngestOf } from '../../../catalogue/topics.ts';
import { addressOf } from '../../../model/address.ts';
import type { CostPart, Usage, StreamPart } from '../../../model/impact/cost.ts';
import { isList, isObject, objectOf } from '../../../model/values/json.ts';
import type { JsonObject } from '../../../model/values/json.ts';
import type { Specs } from '../afterwards.ts';
import { ASSUMED, HOURS, sum } from './flow.ts';
import type { ExportFlow, Flow } from './flow.ts';

/** Units of a month, by what is paid for. */
export type Units = Readonly<Record<CostPart, number>>;

const KB = 1024;
const GB = KB ** 3;
/** Messages, rules, actions and records are metered in steps of 5 KB: https://aws.amazon.com/iot-core/pricing/, https://aws.amazon.com/firehose/pricing/ */
const STEP = 5 * KB;
/** The largest payload: https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits */
const LARGEST = 128 * KB;
/** What stands around the values: https://docs.aws.amazon.com/iot-device-defender/latest/devguide/metrics-export-json-schema.html */
const ENVELOPE = 40;

function mostValues({ valueBytes = ASSUMED.valueBytes }: Usage): number {
  return Math.max(1, Math.floor((LARGEST - ENVELOPE) / valueBytes));
}

/** The fewest and the most values that one exported message may hold. AWS documents neither. */
export function extremesOf(usage: Usage): readonly [number, number] {
  const most = mostValues(usage);
  return [Math.min(usage.valuesPerMessage ?? 1, most), Math.min(usage.valuesPerMessage ?? most, most)];
}

/** What one 5 KB step of each message comes to, for so many values. */
export function stepsOf(values: number, usage: Usage, perMessage: number): number {
  return (values / perMessage) * Math.ceil(messageOf(usage, perMessage) / STEP);
}

/**
 * What an account uses in a month, where each exported message holds so many values. `isSplit` says for all streams whether
 * each value is a record of its own, whatever the rules say.
 */
export function unitsOf(flow: Flow, specs: Specs, usage: Usage, perMessage: number, isSplit?: boolean): Units {
  const { exports, fed, judged, learned, audited } = flow;
  const messages = (values: number): number => values / perMessage;
  const steps = (values: number): number => stepsOf(values, usage, perMessage);
  const streams = streamUnits(streamFlows(flow, specs, usage, { perMessage, isSplit }));
  const objects = sum(fed.map(({ values, buckets }) => messages(values) * buckets));
  return {
    datapoints: judged,
    learnedDatapoints: learned,
    audited,
    messages: sum(exports.filter(isOrdinary).map(({ values }) => steps(values) * (1 + subscribersOf(usage)))),
    rules: sum(fed.map(({ values }) => steps(values))),
    actions: sum(fed.map(({ values, actions }) => steps(values) * actions)),
    ...streams,
    puts: streams.puts + objects,
    stored: streams.stored + (sum(fed.map(({ values, buckets }) => values * buckets)) * bytesOf(usage)) / GB,
  };
}

function isOrdinary({ topic }: ExportFlow): boolean {
  return basicIngestOf(topic) === undefined;
}

function subscribersOf({ subscribers = ASSUMED.subscribers }: Usage): number {
  return subscribers;
}

function bytesOf({ valueBytes = ASSUMED.valueBytes }: Usage): number {
  return valueBytes;
}

function messageOf(usage: Usage, perMessage: number): number {
  return ENVELOPE + perMessage * bytesOf(usage);
}

function streamUnits(streams: readonly StreamFlow[]): Pick<Units, StreamPart> {
  const converting = streams.filter(({ converts }) => converts);
  const partitioning = streams.filter(({ settings }) => isOn(settings['dynamicPartitioningConfiguration']));
  return {
    // Delivery into tables of Apache Iceberg has a price of its own.
    ingested: sum(streams.filter(({ toIceberg }) => !toIceberg).map(({ billed }) => billed)),
    converted: sum(converting.map(({ billed }) => billed)),
    partitioned: sum(partitioning.map(({ stored }) => stored)),
    partitionedObjects: sum(partitioning.map(objectsOf)),
    iceberg: sum(streams.filter(({ toIceberg }) => toIceberg).map(({ taken }) => taken)),
    vpcDelivered: sum(streams.filter(({ zones }) => zones > 0).map(({ taken }) => taken)),
    vpcHours: sum(streams.map(({ zones }) => zones * HOURS)),
    puts: sum(streams.map(objectsOf)),
    stored: sum(streams.map(({ stored }) => stored)),
  };
}

/** What one stream takes in a month. */
export interface StreamFlow {
  /** GB, with each record in steps of 5 KB: of these are intake and conversion. */
  readonly billed: number;
  /** GB as they are: of these is what is partitioned and kept. */
  readonly stored: number;
  /** Of its destination in S3; nothing in them where it is not known. */
  readonly settings: JsonObject;
  readonly converts: boolean;
  /** GB as they are, wherever they go. */
  readonly taken: number;
  readonly toIceberg: boolean;
  /** Zones in which it has network interfaces of a VPC, if each of its subnets is in another one. */
  readonly zones: number;
}

/**
 * The streams that exports reach, where each message holds so many values. Firehose rounds up each record, also inside of a batch, for
 * intake and conversion; what it partitions it counts as delivered, by GB and by object: https://aws.amazon.com/firehose/pricing/
 */
export function streamFlows(
  { fed }: Flow,
  specs: Specs,
  usage: Usage,
  { perMessage, isSplit }: { readonly perMessage: number; readonly isSplit?: boolean | undefined },
): readonly StreamFlow[] {
  const into = new Map<string, { billed: number; bytes: number }>();
  for (const { values, streams } of fed)
    for (const stream of streams) {
      const { name } = stream;
      const [records, size] =
        (isSplit ?? stream.isSplit) ? [values, bytesOf(usage)] : [values / perMessage, messageOf(usage, perMessage)];
      const { billed, bytes } = into.get(name) ?? { billed: 0, bytes: 0 };
      into.set(name, { billed: billed + records * Math.ceil(size / STEP) * STEP, bytes: bytes + records * size });
    }
  return [...into].map(([name, { billed, bytes }]) => {
    const spec = specs.get(addressOf('DeliveryStream', name)) ?? {};
    const destination = spec['extendedS3Destination'];
    const settings = isObject(destination) ? destination : {};
    // What another destination costs is that one's affair, and what S3 keeps of it depends on what fails.
    const member = destinationMemberOf(spec);
    const isElsewhere = !isObject(destination) && member !== undefined;
    const converts = isOn(settings['dataFormatConversionConfiguration']);
    const subnets = objectOf(objectOf(spec[member ?? ''])['vpcConfiguration'])['subnetIds'];
    return {
      billed: billed / GB,
      stored: isElsewhere ? 0 : bytes / GB,
      settings,
      converts,
      taken: bytes / GB,
      toIceberg: member === 'icebergDestination',
      zones: isList(subnets) ? subnets.length : 0,
    };
  });
}

function isOn(block: unknown): boolean {
  return isObject(block) && block['enabled'] !== false;
}

/** An object whenever the buffer is full or its time is over: https://docs.aws.amazon.com/firehose/latest/dev/basic-deliver.html */
function objectsOf({ stored, settings: { bufferingHints } }: StreamFlow): number {
  if (stored === 0) return 0;
  const hints = isObject(bufferingHints) ? bufferingHints : {};
  const seconds = Math.max(1, Number(hints['intervalInSeconds'] ?? 300));
  const size = Number(hints['sizeInMBs'] ?? 5) / KB;
  return Math.max((HOURS * 3600) / seconds, stored / size);
}
