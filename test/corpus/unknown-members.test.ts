import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kindOf } from '../../src/model/address.ts';
import type { Aws } from '../../src/model/aws.ts';
import { canonical } from '../../src/model/values/json.ts';
import type { JsonValue } from '../../src/model/values/json.ts';
import { accountOf, planOf, readBack, readCase, readFrom } from './case.ts';

const INVENTED = 'inventedMember';

/**
 * What is read for each kind, and where in it the object begins that an update may replace as a whole. What AWS says
 * beside it (ARNs, dates, status) is never written.
 */
const WRITTEN: Readonly<Record<string, readonly [operation: string, ...path: readonly string[]]>> = {
  TopicRule: ['GetTopicRule', 'rule'],
  SecurityProfile: ['DescribeSecurityProfile'],
  CustomMetric: ['DescribeCustomMetric'],
  Dimension: ['DescribeDimension'],
  MitigationAction: ['DescribeMitigationAction', 'actionParams'],
  AuditConfiguration: ['DescribeAccountAuditConfiguration'],
  ScheduledAudit: ['DescribeScheduledAudit'],
  AuditSuppression: ['DescribeAuditSuppression'],
  ThingGroup: ['DescribeThingGroup', 'thingGroupProperties'],
  DeliveryStream: [
    'DescribeDeliveryStream',
    'DeliveryStreamDescription',
    'Destinations',
    '0',
    'ExtendedS3DestinationDescription',
  ],
};

/** Blocks that say nothing when they are off. An update of a stream merges, so that nothing in them is lost. */
const isOff = (value: object): boolean => 'Enabled' in value && value.Enabled === false;

/** Objects whose keys are an author's own: none of them is unknown. */
const MAPS = new Set(['attributes', 'auditCheckConfigurations', 'auditNotificationTargetConfigurations']);

type Steps = readonly string[];

/** Paths of all objects in a value. */
function objectsIn(value: unknown, path: Steps = []): readonly Steps[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => objectsIn(item, [...path, String(index)]));
  if (typeof value !== 'object' || value === null || value instanceof Date || isOff(value)) return [];
  if (MAPS.has(path.at(-1) ?? '')) return [];
  return [path, ...Object.entries(value).flatMap(([name, member]) => objectsIn(member, [...path, name]))];
}

function at(value: unknown, path: Steps): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], value);
}

/** The account, with a member in one object of one answer that no version of this tool knows: as a newer SDK would give it. */
function withInvented(aws: Aws, operation: string, path: Steps): Aws {
  const send = (service: 'iot' | 'firehose') => async (asked: string, input: unknown) => {
    const answer = structuredClone(
      await (aws[service] as (operation: string, input: unknown) => unknown)(asked, input),
    );
    if (asked === operation) Object.assign(at(answer, path) as object, { [INVENTED]: 'x' });
    return answer;
  };
  return { ...aws, iot: send('iot'), firehose: send('firehose') } as unknown as Aws;
}

const cases = readdirSync(new URL('cases', import.meta.url))
  .toSorted()
  .map((file) => ({ file, ...readCase(file) }));

test.each(cases)('a member that nobody knows is refused wherever it stands in $file', async (recorded) => {
  const aws = await accountOf(recorded);
  const [operation = '', ...root] = WRITTEN[kindOf(recorded.resource)] ?? [];
  const send = (kindOf(recorded.resource) === 'DeliveryStream' ? aws.firehose : aws.iot) as (
    operation: string,
    input: object,
  ) => Promise<unknown>;
  const name = {
    name: 'x',
    metricName: 'x',
    ruleName: 'x',
    securityProfileName: 'x',
    thingGroupName: 'x',
    actionName: 'x',
    scheduledAuditName: 'x',
    checkName: 'x',
    resourceIdentifier: {},
    DeliveryStreamName: 'x',
  };
  const places = objectsIn(at(await send(operation, name), root)).filter((path) => path[0] !== '$metadata');
  expect(places.length).toBeGreaterThan(0);
  for (const place of places) {
    const live = await readFrom(withInvented(aws, operation, [...root, ...place]), recorded);
    const { plan } = planOf(recorded, live);
    expect(plan.hazards, place.join('.')).toMatchObject([
      { rule: 'unknown-live-member', acceptable: false, message: expect.stringContaining(INVENTED) as unknown },
    ]);
  }
});

test('a member that the SDK itself does not know never arrives: only a newer SDK could show it', async () => {
  const invented = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(invented);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(([name, member]) => [name, invented(member)] as const);
    return { ...Object.fromEntries(members), [INVENTED]: 'x' };
  };
  // Actions of a rule are left as they are: each is a choice of one member.
  for (const file of ['profile-export.yaml', 'stream-parquet.yaml', 'rule-cloudwatch-logs.yaml']) {
    const recorded = readCase(file);
    const answers = invented(recorded.answers) as typeof recorded.answers;
    const live = await readBack({ ...recorded, answers: { ...recorded.answers, ...answers } });
    expect(canonical(live.spec as JsonValue)).not.toContain(INVENTED);
    expect(planOf(recorded, live).plan.changes).toEqual([]);
  }
});
