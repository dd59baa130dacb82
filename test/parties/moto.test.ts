import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClient } from '../../src/edges/aws/client.ts';
import { virtualClock } from '../../src/edges/clock.ts';
import { deliveryStream } from '../../src/kinds/delivery-stream/kind.ts';
import { topicRule } from '../../src/kinds/topic-rule/kind.ts';
import type { Aws } from '../../src/model/aws.ts';
import type { Kind } from '../../src/model/kind.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Target } from '../../src/model/settings.ts';
import { apply } from '../../src/pipeline/apply/apply.ts';
import { load } from '../../src/pipeline/yaml/load.ts';
import { readAccount } from '../../src/pipeline/read/read-account.ts';
import { plan } from '../../src/pipeline/plan/plan.ts';
import { resolve } from '../../src/pipeline/profiles/resolve.ts';
import { validate } from '../../src/pipeline/profiles/validate.ts';
import { environment, PARTIES, title } from './installed.ts';
import { OPERATIONS } from '../operations.ts';

const { moto } = PARTIES;
// Moto has no security profiles, custom metrics or dimensions.
const kinds = [deliveryStream, topicRule] as readonly object[] as readonly Kind[];
/** Moto's own account. */
const TARGET: Target = {
  name: 'moto',
  account: '123456789012',
  region: 'us-west-2',
  partition: 'aws',
  variables: {},
};
const OWNER = 'us';

let server: ChildProcessWithoutNullStreams | undefined;
let aws: Aws;

beforeAll(async () => {
  if (!moto.isHere) return;
  server = spawn('python3', [new URL('moto_server.py', import.meta.url).pathname], { env: environment('') });
  const endpoint = await new Promise<string>((ready, fail) => {
    server?.stdout.once('data', (line: Buffer) => ready(line.toString().trim()));
    server?.once('exit', (code) => fail(new Error(`moto ended with ${code}`)));
  });
  const credentials = { accessKeyId: 'moto', secretAccessKey: 'moto' };
  aws = asAws(
    await openClient(TARGET, {
      clock: virtualClock(),
      report: () => {},
      operations: OPERATIONS,
      endpoint,
      credentials,
    }),
  );
});
afterAll(() => server?.stdin.end());

/**
 * Moto where it deviates from AWS. It drops the tags of rules and has no operations for them: here they are what creating
 * the rule said. It shows an error action without members for none.
 */
function asAws(real: Aws): Aws {
  const tags = new Map<string, { Key: string; Value: string }[]>();
  const iot = async (operation: string, input: Record<string, string>): Promise<unknown> => {
    if (operation === 'ListTagsForResource')
      return { tags: tags.get(String(input['resourceArn']).replace(/.*\//, '')) ?? [] };
    if (operation === 'CreateTopicRule')
      tags.set(
        String(input['ruleName']),
        [...new URLSearchParams(input['tags'])].map(([Key, Value]) => ({ Key, Value })),
      );
    const answer: object = await real.iot(operation as never, input as never);
    if (!('rule' in answer)) return answer;
    const { errorAction, ...rule } = answer.rule as { errorAction?: object };
    const hasAction = errorAction !== undefined && Object.keys(errorAction).length > 0;
    return { ...answer, rule: hasAction ? { ...rule, errorAction } : rule };
  };
  return { ...real, iot: iot as Aws['iot'] };
}

async function planned(text: string): Promise<Plan> {
  const file = { file: 'profiles/a.yaml', bytes: new TextEncoder().encode(text) };
  const { profiles, problems } = validate(load([file]).documents, kinds);
  const { desired, problems: unresolved } = resolve(profiles, {
    target: TARGET,
    owner: OWNER,
    kinds,
    today: '2026-11-22',
  });
  const { live } = await readAccount(aws, { kinds, report: () => {} });
  const limits = { deletes: 10, deletePercent: 100 };
  const whole = plan({ target: TARGET, owner: OWNER, limits, accept: [], kinds, desired, live });
  expect([...problems, ...unresolved, ...whole.problems]).toEqual([]);
  return whole.plan;
}

/** Plans, applies, and expects the plan after it to be empty; what was done, by address. */
async function converged(text: string): Promise<Readonly<Record<string, string>>> {
  const first = await planned(text);
  const outcomes = await apply(first, { aws, kinds, report: () => {} });
  expect(outcomes.filter(({ status }) => status !== 'verified')).toEqual([]);
  expect((await planned(text)).changes).toEqual([]);
  return Object.fromEntries(first.changes.map(({ address, action }) => [address, action]));
}

const PROFILES = `
rules:
  ToLake:
    sql: SELECT VALUE metrics
    awsIotSqlVersion: "2016-03-23"
    description: Exported metrics
    actions: [{ firehose: { deliveryStreamName: lake, roleArn: role/r, batchMode: true, separator: "\\n" } }]
    errorAction: { s3: { bucketName: b, key: "errors/\${topic()}", roleArn: role/r } }
  Plain: { sql: SELECT * FROM 'a/+', actions: [{ sns: { targetArn: sns/t, roleArn: role/r } }] }
deliveryStreams:
  lake:
    extendedS3Destination:
      roleArn: role/f
      bucketArn: arn:aws:s3:::lake
      prefix: a/
      bufferingHints: { sizeInMBs: 64, intervalInSeconds: 300 }
      compressionFormat: GZIP
    tags: { team: payments }
  plain: { extendedS3Destination: { roleArn: role/f, bucketArn: "arn:aws:s3:::lake" } }
`;

describe.skipIf(!moto.isHere)(title('moto as another AWS, for rules and streams', moto), () => {
  test('goes from nothing to an empty plan, with defaults that moto does not fill in', async () => {
    expect(await converged(PROFILES)).toEqual({
      'DeliveryStream/lake': 'create',
      'DeliveryStream/plain': 'create',
      'TopicRule/Plain': 'create',
      'TopicRule/ToLake': 'create',
    });
  });

  test('replaces a rule as a whole and updates a stream, though moto merges only the top of it', async () => {
    const edited = PROFILES.replace('    description: Exported metrics\n', '')
      .replace(/ {4}errorAction: .*\n/, '')
      .replace('intervalInSeconds: 300', 'intervalInSeconds: 60')
      .replace('team: payments', 'team: lake');
    expect(await converged(edited)).toEqual({ 'TopicRule/ToLake': 'update', 'DeliveryStream/lake': 'update' });
  });

  test('takes a rule and a stream away, and leaves the others', async () => {
    const fewer = PROFILES.replace(/^ {2}Plain: .*\n/m, '').replace(/^ {2}plain: .*\n/m, '');
    const done = await converged(fewer);
    expect(done).toMatchObject({ 'TopicRule/Plain': 'delete', 'DeliveryStream/plain': 'delete' });
  });

  test('takes a rule that moto calls not found, where AWS calls it unauthorized, for one that is not there', async () => {
    expect(await topicRule.read(aws, 'nobody')).toBeUndefined();
    await expect(aws.iot('GetTopicRule', { ruleName: 'nobody' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test('is no judge: it takes SQL that AWS and the sandbox refuse', async () => {
    const topicRulePayload = { sql: 'SELEC nothing', actions: [] };
    await expect(aws.iot('CreateTopicRule', { ruleName: 'wrong', topicRulePayload })).resolves.toBeDefined();
    await aws.iot('DeleteTopicRule', { ruleName: 'wrong' });
  });
});
