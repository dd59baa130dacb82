import { metricFacts } from '../../../catalogue/metrics.ts';
import { judgedBehaviors } from '../../../lake/behaviors.ts';
import { icebergDestinations } from '../../../lake/iceberg.ts';
import { recordTypeOf } from '../../../lake/record-type.ts';
import type { ExportedMetric } from '../../../lake/samples.ts';
import { processorsOf, recordsOf, tableOf } from '../../../lake/table.ts';
import type { FeedingRule } from '../../../lake/table.ts';
import { addressOf, kindOf, nameOf } from '../../../model/address.ts';
import type { Address } from '../../../model/address.ts';
import type {
  FedTable,
  IcebergTable,
  JudgedBehavior,
  Lake,
  LakeTable,
  MissingTable,
  PointPlaces,
} from '../../../model/lake/table.ts';
import type { Steps } from '../../../model/steps.ts';
import { groupsBy } from '../../../model/values/groups.ts';
import { isList, isObject, objectOf, textAt } from '../../../model/values/json.ts';
import type { JsonObject } from '../../../model/values/json.ts';
import type { Specs } from '../afterwards.ts';
import { rulesReading } from '../data-path/feeding.ts';
import { profileMetricsOf } from '../profile-metrics.ts';

/** What profiles export to a rule. */
interface Exports {
  readonly metrics: ReadonlyMap<string, ExportedMetric>;
  readonly behaviors: readonly JudgedBehavior[];
  /** Which of them, and to which topic. */
  readonly profiles: ReadonlyMap<Address, string>;
}

/** A rule that writes to a stream, by one of its actions, and what is exported to it. */
export interface Feed {
  readonly rule: string;
  readonly spec: JsonObject;
  readonly action: JsonObject;
  readonly exported: Exports;
}

/** The rules that exports reach, by the stream that they write to; never an empty list. */
export type FeedsByStream = ReadonlyMap<string, readonly Feed[]>;

/** The tables that fit what exports leave behind in S3, one a step: one for each stream that they reach. */
export function* lakeOf(specs: Specs, database: string): Steps<Lake> {
  const feeds = yield* feedsByStream(specs);
  const tables: FedTable[] = [];
  const iceberg: FedTable<IcebergTable>[] = [];
  const missing: MissingTable[] = [];
  for (const [stream, feeding] of feeds) {
    yield;
    const spec = specs.get(addressOf('DeliveryStream', stream));
    const into = spec?.['icebergDestination'] === undefined ? undefined : icebergTables(stream, spec, feeding);
    const found = into ?? fedTableOf(stream, specs, feeding, { database });
    if (found === undefined) continue;
    if ('why' in found) missing.push(found);
    else if ('table' in found) tables.push(found);
    else iceberg.push(...found);
  }
  return { tables, iceberg, missing };
}

/** The tables of Apache Iceberg that a stream writes into, each with what gets into it. */
function icebergTables(
  stream: string,
  spec: JsonObject,
  feeding: readonly Feed[],
): readonly FedTable<IcebergTable>[] | MissingTable {
  const written = icebergTable(stream, spec, feeding);
  if ('why' in written) return written;
  const { columns, points } = written.table;
  const destinations = icebergDestinations(spec, columns);
  if (destinations.length === 0) return { stream, why: [UNNAMED] };
  return destinations.map((destination) => ({ ...written, table: { stream, columns, points, ...destination } }));
}

const UNNAMED =
  'It names none: the metadata of each record does, and only the MetadataExtraction query that gives it knows them.';

/** The table of a stream, with what gets into it; undefined where there is no such stream. */
export function fedTableOf(
  stream: string,
  specs: Specs,
  feeding: readonly Feed[],
  { database, known }: { readonly database: string; readonly known?: PointPlaces },
): FedTable | MissingTable | undefined {
  const spec = specs.get(addressOf('DeliveryStream', stream));
  if (spec === undefined) return undefined;
  const table = tableOf(stream, spec, rulesOf(feeding, spec, known), database);
  return 'why' in table ? table : fedBy(feeding, table);
}

/** What a stream writes into tables of Apache Iceberg, as a table without a place. */
export function icebergTable(
  stream: string,
  spec: JsonObject,
  feeding: readonly Feed[],
  known?: PointPlaces,
): FedTable | MissingTable {
  const { columns, points, why } = recordsOf(rulesOf(feeding, spec, known), objectOf(spec['icebergDestination']));
  if (why.length > 0) return { stream, why };
  const nowhere = { database: '', location: '', partitions: [], notes: [] };
  return fedBy(feeding, { ...nowhere, stream, name: stream, format: 'parquet', columns, points });
}

function fedBy(feeding: readonly Feed[], table: LakeTable): FedTable {
  return {
    table,
    metrics: [...new Set(feeding.flatMap(({ exported }) => [...exported.metrics.keys()]))],
    behaviors: feeding.flatMap(({ exported }) => exported.behaviors),
  };
}

/** The rules that feed a stream, each with its records. */
function rulesOf(feeding: readonly Feed[], stream: JsonObject, known?: PointPlaces): readonly FeedingRule[] {
  const destination = objectOf(stream['extendedS3Destination'] ?? stream['icebergDestination']);
  const splits = processorsOf(destination).includes('RecordDeAggregation');
  return feeding.map(({ rule, spec, action, exported: { metrics } }) => ({
    name: rule,
    record: recordTypeOf(spec, {
      isSplit: splits || action['batchMode'] === true,
      metrics: [...metrics.values()],
      ...(known === undefined ? {} : { known }),
    }),
  }));
}

/** Finds what feeds each stream; a resource a step. */
export function* feedsByStream(specs: Specs): Steps<FeedsByStream> {
  const feeds = [...(yield* exportsByRule(specs))].flatMap(([rule, exported]) => {
    const spec = specs.get(addressOf('TopicRule', rule)) ?? {};
    return firehoseActions(spec).map((action) => ({ rule, spec, action, exported }));
  });
  return groupsBy(feeds, ({ action }) => String(action['deliveryStreamName']));
}

/** What profiles export, by the names of the rules that get it. */
function* exportsByRule(specs: Specs): Steps<ReadonlyMap<string, Exports>> {
  const rules = [...specs].flatMap(([address, spec]): [string, JsonObject][] =>
    kindOf(address) === 'TopicRule' ? [[nameOf(address), spec]] : [],
  );
  const rulesAt = yield* rulesReading(rules);
  const there = new Set(rules.map(([name]) => name));
  const found = new Map<string, ReturnType<typeof noExports>>();
  for (const [address, spec] of specs) {
    yield;
    if (kindOf(address) !== 'SecurityProfile') continue;
    const { mqttTopic, exported } = profileMetricsOf(spec);
    if (mqttTopic === undefined || exported.length === 0) continue;
    const metrics = exported.flatMap(({ metric }) => metricIn(specs, metric));
    const behaviors = judgedBehaviors(nameOf(address), spec);
    for (const rule of rulesAt(mqttTopic).filter((one) => there.has(one))) {
      const exports = found.get(rule) ?? noExports();
      found.set(rule, exports);
      for (const metric of metrics) exports.metrics.set(metric.name, metric);
      exports.behaviors.push(...behaviors);
      exports.profiles.set(address, mqttTopic);
    }
  }
  return found;
}

function noExports() {
  return {
    metrics: new Map<string, ExportedMetric>(),
    behaviors: [] as JudgedBehavior[],
    profiles: new Map<Address, string>(),
  } satisfies Exports;
}

function metricIn(specs: Specs, name: string): readonly ExportedMetric[] {
  const custom = textAt(specs.get(addressOf('CustomMetric', name)), 'metricType');
  const facts = metricFacts(name, custom);
  return facts === undefined ? [] : [{ name, value: facts.value }];
}

/** The settings of each action of a rule that writes to a delivery stream. */
export function firehoseActions({ actions }: JsonObject): readonly JsonObject[] {
  return (isList(actions) ? actions : []).flatMap((action) => {
    const firehose = isObject(action) ? action['firehose'] : undefined;
    return isObject(firehose) ? [firehose] : [];
  });
}
