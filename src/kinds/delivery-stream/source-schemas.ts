import type { JsonObject } from '../../model/values/json.ts';
import { clusterArn, kinesisStreamArn, roleArn } from '../shared/arn.ts';
import { choice, closed, text, whole } from '../shared/schema.ts';

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_DirectPutSourceConfiguration.html */
const directPut = closed(
  'Settings of the source, for records that are put to the stream.',
  {
    throughputHintInMBs: whole(
      'Expected MiB per second; a hint that does not raise a limit. Changing it replaces the stream.',
      {
        minimum: 1,
        maximum: 100,
      },
    ),
  },
  { required: ['throughputHintInMBs'] },
);

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_KinesisStreamSourceConfiguration.html */
const kinesis = closed(
  'The Kinesis data stream that records are read from; a topic rule writes to it with the action kinesis. Changing it replaces the stream.',
  {
    kinesisStreamArn: kinesisStreamArn('The data stream.'),
    roleArn: roleArn('Role that lets the delivery stream read it.', 512),
  },
  { required: ['kinesisStreamArn', 'roleArn'] },
);

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_MSKSourceConfiguration.html */
const msk = closed(
  'The topic of an Amazon MSK cluster that records are read from. Changing it replaces the stream.',
  {
    mskClusterArn: clusterArn('The cluster.'),
    topicName: text('Name of the topic: letters, digits, _, . and - only.', {
      minLength: 1,
      maxLength: 255,
      pattern: '^[a-zA-Z0-9._-]+$',
      examples: ['defender-metrics'],
    }),
    authenticationConfiguration: closed(
      'How the cluster is reached.',
      {
        roleArn: roleArn('Role that lets the delivery stream read the topic.', 512),
        connectivity: choice('Whether to use its public or its private endpoints.', ['PUBLIC', 'PRIVATE']),
      },
      { required: ['roleArn', 'connectivity'] },
    ),
    readFromTimestamp: text(
      'Start of the records to read, in UTC and in quotes. Default: when the stream becomes active. 1970-01-01T00:00:00Z is the earliest.',
      {
        pattern: '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$',
        examples: ['2026-11-01T00:00:00Z'],
      },
    ),
  },
  { required: ['mskClusterArn', 'topicName', 'authenticationConfiguration'] },
);

/** Where records come from, by the member that says so. A stream has one source; without any it is DirectPut. */
export const sourceSchemas: Readonly<Record<string, JsonObject>> = {
  directPutSourceConfiguration: directPut,
  kinesisStreamSourceConfiguration: kinesis,
  mskSourceConfiguration: msk,
};

/** The type of a stream by its source, which it says again. https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html */
export const SOURCE_TYPES: Readonly<Record<string, string>> = {
  directPutSourceConfiguration: 'DirectPut',
  kinesisStreamSourceConfiguration: 'KinesisStreamAsSource',
  mskSourceConfiguration: 'MSKAsSource',
};
