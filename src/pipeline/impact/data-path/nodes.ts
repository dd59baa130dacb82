import { basicIngestOf, matchesFilter } from '../../../catalogue/topics.ts';
import { kindOf, nameOf } from '../../../model/address.ts';
import type { Address } from '../../../model/address.ts';
import { resourceOf } from '../../../model/access/arn.ts';
import type { PathEdge, PathNode, PathSort } from '../../../model/impact/data-path.ts';
import { isObject, textAt } from '../../../model/json.ts';
import type { JsonObject } from '../../../model/json.ts';
import type { Specs } from '../afterwards.ts';
import { watchingOf } from '../watching.ts';
import { actionsOf } from './actions.ts';
import { topicFilterOf } from './feeding.ts';

/** A way and the two stations at its ends. */
export interface Hop {
  readonly from: Station;
  readonly to: Station;
  readonly carries?: PathEdge['carries'];
}

type Station = Omit<PathNode, 'change'>;

/** A station by its sort and name. */
function station(sort: PathSort, name: string): Station {
  return { id: `${sort}/${name}`, sort, name };
}

/** The station of a resource; undefined for what only describes what is watched. */
export function stationOf(address: Address): Station | undefined {
  const sorts: Readonly<Record<string, PathSort>> = {
    SecurityProfile: 'profile',
    TopicRule: 'rule',
    DeliveryStream: 'stream',
  };
  const sort = sorts[kindOf(address)];
  return sort === undefined ? undefined : station(sort, nameOf(address));
}

/** Every way in an account that metrics, alarms or errors can take. */
export function hopsOf(specs: Specs): readonly Hop[] {
  const topics = new Set<string>();
  const profiles = [...specs].flatMap(([address, spec]) =>
    kindOf(address) === 'SecurityProfile' ? profileHops(nameOf(address), spec, topics) : [],
  );
  const rules = [...specs].filter(([address]) => kindOf(address) === 'TopicRule');
  return [
    ...profiles,
    ...[...topics].flatMap((topic) => topicHops(topic, rules)),
    ...rules.flatMap(([address, spec]) => ruleHops(nameOf(address), spec)),
    ...[...specs].flatMap(([address, spec]) =>
      kindOf(address) === 'DeliveryStream' ? streamHops(nameOf(address), spec) : [],
    ),
  ];
}

function profileHops(name: string, spec: JsonObject, topics: Set<string>): Hop[] {
  const profile = station('profile', name);
  const { targets, exported, mqttTopic } = watchingOf(spec);
  const hops: Hop[] = targets.map((target) => ({ from: station('things', target), to: profile }));
  const alarms = textAt(spec, 'alertTargets', 'SNS', 'alertTargetArn');
  if (alarms !== undefined) hops.push({ from: profile, to: station('alarms', resourceOf(alarms)), carries: 'alarms' });
  if (mqttTopic === undefined || exported.length === 0) return hops;
  topics.add(mqttTopic);
  return [...hops, { from: profile, to: station('topic', mqttTopic) }];
}

/** Nobody can subscribe to Basic Ingest. https://docs.aws.amazon.com/iot/latest/developerguide/iot-basic-ingest.html */
function topicHops(topic: string, rules: readonly [Address, JsonObject][]): Hop[] {
  const from = station('topic', topic);
  const direct = basicIngestOf(topic);
  if (direct !== undefined) return [{ from, to: station('rule', direct.rule) }];
  const fed = rules.filter(([, { sql }]) => matchesFilter(topicFilterOf(String(sql)) ?? '', topic));
  return [
    ...fed.map(([address]): Hop => ({ from, to: station('rule', nameOf(address)) })),
    { from, to: station('subscribers', topic) },
  ];
}

function ruleHops(name: string, spec: JsonObject): Hop[] {
  const from = station('rule', name);
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
  const from = station('stream', name);
  const bucket = textAt(spec, 'extendedS3Destination', 'bucketArn');
  const backup = textAt(spec, 'extendedS3Destination', 's3BackupConfiguration', 'bucketArn');
  return [
    ...(bucket === undefined ? [] : [{ from, to: station('bucket', resourceOf(bucket)) }]),
    ...(backup === undefined ? [] : [{ from, to: station('bucket', resourceOf(backup)), carries: 'backup' as const }]),
  ];
}
