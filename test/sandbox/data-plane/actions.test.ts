import { describe, expect, test } from 'vitest';
import { batch, LAKE, plane } from './running-plane.ts';

const roleArn = 'arn:aws:iam::111122223333:role/Rule';
const raw = (key: string) => ({ s3: { roleArn, bucketName: 'raw', key } });
const elements = '{"name":"m","thing":"t0"},{"name":"m","thing":"t1"}';

/** https://docs.aws.amazon.com/iot/latest/developerguide/kinesis-firehose-rule-action.html */
describe('a firehose action', () => {
  const deliveryStreamName = 'soundbox-metrics';
  test('makes one record of a list where it has no batchMode', async () => {
    const actions = [{ firehose: { roleArn, deliveryStreamName, separator: '\n' } }];
    const { publish, delivered } = await plane([], { actions });
    publish(LAKE, batch(2));
    expect(Object.values((await delivered()).objects)).toEqual([`[${elements}]\n`]);
  });

  test('puts nothing between records where it has no separator', async () => {
    const actions = [{ firehose: { roleArn, deliveryStreamName, batchMode: true } }];
    const { publish, delivered } = await plane([], { actions });
    publish(LAKE, batch(2));
    expect(Object.values((await delivered()).objects)).toEqual([elements.replace('},{', '}{')]);
  });

  test('fills in the name of its stream', async () => {
    const actions = [{ firehose: { roleArn, deliveryStreamName: 'soundbox-${topic(1)}' } }];
    const { publish, delivered } = await plane([], { actions });
    publish(`${LAKE}/metrics`, batch(2));
    expect(Object.values((await delivered()).objects)).toEqual([`[${elements}]`]);
  });
});

/** https://docs.aws.amazon.com/iot/latest/developerguide/iot-substitution-templates.html */
describe('a substitution template', () => {
  test('sees the message, and not what SELECT made of it', async () => {
    const sql = 'SELECT 2 AS version, 3 AS made';
    const { publish, delivered } = await plane([], { sql, actions: [raw('${version}')] });
    publish(LAKE, batch(1));
    expect((await delivered()).objects).toEqual({ 'raw/1.0': '{"version":2,"made":3}' });
  });

  test('that names an alias of SELECT makes its action fail', async () => {
    const { publish, delivered } = await plane([], { sql: 'SELECT 3 AS made', actions: [raw('${made}')] });
    publish(LAKE, batch(1));
    expect((await delivered()).settled).toEqual([{ fate: 'error', where: 'acme-device-lake', points: 1 }]);
  });

  /** https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-set.html */
  test('knows the variables of SET', async () => {
    const sql = "SET @day = 'monday' SELECT *";
    const { publish, delivered } = await plane([], { sql, actions: [raw('${@day}')] });
    publish(LAKE, batch(1));
    expect((await delivered()).objects).toEqual({ 'raw/monday': batch(1) });
  });
});

/** https://docs.aws.amazon.com/iot/latest/developerguide/republish-rule-action.html */
test('$$ at the beginning of a republished topic stands for $', async () => {
  const actions = [{ republish: { roleArn, topic: '$$aws/things/box/shadow/update' } }];
  const { publish, onMessage } = await plane([], { actions });
  const heard: string[] = [];
  onMessage('$aws/things/#', (topic) => void heard.push(topic));
  publish(LAKE, batch(1));
  expect(heard).toEqual(['$aws/things/box/shadow/update']);
});

/** https://docs.aws.amazon.com/iot/latest/developerguide/rule-error-handling.html */
describe('actions that fail', () => {
  const nowhere = (deliveryStreamName: string) => ({ firehose: { roleArn, deliveryStreamName } });
  const actions = [nowhere('one'), raw('whole'), nowhere('other')];

  test('are told in a single error message, and the others are taken', async () => {
    const { publish, delivered, rules } = await plane([], { actions });
    publish(LAKE, batch(3));
    const { objects, settled, handed } = await delivered();
    const { 'acme-device-lake/errors//UUID': error = '', ...others } = objects;
    expect(Object.keys(others)).toEqual(['raw/whole']);
    const failure = (stream: string) => ({
      failedAction: 'FirehoseAction',
      failedResource: stream,
      errorMessage: `ResourceNotFoundException: there is no delivery stream ${stream}`,
    });
    expect(JSON.parse(error)).toMatchObject({
      ruleName: 'SoundboxMetricsToLake',
      base64OriginalPayload: Buffer.from(batch(3)).toString('base64'),
      failures: [failure('one'), failure('other')],
    });
    expect(rules[0]?.counts).toMatchObject({ actions: 3, failedActions: 2, errorActions: 1 });
    expect(handed).toBe(9);
    expect(settled.map(({ fate, points }) => [fate, points])).toEqual([
      ['delivered', 3],
      ['error', 6],
    ]);
  });

  test('lose the message where nothing takes errors, each of them', async () => {
    const { publish, delivered } = await plane([], { actions, errorAction: undefined as never });
    publish(LAKE, batch(3));
    expect((await delivered()).settled.filter(({ fate }) => fate === 'lost')).toHaveLength(2);
  });
});

/** https://docs.aws.amazon.com/iot/latest/apireference/API_TopicRulePayload.html */
test('a rule without a version has the first one, which gives no list at the top', async () => {
  const { publish, delivered } = await plane([], { awsIotSqlVersion: undefined as never });
  publish(LAKE, batch(2));
  expect((await delivered()).settled).toEqual([
    expect.objectContaining({ fate: 'not-simulated', points: 2, reason: expect.stringContaining('2016-03-23') }),
  ]);
});
