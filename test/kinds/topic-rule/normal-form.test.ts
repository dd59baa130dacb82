import { describe, expect, test } from 'vitest';
import { topicRule } from '../../../src/kinds/topic-rule/kind.ts';
import type { TopicRuleSpec } from '../../../src/kinds/topic-rule/kind.ts';
import { TARGET } from '../../arbitraries/target.ts';

const { normalize, references } = topicRule;
const rule: TopicRuleSpec = { sql: 'SELECT *', actions: [] };
const roleArn = 'r';

describe('the normal form of a rule', () => {
  test.each<{ reason: string; more: Partial<TopicRuleSpec>; normal: Partial<TopicRuleSpec> }>([
    { reason: 'AWS says the oldest version where none is said', more: { awsIotSqlVersion: '2015-10-08' }, normal: {} },
    {
      reason: 'the recommended version is no default',
      more: { awsIotSqlVersion: '2016-03-23' },
      normal: { awsIotSqlVersion: '2016-03-23' },
    },
    { reason: 'a rule runs by default', more: { ruleDisabled: false, description: '' }, normal: {} },
    {
      reason: 'actions have defaults of their own',
      more: {
        actions: [
          { firehose: { deliveryStreamName: 'a', roleArn, batchMode: false } },
          { republish: { topic: 'a', roleArn, qos: 0 } },
          { sns: { targetArn: 'a', roleArn, messageFormat: 'RAW' } },
          { sqs: { queueUrl: 'a', roleArn, useBase64: false } },
          { cloudwatchLogs: { logGroupName: 'a', roleArn, batchMode: false } },
        ],
      },
      normal: {
        actions: [
          { firehose: { deliveryStreamName: 'a', roleArn } },
          { republish: { topic: 'a', roleArn } },
          { sns: { targetArn: 'a', roleArn } },
          { sqs: { queueUrl: 'a', roleArn } },
          { cloudwatchLogs: { logGroupName: 'a', roleArn } },
        ],
      },
    },
    {
      reason: 'the column of a message has a name, and an endpoint confirms itself',
      more: {
        actions: [{ http: { url: 'https://a/b', confirmationUrl: 'https://a/b' } }],
        errorAction: { dynamoDB: { payloadField: 'payload' } },
      },
      normal: { actions: [{ http: { url: 'https://a/b' } }], errorAction: { dynamoDB: {} } },
    },
    {
      reason: 'an endpoint with templates does not',
      more: { actions: [{ http: { url: 'https://a/${topic()}', confirmationUrl: 'https://a/${topic()}' } }] },
      normal: { actions: [{ http: { url: 'https://a/${topic()}', confirmationUrl: 'https://a/${topic()}' } }] },
    },
    {
      reason: 'types of keys are said, because a replaced rule forgets them',
      more: { errorAction: { dynamoDB: { hashKeyType: 'STRING' } } },
      normal: { errorAction: { dynamoDB: { hashKeyType: 'STRING' } } },
    },
    {
      reason: 'the order of actions is theirs',
      more: { actions: [{ s3: { key: 'b' } }, { s3: { key: 'a' } }] },
      normal: { actions: [{ s3: { key: 'b' } }, { s3: { key: 'a' } }] },
    },
    { reason: 'SQL is taken to the letter', more: { sql: 'SELECT *  \n' }, normal: { sql: 'SELECT *  \n' } },
  ])('knows that $reason', ({ more, normal }) => {
    expect(normalize({ ...rule, ...more }, TARGET)).toEqual({ ...rule, ...normal });
  });
});

test('a rule refers to the streams it writes to, unless their names come with the message', () => {
  const firehose = (deliveryStreamName: string): { firehose: object } => ({
    firehose: { deliveryStreamName, roleArn },
  });
  const actions = [firehose('a'), firehose('a'), firehose('${topic(2)}'), { s3: {} }] as TopicRuleSpec['actions'];
  expect(references({ ...rule, actions, errorAction: firehose('b') as TopicRuleSpec['actions'][number] })).toEqual([
    'DeliveryStream/a',
    'DeliveryStream/b',
  ]);
});
