import fc from 'fast-check';
import { expect } from 'vitest';
import { destinationMemberOf, STREAM_DESTINATIONS } from '../../src/catalogue/stream-destinations.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import { isEqual } from '../../src/model/values/json.ts';
import type { Kind } from '../../src/model/kind.ts';
import type { Assumptions } from '../../src/sandbox/assumptions.ts';
import { accepts } from '../arbitraries/from-schema.ts';
import { specs } from '../arbitraries/specs.ts';
import { openAccount } from '../contract/account.ts';
import { carriedOut, liveSpec, planFor } from './one-resource.ts';
import { namesOf, optionalMembers, withoutMember } from './optional-members.ts';
import type { MemberPath } from './optional-members.ts';
import { TARGET } from '../arbitraries/target.ts';
import { isLong } from '../share.ts';

/**
 * Members whose line alone cannot go: what is left is not valid, or means the same. Each goes by the removal named,
 * which is tried as well.
 */
const GOES_WITH: Readonly<Record<string, string>> = {
  'SecurityProfile behaviors[].criteria.comparisonOperator': 'behaviors[].criteria',
  'SecurityProfile behaviors[].criteria.value': 'behaviors[].criteria',
  'SecurityProfile behaviors[].criteria.statisticalThreshold': 'behaviors[].criteria',
  'SecurityProfile behaviors[].criteria.mlDetectionConfig': 'behaviors[].criteria',
  'SecurityProfile metricsExport.topic': 'metricsExport',
  'SecurityProfile metricsExport.mqttTopic': 'metricsExport',
  // It says again what the source says, and these have one value, which is the default.
  'DeliveryStream deliveryStreamType': '',
  'ThingGroup indexName': '',
  'ThingGroup queryVersion': '',
  'DeliveryStream icebergDestination.s3BackupMode': '',
  // The days belong to the frequency, and the role to all the rest.
  'ScheduledAudit dayOfWeek': '',
  'ScheduledAudit dayOfMonth': '',
  'AuditConfiguration roleArn': 'roleArn + auditNotificationTargetConfigurations + auditCheckConfigurations',
  'DeliveryStream deliveryStreamEncryption.keyArn': 'deliveryStreamEncryption',
  ...togetherIn(
    'extendedS3Destination.dataFormatConversionConfiguration',
    'schemaConfiguration',
    'inputFormatConfiguration',
    'outputFormatConfiguration',
  ),
  'DeliveryStream extendedS3Destination.dynamicPartitioningConfiguration':
    'extendedS3Destination.dynamicPartitioningConfiguration + extendedS3Destination.prefix',
  'DeliveryStream extendedS3Destination.dynamicPartitioningConfiguration.enabled':
    'extendedS3Destination.dynamicPartitioningConfiguration + extendedS3Destination.prefix',
  // There is one of the two: naming the other one replaces the stream.
  'DeliveryStream amazonopensearchserviceDestination.domainArn': '',
  'DeliveryStream amazonopensearchserviceDestination.clusterEndpoint': '',
  ...togetherIn('snowflakeDestination.snowflakeRoleConfiguration', 'snowflakeRole'),
  ...Object.fromEntries(Object.keys(STREAM_DESTINATIONS).flatMap((member) => Object.entries(inEvery(member)))),
};

/** What destinations have in common, as far as they have it. */
function inEvery(destination: string): Record<string, string> {
  const backup = `${destination}.s3BackupMode + ${destination}.s3BackupConfiguration`;
  const isSwitched = ['extendedS3Destination', 'redshiftDestination'].includes(destination);
  return {
    ...(isSwitched
      ? {
          [`DeliveryStream ${destination}.s3BackupMode`]: backup,
          [`DeliveryStream ${destination}.s3BackupConfiguration`]: backup,
        }
      : {}),
    [`DeliveryStream ${destination}.processingConfiguration.processors`]: `${destination}.processingConfiguration`,
    ...Object.assign(
      {},
      ...['', '.s3BackupConfiguration', '.s3Configuration'].map((place) =>
        togetherIn(`${destination}${place}.cloudWatchLoggingOptions`, 'logGroupName', 'logStreamName'),
      ),
    ),
  };
}

function togetherIn(block: string, ...members: readonly string[]): Record<string, string> {
  return Object.fromEntries(members.map((member) => [`DeliveryStream ${block}.${member}`, block]));
}

/** As many specs as have every member in them. */
const pools = new Map<string, readonly JsonObject[]>();

function poolFor(kind: Kind, [top = '']: MemberPath): readonly JsonObject[] {
  const isDestination = top in STREAM_DESTINATIONS;
  const key = isDestination ? top : kind.name;
  const known =
    pools.get(key) ??
    fc.sample(specs(isDestination ? onlyTo(kind, top) : kind), { seed: 1, numRuns: isLong ? 1500 : 500 });
  pools.set(key, known);
  return known;
}

/** Streams with one sort of destination. */
function onlyTo(kind: Kind, destination: string): Kind {
  const properties = Object.entries(kind.schema['properties'] as JsonObject).filter(
    ([name]) => name === destination || !(name in STREAM_DESTINATIONS),
  );
  return { ...kind, schema: { ...kind.schema, properties: Object.fromEntries(properties) } };
}

/** Processing that is on and has no steps, which a check refuses as AWS does; the schema cannot say it of defaults. */
function processesNothing(spec: JsonObject): boolean {
  const destination = spec[destinationMemberOf(spec) ?? ''];
  const { processingConfiguration } = (destination ?? {}) as { processingConfiguration?: JsonObject };
  const { enabled, processors = [] } = processingConfiguration ?? {};
  return enabled === true && isEqual(processors, []);
}

/** A spec that has the members, and the same without them: both valid, and not the same to AWS. */
function* removals(kind: Kind, paths: readonly MemberPath[]): Generator<{ before: JsonObject; after: JsonObject }> {
  for (const before of poolFor(kind, paths[0] ?? [])) {
    const without = (some: readonly MemberPath[]): JsonObject | undefined =>
      some.reduce<JsonObject | undefined>((spec, path) => withoutMember(spec, path) as JsonObject | undefined, before);
    const isSame = (after: JsonObject): boolean =>
      isEqual(kind.normalize(before, TARGET), kind.normalize(after, TARGET));
    const after = without(paths);
    if (after === undefined || !accepts(kind.schema, after) || processesNothing(after) || isSame(after)) continue;
    // Each of several lines says something.
    if (paths.length > 1 && paths.some((path) => isSame(without([path]) ?? before))) continue;
    yield { before, after };
  }
}

interface Removal {
  readonly way: string;
  readonly caveats: readonly string[];
  readonly status: string;
  readonly detail: string | undefined;
  readonly isGone: boolean;
  readonly plansEmpty: boolean;
  /** What the same plan would say again. */
  readonly caveatsAgain: readonly string[];
}

const TRIES = 12;

/** Makes the resource, takes the lines out, applies, and plans again; undefined where no line can be taken out. */
export async function remove(
  kind: Kind,
  paths: readonly MemberPath[],
  assumptions: Partial<Assumptions> = {},
): Promise<Removal | undefined> {
  let last: Removal | undefined;
  let tries = 0;
  for (const { before, after } of removals(kind, paths)) {
    if (tries++ === TRIES) break;
    const { aws } = await openAccount({ assumptions });
    const created = await carriedOut(await planFor(kind, aws, before), aws);
    expect(created, JSON.stringify(before)).toMatchObject({ status: 'verified' });
    const planned = await planFor(kind, aws, after);
    const outcome = await carriedOut(planned, aws);
    const again = await planFor(kind, aws, after);
    const caveatsOf = ({ changes }: typeof planned): readonly string[] =>
      changes.flatMap(({ edits }) => edits.flatMap(({ caveat }) => caveat ?? []));
    last = {
      way: planned.changes[0]?.action ?? 'none',
      caveats: caveatsOf(planned),
      status: outcome?.status ?? 'none',
      detail: outcome?.detail,
      isGone: isEqual(await liveSpec(kind, aws), kind.normalize(after, TARGET)),
      plansEmpty: again.changes.length === 0,
      caveatsAgain: caveatsOf(again),
    };
    // What is left of one spec AWS may refuse where it takes what is left of another: retained metrics need their dimension.
    if (last.status === 'verified' || last.detail?.startsWith('AWS keeps') === true) return last;
  }
  return last;
}

/** Takes out one line after the other, each from a resource of its own, and says how they went. */
export async function removeEach(kind: Kind, members: readonly MemberPath[]): Promise<string> {
  const counts: Record<string, number> = { update: 0, replace: 0, together: 0 };
  const gone = new Set(['']);
  const awaited = new Set<string>();
  for (const path of members) {
    const name = `${kind.name} ${namesOf(path)}`;
    const removal = await remove(kind, [path]);
    expect(removal === undefined, `${name} can be taken out alone`).toBe(name in GOES_WITH);
    if (removal === undefined) awaited.add(String(GOES_WITH[name]));
    else {
      expect(removal, name).toMatchObject({ status: 'verified', isGone: true, plansEmpty: true });
      gone.add(namesOf(path));
    }
    const way = removal?.way ?? 'together';
    counts[way] = (counts[way] ?? 0) + 1;
  }
  for (const group of [...awaited].filter((name) => name.includes(' + '))) {
    const removal = await remove(
      kind,
      members.filter((path) => group.split(' + ').includes(namesOf(path))),
    );
    // Where there is always one, all that can be said of it goes by setting it back.
    const way = kind.singleton === undefined ? 'replace' : 'delete';
    expect(removal, group).toMatchObject({ way, status: 'verified', isGone: true, plansEmpty: true });
    gone.add(group);
  }
  expect([...awaited].filter((name) => !gone.has(name))).toEqual([]);
  return `removal: ${members.length} optional members of ${kind.name}: ${counts['update']} in place, ${counts['replace']} by replacement, ${counts['together']} only with others`;
}

/** Optional members of a kind. Of the destinations of a stream there is always one, and another one replaces it. */
export function membersOf(kind: Kind): readonly MemberPath[] {
  return optionalMembers(kind.schema).filter((path) => path.length > 1 || !(String(path[0]) in STREAM_DESTINATIONS));
}

/** What is too much to try each time: the destinations that people have least, which are written as the others are. */
export function isRare([top = '']: MemberPath): boolean {
  return top in STREAM_DESTINATIONS && top !== 'extendedS3Destination';
}
