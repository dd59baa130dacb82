import { bulkReaders as allSurveys, kinds } from '../../../src/kinds/index.ts';
import type { BulkReader } from '../../../src/model/kinds/bulk-read.ts';
import type { DesiredState } from '../../../src/model/resource.ts';
import { readAccount } from '../../../src/pipeline/read/read-account.ts';
import type { ReadResult } from '../../../src/pipeline/read/read-account.ts';
import { regionOf } from '../../../src/sandbox/state.ts';
import { TARGET } from '../../world.ts';
import type { TestWorld } from '../../world.ts';

const ARN = `arn:aws:iot:${TARGET.region}:${TARGET.account}`;
const OWNER = { 'defender-gitops:owner': 'acme/iot-security' };

/** How many of each kind an account has, and how many thing groups its profiles are attached to. */
export interface Size {
  readonly profiles: number;
  readonly rules: number;
  readonly streams: number;
  readonly groups: number;
}

/** The profiles of an account of a size, as YAML: every profile on one group, every group with at most five profiles. */
export function profilesOf({ profiles, rules, streams, groups }: Size): string {
  const names = (prefix: string, count: number): string[] =>
    Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  return [
    'targets: { production: { account: "111122223333", region: ap-south-1 } }',
    'limits: { deletes: 999, deletePercent: 100 }',
    'securityProfiles:',
    ...names('P', profiles).map(
      (name, index) =>
        `  ${name}: { targets: [thinggroup/g${index % groups}], behaviors: [{ name: Few, metric: aws:num-disconnects, criteria: { comparisonOperator: less-than, value: { count: ${index + 1} }, durationSeconds: 300 } }] }`,
    ),
    'rules:',
    ...names('R', rules).map((name) => `  ${name}: { sql: "SELECT *", actions: [] }`),
    'deliveryStreams:',
    ...names('s', streams).map(
      (name) => `  ${name}: { extendedS3Destination: { roleArn: role/R, bucketArn: b-${name} } }`,
    ),
    '',
  ].join('\n');
}

/** Puts thing groups into an account. */
export function addGroups({ sandbox }: Pick<TestWorld, 'sandbox'>, count: number): void {
  const { thingGroups } = regionOf(sandbox.state, TARGET.account, TARGET.region);
  for (let index = 0; index < count; index++) {
    const name = `g${index}`;
    thingGroups[name] = { arn: `${ARN}:thinggroup/${name}`, tags: {}, id: name, version: 1, createdAt: 0 };
  }
}

/** Puts what `profilesOf` asks for into an account, past the wire. */
export function fill(world: Pick<TestWorld, 'sandbox'>, size: Size): void {
  const { securityProfiles, topicRules } = regionOf(world.sandbox.state, TARGET.account, TARGET.region);
  addGroups(world, size.groups);
  for (let index = 0; index < size.profiles; index++)
    securityProfiles[`P${index}`] = {
      arn: `${ARN}:securityprofile/P${index}`,
      tags: { ...OWNER },
      createdAt: 0,
      changedAt: 0,
      version: 1,
      targets: [`${ARN}:thinggroup/g${index % size.groups}`],
      behaviors: [
        {
          name: 'Few',
          metric: 'aws:num-disconnects',
          criteria: { comparisonOperator: 'less-than', value: { count: index + 1 }, durationSeconds: 300 },
        },
      ],
    };
  for (let index = 0; index < size.rules; index++)
    topicRules[`R${index}`] = {
      arn: `${ARN}:rule/R${index}`,
      tags: { ...OWNER },
      createdAt: 0,
      payload: { sql: 'SELECT *', actions: [] },
    };
}

/** What is live, by address, without what a survey cannot know. */
export async function seen(
  world: TestWorld,
  desired: DesiredState,
  bulkReaders: readonly BulkReader[] = allSurveys,
): Promise<ReadResult> {
  const aws = await world.connect(TARGET, desired);
  world.sandbox.calls.length = 0;
  return readAccount(aws, { kinds, report: world.report, bulkReaders, desired, owner: 'acme/iot-security' });
}

/** How often each operation was sent. */
export function sent({ sandbox }: TestWorld): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { operation } of sandbox.calls) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}
