import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
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
  // They have one value, and that is the default.
  'DeliveryStream deliveryStreamType': '',
  'ThingGroup indexName': '',
  'ThingGroup queryVersion': '',
  // The days belong to the frequency.
  'ScheduledAudit dayOfWeek': '',
  'ScheduledAudit dayOfMonth': '',
  'AuditConfiguration roleArn': 'roleArn + auditNotificationTargetConfigurations + auditCheckConfigurations',
  'DeliveryStream deliveryStreamEncryption.keyArn': 'deliveryStreamEncryption',
  ...togetherIn('extendedS3Destination.cloudWatchLoggingOptions', 'logGroupName', 'logStreamName'),
  ...togetherIn(
    'extendedS3Destination.s3BackupConfiguration.cloudWatchLoggingOptions',
    'logGroupName',
    'logStreamName',
  ),
  ...togetherIn(
    'extendedS3Destination.dataFormatConversionConfiguration',
    'schemaConfiguration',
    'inputFormatConfiguration',
    'outputFormatConfiguration',
  ),
  'DeliveryStream extendedS3Destination.s3BackupMode':
    'extendedS3Destination.s3BackupMode + extendedS3Destination.s3BackupConfiguration',
  'DeliveryStream extendedS3Destination.s3BackupConfiguration':
    'extendedS3Destination.s3BackupMode + extendedS3Destination.s3BackupConfiguration',
  'DeliveryStream extendedS3Destination.dynamicPartitioningConfiguration':
    'extendedS3Destination.dynamicPartitioningConfiguration + extendedS3Destination.prefix',
  'DeliveryStream extendedS3Destination.dynamicPartitioningConfiguration.enabled':
    'extendedS3Destination.dynamicPartitioningConfiguration + extendedS3Destination.prefix',
  'DeliveryStream extendedS3Destination.processingConfiguration.processors':
    'extendedS3Destination.processingConfiguration',
};

function togetherIn(block: string, ...members: readonly string[]): Record<string, string> {
  return Object.fromEntries(members.map((member) => [`DeliveryStream ${block}.${member}`, block]));
}

/** As many specs as have every member in them. */
const pools = new Map(kinds.map((kind) => [kind.name, fc.sample(specs(kind), { seed: 1, numRuns: 1500 })] as const));

/** Processing that is on and has no steps, which a check refuses as AWS does; the schema cannot say it of defaults. */
function processesNothing({ extendedS3Destination: destination }: JsonObject): boolean {
  const { processingConfiguration } = (destination ?? {}) as { processingConfiguration?: JsonObject };
  const { enabled, processors = [] } = processingConfiguration ?? {};
  return enabled === true && isEqual(processors, []);
}

/** A spec that has the members, and the same without them: both valid, and not the same to AWS. */
function* removals(kind: Kind, paths: readonly MemberPath[]): Generator<{ before: JsonObject; after: JsonObject }> {
  for (const before of pools.get(kind.name) ?? []) {
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
async function remove(
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

describe.each(kinds)('a line for a $name that is taken out of the YAML', (kind) => {
  test('is gone from the account, and the plan is empty', async () => {
    const members = optionalMembers(kind.schema);
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
      expect(removal, group).toMatchObject({ way: 'replace', status: 'verified', isGone: true, plansEmpty: true });
      gone.add(group);
    }
    expect([...awaited].filter((name) => !gone.has(name))).toEqual([]);
    console.info(
      `removal: ${members.length} optional members of ${kind.name}: ${counts['update']} in place, ${counts['replace']} by replacement, ${counts['together']} only with others`,
    );
  });
});

/** What AWS may keep: the assumption that decides, and the members that it is about. */
const DOUBTFUL: readonly { kind: string; assumption: keyof Assumptions; members: readonly string[] }[] = [
  { kind: 'SecurityProfile', assumption: 'emptyDescriptionClears', members: ['description'] },
  {
    kind: 'ThingGroup',
    assumption: 'emptyDescriptionClears',
    members: ['thingGroupProperties.thingGroupDescription'],
  },
  {
    kind: 'DeliveryStream',
    assumption: 'emptyPrefixClears',
    members: [
      'extendedS3Destination.prefix',
      'extendedS3Destination.errorOutputPrefix',
      'extendedS3Destination.s3BackupConfiguration.prefix',
      'extendedS3Destination.s3BackupConfiguration.errorOutputPrefix',
    ],
  },
];

describe.each(DOUBTFUL)('were $assumption false', ({ kind: kindName, assumption, members }) => {
  const kind = kinds.find(({ name }) => name === kindName) as Kind;
  const paths = optionalMembers(kind.schema).filter((path) => members.includes(namesOf(path)));

  test.each(paths.map((path) => ({ name: namesOf(path), path })))(
    'taking out $name ends with what to do, before and after',
    async ({ path, name }) => {
      const removal = await remove(kind, [path], { [assumption]: false });
      expect(removal).toMatchObject({ way: 'update', status: 'failed', isGone: false, plansEmpty: false });
      const [caveat] = removal?.caveats ?? [];
      expect(caveat).toMatch(/AWS documents no way to clear .* write the/);
      expect(removal?.detail).toBe(`AWS keeps other values than were sent: ${name}. ${caveat}`);
      expect(removal?.caveatsAgain).toEqual([caveat]);
    },
  );

  test.each(paths.map((path) => ({ name: namesOf(path), path })))(
    'taking out $name is foretold as uncertain although it is true',
    async ({ path }) => {
      expect(await remove(kind, [path])).toMatchObject({
        caveats: [expect.any(String)],
        status: 'verified',
        plansEmpty: true,
      });
    },
  );
});

test('nothing else carries a caveat', () => {
  const doubtful = kinds.flatMap((kind) =>
    optionalMembers(kind.schema)
      .map(namesOf)
      .filter((path) => kind.write?.caveat?.({ op: 'remove', path: path.replaceAll('{}', ''), before: '' }))
      .map((path) => `${kind.name} ${path}`),
  );
  const expected = DOUBTFUL.flatMap(({ kind, members }) => members.map((member) => `${kind} ${member}`));
  expect(doubtful.toSorted()).toEqual(expected.toSorted());
});
