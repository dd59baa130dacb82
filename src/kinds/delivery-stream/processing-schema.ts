import type { JsonObject } from '../../model/values/json.ts';
import { choice, closed, flag, list, text } from '../shared/schema.ts';

const PROCESSORS = [
  'RecordDeAggregation',
  'Decompression',
  'CloudWatchLogProcessing',
  'Lambda',
  'MetadataExtraction',
  'AppendDelimiterToRecord',
];

const PARAMETERS = [
  'LambdaArn',
  'NumberOfRetries',
  'MetadataExtractionQuery',
  'JsonParsingEngine',
  'RoleArn',
  'BufferSizeInMBs',
  'BufferIntervalInSeconds',
  'SubRecordType',
  'Delimiter',
  'CompressionFormat',
  'DataMessageExtraction',
];

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_ProcessorParameter.html */
const parameterSchema = closed(
  'A setting of the processor.',
  {
    parameterName: choice('Name of the setting.', PARAMETERS),
    parameterValue: text('The value: always text, so numbers in quotes; a Lambda function by its full ARN.', {
      minLength: 1,
      maxLength: 5120,
      pattern: '^(?!\\s*$).+$',
      examples: ['3'],
    }),
  },
  { title: 'ProcessorParameter', required: ['parameterName', 'parameterValue'] },
);

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_Processor.html */
const processorSchema = closed(
  'One step; steps run in this order.',
  {
    type: choice('The type of the step.', PROCESSORS),
    parameters: list('Settings of the step, in any order.', parameterSchema, { default: [] }),
  },
  { title: 'Processor', required: ['type'] },
);

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_ProcessingConfiguration.html */
export const processingSchema: JsonObject = closed(
  'Changes records before they are delivered.',
  {
    // Left out it is off: https://github.com/floci-io/floci/pull/3375
    enabled: flag('Whether to process.', { default: false }),
    processors: list('The steps.', processorSchema, { default: [] }),
  },
  { title: 'ProcessingConfiguration', default: { enabled: false } },
);

/** What AWS adds to a Lambda processor where it is not said: https://docs.aws.amazon.com/firehose/latest/APIReference/API_ProcessorParameter.html */
export const lambdaDefaults: Readonly<Record<string, string>> = {
  NumberOfRetries: '3',
  BufferIntervalInSeconds: '60',
  BufferSizeInMBs: '1',
};
