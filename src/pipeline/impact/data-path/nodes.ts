import { destinationMemberOf } from '../../../catalogue/stream-destinations.ts';
import { basicIngestOf } from '../../../catalogue/topics.ts';
import { tableLabel, tableLabelOf } from '../../../lake/table.ts';
import { icebergTablesOf } from '../../../model/lake/named-tables.ts';
import { addressOf, kindOf, nameOf } from '../../../model/address.ts';
import type { Address } from '../../../model/address.ts';
import { resourceOf } from '../../../model/access/arn.ts';
import type { MetricRef } from '../../../model/impact/coverage.ts';
import type { PathEdge, PathNode, PathSort } from '../../../model/impact/data-path.ts';
import { isObject, textAt } from '../../../model/values/json.ts';
import type { JsonObject } from '../../../model/values/json.ts';
import { mapped } from '../../../model/steps.ts';
import type { Steps } from '../../../model/steps.ts';
import type { Specs } from '../afterwards.ts';
import { profileMetricsOf } from '../profile-metrics.ts';
import { actionsOf } from './actions.ts';
import { rulesReading } from './feeding.ts';

/** A way and the two nodes at its ends. */
export interface Hop {
  readonly from: Node;
  readonly to: Node;
  readonly carries?: PathEdge['carries'];
  readonly metrics?: readonly string[];
}

type Node = Omit<PathNode, 'change'>;

/** A node by its sort and name. */
function nodeAt(sort: PathSort, name: string): Node {
  return { id: `${sort}/${name}`, sort, name };
}

const SORTS: Readonly<Record<string, PathSort>> = {
  SecurityProfile: 'profile',
  ScheduledAudit: 'audit',
  TopicRule: 'rule',
  DeliveryStream: 'stream',
};

/** The node of a resource; undefined for what only describes what is watched. */
export function nodeOf(address: Address): Node | undefined {
  const sort = SORTS[kindOf(address)];
  return sort === undefined ? undefined : nodeAt(sort, nameOf(address));
}

/** Every way in an account that metrics, alarms, findings or errors can take; a resource a step. */
export function* hopsOf(specs: Specs): Steps<readonly Hop[]> {
  const topics = new Set<string>();
  const profiles = yield* mapped(specs, ([address, spec]) =>
    kindOf(address) === 'SecurityProfile' ? profileHops(nameOf(address), spec, topics) : [],
  );
  const rules = [...specs].flatMap(([address, spec]): [string, JsonObject][] =>
    kindOf(address) === 'TopicRule' ? [[nameOf(address), spec]] : [],
  );
  yield;
  const rulesAt = yield* rulesReading(rules);
  const fed = yield* mapped(topics, (topic) => topicHops(topic, rulesAt));
  const fedRules = new Set(fed.flat().map(({ to }) => to.id));
  const sent = yield* mapped(rules, ([name, spec]) => ruleHops(name, spec));
  const fedStreams = new Set(
    sent.flat().flatMap(({ from, to, carries }) => (carries === undefined && fedRules.has(from.id) ? [to.id] : [])),
  );
  const stored = yield* mapped(specs, ([address, spec]) => {
    const stream = nodeOf(address);
    if (stream?.sort !== 'stream') return [];
    return [...streamHops(stream.name, spec), ...(fedStreams.has(stream.id) ? tableHops(stream.name, spec) : [])];
  });
  const told = yield* mapped(specs, ([address]) =>
    kindOf(address) === 'ScheduledAudit' ? auditHops(nameOf(address), specs) : [],
  );
  return [profiles, fed, sent, stored, told].flat(2);
}

/** What asks tables of a lake, in the words of what `tables` prints. */
const ENGINE = nodeAt('engine', 'Athena');

/** The table over what a stream leaves in its bucket. */
export function tableNodeOf(label: string): Node {
  return nodeAt('table', label);
}

/** From where a stream writes to the tables over it, and on to who answers from them. */
function tableHops(stream: string, spec: JsonObject): readonly Hop[] {
  const tables = icebergTablesOf(spec).map((table): Hop => ({ from: tableNodeOf(tableLabel(table)), to: ENGINE }));
  const [bucket, label] = [textAt(spec, 'extendedS3Destination', 'bucketArn'), tableLabelOf(stream, spec)];
  if (bucket === undefined || label === undefined) return tables;
  const table = tableNodeOf(label);
  return [...tables, { from: nodeAt('bucket', resourceOf(bucket)), to: table }, { from: table, to: ENGINE }];
}

function profileHops(name: string, spec: JsonObject, topics: Set<string>): Hop[] {
  const profile = nodeAt('profile', name);
  const { targets, exported, mqttTopic } = profileMetricsOf(spec);
  const hops: Hop[] = targets.map((target) => ({ from: nodeAt('things', target), to: profile }));
  const alarms = textAt(spec, 'alertTargets', 'SNS', 'alertTargetArn');
  if (alarms !== undefined) hops.push({ from: profile, to: nodeAt('alarms', resourceOf(alarms)), carries: 'alarms' });
  if (mqttTopic === undefined || exported.length === 0) return hops;
  topics.add(mqttTopic);
  return [...hops, { from: profile, to: nodeAt('topic', mqttTopic), metrics: exported.map(metricName) }];
}

/** All audits notify the topic of the account's settings. */
function auditHops(name: string, specs: Specs): Hop[] {
  const settings = specs.get(addressOf('AuditConfiguration', 'account')) ?? {};
  const topic = textAt(settings, 'auditNotificationTargetConfigurations', 'SNS', 'targetArn');
  return topic === undefined
    ? []
    : [{ from: nodeAt('audit', name), to: nodeAt('alarms', resourceOf(topic)), carries: 'findings' }];
}

/** `aws:message-byte-size on telemetryTopics` */
function metricName({ metric, dimension, excluded }: MetricRef): string {
  return dimension === undefined ? metric : `${metric} ${excluded === true ? 'not on' : 'on'} ${dimension}`;
}

/** Nobody can subscribe to Basic Ingest. https://docs.aws.amazon.com/iot/latest/developerguide/iot-basic-ingest.html */
function topicHops(topic: string, rulesAt: (topic: string) => readonly string[]): Hop[] {
  const from = nodeAt('topic', topic);
  const fed = rulesAt(topic).map((rule): Hop => ({ from, to: nodeAt('rule', rule) }));
  return basicIngestOf(topic) === undefined ? [...fed, { from, to: nodeAt('subscribers', topic) }] : fed;
}

function ruleHops(name: string, spec: JsonObject): Hop[] {
  const from = nodeAt('rule', name);
  const { errorAction } = spec;
  return [
    ...actionsOf(spec).map((to): Hop => ({ from, to })),
    ...actionsOf({ actions: isObject(errorAction) ? [errorAction] : [] }).map((to): Hop => ({
      from,
      to,
      carries: 'errors',
    })),
  ];
}

function streamHops(name: string, spec: JsonObject): Hop[] {
  const from = nodeAt('stream', name);
  const member = destinationMemberOf(spec) ?? '';
  const bucket = textAt(spec, member, 'bucketArn');
  const backup = textAt(spec, member, 's3BackupConfiguration', 'bucketArn');
  const place = textAt(spec, member, 's3Configuration', 'bucketArn');
  const isAll = textAt(spec, member, 's3BackupMode')?.startsWith('All') === true;
  return [
    ...sourcesOf(spec).map((source) => ({ from: nodeAt('service', source), to: from })),
    ...icebergTablesOf(spec).map((table) => ({ from, to: tableNodeOf(tableLabel(table)) })),
    ...receiversOf(member, spec).map((receiver) => ({ from, to: nodeAt('service', receiver) })),
    ...(place === undefined
      ? []
      : [
          {
            from,
            to: nodeAt('bucket', resourceOf(place)),
            carries: isAll || member === 'redshiftDestination' ? ('backup' as const) : ('errors' as const),
          },
        ]),
    ...(bucket === undefined ? [] : [{ from, to: nodeAt('bucket', resourceOf(bucket)) }]),
    ...(backup === undefined ? [] : [{ from, to: nodeAt('bucket', resourceOf(backup)), carries: 'backup' as const }]),
  ];
}

/** What a stream reads from, as a rule's action that sends there is called. */
function sourcesOf(spec: JsonObject): readonly string[] {
  const kinesis = textAt(spec, 'kinesisStreamSourceConfiguration', 'kinesisStreamArn');
  const topic = textAt(spec, 'mskSourceConfiguration', 'topicName');
  return [
    ...(kinesis === undefined ? [] : [`kinesis ${kinesis.split('/').at(-1)}`]),
    ...(topic === undefined ? [] : [`kafka ${topic}`]),
  ];
}

/** What of a destination says where it is, and what it is called. */
const RECEIVERS: Readonly<Record<string, readonly [name: string, ...where: readonly string[]]>> = {
  httpEndpointDestination: ['http', 'endpointConfiguration', 'url'],
  splunkDestination: ['splunk', 'hecEndpoint'],
  amazonopensearchserviceDestination: ['openSearch', 'indexName'],
  amazonOpenSearchServerlessDestination: ['openSearch', 'indexName'],
  redshiftDestination: ['redshift', 'copyCommand', 'dataTableName'],
  snowflakeDestination: ['snowflake', 'table'],
};

/** What a stream delivers to that is neither a bucket nor a table that it names. */
function receiversOf(member: string, spec: JsonObject): readonly string[] {
  if (member === 'icebergDestination') return icebergTablesOf(spec).length > 0 ? [] : ['iceberg'];
  const [name, ...where] = RECEIVERS[member] ?? [];
  return name === undefined ? [] : [`${name} ${textAt(spec, member, ...where) ?? ''}`.trim()];
}
