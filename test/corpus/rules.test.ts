import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { kindOf, nameOf } from '../../src/model/address.ts';
import type { Address } from '../../src/model/address.ts';
import { planOf, readBack } from './case.ts';
import type { Answers } from './recorded-account.ts';
import { ELSEWHERE } from './surprises.ts';

const account = '123456789012';
const iot = (resource: string): string => `arn:aws:iot:eu-west-1:${account}:${resource}`;
const role = (name: string): string => `arn:aws:iam::${account}:role/${name}`;

/** What AWS answers about a resource that is described so, beside what it always says. */
const ANSWERS: Readonly<Record<string, (name: string, said: object) => Answers>> = {
  SecurityProfile: (name, said) => ({
    DescribeSecurityProfile: {
      securityProfileName: name,
      securityProfileArn: iot(`securityprofile/${name}`),
      version: 3,
      creationDate: 1700000000.1,
      lastModifiedDate: 1700000001,
      ...said,
    },
  }),
  Dimension: (name, said) => ({
    DescribeDimension: { name, arn: iot(`dimension/${name}`), type: 'TOPIC_FILTER', creationDate: 1, ...said },
  }),
  TopicRule: (name, said) => ({
    GetTopicRule: {
      ruleArn: iot(`rule/${name}`),
      rule: { ruleName: name, createdAt: 1700000000, sql: 'SELECT *', actions: [], ...said },
    },
  }),
  DeliveryStream: (name, said) => {
    const { stream = {}, ...destination } = said as { stream?: object };
    const extended = { RoleARN: role('r'), BucketARN: 'arn:aws:s3:::b', ...destination };
    return {
      DescribeDeliveryStream: {
        DeliveryStreamDescription: {
          DeliveryStreamName: name,
          DeliveryStreamARN: `arn:aws:firehose:eu-west-1:${account}:deliverystream/${name}`,
          DeliveryStreamStatus: 'ACTIVE',
          DeliveryStreamType: 'DirectPut',
          VersionId: '1',
          Destinations: [{ DestinationId: 'destinationId-000000000001', ExtendedS3DestinationDescription: extended }],
          HasMoreDestinations: false,
          ...stream,
        },
      },
    };
  },
};

interface Row {
  /** The number of the rule, and what it says. */
  readonly rule: `${'N' | 'S'}${number}: ${string}`;
  readonly resource: Address;
  /** What AWS says of it. */
  readonly said: object;
  /** Answers beside the description. */
  readonly more?: Answers;
  /** What the author wrote of it, in one line of YAML. */
  readonly yaml: string;
  /** What differs. */
  readonly edits: readonly string[];
  /** Codes of the problems that end it before anything is compared. */
  readonly problems?: readonly string[];
}

const quiet = { name: 'Quiet', metric: 'aws:num-disconnects' };
const count = { comparisonOperator: 'less-than', value: { count: 5 }, durationSeconds: 300 };
const yamlCount = 'comparisonOperator: less-than, value: { count: 5 }, durationSeconds: 300';
const behaviors = (more: string): string => `{ behaviors: [{ name: Quiet, metric: "aws:num-disconnects"${more} }] }`;
const P: Address = 'SecurityProfile/P';
const R: Address = 'TopicRule/R';
const S: Address = 'DeliveryStream/S';
const D: Address = 'Dimension/D';
const destination = (more = ''): string => `{ extendedS3Destination: { roleArn: role/r, bucketArn: b${more} } }`;
const lambda = `arn:aws:lambda:eu-west-1:${account}:function:f`;
const processing = (...parameters: readonly (readonly [string, string])[]): object => ({
  ProcessingConfiguration: {
    Enabled: true,
    Processors: [
      {
        Type: 'Lambda',
        Parameters: parameters.map(([ParameterName, ParameterValue]) => ({ ParameterName, ParameterValue })),
      },
    ],
  },
});
const yamlProcessing = (more: string): string =>
  destination(
    `, processingConfiguration: { enabled: true, processors: [{ type: Lambda, parameters: [{ parameterName: LambdaArn, parameterValue: "${lambda}" }${more}] }] }`,
  );

/** Each rule twice where it folds something: what is the same, and a step away from it, which shows. */
const rows: readonly Row[] = [
  {
    rule: 'N1: behaviors are known by their names, and lists of values and of metrics have no order',
    resource: P,
    said: {
      behaviors: [
        { ...quiet, criteria: count },
        {
          name: 'Ports',
          metric: 'aws:listening-tcp-ports',
          criteria: { comparisonOperator: 'in-port-set', value: { ports: [443, 22] } },
        },
      ],
      additionalMetricsToRetainV2: [{ metric: 'aws:all-bytes-out' }, { metric: 'aws:all-bytes-in' }],
    },
    yaml: `{ behaviors: [{ name: Ports, metric: "aws:listening-tcp-ports", criteria: { comparisonOperator: in-port-set, value: { ports: [22, 443] } } }, { name: Quiet, metric: "aws:num-disconnects", criteria: { ${yamlCount.replace('5', '6')} } }], retainedMetrics: ["aws:all-bytes-in", "aws:all-bytes-out"] }`,
    edits: ['behaviors[Quiet].criteria.value.count'],
  },
  {
    rule: 'N2: one datapoint is what is meant where none is said',
    resource: P,
    said: { behaviors: [{ ...quiet, criteria: { ...count, consecutiveDatapointsToAlarm: 1 } }] },
    yaml: behaviors(`, criteria: { ${yamlCount}, consecutiveDatapointsToClear: 1 }`),
    edits: [],
  },
  {
    rule: 'N2: two datapoints are not one',
    resource: P,
    said: { behaviors: [{ ...quiet, criteria: { ...count, consecutiveDatapointsToAlarm: 2 } }] },
    yaml: behaviors(`, criteria: { ${yamlCount} }`),
    edits: ['behaviors[Quiet].criteria.consecutiveDatapointsToAlarm'],
  },
  {
    rule: 'N3: neither suppressed nor exported is what is meant where nothing is said',
    resource: P,
    said: { behaviors: [{ ...quiet, suppressAlerts: false, exportMetric: false }] },
    yaml: behaviors(''),
    edits: [],
  },
  {
    rule: 'N3: suppressed is another thing',
    resource: P,
    said: { behaviors: [{ ...quiet, suppressAlerts: true }] },
    yaml: behaviors(', suppressAlerts: false'),
    edits: ['behaviors[Quiet].suppressAlerts'],
  },
  {
    rule: 'N4: a dimension without an operator means IN',
    resource: P,
    said: {
      additionalMetricsToRetainV2: [
        { metric: 'aws:all-bytes-in', metricDimension: { dimensionName: 'd', operator: 'IN' } },
      ],
    },
    yaml: '{ retainedMetrics: [{ metric: "aws:all-bytes-in", metricDimension: { dimensionName: d } }] }',
    edits: [],
  },
  {
    rule: 'N4: NOT_IN is the opposite',
    resource: P,
    said: { behaviors: [{ ...quiet, metricDimension: { dimensionName: 'd', operator: 'NOT_IN' } }] },
    yaml: behaviors(', metricDimension: { dimensionName: d }'),
    edits: ['behaviors[Quiet].metricDimension.operator'],
  },
  {
    rule: 'N5: what is empty, null or absent is one',
    resource: P,
    said: { securityProfileDescription: '', behaviors: null, alertTargets: {}, additionalMetricsToRetainV2: [] },
    yaml: '{ description: "", behaviors: [], retainedMetrics: [], tags: {} }',
    edits: [],
  },
  {
    rule: 'N6: the deprecated list counts as retained metrics',
    resource: P,
    said: {
      additionalMetricsToRetain: ['aws:all-bytes-in'],
      additionalMetricsToRetainV2: [{ metric: 'aws:all-bytes-in' }],
    },
    yaml: '{ retainedMetrics: ["aws:all-bytes-in"] }',
    edits: [],
  },
  {
    rule: 'N7: version, dates and ARN are no part of a profile',
    resource: P,
    said: { version: 99, lastModifiedDate: 1800000000 },
    yaml: '{}',
    edits: [],
  },
  {
    rule: 'N8: addresses have one spelling',
    resource: P,
    said: {
      behaviors: [
        {
          name: 'From',
          metric: 'aws:source-ip-address',
          criteria: { comparisonOperator: 'in-cidr-set', value: { cidrs: ['2001:DB8::0:1', '10.0.0.1/32'] } },
        },
      ],
    },
    yaml: '{ behaviors: [{ name: From, metric: "aws:source-ip-address", criteria: { comparisonOperator: in-cidr-set, value: { cidrs: ["10.0.0.1", "2001:db8::1/128"] } } }] }',
    edits: [],
  },
  {
    rule: 'N9: the largest count that a number can hold is read as it is',
    resource: P,
    said: { behaviors: [{ ...quiet, criteria: { ...count, value: { count: 9007199254740991 } } }] },
    yaml: behaviors(`, criteria: { ${yamlCount.replace('5', '9007199254740991')} }`),
    edits: [],
  },
  {
    rule: 'N9: a larger one is refused in YAML',
    resource: P,
    said: {},
    yaml: behaviors(`, criteria: { ${yamlCount.replace('5', '9007199254740993')} }`),
    edits: [],
    problems: ['DG1011'],
  },
  {
    rule: 'N10: the version of 2015 is what is meant where none is said',
    resource: R,
    said: { awsIotSqlVersion: '2015-10-08' },
    yaml: '{ sql: SELECT *, actions: [] }',
    edits: [],
  },
  {
    rule: 'N10: the recommended version is not',
    resource: R,
    said: { awsIotSqlVersion: '2016-03-23' },
    yaml: '{ sql: SELECT *, actions: [] }',
    edits: ['awsIotSqlVersion'],
  },
  {
    rule: 'N11: a rule runs where nothing is said',
    resource: R,
    said: { ruleDisabled: false },
    yaml: '{ sql: SELECT *, actions: [] }',
    edits: [],
  },
  {
    rule: 'N12: name, birth and ARN are no part of a rule',
    resource: R,
    said: { createdAt: 1800000000.5 },
    yaml: '{ sql: SELECT *, actions: [] }',
    edits: [],
  },
  {
    rule: 'N13: the order of actions is a difference',
    resource: R,
    said: {
      actions: [{ lambda: { functionArn: lambda } }, { kinesis: { roleArn: role('kinesis'), streamName: 'k' } }],
    },
    yaml: '{ sql: SELECT *, actions: [{ kinesis: { roleArn: role/kinesis, streamName: k } }, { lambda: { functionArn: function/f } }] }',
    edits: ['actions[0].lambda', 'actions[0].kinesis', 'actions[1].kinesis', 'actions[1].lambda'],
  },
  {
    rule: 'N14: SQL is compared to the letter, blanks at its end included',
    resource: R,
    said: { sql: 'SELECT * ' },
    yaml: '{ sql: SELECT *, actions: [] }',
    edits: ['sql'],
  },
  {
    rule: 'N15: defaults of actions say nothing',
    resource: R,
    said: {
      actions: [
        { firehose: { roleArn: role('firehose'), deliveryStreamName: 's', batchMode: false } },
        { republish: { roleArn: role('republish'), topic: 't', qos: 0 } },
        { sns: { roleArn: role('publish'), targetArn: `arn:aws:sns:eu-west-1:${account}:t`, messageFormat: 'RAW' } },
        { sqs: { roleArn: role('sendmessage'), queueUrl: 'https://q' } },
      ],
    },
    yaml: '{ sql: SELECT *, actions: [{ firehose: { roleArn: role/firehose, deliveryStreamName: s } }, { republish: { roleArn: role/republish, topic: t } }, { sns: { roleArn: role/publish, targetArn: sns/t } }, { sqs: { roleArn: role/sendmessage, queueUrl: "https://q", useBase64: false } }] }',
    edits: [],
  },
  {
    rule: 'N15: anything but the default does',
    resource: R,
    said: { actions: [{ firehose: { roleArn: role('firehose'), deliveryStreamName: 's', batchMode: true } }] },
    yaml: '{ sql: SELECT *, actions: [{ firehose: { roleArn: role/firehose, deliveryStreamName: s } }] }',
    edits: ['actions[0].firehose.batchMode'],
  },
  {
    rule: 'N16: types of keys are part of a rule, because it would forget them',
    resource: R,
    said: {
      actions: [
        {
          dynamoDB: {
            roleArn: role('dynamo'),
            tableName: 't',
            hashKeyField: 'h',
            hashKeyValue: 'v',
            hashKeyType: 'NUMBER',
          },
        },
      ],
    },
    yaml: '{ sql: SELECT *, actions: [{ dynamoDB: { roleArn: role/dynamo, tableName: t, hashKeyField: h, hashKeyValue: v } }] }',
    edits: ['actions[0].dynamoDB.hashKeyType'],
  },
  {
    rule: 'N17: the values of a dimension have no order',
    resource: D,
    said: { stringValues: ['b/+', 'a/#'] },
    yaml: '{ type: TOPIC_FILTER, stringValues: ["a/#", "b/+"] }',
    edits: [],
  },
  {
    rule: 'N18: the plain description of a destination is ignored',
    resource: S,
    said: {
      stream: {
        Destinations: [
          {
            DestinationId: 'destinationId-000000000001',
            S3DestinationDescription: { RoleARN: role('other'), BucketARN: 'arn:aws:s3:::other', Prefix: 'other/' },
            ExtendedS3DestinationDescription: { RoleARN: role('r'), BucketARN: 'arn:aws:s3:::b' },
          },
        ],
      },
    },
    yaml: destination(),
    edits: [],
  },
  {
    rule: 'N19: the defaults of a destination say nothing',
    resource: S,
    said: {
      Prefix: '',
      ErrorOutputPrefix: '',
      BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 },
      CompressionFormat: 'UNCOMPRESSED',
      EncryptionConfiguration: { NoEncryptionConfig: 'NoEncryption' },
      CloudWatchLoggingOptions: { Enabled: false },
      ProcessingConfiguration: { Enabled: false, Processors: [] },
      S3BackupMode: 'Disabled',
      DataFormatConversionConfiguration: { Enabled: false },
      DynamicPartitioningConfiguration: { Enabled: false },
      FileExtension: '',
      CustomTimeZone: 'UTC',
    },
    yaml: destination(),
    edits: [],
  },
  {
    rule: 'N19: a step away from each of them shows',
    resource: S,
    said: {
      Prefix: 'p/',
      BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 },
      CompressionFormat: 'GZIP',
      CloudWatchLoggingOptions: { Enabled: true, LogGroupName: 'g', LogStreamName: 's' },
      CustomTimeZone: 'Asia/Kolkata',
    },
    yaml: destination(),
    edits: ['prefix', 'bufferingHints', 'compressionFormat', 'cloudWatchLoggingOptions', 'customTimeZone'].map(
      (member) => `extendedS3Destination.${member}`,
    ),
  },
  {
    rule: 'N20: parameters of a Lambda processor have no order, and AWS adds to them',
    resource: S,
    said: processing(
      ['NumberOfRetries', '3'],
      ['LambdaArn', lambda],
      ['BufferSizeInMBs', '1'],
      ['BufferIntervalInSeconds', '60'],
    ),
    yaml: yamlProcessing(''),
    edits: [],
  },
  {
    rule: 'N20: another number of retries shows',
    resource: S,
    said: processing(['NumberOfRetries', '4'], ['LambdaArn', lambda]),
    yaml: yamlProcessing(''),
    edits: ['extendedS3Destination.processingConfiguration.processors[0].parameters[NumberOfRetries]'],
  },
  {
    rule: 'N21: encryption that is off is no encryption',
    resource: S,
    said: { stream: { DeliveryStreamEncryptionConfiguration: { Status: 'DISABLED' } } },
    yaml: destination(),
    edits: [],
  },
  {
    rule: 'N21: AWS’s own key has no ARN, whatever is described',
    resource: S,
    said: {
      stream: {
        DeliveryStreamEncryptionConfiguration: { Status: 'ENABLED', KeyType: 'AWS_OWNED_CMK', KeyARN: 'arn:aws:kms' },
      },
    },
    yaml: `{ deliveryStreamEncryption: { keyType: AWS_OWNED_CMK }, extendedS3Destination: { roleArn: role/r, bucketArn: b } }`,
    edits: [],
  },
  {
    rule: 'N22: versions, times and status are no part of a stream',
    resource: S,
    said: { stream: { VersionId: '9', CreateTimestamp: 1, LastUpdateTimestamp: 2 } },
    yaml: destination(),
    edits: [],
  },
  {
    rule: 'N24: the usual buffer is larger where formats are converted',
    resource: S,
    said: {
      BufferingHints: { SizeInMBs: 128, IntervalInSeconds: 300 },
      DataFormatConversionConfiguration: {
        Enabled: true,
        SchemaConfiguration: { RoleARN: role('r'), DatabaseName: 'd', TableName: 't', Region: 'eu-west-1' },
        InputFormatConfiguration: { Deserializer: { HiveJsonSerDe: {} } },
        OutputFormatConfiguration: { Serializer: { OrcSerDe: {} } },
      },
    },
    yaml: destination(
      ', dataFormatConversionConfiguration: { schemaConfiguration: { roleArn: role/r, databaseName: d, tableName: t, region: eu-west-1 }, inputFormatConfiguration: { deserializer: { hiveJsonSerDe: {} } }, outputFormatConfiguration: { serializer: { orcSerDe: {} } } }',
    ),
    edits: [],
  },
  {
    rule: 'N24: without conversion it is not',
    resource: S,
    said: { BufferingHints: { SizeInMBs: 128, IntervalInSeconds: 300 } },
    yaml: destination(),
    edits: ['extendedS3Destination.bufferingHints'],
  },
  {
    rule: 'N25: AWS’s own tags are ignored, and a tag without a value has the empty one',
    resource: P,
    said: {},
    more: {
      ListTagsForResource: { tags: [{ Key: 'aws:cloudformation:stack-name', Value: 's' }, { Key: 'team' }] },
    },
    yaml: '{ tags: { team: "" } }',
    edits: [],
  },
  {
    rule: 'N26: words are spelt as AWS spells them',
    resource: S,
    said: { CompressionFormat: 'Snappy' },
    yaml: destination(', compressionFormat: Snappy'),
    edits: [],
  },
  {
    rule: 'N26: another spelling is a problem, not a difference',
    resource: S,
    said: { CompressionFormat: 'Snappy' },
    yaml: destination(', compressionFormat: SNAPPY'),
    edits: [],
    problems: ['DG1103'],
  },
  {
    rule: 'N27: a number as the value of a tag is a problem',
    resource: P,
    said: {},
    yaml: '{ tags: { limit: 10 } }',
    edits: [],
    problems: ['DG1104'],
  },
  {
    rule: 'N27: what looks like a date, a boolean or a number of YAML 1.1 is text',
    resource: P,
    said: {},
    more: {
      ListTagsForResource: {
        tags: [
          { Key: 'on', Value: 'yes' },
          { Key: 'day', Value: '2026-11-22' },
          { Key: 'size', Value: '1e3' },
        ],
      },
    },
    yaml: '{ tags: { on: yes, day: 2026-11-22, size: "1e3" } }',
    edits: [],
  },
  {
    rule: 'S20: an optional text that is empty would fail without a word, so it is refused',
    resource: R,
    said: {},
    yaml: '{ sql: SELECT *, actions: [{ cloudwatchMetric: { roleArn: role/metric, metricNamespace: n, metricName: m, metricValue: "1", metricUnit: Count, metricTimestamp: "" } }] }',
    edits: [],
    problems: ['DG1105'],
  },
  {
    rule: 'S26: a role of the console has a path, and is another role without it',
    resource: P,
    said: { metricsExportConfig: { mqttTopic: 'a/b', roleArn: role('service-role/Export') } },
    yaml: '{ metricsExport: { mqttTopic: a/b, roleArn: role/Export } }',
    edits: ['metricsExport.roleArn'],
  },
  {
    rule: 'S29: metrics that go to a rule that is not there are a problem, because AWS says nothing',
    resource: P,
    said: {},
    yaml: '{ metricsExport: { mqttTopic: $aws/rules/Nowhere, roleArn: role/Export } }',
    edits: ['metricsExport'],
    problems: ['DG3001'],
  },
  {
    rule: 'S32: times are no part of anything, whether they come with fractions or without',
    resource: D,
    said: { stringValues: ['a'], creationDate: 1578620223, lastModifiedDate: 1578620223.255 },
    yaml: '{ type: TOPIC_FILTER, stringValues: [a] }',
    edits: [],
  },
  {
    rule: 'S38: a rule that a hand switched off is one line of the plan',
    resource: R,
    said: { ruleDisabled: true, awsIotSqlVersion: '2015-10-08' },
    yaml: '{ sql: SELECT *, actions: [] }',
    edits: ['ruleDisabled'],
  },
];

const SECTIONS: Readonly<Record<string, string>> = {
  SecurityProfile: 'securityProfiles',
  TopicRule: 'rules',
  Dimension: 'dimensions',
  DeliveryStream: 'deliveryStreams',
};

test.each(rows)('$rule', async ({ resource, said, more = {}, yaml, edits, problems = [] }) => {
  const kind = kindOf(resource);
  const recorded = {
    source: '',
    shows: '',
    resource,
    answers: { ...ANSWERS[kind]?.(nameOf(resource), said), ...more },
    profiles: `${SECTIONS[kind]}:\n  ${nameOf(resource)}: ${yaml}\n`,
  };
  const live = await readBack(recorded);
  const planned = planOf(recorded, live);
  expect([...new Set(planned.problems.map(({ code }) => code))]).toEqual(problems);
  if (problems.length > 0 && edits.length === 0) return;
  expect(planned.plan.changes.flatMap((change) => change.edits.map(({ path }) => path))).toEqual(edits);
});

describe('every rule and every surprise has its test', () => {
  const numberOf = (rule: string): string => rule.slice(0, rule.indexOf(':'));
  const named = [...rows.map(({ rule }) => numberOf(rule)), ...ELSEWHERE.map(({ rule }) => numberOf(rule))];

  test('by its number', () => {
    const wanted = [
      ...Array.from({ length: 27 }, (_, index) => `N${index + 1}`),
      ...Array.from({ length: 38 }, (_, index) => `S${index + 1}`),
    ];
    expect(wanted.filter((number) => !named.includes(number))).toEqual([]);
  });

  test.each(ELSEWHERE.filter((row) => 'file' in row))('$rule: $file', ({ file, title }) => {
    expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toContain(title);
  });
});
