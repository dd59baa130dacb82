import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import type { JsonObject, JsonValue } from '../../src/model/values/json.ts';
import { accepts } from '../arbitraries/from-schema.ts';

const schemaOf = (name: string): JsonObject => kinds.find((kind) => kind.name === name)?.schema ?? {};
const nameSchemaOf = (name: string): JsonObject => kinds.find((kind) => kind.name === name)?.nameSchema ?? {};

const roleArn = 'arn:aws:iam::111122223333:role/Export';
const sql = 'SELECT *';
const firehose = { deliveryStreamName: 'a', roleArn };
const s3 = { roleArn, bucketArn: 'arn:aws:s3:::lake' };
const kinesis = { kinesisStreamArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/a', roleArn };
const secretArn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:splunk-AbCdEf';
const splunk = {
  hecEndpoint: 'https://splunk.example:8088',
  hecEndpointType: 'Raw',
  s3Configuration: s3,
  secretsManagerConfiguration: { enabled: true, secretArn, roleArn },
};
const criteria = { comparisonOperator: 'less-than', value: { count: 1 }, durationSeconds: 300 };
const behaving = (more: JsonObject): JsonObject => ({
  behaviors: [{ name: 'a', metric: 'aws:num-disconnects', ...more }],
});
const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `name-${index}`);

describe('a schema refuses', () => {
  test.each<{ kind: string; valid: JsonObject; refused: JsonObject; reason: string }>([
    {
      kind: 'CustomMetric',
      valid: { metricType: 'number' },
      refused: { metricType: 'Number' },
      reason: 'AWS’s words are case-sensitive',
    },
    {
      kind: 'CustomMetric',
      valid: { metricType: 'number', displayName: 'a' },
      refused: { metricType: 'number', displayName: 'a\n' },
      reason: 'a line feed is not printable',
    },
    {
      kind: 'CustomMetric',
      valid: { metricType: 'number', tags: { a: '' } },
      refused: { metricType: 'number', tags: { 'AWS:a': '' } },
      reason: 'the prefix is reserved in any case',
    },
    {
      kind: 'CustomMetric',
      valid: { metricType: 'number' },
      refused: { metricType: 'number', unit: '%' },
      reason: 'the SDK would drop it without a word',
    },
    {
      kind: 'Dimension',
      valid: { type: 'TOPIC_FILTER', stringValues: ['a'] },
      refused: { type: 'TOPIC_FILTER', stringValues: [] },
      reason: 'there is nothing to filter by',
    },
    {
      kind: 'Dimension',
      valid: { type: 'TOPIC_FILTER', stringValues: names(100) },
      refused: { type: 'TOPIC_FILTER', stringValues: names(101) },
      reason: 'AWS takes 100',
    },
    {
      kind: 'SecurityProfile',
      valid: behaving({ criteria }),
      refused: behaving({ criteria: { ...criteria, durationSeconds: 1200 } }),
      reason: 'there are five durations',
    },
    {
      kind: 'SecurityProfile',
      valid: behaving({ criteria }),
      refused: behaving({ criteria: { ...criteria, consecutiveDatapointsToAlarm: 11 } }),
      reason: 'ten are the most',
    },
    {
      kind: 'SecurityProfile',
      valid: behaving({ criteria }),
      refused: behaving({ criteria: { ...criteria, value: { count: 1, number: 1 } } }),
      reason: 'a value is one',
    },
    {
      kind: 'SecurityProfile',
      valid: behaving({ criteria }),
      refused: behaving({ criteria: { ...criteria, value: { count: 2 ** 53 } } }),
      reason: 'JavaScript would round it',
    },
    {
      kind: 'SecurityProfile',
      valid: behaving({ criteria }),
      refused: behaving({ criteria: { value: { count: 1 } } }),
      reason: 'a value is compared',
    },
    {
      kind: 'SecurityProfile',
      valid: behaving({
        criteria: { comparisonOperator: 'less-than', statisticalThreshold: { statistic: 'p90' }, durationSeconds: 300 },
      }),
      refused: behaving({
        criteria: { comparisonOperator: 'less-than', statisticalThreshold: { statistic: 'p95' }, durationSeconds: 300 },
      }),
      reason: 'p95 is not in AWS’s list',
    },
    {
      kind: 'SecurityProfile',
      valid: behaving({ criteria }),
      refused: behaving({ criteria: { comparisonOperator: 'less-than', statisticalThreshold: { statistic: 'p90' } } }),
      reason: 'percentiles need a duration',
    },
    {
      kind: 'SecurityProfile',
      valid: behaving({ criteria: { mlDetectionConfig: { confidenceLevel: 'LOW' }, consecutiveDatapointsToClear: 2 } }),
      refused: behaving({ criteria: { mlDetectionConfig: { confidenceLevel: 'LOW' }, durationSeconds: 300 } }),
      reason: 'a model has no duration',
    },
    {
      kind: 'SecurityProfile',
      valid: { behaviors: names(100).map((name) => ({ name })) },
      refused: { behaviors: names(101).map((name) => ({ name })) },
      reason: '100 behaviors are the most',
    },
    {
      kind: 'SecurityProfile',
      valid: { behaviors: [{ name: 'TCP_out' }] },
      refused: { behaviors: [{ name: 'TCP outbound traffic' }] },
      reason: 'a name has no blanks',
    },
    {
      kind: 'SecurityProfile',
      valid: { metricsExport: { topic: 'lake', roleArn } },
      refused: { metricsExport: { topic: 'lake', mqttTopic: 'a', roleArn } },
      reason: 'there is one topic',
    },
    {
      kind: 'SecurityProfile',
      valid: { metricsExport: { mqttTopic: 'a', roleArn } },
      refused: { metricsExport: { roleArn } },
      reason: 'there must be one',
    },
    {
      kind: 'SecurityProfile',
      valid: { metricsExport: { mqttTopic: 'a/b', roleArn } },
      refused: { metricsExport: { mqttTopic: 'a/+', roleArn } },
      reason: 'nothing is published to a wildcard',
    },
    {
      kind: 'SecurityProfile',
      valid: { targets: ['arn:aws:iot:eu-west-1:111122223333:all/things'] },
      refused: { targets: ['arn:aws:iot:eu-west-1:111122223333:thing/a'] },
      reason: 'profiles are attached to groups',
    },
    {
      kind: 'TopicRule',
      valid: { sql, actions: [{ firehose }] },
      refused: { sql, actions: [{ firehose, s3: { bucketName: 'a', key: 'b', roleArn } }] },
      reason: 'an action is one thing',
    },
    {
      kind: 'TopicRule',
      valid: { sql, actions: [{ firehose }] },
      refused: { sql, actions: [{}] },
      reason: 'an action is something',
    },
    {
      kind: 'TopicRule',
      valid: { sql, actions: names(10).map(() => ({ firehose })) },
      refused: { sql, actions: names(11).map(() => ({ firehose })) },
      reason: 'ten actions are the most',
    },
    {
      kind: 'TopicRule',
      valid: { sql, actions: [{ firehose: { ...firehose, separator: '\n' } }] },
      refused: { sql, actions: [{ firehose: { ...firehose, separator: '\tabc' } }] },
      reason: 'AWS’s own pattern is looser than what it says',
    },
    {
      kind: 'TopicRule',
      valid: { sql, actions: [] },
      refused: { sql, actions: [{ iotAnalytics: { channelName: 'a', roleArn } }] },
      reason: 'the service has ended',
    },
    {
      kind: 'TopicRule',
      valid: { sql, actions: [] },
      refused: { sql, actions: [], errorAction: { iotEvents: { inputName: 'a', roleArn } } },
      reason: 'this one too',
    },
    {
      kind: 'TopicRule',
      valid: { sql, actions: [], awsIotSqlVersion: '2016-03-23' },
      refused: { sql, actions: [], awsIotSqlVersion: '2017-01-01' },
      reason: 'there is no such version',
    },
    {
      kind: 'DeliveryStream',
      valid: { extendedS3Destination: s3 },
      refused: { extendedS3Destination: s3, splunkDestination: splunk },
      reason: 'a stream has one destination',
    },
    {
      kind: 'DeliveryStream',
      valid: { extendedS3Destination: s3 },
      refused: {},
      reason: 'it has one',
    },
    {
      kind: 'DeliveryStream',
      valid: { splunkDestination: splunk },
      refused: { splunkDestination: { ...splunk, hecToken: 'a' } },
      reason: 'secrets do not belong into files',
    },
    {
      kind: 'DeliveryStream',
      valid: { splunkDestination: splunk },
      refused: { splunkDestination: { ...splunk, secretsManagerConfiguration: { enabled: true, secretArn } } },
      reason: 'Splunk has no other role that could read the secret',
    },
    {
      kind: 'DeliveryStream',
      valid: { extendedS3Destination: s3, kinesisStreamSourceConfiguration: kinesis },
      refused: { extendedS3Destination: s3, kinesisStreamSourceConfiguration: {} },
      reason: 'a source is somewhere',
    },
    {
      kind: 'DeliveryStream',
      valid: { extendedS3Destination: s3, kinesisStreamSourceConfiguration: kinesis },
      refused: {
        extendedS3Destination: s3,
        kinesisStreamSourceConfiguration: kinesis,
        directPutSourceConfiguration: { throughputHintInMBs: 1 },
      },
      reason: 'a stream has one source',
    },
    {
      kind: 'DeliveryStream',
      valid: { extendedS3Destination: s3, kinesisStreamSourceConfiguration: kinesis },
      refused: {
        extendedS3Destination: s3,
        kinesisStreamSourceConfiguration: kinesis,
        deliveryStreamEncryption: { keyType: 'AWS_OWNED_CMK' },
      },
      reason: 'records are encrypted where they come from',
    },
    {
      kind: 'DeliveryStream',
      valid: { extendedS3Destination: s3, deliveryStreamType: 'DirectPut' },
      refused: { extendedS3Destination: s3, deliveryStreamType: 'MSKAsSource' },
      reason: 'the type says what the source is',
    },
    {
      kind: 'DeliveryStream',
      valid: { extendedS3Destination: s3 },
      refused: { extendedS3Destination: s3, deliveryStreamStatus: 'CREATING_FAILED' },
      reason: 'it is AWS’s to say',
    },
    {
      kind: 'DeliveryStream',
      valid: { extendedS3Destination: { ...s3, compressionFormat: 'Snappy' } },
      refused: { extendedS3Destination: { ...s3, compressionFormat: 'SNAPPY' } },
      reason: 'AWS’s words are case-sensitive',
    },
    {
      kind: 'DeliveryStream',
      valid: { extendedS3Destination: { ...s3, fileExtension: '.json' } },
      refused: { extendedS3Destination: { ...s3, fileExtension: 'x.json' } },
      reason: 'AWS’s own pattern is not anchored',
    },
    {
      kind: 'DeliveryStream',
      valid: { extendedS3Destination: { ...s3, s3BackupMode: 'Enabled', s3BackupConfiguration: s3 } },
      refused: { extendedS3Destination: { ...s3, s3BackupMode: 'Enabled' } },
      reason: 'a backup goes somewhere',
    },
    {
      kind: 'DeliveryStream',
      valid: {
        extendedS3Destination: {
          ...s3,
          prefix: 'by/!{partitionKeyFromQuery:device}/',
          dynamicPartitioningConfiguration: { enabled: true },
        },
      },
      refused: { extendedS3Destination: { ...s3, prefix: 'by/!{partitionKeyFromQuery:device}/' } },
      reason: 'a stream would be deleted for it, and could not be made anew',
    },
    {
      kind: 'DeliveryStream',
      valid: { extendedS3Destination: { ...s3, cloudWatchLoggingOptions: { enabled: false } } },
      refused: { extendedS3Destination: { ...s3, cloudWatchLoggingOptions: { enabled: true } } },
      reason: 'logs go somewhere',
    },
    {
      kind: 'DeliveryStream',
      valid: { extendedS3Destination: s3, deliveryStreamEncryption: { keyType: 'AWS_OWNED_CMK' } },
      refused: { extendedS3Destination: s3, deliveryStreamEncryption: { keyType: 'CUSTOMER_MANAGED_CMK' } },
      reason: 'a key of one’s own has an ARN',
    },
    {
      kind: 'DeliveryStream',
      valid: {
        extendedS3Destination: {
          ...s3,
          processingConfiguration: {
            enabled: true,
            processors: [{ type: 'Lambda', parameters: [{ parameterName: 'NumberOfRetries', parameterValue: '1' }] }],
          },
        },
      },
      refused: {
        extendedS3Destination: {
          ...s3,
          processingConfiguration: {
            enabled: true,
            processors: [{ type: 'Lambda', parameters: [{ parameterName: 'NumberOfRetries', parameterValue: 1 }] }],
          },
        },
      },
      reason: 'values of parameters are text',
    },
  ])('$refused in a $kind, because $reason', ({ kind, valid, refused }) => {
    expect(accepts(schemaOf(kind), valid)).toBe(true);
    expect(accepts(schemaOf(kind), refused)).toBe(false);
  });

  test.each<{ kind: string; valid: JsonValue; refused: JsonValue }>([
    { kind: 'SecurityProfile', valid: 'a:b_c-d', refused: 'has space' },
    { kind: 'CustomMetric', valid: 'battery:level', refused: 'aws:battery' },
    { kind: 'Dimension', valid: 'telemetry', refused: 'tele.metry' },
    { kind: 'TopicRule', valid: 'my_rule', refused: 'my-rule' },
    { kind: 'DeliveryStream', valid: 'a.b-c_d', refused: 'x'.repeat(65) },
  ])('the name $refused of a $kind', ({ kind, valid, refused }) => {
    expect(accepts(nameSchemaOf(kind), valid)).toBe(true);
    expect(accepts(nameSchemaOf(kind), refused)).toBe(false);
  });
});
