/** A way to break a check, and the same put right. */
export interface Row {
  readonly check: string;
  readonly reason: string;
  /** What the check finds something in. */
  readonly wrong: string;
  /** What it finds nothing in. */
  readonly right: string;
  /** Line of the finding in `wrong`, from 1. */
  readonly line: number;
  readonly region?: string;
}

/** A profile of one line per member, attached; lines count from its first. */
const profile = (members: string, name = 'P'): string =>
  `securityProfiles:\n  ${name}:\n    targets: [thinggroup/soundboxes]\n${indented(members, 4)}`;
const behavior = (rest: string, more = ''): string => profile(`behaviors:\n  - { name: b, ${rest} }\n${more}`);
const rule = (members: string, name = 'R'): string => `rules:\n  ${name}:\n${indented(members, 4)}`;
const stream = (members: string): string =>
  `deliveryStreams:\n  s:\n    extendedS3Destination:\n      roleArn: role/r\n      bucketArn: b\n${indented(members, 6)}`;
const exporting = (topic: string): string =>
  profile(`metricsExport:\n  mqttTopic: ${topic}\n  roleArn: role/r\n  metrics: [aws:num-disconnects]`);

const reading = `deliveryStreams:
  s:
    extendedS3Destination: { roleArn: role/r, bucketArn: b }
    kinesisStreamSourceConfiguration: { kinesisStreamArn: stream/fleet, roleArn: role/r }
`;
const iceberg = (name: string, table = 'metrics'): string => `deliveryStreams:
  ${name}:
    icebergDestination:
      roleArn: role/r
      catalogConfiguration: { catalogArn: catalog }
      destinationTableConfigurationList: [{ destinationDatabaseName: lake, destinationTableName: ${table} }]
      s3Configuration: { roleArn: role/r, bucketArn: b }
`;

const suppressing = (members: string, check = 'LOGGING_DISABLED_CHECK'): string =>
  `auditConfiguration:
  roleArn: role/r
  auditCheckConfigurations:
    LOGGING_DISABLED_CHECK: { enabled: true }
auditSuppressions:
  S:
    checkName: ${check}
${indented(members, 4)}`;
const ACCOUNT = 'resourceIdentifier: { account: "${target.account}" }';
const WHY = 'description: known';

function indented(text: string, columns: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(columns)).replace(/\n*$/, '\n');
}

const LESS = 'comparisonOperator: less-than';
const COUNT = `${LESS}, value: { count: 5 }`;
const AT_LEAST = `${COUNT}, durationSeconds: 300`;
const quiet = (criteria: string): string => behavior(`metric: "aws:num-disconnects", criteria: { ${criteria} }`);
const addresses = (criteria: string): string => behavior(`metric: "aws:source-ip-address", criteria: { ${criteria} }`);
const IN_RANGE = 'comparisonOperator: in-cidr-set, value: { cidrs: ["10.0.0.0/8"] }';
const many = (count: number): string => Array.from({ length: count }, (_, index) => index + 1).join(', ');
const elements = (count: number): string =>
  behavior(
    `metric: aws:listening-tcp-ports, criteria: { comparisonOperator: in-port-set, value: { ports: [${many(count)}] } }`,
  );
const attached = (count: number): string =>
  `securityProfiles:\n${Array.from({ length: count }, (_, index) => `  P${index}: { targets: [thinggroup/soundboxes], retainedMetrics: [aws:num-disconnects] }\n`).join('')}`;
const named = (section: string, count: number, value: string): string =>
  `${section}:\n${Array.from({ length: count }, (_, index) => `  n${index}: ${value}\n`).join('')}`;
const tags = (count: number): string =>
  `customMetrics:\n  m:\n    metricType: number\n    tags: { ${Array.from({ length: count }, (_, index) => `k${index}: v`).join(', ')} }\n`;
const ISOLATE = '{ roleArn: role/r, actionParams: { addThingsToThingGroupParams: { thingGroupNames: [g] } } }';
const LAKE = 'actions: [{ firehose: { deliveryStreamName: s, roleArn: role/r, separator: "\\n" } }]';
const BATCHES =
  'actions: [{ firehose: { deliveryStreamName: s, roleArn: role/r, separator: "\\n", batchMode: true } }]';
const ON_ERROR = 'errorAction: { sqs: { queueUrl: "https://sqs/q", roleArn: role/r } }';
const FED = exporting('$aws/rules/R');
const two = (first: string, second: string): string =>
  profile(
    `targets: [${first}]\nmetricsExport: { mqttTopic: t, roleArn: role/r, metrics: [aws:num-disconnects] }`,
    'A',
  ).replace('    targets: [thinggroup/soundboxes]\n', '') +
  `  B:\n    targets: [${second.split(' ')[0]}]\n    metricsExport:\n      mqttTopic: ${second.split(' ')[1]}\n      roleArn: role/r\n      metrics: [aws:num-disconnects]\n`;
const processing = (...functions: readonly string[]): string =>
  `processingConfiguration:\n  enabled: true\n  processors:\n${functions.map((name) => `    - { type: Lambda, parameters: [{ parameterName: LambdaArn, parameterValue: "arn:aws:lambda:ap-south-1:111122223333:function:${name}" }] }\n`).join('')}`;
/** Settings with these checks, and an audit of those. */
const audits = (enabled: string, run: string): string =>
  `auditConfiguration:\n  roleArn: role/r\n  auditCheckConfigurations:\n    ${enabled}: { enabled: true }\nscheduledAudits:\n  A:\n    frequency: DAILY\n    targetCheckNames:\n      - ${run}\n`;
const PARQUET = `dataFormatConversionConfiguration:
  schemaConfiguration: { roleArn: role/r, databaseName: d, tableName: t, region: ap-south-1 }
  inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } }
  outputFormatConfiguration: { serializer: { parquetSerDe: {} } }
`;
const PARTITIONED = 'dynamicPartitioningConfiguration: { enabled: true }\n';
const KEYED = `prefix: "a/!{partitionKeyFromQuery:thing}/"
errorOutputPrefix: "failed/!{firehose:error-output-type}/"
bufferingHints: { sizeInMBs: 64, intervalInSeconds: 60 }
`;
const extraction = (query: string): string =>
  `processingConfiguration: { enabled: true, processors: [{ type: MetadataExtraction, parameters: [{ parameterName: MetadataExtractionQuery, parameterValue: "${query}" }, { parameterName: JsonParsingEngine, parameterValue: JQ-1.6 }] }] }\n`;
const converted = (action: string): string =>
  `${FED}${rule(`sql: SELECT VALUE metrics\nawsIotSqlVersion: "2016-03-23"\n${ON_ERROR}\n${action}`)}${stream(PARQUET)}`;

const recorded = (sql: string, action: string): string =>
  `${FED}${rule(`sql: ${sql}\nawsIotSqlVersion: "2016-03-23"\n${ON_ERROR}\n${action}`)}${stream(`prefix: "a/"\nerrorOutputPrefix: "e/!{firehose:error-output-type}/"`)}`;

/** At least one row for each check. */
export const rows: readonly Row[] = [
  {
    check: 'metric-operator',
    reason: 'disconnects only get longer',
    wrong: behavior(
      'metric: "aws:disconnect-duration", criteria: { comparisonOperator: greater-than, value: { count: 5 } }',
    ),
    right: behavior(`metric: "aws:disconnect-duration", criteria: { ${COUNT} }`),
    line: 5,
  },
  {
    check: 'metric-value',
    reason: 'disconnects are counted',
    wrong: quiet(`${LESS}, value: { number: 5 }, durationSeconds: 300`),
    right: quiet(AT_LEAST),
    line: 5,
  },
  {
    check: 'duration-missing',
    reason: 'disconnects are counted over a time',
    wrong: quiet(COUNT),
    right: quiet(AT_LEAST),
    line: 5,
  },
  {
    check: 'duration-unfit',
    reason: 'addresses are not counted',
    wrong: addresses(`${IN_RANGE}, durationSeconds: 300`),
    right: addresses(IN_RANGE),
    line: 5,
  },
  {
    check: 'statistic-unfit',
    reason: 'addresses have no percentile',
    wrong: addresses('comparisonOperator: in-cidr-set, statisticalThreshold: { statistic: p90 }, durationSeconds: 300'),
    right: quiet(`${LESS}, statisticalThreshold: { statistic: p90 }, durationSeconds: 300`),
    line: 5,
  },
  {
    check: 'learning-unfit',
    reason: 'no model is trained on addresses',
    wrong: addresses('mlDetectionConfig: { confidenceLevel: LOW }'),
    right: quiet('mlDetectionConfig: { confidenceLevel: LOW }'),
    line: 5,
  },
  {
    check: 'learning-region',
    reason: 'ML Detect is not everywhere',
    wrong: quiet('mlDetectionConfig: { confidenceLevel: LOW }'),
    right: quiet(AT_LEAST),
    line: 5,
    region: 'ap-southeast-5',
  },
  {
    check: 'dimension-unfit',
    reason: 'disconnects are about no topic',
    wrong: `${behavior('metric: "aws:num-disconnects", metricDimension: { dimensionName: d }')}dimensions: { d: { type: TOPIC_FILTER, stringValues: [a] } }\n`,
    right: `${behavior('metric: "aws:num-messages-sent", metricDimension: { dimensionName: d }')}dimensions: { d: { type: TOPIC_FILTER, stringValues: [a] } }\n`,
    line: 5,
  },
  {
    check: 'dimension-unfit',
    reason: 'what is retained takes none either',
    wrong: `${profile('retainedMetrics:\n  - { metric: "aws:num-disconnects", metricDimension: { dimensionName: d } }')}dimensions: { d: { type: TOPIC_FILTER, stringValues: [a] } }\n`,
    right: `${profile('retainedMetrics:\n  - { metric: "aws:num-messages-sent", metricDimension: { dimensionName: d } }')}dimensions: { d: { type: TOPIC_FILTER, stringValues: [a] } }\n`,
    line: 5,
  },
  {
    check: 'learning-beside-rules',
    reason: 'a profile is judged in one way',
    wrong: behavior(
      'metric: "aws:num-disconnects", criteria: { mlDetectionConfig: { confidenceLevel: LOW } }',
      `  - { name: c, metric: "aws:num-disconnects", criteria: { ${AT_LEAST} } }`,
    ),
    right: behavior(
      'metric: "aws:num-disconnects", criteria: { mlDetectionConfig: { confidenceLevel: LOW } }',
      '  - { name: c, metric: "aws:num-disconnects" }',
    ),
    line: 5,
  },
  {
    check: 'behavior-named-twice',
    reason: 'alarms show the name',
    wrong: behavior('metric: "aws:num-disconnects"', '  - { name: b, metric: "aws:num-messages-sent" }'),
    right: behavior('metric: "aws:num-disconnects"', '  - { name: c, metric: "aws:num-messages-sent" }'),
    line: 6,
  },
  {
    check: 'behavior-without-metric',
    reason: 'criteria are about a metric',
    wrong: behavior(`criteria: { ${AT_LEAST} }`),
    right: quiet(AT_LEAST),
    line: 5,
  },
  {
    check: 'export-without-topic',
    reason: 'nobody knows where to',
    wrong: behavior('metric: "aws:num-disconnects", exportMetric: true'),
    right: behavior(
      'metric: "aws:num-disconnects", exportMetric: true',
      'metricsExport: { mqttTopic: t, roleArn: role/r }',
    ),
    line: 5,
  },
  {
    check: 'export-of-nothing',
    reason: 'a topic without metrics stays silent',
    wrong: profile('metricsExport: { mqttTopic: t, roleArn: role/r }'),
    right: exporting('t'),
    line: 4,
  },
  {
    check: 'audit-check-misnamed',
    reason: 'as a page of AWS misspells it',
    wrong: audits('REVOKED_CA_CERT_CHECK', 'REVOKED_CA_CERT_CHECK'),
    right: audits('REVOKED_CA_CERTIFICATE_STILL_ACTIVE_CHECK', 'REVOKED_CA_CERTIFICATE_STILL_ACTIVE_CHECK'),
    line: 4,
  },
  {
    check: 'audit-check-unknown',
    reason: 'a letter is missing',
    wrong: audits('LOGING_DISABLED_CHECK', 'LOGING_DISABLED_CHECK'),
    right: audits('LOGGING_DISABLED_CHECK', 'LOGGING_DISABLED_CHECK'),
    line: 4,
  },
  {
    check: 'audit-check-unknown',
    reason: 'nobody knows what is enabled',
    wrong: 'scheduledAudits: { A: { frequency: DAILY, targetCheckNames: [LOGING_DISABLED_CHECK] } }\n',
    right: 'scheduledAudits: { A: { frequency: DAILY, targetCheckNames: [LOGGING_DISABLED_CHECK] } }\n',
    line: 1,
  },
  {
    check: 'audit-of-disabled-check',
    reason: 'a letter is missing',
    wrong: audits('LOGGING_DISABLED_CHECK', 'LOGING_DISABLED_CHECK'),
    right: audits('LOGGING_DISABLED_CHECK', 'LOGGING_DISABLED_CHECK'),
    line: 9,
  },
  {
    check: 'audit-of-disabled-check',
    reason: 'everything is set back',
    wrong:
      'auditConfiguration: {}\nscheduledAudits: { A: { frequency: DAILY, targetCheckNames: [LOGGING_DISABLED_CHECK] } }\n',
    right: audits('LOGGING_DISABLED_CHECK', 'LOGGING_DISABLED_CHECK'),
    line: 2,
  },
  {
    check: 'action-without-check',
    reason: 'only policies are looked at, and it answers findings of certificates',
    wrong: `${audits('IOT_POLICY_OVERLY_PERMISSIVE_CHECK', 'IOT_POLICY_OVERLY_PERMISSIVE_CHECK')}mitigationActions:\n  M: ${ISOLATE}\n`,
    right: `${audits('DEVICE_CERTIFICATE_SHARED_CHECK', 'DEVICE_CERTIFICATE_SHARED_CHECK')}mitigationActions:\n  M: ${ISOLATE}\n`,
    line: 11,
  },
  {
    check: 'audit-of-disabled-check',
    reason: 'another one is enabled',
    wrong: audits('LOGGING_DISABLED_CHECK', 'CONFLICTING_CLIENT_IDS_CHECK'),
    right: audits('LOGGING_DISABLED_CHECK', 'LOGGING_DISABLED_CHECK'),
    line: 9,
  },
  {
    check: 'check-without-audit',
    reason: 'the audit runs another one',
    wrong: audits('LOGGING_DISABLED_CHECK', 'CONFLICTING_CLIENT_IDS_CHECK'),
    right: audits('LOGGING_DISABLED_CHECK', 'LOGGING_DISABLED_CHECK'),
    line: 4,
  },
  {
    check: 'profile-not-attached',
    reason: 'without targets nothing is watched',
    wrong: 'securityProfiles:\n  P: { retainedMetrics: [aws:num-disconnects] }\n',
    right: profile('retainedMetrics: [aws:num-disconnects]'),
    line: 2,
  },
  {
    check: 'address-range',
    reason: 'a prefix has at most 32 bits',
    wrong: addresses('comparisonOperator: in-cidr-set, value: { cidrs: ["10.0.0.0/33"] }'),
    right: addresses('comparisonOperator: in-cidr-set, value: { cidrs: ["10.0.0.1", "2001:db8::/32"] }'),
    line: 5,
  },
  {
    check: 'address-range',
    reason: 'an address has four parts',
    wrong: addresses('comparisonOperator: in-cidr-set, value: { cidrs: ["10.0.0"] }'),
    right: addresses(IN_RANGE),
    line: 5,
  },
  {
    check: 'disconnect-minutes',
    reason: 'an hour is 60 minutes',
    wrong: behavior(`metric: "aws:disconnect-duration", criteria: { ${LESS}, value: { count: 3600 } }`),
    right: behavior(`metric: "aws:disconnect-duration", criteria: { ${LESS}, value: { count: 60 } }`),
    line: 5,
  },
  {
    check: 'disconnect-seconds',
    reason: 'exported in another unit',
    wrong: profile('metricsExport:\n  mqttTopic: t\n  roleArn: role/r\n  metrics:\n    - aws:disconnect-duration'),
    right: exporting('t'),
    line: 8,
  },
  {
    check: 'value-elements',
    reason: 'a profile has 1,000 elements',
    wrong: elements(1001),
    right: elements(1000),
    line: 4,
  },
  {
    check: 'too-many-dimensions',
    reason: 'an account has 10',
    wrong: named('dimensions', 11, '{ type: TOPIC_FILTER, stringValues: [a] }'),
    right: named('dimensions', 10, '{ type: TOPIC_FILTER, stringValues: [a] }'),
    line: 2,
  },
  {
    check: 'too-many-custom-metrics',
    reason: 'an account has 100',
    wrong: named('customMetrics', 101, '{ metricType: number }'),
    right: named('customMetrics', 100, '{ metricType: number }'),
    line: 2,
  },
  {
    check: 'too-many-scheduled-audits',
    reason: 'an account has 5',
    wrong: named('scheduledAudits', 6, '{ frequency: DAILY, targetCheckNames: [LOGGING_DISABLED_CHECK] }'),
    right: named('scheduledAudits', 5, '{ frequency: DAILY, targetCheckNames: [LOGGING_DISABLED_CHECK] }'),
    line: 2,
  },
  {
    check: 'too-many-mitigation-actions',
    reason: 'an account has 100',
    wrong: named('mitigationActions', 101, ISOLATE),
    right: named('mitigationActions', 100, ISOLATE),
    line: 2,
  },
  {
    check: 'too-many-rules',
    reason: 'an account has 1,000',
    wrong: named('rules', 1001, `{ sql: "SELECT * FROM 'a'", actions: [] }`),
    right: named('rules', 1000, `{ sql: "SELECT * FROM 'a'", actions: [] }`),
    line: 2,
  },
  { check: 'too-many-tags', reason: 'the owner is a tag, too', wrong: tags(50), right: tags(49), line: 4 },
  {
    check: 'topic-reserved',
    reason: 'AWS’s own topic',
    wrong: exporting('$aws/things/a'),
    right: exporting('things/a'),
    line: 5,
  },
  {
    check: 'topic-reserved',
    reason: 'a rule has no hyphen',
    wrong: exporting('$aws/rules/my-rule'),
    right: exporting('$aws/rules/my_rule'),
    line: 5,
  },
  {
    check: 'topic-too-long',
    reason: 'eight slashes',
    wrong: exporting('a/b/c/d/e/f/g/h/i'),
    right: exporting('a/b/c/d/e/f/g/h'),
    line: 5,
  },
  {
    check: 'topic-too-long',
    reason: 'bytes count, not characters',
    wrong: exporting('ü'.repeat(129)),
    right: exporting('ü'.repeat(128)),
    line: 5,
  },
  {
    check: 'topic-too-long',
    reason: '$aws/rules/RULE/ is not counted',
    wrong: exporting(`$aws/rules/R/${'a'.repeat(257)}`),
    right: exporting(`$aws/rules/R/${'a'.repeat(256)}`),
    line: 5,
  },
  {
    check: 'dimension-filter',
    reason: '# stands at the end',
    wrong: 'dimensions:\n  d:\n    type: TOPIC_FILTER\n    stringValues:\n      - "a/#/b"\n',
    right: 'dimensions:\n  d:\n    type: TOPIC_FILTER\n    stringValues:\n      - "a/+/b/#"\n',
    line: 5,
  },
  {
    check: 'dimension-values',
    reason: 'CloudFormation takes five',
    wrong: 'dimensions:\n  d:\n    type: TOPIC_FILTER\n    stringValues: [a, b, c, d, e, f]\n',
    right: 'dimensions:\n  d:\n    type: TOPIC_FILTER\n    stringValues: [a, b, c, d, e]\n',
    line: 4,
  },
  {
    check: 'exported-twice',
    reason: 'a group is part of all',
    wrong: two('all/registered-things', 'thinggroup/pilots t'),
    right: two('thinggroup/soundboxes', 'thinggroup/pilots t'),
    line: 10,
  },
  {
    check: 'exported-twice',
    reason: 'unregistered things are in no group',
    wrong: two('all/things', 'all/unregistered-things t'),
    right: two('all/unregistered-things', 'thinggroup/pilots t'),
    line: 10,
  },
  {
    check: 'exported-to-two-topics',
    reason: 'two ways out',
    wrong: two('thinggroup/soundboxes', 'thinggroup/soundboxes u'),
    right: two('thinggroup/soundboxes', 'thinggroup/pilots u'),
    line: 10,
  },
  {
    check: 'rule-disabled',
    reason: 'it takes nothing',
    wrong: `${FED}${rule(`sql: SELECT *\nruleDisabled: true\n${ON_ERROR}\n${LAKE}`)}`,
    right: `${FED}${rule(`sql: SELECT *\n${ON_ERROR}\n${LAKE}`)}`,
    line: 5,
  },
  {
    check: 'rule-without-actions',
    reason: 'it passes nothing on',
    wrong: `${FED}${rule(`sql: SELECT *\n${ON_ERROR}\nactions: []`)}`,
    right: `${FED}${rule(`sql: SELECT *\n${ON_ERROR}\n${LAKE}`)}`,
    line: 5,
  },
  {
    check: 'error-action-missing',
    reason: 'what fails is gone',
    wrong: `${FED}${rule(`sql: SELECT *\n${LAKE}`)}`,
    right: `${FED}${rule(`sql: SELECT *\n${ON_ERROR}\n${LAKE}`)}`,
    line: 9,
  },
  {
    check: 'records-run-together',
    reason: 'nothing says where one ends',
    wrong: `${rule("sql: SELECT * FROM 'a'\nactions:\n  - firehose: { deliveryStreamName: s, roleArn: role/r }")}`,
    right: `${rule(`sql: SELECT * FROM 'a'\n${LAKE}`)}`,
    line: 5,
  },
  {
    check: 'records-run-together',
    reason: 'unless the stream tells them apart',
    wrong: `${rule("sql: SELECT * FROM 'a'\nactions:\n  - firehose: { deliveryStreamName: s, roleArn: role/r }")}${stream('')}`,
    right: `${rule("sql: SELECT * FROM 'a'\nactions:\n  - firehose: { deliveryStreamName: s, roleArn: role/r }")}${stream(PARQUET)}`,
    line: 5,
  },
  {
    check: 'republish-reserved',
    reason: '$$ stands for $',
    wrong: rule("sql: SELECT * FROM 'a'\nactions:\n  - republish: { topic: $aws/things/a, roleArn: role/r }"),
    right: rule("sql: SELECT * FROM 'a'\nactions:\n  - republish: { topic: $$aws/things/a, roleArn: role/r }"),
    line: 5,
  },
  {
    check: 'prefix-expression',
    reason: 'Firehose has no date',
    wrong: stream('prefix: "a/!{date:yyyy}/"\nerrorOutputPrefix: "e/!{firehose:error-output-type}/"'),
    right: stream('prefix: "a/!{timestamp:yyyy}/"\nerrorOutputPrefix: "e/!{firehose:error-output-type}/"'),
    line: 6,
  },
  {
    check: 'error-prefix-missing',
    reason: 'an error may have no date',
    wrong: stream('prefix: "a/!{timestamp:yyyy}/"'),
    right: stream('prefix: "a/"'),
    line: 6,
  },
  {
    check: 'error-prefix-type',
    reason: 'it has to say which error',
    wrong: stream('errorOutputPrefix: "e/!{timestamp:yyyy}/"'),
    right: stream('errorOutputPrefix: "e/!{timestamp:yyyy}/!{firehose:error-output-type}/"'),
    line: 6,
  },
  {
    check: 'prefix-error-type',
    reason: 'what is delivered has no error',
    wrong: stream('prefix: "a/!{firehose:error-output-type}/"\nerrorOutputPrefix: "e/!{firehose:error-output-type}/"'),
    right: stream('errorOutputPrefix: "e/!{firehose:error-output-type}/"'),
    line: 6,
  },
  {
    check: 'prefix-without-slash',
    reason: 'a prefix is no folder',
    wrong: stream('prefix: metrics'),
    right: stream('prefix: metrics/'),
    line: 6,
  },
  {
    check: 'prefix-week-year',
    reason: 'YYYY is the year of the week',
    wrong: stream('prefix: "a/!{timestamp:YYYY/MM}/"\nerrorOutputPrefix: "e/!{firehose:error-output-type}/"'),
    right: stream(`prefix: "a/!{timestamp:'YYYY'/yyyy}/"\nerrorOutputPrefix: "e/!{firehose:error-output-type}/"`),
    line: 6,
  },
  {
    check: 'partition-keys',
    reason: 'partitions have keys',
    wrong: stream(`prefix: a/\nbufferingHints: { sizeInMBs: 64, intervalInSeconds: 60 }\n${PARTITIONED}`),
    right: stream(`${KEYED}${PARTITIONED}${extraction('{thing: .thing}')}`),
    line: 6,
  },
  {
    check: 'partition-keys',
    reason: 'something makes the key',
    wrong: stream(`${KEYED}${PARTITIONED}${extraction('{day: .t}')}`),
    right: stream(`${KEYED}${PARTITIONED}${extraction('{thing: .thing}')}`),
    line: 6,
  },
  {
    check: 'conversion-compressed',
    reason: 'Parquet compresses itself',
    wrong: stream(`compressionFormat: GZIP\n${PARQUET}`),
    right: stream(PARQUET),
    line: 6,
  },
  {
    check: 'buffer-too-small',
    reason: 'conversion takes 64 MiB',
    wrong: stream(`bufferingHints: { sizeInMBs: 5, intervalInSeconds: 300 }\n${PARQUET}`),
    right: stream(`bufferingHints: { sizeInMBs: 64, intervalInSeconds: 300 }\n${PARQUET}`),
    line: 6,
  },
  {
    check: 'buffer-too-small',
    reason: 'partitioning takes 64 MiB',
    wrong: stream(`${KEYED.replace('64', '63')}${PARTITIONED}${extraction('{thing: .thing}')}`),
    right: stream(`${KEYED}${PARTITIONED}${extraction('{thing: .thing}')}`),
    line: 8,
  },
  {
    check: 'stream-not-fed',
    reason: 'nobody sends to it',
    wrong: `${stream('')}rules: {}\n`,
    right: `${stream('')}${rule(`sql: SELECT * FROM 'a'\n${LAKE}`)}`,
    line: 2,
  },
  {
    check: 'stream-reads-elsewhere',
    reason: 'nothing is put to a stream that reads from Kinesis',
    wrong: `${reading}${rule(`sql: SELECT * FROM 'a'\n${LAKE}`)}`,
    right: `${reading}${rule("sql: SELECT * FROM 'a'\nactions: [{ kinesis: { streamName: fleet, roleArn: role/r, partitionKey: a } }]")}`,
    line: 8,
  },
  {
    check: 'stream-reads-elsewhere',
    reason: 'nor to one that reads from MSK',
    wrong: `${reading.replace('kinesisStreamSourceConfiguration: { kinesisStreamArn: stream/fleet, roleArn: role/r }', 'mskSourceConfiguration: { mskClusterArn: cluster/a/b, topicName: t, authenticationConfiguration: { roleArn: role/r, connectivity: PRIVATE } }')}${rule(`sql: SELECT * FROM 'a'\n${LAKE}`)}`,
    right: `${stream('')}${rule(`sql: SELECT * FROM 'a'\n${LAKE}`)}`,
    line: 8,
  },
  {
    check: 'iceberg-records',
    reason: 'a row is one object',
    wrong: `${iceberg('s')}${rule(`sql: SELECT VALUE metrics\nawsIotSqlVersion: "2016-03-23"\n${LAKE}`)}${FED}`,
    right: `${iceberg('s')}${rule(`sql: SELECT VALUE metrics\nawsIotSqlVersion: "2016-03-23"\n${LAKE.replace('{ deliveryStreamName', '{ batchMode: true, deliveryStreamName')}`)}${FED}`,
    line: 12,
  },
  {
    check: 'iceberg-table-shared',
    reason: 'writers of one table compete',
    wrong: `${iceberg('s')}${iceberg('u').replace('deliveryStreams:\n', '')}`,
    right: `${iceberg('s')}${iceberg('u', 'other').replace('deliveryStreams:\n', '')}`,
    line: 12,
  },
  {
    check: 'iceberg-region',
    reason: 'AWS has it in most regions',
    wrong: iceberg('s'),
    right: stream(''),
    line: 3,
    region: 'mx-central-1',
  },
  { check: 'crowded-target', reason: 'a target takes five', wrong: attached(6), right: attached(5), line: 2 },
  {
    check: 'sql-syntax',
    reason: 'FROM takes a topic in quotes',
    wrong: rule(`sql: SELECT * FROM a\n${LAKE}`),
    right: rule(`sql: SELECT * FROM 'a'\n${LAKE}`),
    line: 3,
  },
  {
    check: 'sql-syntax',
    reason: 'a topic filter has eight levels',
    wrong: rule(`sql: SELECT * FROM 'a/b/c/d/e/f/g/h/i'\n${LAKE}`),
    right: rule(`sql: SELECT * FROM 'a/b/c/d/e/f/g/h'\n${LAKE}`),
    line: 3,
  },
  {
    check: 'select-value-version',
    reason: 'the default engine gives objects',
    wrong: rule(`sql: SELECT VALUE a FROM 'a'\n${LAKE}`),
    right: rule(`sql: SELECT VALUE a FROM 'a'\nawsIotSqlVersion: "2016-03-23"\n${LAKE}`),
    line: 3,
  },
  {
    check: 'select-value-version',
    reason: 'a field may be called value',
    wrong: rule(`sql: SELECT VALUE a FROM 'a'\nawsIotSqlVersion: "2015-10-08"\n${LAKE}`),
    right: rule(`sql: SELECT value FROM 'a'\n${LAKE}`),
    line: 3,
  },
  {
    check: 'rule-not-fed',
    reason: 'nobody publishes to it',
    wrong: rule(`sql: SELECT *\n${LAKE}`),
    right: `${FED}${rule(`sql: SELECT *\n${ON_ERROR}\n${LAKE}`)}`,
    line: 3,
  },
  {
    check: 'export-not-received',
    reason: 'no rule reads it',
    wrong: exporting('a/b'),
    right: `${exporting('a/b')}${rule(`sql: SELECT * FROM 'a/+'\n${LAKE}`)}`,
    line: 5,
  },
  {
    check: 'export-not-received',
    reason: 'a disabled rule does not',
    wrong: `${exporting('a/b')}${rule(`sql: SELECT * FROM 'a/+'\nruleDisabled: true\n${LAKE}`)}`,
    right: `${exporting('a/b')}${rule(`sql: SELECT * FROM '#'\n${LAKE}`)}`,
    line: 5,
  },
  {
    check: 'batch-not-array',
    reason: 'an object is one record',
    wrong: `${FED}${rule(`sql: SELECT *\n${ON_ERROR}\n${BATCHES}`)}`,
    right: `${FED}${rule(`sql: SELECT VALUE metrics\nawsIotSqlVersion: "2016-03-23"\n${ON_ERROR}\n${BATCHES}`)}`,
    line: 12,
  },
  {
    check: 'not-switched-on',
    reason: 'nothing is logged',
    wrong: stream('cloudWatchLoggingOptions:\n  logGroupName: g\n  logStreamName: s'),
    right: stream('cloudWatchLoggingOptions: { enabled: true, logGroupName: g, logStreamName: s }'),
    line: 6,
  },
  {
    check: 'not-switched-on',
    reason: 'a backup logs on its own',
    wrong: stream(
      's3BackupMode: Enabled\ns3BackupConfiguration: { roleArn: role/r, bucketArn: b, cloudWatchLoggingOptions: { logGroupName: g } }',
    ),
    right: stream(
      's3BackupMode: Enabled\ns3BackupConfiguration: { roleArn: role/r, bucketArn: b, cloudWatchLoggingOptions: { enabled: false, logGroupName: g } }',
    ),
    line: 7,
  },
  {
    check: 'processor-missing',
    reason: 'there is nothing to process with',
    wrong: stream('processingConfiguration: { enabled: true }'),
    right: stream('processingConfiguration: { enabled: true, processors: [{ type: AppendDelimiterToRecord }] }'),
    line: 6,
  },
  {
    check: 'processor-functions',
    reason: 'a function has a name',
    wrong: stream('processingConfiguration:\n  enabled: true\n  processors:\n    - { type: Lambda }'),
    right: stream(processing('a')),
    line: 9,
  },
  {
    check: 'processor-functions',
    reason: 'there is one',
    wrong: stream(processing('a', 'b')),
    right: stream(processing('a')),
    line: 10,
  },
  {
    check: 'time-zone-unknown',
    reason: 'there is no such place',
    wrong: stream('customTimeZone: Nowhere/Atlantis'),
    right: stream('customTimeZone: America/Port-au-Prince'),
    line: 6,
  },
  {
    check: 'time-zone-unknown',
    reason: 'letters stand for several',
    wrong: stream('customTimeZone: EST'),
    right: stream('customTimeZone: UTC'),
    line: 6,
  },
  {
    check: 'time-zone-renamed',
    reason: 'the list has the name from before',
    wrong: stream('customTimeZone: Asia/Kolkata'),
    right: stream('customTimeZone: Asia/Calcutta'),
    line: 6,
  },
  {
    check: 'endpoint-not-https',
    reason: 'it sends with TLS only',
    wrong: rule(`sql: SELECT * FROM 'a'\nactions:\n  - http: { url: "http://x.example.com/" }`),
    right: rule(`sql: SELECT * FROM 'a'\nactions:\n  - http: { url: "https://x.example.com/" }`),
    line: 5,
  },
  {
    check: 'endpoint-not-https',
    reason: 'also where it is confirmed',
    wrong: rule(
      `sql: SELECT * FROM 'a'\nactions: []\nerrorAction:\n  http: { url: "https://x.example.com/", confirmationUrl: "http://x" }`,
    ),
    right: rule(
      `sql: SELECT * FROM 'a'\nactions: []\nerrorAction:\n  http: { url: "${'${'}get_secret('a')}", confirmationUrl: "${'${'}get_secret('a')}" }`,
    ),
    line: 6,
  },
  {
    check: 'confirmation-url-unfit',
    reason: 'it cannot be another one for each message',
    wrong: rule(`sql: SELECT * FROM 'a'\nactions:\n  - http: { url: "https://x.example.com/${'${'}topic()}" }`),
    right: rule(
      `sql: SELECT * FROM 'a'\nactions:\n  - http: { url: "https://x.example.com/${'${'}topic()}", confirmationUrl: "https://x.example.com/" }`,
    ),
    line: 5,
  },
  {
    check: 'confirmation-url-unfit',
    reason: 'it is where the endpoint is',
    wrong: rule(
      `sql: SELECT * FROM 'a'\nactions:\n  - http: { url: "https://x.example.com/a", confirmationUrl: "https://other.example.org" }`,
    ),
    right: rule(
      `sql: SELECT * FROM 'a'\nactions:\n  - http: { url: "https://x.example.com/a", confirmationUrl: "https://x.example.com/a" }`,
    ),
    line: 5,
  },
  {
    check: 'fifo-target',
    reason: 'rules keep no order',
    wrong: rule(`sql: SELECT * FROM 'a'\nactions:\n  - sqs: { queueUrl: "https://sqs/1/q.fifo", roleArn: role/r }`),
    right: rule(`sql: SELECT * FROM 'a'\nactions:\n  - sqs: { queueUrl: "https://sqs/1/q", roleArn: role/r }`),
    line: 5,
  },
  {
    check: 'fifo-target',
    reason: 'nor for topics',
    wrong: rule(`sql: SELECT * FROM 'a'\nactions:\n  - sns: { targetArn: sns/t.fifo, roleArn: role/r }`),
    right: rule(`sql: SELECT * FROM 'a'\nactions:\n  - sns: { targetArn: sns/t, roleArn: role/r }`),
    line: 5,
  },
  {
    check: 'topic-in-double-quotes',
    reason: 'nobody documents it',
    wrong: rule(`sql: SELECT * FROM "a"\n${LAKE}`),
    right: rule(`sql: SELECT * FROM 'a'\n${LAKE}`),
    line: 3,
  },
  {
    check: 'error-action-missing',
    reason: 'a batch of 501 is lost as a whole',
    wrong: `${FED}${rule(`sql: SELECT VALUE metrics\nawsIotSqlVersion: "2016-03-23"\n${BATCHES}`)}`,
    right: `${FED}${rule(`sql: SELECT VALUE metrics\nawsIotSqlVersion: "2016-03-23"\n${ON_ERROR}\n${BATCHES}`)}`,
    line: 9,
  },
  {
    check: 'conversion-of-arrays',
    reason: 'one object is one row',
    wrong: converted(LAKE),
    right: converted(BATCHES),
    line: 13,
  },
  {
    check: 'table-record',
    reason: 'a row is an object',
    wrong: recorded('SELECT VALUE metrics', LAKE),
    right: recorded('SELECT VALUE metrics', BATCHES),
    line: 10,
  },
  {
    check: 'table-record',
    reason: 'the value of a metric has the type of the metric',
    wrong: recorded(
      'SELECT VALUE (SELECT name, CASE isUndefined(value.count) WHEN true THEN value.strings ELSE value.count END AS v FROM metrics)',
      BATCHES,
    ),
    right: recorded('SELECT VALUE (SELECT name, value.count AS v, value.strings AS list FROM metrics)', BATCHES),
    line: 10,
  },
  {
    check: 'table-record',
    reason: 'Athena has small letters only',
    wrong: recorded('SELECT version, 1 AS Version', LAKE),
    right: recorded('SELECT version, 1 AS edition', LAKE),
    line: 10,
  },
  {
    check: 'republish-loop',
    reason: 'it sets itself off',
    wrong: rule("sql: SELECT * FROM 'a/+'\nactions:\n  - republish: { topic: a/b, roleArn: role/r }"),
    right: rule("sql: SELECT * FROM 'a/+'\nactions:\n  - republish: { topic: b/a, roleArn: role/r }"),
    line: 5,
  },
  {
    check: 'suppression-expired',
    reason: 'yesterday was its last day',
    wrong: suppressing(`${ACCOUNT}\nuntil: 2026-11-21\n${WHY}`),
    right: suppressing(`${ACCOUNT}\nuntil: 2026-11-22\n${WHY}`),
    line: 9,
  },
  {
    check: 'suppression-expired',
    reason: 'a moment of yesterday is gone',
    wrong: suppressing(`${ACCOUNT}\nuntil: 2026-11-21T23:59:00Z\n${WHY}`),
    right: suppressing(`${ACCOUNT}\nuntil: indefinitely\n${WHY}`),
    line: 9,
  },
  {
    check: 'suppression-expires-soon',
    reason: '30 days are left',
    wrong: suppressing(`${ACCOUNT}\nuntil: 2026-12-22\n${WHY}`),
    right: suppressing(`${ACCOUNT}\nuntil: 2026-12-23\n${WHY}`),
    line: 9,
  },
  {
    check: 'suppression-expires-soon',
    reason: 'today is its last day',
    wrong: suppressing(`${ACCOUNT}\nuntil: 2026-11-22\n${WHY}`),
    right: suppressing(`${ACCOUNT}\nuntil: indefinitely\n${WHY}`),
    line: 9,
  },
  {
    check: 'suppression-without-reason',
    reason: 'an exception that nobody can judge',
    wrong: suppressing(`${ACCOUNT}\nuntil: 2027-03-31`),
    right: suppressing(`${ACCOUNT}\nuntil: 2027-03-31\n${WHY}`),
    line: 6,
  },
  {
    check: 'suppression-of-other',
    reason: 'logging is about the account',
    wrong: suppressing(`resourceIdentifier:\n  clientId: soundbox\nuntil: 2027-03-31\n${WHY}`),
    right: suppressing(`${ACCOUNT}\nuntil: 2027-03-31\n${WHY}`),
    line: 9,
  },
  {
    check: 'suppression-of-disabled-check',
    reason: 'nothing finds what is suppressed',
    wrong: suppressing(
      `resourceIdentifier: { clientId: soundbox }\nuntil: 2027-03-31\n${WHY}`,
      'CONFLICTING_CLIENT_IDS_CHECK',
    ),
    right: suppressing(`${ACCOUNT}\nuntil: 2027-03-31\n${WHY}`),
    line: 7,
  },
  {
    check: 'audit-check-unknown',
    reason: 'a suppression of it suppresses nothing',
    wrong: suppressing(`${ACCOUNT}\nuntil: 2027-03-31\n${WHY}`, 'LOGING_DISABLED_CHECK'),
    right: suppressing(`${ACCOUNT}\nuntil: 2027-03-31\n${WHY}`),
    line: 7,
  },
];
