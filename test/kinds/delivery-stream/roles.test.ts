import { describe, expect, test } from 'vitest';
import { deliveryStream } from '../../../src/kinds/delivery-stream/kind.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { TARGET } from '../../arbitraries/target.ts';
import { role, usesOf } from '../../roles/uses.ts';

const AWS = 'arn:aws';
const HERE = 'ap-south-1:111122223333';
const BUCKET = 'arn:aws:s3:::lake';
const BUCKET_ITSELF = `  s3:GetBucketLocation,s3:ListBucket,s3:ListBucketMultipartUploads on ${BUCKET}`;
const objects = (...keys: readonly string[]): string =>
  `  s3:AbortMultipartUpload,s3:GetObject,s3:PutObject on ${keys.map((key) => `${BUCKET}/${key}`).join()}`;
const place = (name = 'Lake', more: JsonObject = {}): JsonObject => ({
  roleArn: role(name),
  bucketArn: BUCKET,
  ...more,
});
const ofS3 = (more: JsonObject, name = 'Lake'): readonly string[] =>
  usesOf('DeliveryStream', { extendedS3Destination: place(name, more) });
const logging = (logGroupName: string): JsonObject => ({ enabled: true, logGroupName, logStreamName: 's' });
const logs = (group: string): string => `  logs:PutLogEvents on ${AWS}:logs:${HERE}:log-group:${group}:log-stream:s`;

describe('a stream into S3 writes', () => {
  test.each<{ reason: string; more: JsonObject; keys: readonly string[] }>([
    { reason: 'anywhere, where it has no prefix', more: {}, keys: ['*'] },
    {
      reason: 'below its prefix, and errors where Firehose puts them',
      more: { prefix: 'a/' },
      keys: ['a/*', '*-failed/*'],
    },
    {
      reason: 'errors where Firehose puts them, where their prefix is empty',
      more: { prefix: 'a/', errorOutputPrefix: '' },
      keys: ['a/*', '*-failed/*'],
    },
    {
      reason: 'errors below a prefix of theirs',
      more: { prefix: 'a/', errorOutputPrefix: 'e/' },
      keys: ['a/*', 'e/*'],
    },
    {
      reason: 'whatever Firehose fills in',
      more: {
        prefix: 'a/!{timestamp:yyyy}/!{timestamp:MM}/b',
        errorOutputPrefix: 'e/!{firehose:error-output-type}!{timestamp:yyyy}/',
      },
      keys: ['a/*/*/b*', 'e/*/*'],
    },
    { reason: 'what only looks like a pattern', more: { prefix: 'a*/', errorOutputPrefix: 'a*/' }, keys: ['a${*}/*'] },
  ])('$reason', ({ more, keys }) => {
    expect(ofS3(more)).toEqual([
      `Lake at extendedS3Destination.roleArn: writes to ${BUCKET}`,
      objects(...keys),
      BUCKET_ITSELF,
    ]);
  });

  test('with its key, through S3 and for these objects alone', () => {
    const key = `${AWS}:kms:${HERE}:key/1`;
    const encryptionConfiguration = { kmsEncryptionConfig: { awskmsKeyArn: key } };
    const condition = {
      StringEquals: { 'kms:ViaService': 's3.ap-south-1.amazonaws.com' },
      StringLike: { 'kms:EncryptionContext:aws:s3:arn': [BUCKET, `${BUCKET}/a/*`, `${BUCKET}/*-failed/*`] },
    };
    expect(ofS3({ prefix: 'a/', encryptionConfiguration }).at(-1)).toBe(
      `  kms:Decrypt,kms:GenerateDataKey on ${key} where ${JSON.stringify(condition)}`,
    );
  });

  test('without a key where S3 has none', () => {
    expect(ofS3({ encryptionConfiguration: { noEncryptionConfig: 'NoEncryption' } })).toHaveLength(3);
  });

  test.each<{ reason: string; options: JsonObject; log: readonly string[] }>([
    { reason: 'it is switched on', options: logging('/g'), log: [logs('/g')] },
    { reason: 'it is switched off', options: { ...logging('/g'), enabled: false }, log: [] },
    { reason: 'a star in the name of its group is no pattern', options: logging('g*'), log: [logs('g${*}')] },
  ])('its log, as far as $reason', ({ options, log }) => {
    expect(ofS3({ cloudWatchLoggingOptions: options }).slice(3)).toEqual(log);
  });

  test('its backup as well, under the role of that', () => {
    const s3BackupConfiguration = {
      ...place('Backup'),
      prefix: 'b/',
      errorOutputPrefix: 'b/',
      cloudWatchLoggingOptions: logging('/b'),
    };
    expect(ofS3({ s3BackupMode: 'Enabled', s3BackupConfiguration }).slice(3)).toEqual([
      `Backup at extendedS3Destination.s3BackupConfiguration.roleArn: backs up to ${BUCKET}`,
      objects('b/*'),
      BUCKET_ITSELF,
      logs('/b'),
    ]);
  });
});

describe('the function of a stream', () => {
  const lambda = `${AWS}:lambda:${HERE}:function:split`;
  const invokes = (arn: string): string => `  lambda:GetFunctionConfiguration,lambda:InvokeFunction on ${arn}`;
  const parameter = (parameterName: string, parameterValue: string): JsonObject => ({ parameterName, parameterValue });
  const through = (enabled: boolean, ...processors: readonly JsonObject[]): readonly string[] =>
    ofS3({ processingConfiguration: { enabled, processors } }).slice(3);

  test('is invoked under the role of the destination', () => {
    expect(through(true, { type: 'Lambda', parameters: [parameter('LambdaArn', lambda)] })).toEqual([
      `Lake at extendedS3Destination.processingConfiguration: invokes ${lambda}`,
      invokes(`${lambda},${lambda}:*`),
    ]);
  });

  test('is invoked under a role of its own, in one version where that is said', () => {
    const parameters = [
      parameter('NumberOfRetries', '3'),
      parameter('LambdaArn', `${lambda}:7`),
      parameter('RoleArn', role('Split')),
    ];
    expect(through(true, { type: 'Lambda', parameters })).toEqual([
      `Split at extendedS3Destination.processingConfiguration: invokes ${lambda}:7`,
      invokes(`${lambda}:7`),
    ]);
  });

  test('has its role passed where it is switched off, and is not invoked', () => {
    expect(through(false, { type: 'Lambda', parameters: [parameter('LambdaArn', lambda)] })).toEqual([
      `Lake at extendedS3Destination.processingConfiguration: invokes ${lambda}`,
    ]);
  });

  test.each<{ reason: string; processor: JsonObject }>([
    {
      reason: 'is none where nothing says which',
      processor: { type: 'Lambda', parameters: [parameter('NumberOfRetries', '3')] },
    },
    { reason: 'is none in a step that invokes none', processor: { type: 'AppendDelimiterToRecord' } },
  ])('$reason', ({ processor }) => {
    expect(through(true, processor)).toEqual([]);
  });

  test('is none where there are no steps', () => {
    expect(ofS3({ processingConfiguration: { enabled: true } })).toHaveLength(3);
  });
});

describe('the table of a conversion', () => {
  const converting = (schemaConfiguration: JsonObject, more: JsonObject = {}): readonly string[] =>
    ofS3({ dataFormatConversionConfiguration: { schemaConfiguration, ...more } }).slice(3);
  const table = { roleArn: role('Glue'), databaseName: 'd', tableName: 't*' };
  const at = 'Glue at extendedS3Destination.dataFormatConversionConfiguration.schemaConfiguration.roleArn: reads d.t*';
  const reads = (catalog: string): string =>
    `  glue:GetTable,glue:GetTableVersion,glue:GetTableVersions on ${catalog}:catalog,${catalog}:database/d,${catalog}:table/d/t\${*}`;

  test('is in the catalog of the account, where nothing else is said', () => {
    expect(converting(table)).toEqual([at, reads(`${AWS}:glue:${HERE}`)]);
  });

  test('is in the catalog that is named', () => {
    expect(converting({ ...table, region: 'eu-central-1', catalogId: '444455556666' }, { enabled: true })).toEqual([
      at,
      reads(`${AWS}:glue:eu-central-1:444455556666`),
    ]);
  });

  test('is not read where conversion is switched off, though its role is passed', () => {
    expect(converting(table, { enabled: false })).toEqual([at]);
  });
});

describe('the secret of a stream', () => {
  const secretArn = `${AWS}:secretsmanager:${HERE}:secret:s`;
  const reads = `  secretsmanager:GetSecretValue on ${secretArn}`;
  const to = (secretsManagerConfiguration: JsonObject, more: JsonObject = {}): readonly string[] =>
    usesOf('DeliveryStream', { splunkDestination: { secretsManagerConfiguration, ...more } });

  test.each<{ reason: string; secret: JsonObject; more?: JsonObject; uses: readonly string[] }>([
    {
      reason: 'under its own role',
      secret: { enabled: true, secretArn, roleArn: role('Secret') },
      uses: [`Secret at splunkDestination.secretsManagerConfiguration.roleArn: signs in with ${secretArn}`, reads],
    },
    {
      reason: 'under the role of the destination, where it has none',
      secret: { enabled: true, secretArn },
      more: { roleArn: role('Splunk') },
      uses: [
        'Splunk at splunkDestination.roleArn: sends to an HTTP endpoint',
        `Splunk at splunkDestination.roleArn: signs in with ${secretArn}`,
        reads,
      ],
    },
    {
      reason: 'not at all where it is switched off, though a role of its own is passed',
      secret: { enabled: false, secretArn, roleArn: role('Secret') },
      uses: [`Secret at splunkDestination.secretsManagerConfiguration.roleArn: signs in with ${secretArn}`],
    },
    {
      reason: 'not at all where it is switched off and has no role',
      secret: { enabled: false },
      more: { roleArn: role('Splunk') },
      uses: ['Splunk at splunkDestination.roleArn: sends to an HTTP endpoint'],
    },
    { reason: 'not at all where nobody has a role', secret: { enabled: true, secretArn }, uses: [] },
  ])('is read $reason', ({ secret, more = {}, uses }) => {
    expect(to(secret, more)).toEqual(uses);
  });

  test('is none where none is named', () => {
    expect(usesOf('DeliveryStream', { splunkDestination: { roleArn: role('Splunk') } })).toEqual([
      'Splunk at splunkDestination.roleArn: sends to an HTTP endpoint',
    ]);
  });
});

describe('beside other destinations S3', () => {
  test.each([
    { member: 'redshiftDestination', own: 'loads into Amazon Redshift', does: 'writes to' },
    { member: 'snowflakeDestination', own: 'loads into Snowflake', does: 'backs up to' },
    { member: 'splunkDestination', own: 'sends to an HTTP endpoint', does: 'backs up to' },
  ])('$does its bucket for $member, and has a log of its own', ({ member, own, does }) => {
    const spec = {
      [member]: {
        roleArn: role('Own'),
        cloudWatchLoggingOptions: logging('/own'),
        s3Configuration: place('Lake', { cloudWatchLoggingOptions: logging('/s3') }),
      },
    };
    expect(usesOf('DeliveryStream', spec)).toEqual([
      `Own at ${member}.roleArn: ${own}`,
      logs('/own'),
      `Lake at ${member}.s3Configuration.roleArn: ${does} ${BUCKET}`,
      objects('*'),
      BUCKET_ITSELF,
      logs('/s3'),
    ]);
  });

  test('does nothing where its place has no role, nor the destination where it has none', () => {
    expect(usesOf('DeliveryStream', { splunkDestination: { s3Configuration: { bucketArn: BUCKET } } })).toEqual([]);
  });

  test('is no other place: what has no bucket writes to none', () => {
    expect(usesOf('DeliveryStream', { splunkDestination: { s3Configuration: { roleArn: role('Lake') } } })).toEqual([
      'Lake at splunkDestination.s3Configuration.roleArn: backs up to ',
    ]);
  });

  test('leaves the network to a role of its own', () => {
    const uses = usesOf('DeliveryStream', {
      amazonopensearchserviceDestination: {
        roleArn: role('Search'),
        indexName: 'i',
        vpcConfiguration: { roleArn: role('Network') },
      },
    });
    expect(uses.find((use) => use.startsWith('Network'))).toBe(
      'Network at amazonopensearchserviceDestination.vpcConfiguration.roleArn: makes network interfaces',
    );
    expect(uses.at(-1)).toMatch(/^ {2}ec2:CreateNetworkInterface,.* on \*$/);
  });
});

test('what no policy can do is noted', () => {
  const spec = {
    amazonOpenSearchServerlessDestination: { roleArn: role('Search'), collectionEndpoint: 'x', indexName: 'i' },
  };
  const uses = deliveryStream.access?.uses({ address: 'DeliveryStream/X', spec }, TARGET) ?? [];
  expect(uses.map(({ notes = [] }) => notes)).toEqual([[expect.stringContaining('data access policy')]]);
  const plain = deliveryStream.access?.uses(
    { address: 'DeliveryStream/X', spec: { extendedS3Destination: place() } },
    TARGET,
  );
  expect(plain?.[0]).not.toHaveProperty('notes');
});

describe('the source of a stream', () => {
  test('Kinesis is read', () => {
    const kinesisStreamArn = `${AWS}:kinesis:${HERE}:stream/k`;
    const kinesisStreamSourceConfiguration = { kinesisStreamArn, roleArn: role('Reader') };
    expect(usesOf('DeliveryStream', { kinesisStreamSourceConfiguration })).toEqual([
      `Reader at kinesisStreamSourceConfiguration.roleArn: reads ${kinesisStreamArn}`,
      `  kinesis:DescribeStream,kinesis:GetRecords,kinesis:GetShardIterator,kinesis:ListShards on ${kinesisStreamArn}`,
    ]);
  });

  test('a topic of MSK is read', () => {
    const mskClusterArn = `${AWS}:kafka:${HERE}:cluster/c/1`;
    const mskSourceConfiguration = {
      mskClusterArn,
      topicName: 't',
      authenticationConfiguration: { connectivity: 'PRIVATE', roleArn: role('Reader') },
    };
    const [use] = usesOf('DeliveryStream', { mskSourceConfiguration });
    expect(use).toBe(
      `Reader at mskSourceConfiguration.authenticationConfiguration.roleArn: reads t of ${mskClusterArn}`,
    );
  });

  test('has no role where whoever likes puts records', () => {
    expect(usesOf('DeliveryStream', { directPutSourceConfiguration: { throughputHintInMBs: 1 } })).toEqual([]);
  });
});

test.each<{ reason: string; encryption: JsonObject; keys: readonly string[] }>([
  { reason: 'the author’s key', encryption: { keyType: 'CUSTOMER_MANAGED_CMK', keyArn: 'k' }, keys: ['k'] },
  { reason: 'not AWS’s own, which needs nothing', encryption: { keyType: 'AWS_OWNED_CMK' }, keys: [] },
])('Firehose makes itself a grant on $reason', ({ encryption, keys }) => {
  const spec = { deliveryStreamEncryption: encryption };
  expect(deliveryStream.access?.keys?.({ address: 'DeliveryStream/X', spec })).toEqual(keys);
});
