import type { JsonObject } from '../../model/values/json.ts';
import { functionArn, roleArn, ruleDestinationArn, topicArn } from '../shared/arn.ts';
import { choice, closed, flag, list, map, oneOf, text, whole } from '../shared/schema.ts';

const TEMPLATE = 'May contain substitution templates such as ${topic()}.';

/** https://docs.aws.amazon.com/iot/latest/apireference/API_FirehoseAction.html */
const firehose = closed(
  'Writes to a delivery stream of Amazon Data Firehose.',
  {
    deliveryStreamName: text(`Name of the stream. ${TEMPLATE}`, {
      minLength: 1,
      examples: ['soundbox-metrics'],
    }),
    roleArn: roleArn(
      'Role that lets the rule write to the stream: firehose:PutRecord, and firehose:PutRecordBatch with batchMode.',
    ),
    separator: choice('The separator between records: "\\n", "\\t", "\\r\\n" or ",".', ['\n', '\t', '\r\n', ',']),
    batchMode: flag(
      'Sends each element of the array that the SQL returns as a record, at most 500; without it the array is one record.',
      { default: false },
    ),
  },
  { required: ['deliveryStreamName', 'roleArn'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_KinesisAction.html */
const kinesis = closed(
  'Writes to a Kinesis data stream.',
  {
    streamName: text(`Name of the stream. ${TEMPLATE}`, { minLength: 1 }),
    partitionKey: text(`Decides the shard. ${TEMPLATE}`, { examples: ['${clientid()}'] }),
    roleArn: roleArn('Role that lets the rule write to the stream: kinesis:PutRecord.'),
  },
  { required: ['streamName', 'roleArn'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_KafkaAction.html */
const kafka = closed(
  'Writes to an Apache Kafka topic in a VPC.',
  {
    destinationArn: ruleDestinationArn('The VPC destination through which the brokers are reached.'),
    topic: text(`The Kafka topic. ${TEMPLATE}`, { minLength: 1 }),
    key: text(`The message key. ${TEMPLATE}`),
    partition: text(`The partition. ${TEMPLATE}`),
    clientProperties: map(
      'Properties of the producer, such as bootstrap.servers and security.protocol.',
      text('Value of the property.'),
    ),
    headers: list(
      'Headers of the message, 1 to 100.',
      closed(
        'A header.',
        {
          key: text(`Name. ${TEMPLATE}`, { maxLength: 16384 }),
          value: text(`Value. ${TEMPLATE}`, { maxLength: 16384 }),
        },
        { title: 'KafkaHeader', required: ['key', 'value'] },
      ),
      { minItems: 1, maxItems: 100 },
    ),
  },
  { required: ['destinationArn', 'topic', 'clientProperties'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_SqsAction.html */
const sqs = closed(
  'Sends to an SQS queue; not to FIFO queues.',
  {
    queueUrl: text('URL of the queue.', {
      minLength: 1,
      examples: ['https://sqs.ap-south-1.amazonaws.com/111122223333/metrics'],
    }),
    useBase64: flag('Encodes the message as Base64 first.', { default: false }),
    roleArn: roleArn('Role that lets the rule send to the queue: sqs:SendMessage.'),
  },
  { required: ['queueUrl', 'roleArn'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_SnsAction.html */
const sns = closed(
  'Publishes to an SNS topic; not to FIFO topics.',
  {
    targetArn: topicArn('The topic.'),
    messageFormat: choice('JSON where the payload holds one message per protocol.', ['RAW', 'JSON'], {
      default: 'RAW',
    }),
    roleArn: roleArn('Role that lets the rule publish to the topic: sns:Publish.'),
  },
  { required: ['targetArn', 'roleArn'] },
);

const header = (description: string, more: JsonObject = {}): JsonObject =>
  text(`${description} ${TEMPLATE}`, { maxLength: 1024, ...more });

/** https://docs.aws.amazon.com/iot/latest/apireference/API_RepublishAction.html */
const republish = closed(
  'Publishes to another MQTT topic.',
  {
    topic: text(`The topic; a leading $ is written $$. ${TEMPLATE}`, {
      minLength: 1,
      examples: ['fleet/metrics/${clientid()}'],
    }),
    qos: whole('Quality of service: 0 at most once, 1 at least once.', {
      minimum: 0,
      maximum: 1,
      default: 0,
    }),
    headers: closed('Headers of MQTT 5.', {
      payloadFormatIndicator: header('UNSPECIFIED_BYTES or UTF8_DATA.'),
      contentType: header('The type of the payload.', { examples: ['application/json'] }),
      responseTopic: header('Topic for a response.'),
      correlationData: header('Base64 that identifies the response.'),
      messageExpiry: header('Seconds after which the message expires, in quotes.', { examples: ['3600'] }),
      userProperties: list(
        'User properties, 1 to 100.',
        closed(
          'A property.',
          {
            key: header('Name.'),
            value: header('Value.'),
          },
          { title: 'UserProperty', required: ['key', 'value'] },
        ),
        { minItems: 1, maxItems: 100 },
      ),
    }),
    roleArn: roleArn('Role that lets the rule publish: iot:Publish.'),
  },
  { required: ['topic', 'roleArn'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_BatchConfig.html */
const batchConfig = closed('Limits of a batch: it is sent when the first of them is reached.', {
  maxBatchOpenMs: whole('Milliseconds until a batch is sent.', { minimum: 5, maximum: 200 }),
  maxBatchSize: whole('Messages in a batch.', { minimum: 2, maximum: 10 }),
  maxBatchSizeBytes: whole('Bytes in a batch.', { minimum: 100, maximum: 131_072 }),
  batchAcrossTopics: flag('Puts messages of different topics into one batch.', { default: false }),
});

/** https://docs.aws.amazon.com/iot/latest/apireference/API_HttpAction.html */
const http = closed(
  'Sends to an HTTPS endpoint, whose destination must be confirmed first.',
  {
    url: text(`The endpoint. ${TEMPLATE}`, {
      maxLength: 2000,
      examples: ['https://metrics.example.com/ingest'],
    }),
    confirmationUrl: text('Where the confirmation is sent: a prefix of url; needed where url holds templates.', {
      maxLength: 2000,
    }),
    headers: list(
      'Headers of the request, at most 100.',
      closed(
        'A header.',
        {
          key: text('Name.', { minLength: 1, maxLength: 256 }),
          value: text(`Value. ${TEMPLATE}`),
        },
        { title: 'HttpHeader', required: ['key', 'value'] },
      ),
      { maxItems: 100, default: [] },
    ),
    auth: oneOf('How the request is authorized.', {
      sigv4: closed(
        'Signs the request with Signature Version 4.',
        {
          signingRegion: text('Region to sign for.', { minLength: 1, examples: ['ap-south-1'] }),
          serviceName: text('Service to sign for.', { minLength: 1, examples: ['execute-api'] }),
          roleArn: roleArn('Role that signs.'),
        },
        { required: ['signingRegion', 'serviceName', 'roleArn'] },
      ),
    }),
    enableBatching: flag('Sends several messages in one request.', { default: false }),
    batchConfig,
  },
  { required: ['url'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_LambdaAction.html */
const lambda = closed(
  'Invokes a Lambda function. The function’s resource policy must allow iot.amazonaws.com; otherwise it is never invoked.',
  { functionArn: functionArn('The function.') },
  { required: ['functionArn'] },
);

/** https://docs.aws.amazon.com/iot/latest/apireference/API_StepFunctionsAction.html */
const stepFunctions = closed(
  'Starts an execution of a Step Functions state machine.',
  {
    stateMachineName: text(`Name of the state machine. ${TEMPLATE}`, { minLength: 1 }),
    executionNamePrefix: text('Beginning of the execution’s name; a UUID follows.'),
    roleArn: roleArn('Role that lets the rule start executions: states:StartExecution.'),
  },
  { required: ['stateMachineName', 'roleArn'] },
);

/** Actions that hand the message on. */
export const messageActions: Readonly<Record<string, JsonObject>> = {
  firehose,
  kinesis,
  kafka,
  sqs,
  sns,
  republish,
  http,
  lambda,
  stepFunctions,
};
