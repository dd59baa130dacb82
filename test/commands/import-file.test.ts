import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { importTarget } from '../../src/commands/import.ts';
import { validate } from '../../src/commands/validate.ts';
import type { JsonObject, JsonValue } from '../../src/model/values/json.ts';
import { OperatorError } from '../../src/model/problem.ts';
import { EXIT } from '../../src/model/world.ts';
import { planned, testWorld } from '../world.ts';
import type { TestWorld } from '../world.ts';

const settings = (variables: object = {}): string =>
  JSON.stringify({
    owner: 'acme/x',
    targets: { production: { account: '111122223333', region: 'ap-south-1', variables } },
  });
const template = readFileSync(new URL('fixtures/template.yaml', import.meta.url), 'utf8');

function worldWith(name: string, file: JsonValue | string, variables: object = {}): TestWorld {
  return testWorld({
    'profiles/defender.yaml': settings(variables),
    [name]: typeof file === 'string' ? file : JSON.stringify(file),
  });
}

/** The text that is made of a file. Nothing is asked of AWS. */
async function importedFrom(on: TestWorld, name: string, only: readonly string[] = []): Promise<string> {
  on.disk.delete('profiles/new.yaml');
  expect(await importTarget(on, { folder: 'profiles', only, from: name, out: 'profiles/new.yaml' })).toBe(EXIT.fine);
  expect(on.sandbox.calls).toEqual([]);
  return on.disk.get('profiles/new.yaml') ?? '';
}

async function imported(file: JsonValue | string, name = 'in.json'): Promise<string> {
  return importedFrom(worldWith(name, file), name);
}

async function refused(
  file: JsonValue | string,
  name = 'in.json',
  only: readonly string[] = [],
): Promise<OperatorError> {
  const error: unknown = await importedFrom(worldWith(name, file), name, only).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(OperatorError);
  return error as OperatorError;
}

describe('a template of CloudFormation and SAM', () => {
  test('is written with its functions worked out, and with all that could not be', async () => {
    await expect(await imported(template, 'template.yaml')).toMatchFileSnapshot('../golden/import-file.yaml');
  });

  test('tells in one line what is there and what is to be done', async () => {
    const one = worldWith('template.yaml', template, { Bucket: 'lake' });
    await importedFrom(one, 'template.yaml');
    expect(one.printed()).toBe(
      '✔ 8 resources of template.yaml in profiles/new.yaml, 2 left out: see the comments at its end, 5 variables to be added to the target: see its head\nNext: defender-gitops plan profiles\n',
    );
  });

  test('goes the full circle once the target has the variables', async () => {
    const role = 'arn:aws:iam::111122223333:role/service';
    const variables = {
      Bucket: 'lake',
      PublishRole: role,
      StreamRoleArn: role,
      'stream-role': role,
      SplitArn: 'arn:aws:lambda:ap-south-1:111122223333:function:split',
      Size: 64,
    };
    const one = worldWith('template.yaml', template, variables);
    await importedFrom(one, 'template.yaml');
    expect(await validate(one, { folder: 'profiles' }), one.printed()).toBe(EXIT.fine);
    await makeSplunkStream(one);
    expect(await planned(one)).toBe(EXIT.changes);
    expect(await apply(one, { folder: 'profiles', only: [], accept: [] }), one.printed()).toBe(EXIT.fine);
    expect(await planned(one)).toBe(EXIT.fine);
  });

  test('gives only what is asked for and what that refers to', async () => {
    const text = await importedFrom(worldWith('template.yaml', template), 'template.yaml', ['SecurityProfile/Fleet']);
    expect(sectionsOf(text)).toEqual([
      'customMetrics',
      'dimensions',
      'topics',
      'securityProfiles',
      'rules',
      'deliveryStreams',
    ]);
    expect(text).not.toContain('to-splunk');
    expect(text).not.toContain('SplitPresence');
    expect(await refused(template, 'template.yaml', ['SecurityProfile/Flet'])).toMatchObject({
      code: 'DG1310',
      hint: 'Did you mean SecurityProfile/Fleet?',
    });
  });

  test('leaves to the profiles what they have already', async () => {
    const one = worldWith('template.yaml', template);
    one.disk.set('profiles/metrics.yaml', 'customMetrics: { battery: { metricType: number } }\n');
    const text = await importedFrom(one, 'template.yaml');
    expect(text).toContain('# - CustomMetric/battery is in the profiles already');
    expect(sectionsOf(text)).not.toContain('customMetrics');
  });

  test('is for one target where there are several', async () => {
    const one = worldWith('in.json', { Resources: { A: metric({ MetricName: 'a', MetricType: 'number' }) } });
    const target = { account: '111122223333', region: 'ap-south-1' };
    one.disk.set(
      'profiles/defender.yaml',
      JSON.stringify({ owner: 'acme/x', targets: { one: target, two: { ...target, region: 'eu-west-1' } } }),
    );
    await importTarget(one, { folder: 'profiles', target: 'two', only: [], from: 'in.json', out: 'profiles/new.yaml' });
    expect(one.disk.get('profiles/new.yaml')).toContain('a: { metricType: number, onlyIn: [two] }');
  });

  test('in the folder of profiles is one mistake, whatever it is written in', async () => {
    for (const file of [
      template,
      '{"Resources": {"A": {"Type": "AWS::IoT::Thing"}}, "Outputs": {}}',
      '{"format_version": "1.0"}',
    ]) {
      const one = worldWith('profiles/template.yaml', file);
      expect(await validate(one, { folder: 'profiles' })).toBe(EXIT.invalid);
      const text = one.printed();
      expect(text).toContain('defender-gitops import --from');
      expect(text).toContain('1 problem in 1 file');
    }
  });
});

/** A stream that somebody else made. */
async function makeSplunkStream(one: TestWorld): Promise<void> {
  const aws = await one.connect(
    { name: '', account: '111122223333', region: 'ap-south-1', partition: 'aws', variables: {} },
    { resources: new Map(), sections: new Set() },
  );
  await aws.firehose('CreateDeliveryStream', {
    DeliveryStreamName: 'to-splunk',
    ExtendedS3DestinationConfiguration: { RoleARN: 'arn:aws:iam::111122223333:role/x', BucketARN: 'arn:aws:s3:::b' },
  });
}

function sectionsOf(text: string): readonly string[] {
  return [...text.matchAll(/^(?!elsewhere)(\w+):/gm)].map(([, key = '']) => key);
}

function metric(properties: JsonObject): JsonObject {
  return { Type: 'AWS::IoT::CustomMetric', Properties: properties };
}

test('a mitigation action of a template that names it keeps its name, with no word on a made-up one', async () => {
  const text = await imported({
    Resources: {
      Quarantine: {
        Type: 'AWS::IoT::MitigationAction',
        Properties: {
          ActionName: 'quarantine',
          RoleArn: 'arn:aws:iam::111122223333:role/Mitigate',
          ActionParams: { PublishFindingToSnsParams: { TopicArn: 'arn:aws:sns:ap-south-1:111122223333:alarms' } },
        },
      },
    },
  });
  expect(text).toContain('\n  quarantine:\n');
  expect(text).not.toContain('makes up its name');
});

describe('functions of a template', () => {
  const worked = async (value: JsonValue, more: JsonObject = {}): Promise<string> => {
    const text = await imported({
      ...more,
      Resources: {
        ...(more['Resources'] as JsonObject | undefined),
        A: metric({ MetricName: 'a', MetricType: 'number', DisplayName: value }),
      },
    });
    return /displayName: (.*) \}/.exec(text)?.[1] ?? text;
  };
  test.each<[JsonValue, string, JsonObject?]>([
    [{ Ref: 'AWS::AccountId' }, '"111122223333"'],
    [{ 'Fn::Sub': '${AWS::URLSuffix} ${!Literal}' }, '"amazonaws.com ${Literal}"'],
    [{ 'Fn::Sub': ['${a}-${B}', { a: 'x' }] }, 'x-y', { Parameters: { B: { Default: 'y' } } }],
    [{ 'Fn::Select': ['1', { 'Fn::Split': ['-', 'a-b-c'] }] }, 'b'],
    [
      { 'Fn::If': ['Yes', 'then', 'else'] },
      'then',
      { Conditions: { Yes: { 'Fn::Or': [{ 'Fn::Equals': [1, 2] }, { 'Fn::Equals': ['a', 'a'] }] } } },
    ],
    [
      { 'Fn::If': ['No', 'then', 'else'] },
      'else',
      { Conditions: { No: { 'Fn::And': [{ 'Fn::Equals': [1, 2] }, { Condition: 'No' }] } } },
    ],
    [
      { 'Fn::GetAtt': 'T.Arn' },
      'arn:aws:dynamodb:ap-south-1:111122223333:table/t',
      { Resources: { T: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 't' } } } },
    ],
    [
      { 'Fn::GetAtt': ['T', 'TableName'] },
      't',
      { Resources: { T: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 't' } } } },
    ],
    [
      { Ref: 'Q' },
      'https://sqs.ap-south-1.amazonaws.com/111122223333/q',
      { Resources: { Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' } } } },
    ],
    [{ Ref: 'R' }, 'R', { Resources: { R: { Type: 'AWS::IoT::TopicRule', Properties: {} } } }],
    [{ Ref: 'G' }, 'G', { Resources: { G: { Type: 'AWS::IoT::ThingGroup', Properties: {} } } }],
    [{ Ref: 'M' }, 'M', { Resources: { M: { Type: 'AWS::IoT::MitigationAction', Properties: {} } } }],
    // What the template does not tell is a variable.
    [
      { 'Fn::If': ['Maybe', 'then', 'else'] },
      '"${var.If}"',
      { Conditions: { Maybe: { 'Fn::Equals': [{ Ref: 'P' }, 'a'] } }, Parameters: { P: {} } },
    ],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'P' }]] }, '"a-${var.P}"', { Parameters: { P: { Type: 'String' } } }],
    [{ 'Fn::ImportValue': { 'Fn::Sub': '${AWS::Region}:out' } }, '"${var.ap-south-1out}"'],
    [{ 'Fn::Transform': { Name: 'x' } }, '"${var.Transform}"'],
    [{ Ref: 'Nothing' }, '"${var.Nothing}"'],
  ])('%j is %s', async (value, text, more) => {
    expect(await worked(value, more)).toBe(text);
  });

  test('that cannot be worked out and are not the same get names of their own', async () => {
    const select = (name: string): JsonObject =>
      metric({ MetricType: 'number', DisplayName: { 'Fn::Select': [0, { Ref: name }] } });
    const text = await imported({ Resources: { a: select('P'), b: select('Q'), c: select('P') } });
    expect(text.match(/displayName: "[^"]*"/g)).toEqual([
      'displayName: "${var.Select}"',
      'displayName: "${var.Select-2}"',
      'displayName: "${var.Select}"',
    ]);
    expect(text).toContain('#     Select-2: … # !Select [0,{"Ref":"Q"}]');
  });

  test('are text where the letters are in the file', async () => {
    expect(await worked('${var.x}')).toBe('"$${var.x}"');
  });

  test('that name themselves end', async () => {
    expect(
      await worked({ 'Fn::If': ['A', 'x', 'y'] }, { Conditions: { A: { 'Fn::Not': [{ Condition: 'A' }] } } }),
    ).toBe('"${var.If}"');
  });
});

const ROLE = 'arn:aws:iam::111122223333:role/r';

/** What `terraform show -json` prints: https://developer.hashicorp.com/terraform/internals/json-format */
const state = (...resources: JsonObject[]): JsonObject => ({
  format_version: '1.0',
  values: { root_module: { resources, child_modules: [] } },
});

const stream = (s3: JsonObject, more: JsonObject = {}): JsonObject => ({
  address: 'aws_kinesis_firehose_delivery_stream.lake',
  mode: 'managed',
  type: 'aws_kinesis_firehose_delivery_stream',
  name: 'lake',
  values: {
    arn: 'arn:aws:firehose:ap-south-1:111122223333:deliverystream/to-lake',
    id: 'arn:aws:firehose:ap-south-1:111122223333:deliverystream/to-lake',
    name: 'to-lake',
    destination: 'extended_s3',
    destination_id: 'destinationId-000000000001',
    version_id: '3',
    elasticsearch_configuration: [],
    splunk_configuration: [],
    tags: { team: 'fleet' },
    tags_all: { team: 'fleet', stage: 'prod' },
    timeouts: null,
    extended_s3_configuration: [
      {
        bucket_arn: 'arn:aws:s3:::acme-lake',
        role_arn: ROLE,
        prefix: '',
        kms_key_arn: '',
        file_extension: '',
        s3_backup_configuration: [],
        ...s3,
      },
    ],
    ...more,
  },
});

describe('what terraform show prints', () => {
  test('of a stream, flat where the API is deep, with no mention of what is empty', async () => {
    const s3 = {
      buffering_size: 64,
      buffering_interval: 60,
      compression_format: 'GZIP',
      custom_time_zone: 'Asia/Tokyo',
      kms_key_arn: 'arn:aws:kms:ap-south-1:111122223333:key/11111111-2222-3333-4444-555555555555',
      prefix: 'data/!{partitionKeyFromQuery:thing}/',
      error_output_prefix: 'failed/!{firehose:error-output-type}/',
      cloudwatch_logging_options: [{ enabled: true, log_group_name: '/aws/x', log_stream_name: 'S3Delivery' }],
      dynamic_partitioning_configuration: [{ enabled: true, retry_duration: 60 }],
      processing_configuration: [
        {
          enabled: true,
          processors: [
            {
              type: 'MetadataExtraction',
              parameters: [
                { parameter_name: 'MetadataExtractionQuery', parameter_value: '{thing:.thing}' },
                { parameter_name: 'JsonParsingEngine', parameter_value: 'JQ-1.6' },
              ],
            },
          ],
        },
      ],
      s3_backup_mode: 'Enabled',
      s3_backup_configuration: [
        {
          bucket_arn: 'arn:aws:s3:::acme-copy',
          role_arn: ROLE,
          buffering_size: 5,
          buffering_interval: 300,
          compression_format: 'UNCOMPRESSED',
          prefix: '',
          kms_key_arn: '',
        },
      ],
    };
    const encrypted = [{ enabled: true, key_type: 'AWS_OWNED_CMK', key_arn: '' }];
    await expect(await imported(state(stream(s3, { server_side_encryption: encrypted })))).toMatchFileSnapshot(
      '../golden/import-terraform.yaml',
    );
  });

  const splunk = (more: object): JsonObject =>
    state(
      stream(
        {},
        {
          destination: 'splunk',
          extended_s3_configuration: [],
          splunk_configuration: [
            {
              hec_endpoint: 'https://x',
              hec_endpoint_type: 'Raw',
              hec_acknowledgment_timeout: 180,
              retry_duration: 60,
              buffering_size: 5,
              buffering_interval: 60,
              s3_configuration: [{ bucket_arn: 'arn:aws:s3:::lake', role_arn: ROLE, kms_key_arn: null }],
              ...more,
            },
          ],
        },
      ),
    );

  test('of a stream to Splunk is written, with the secret that it names', async () => {
    const secret = { enabled: true, secret_arn: 'arn:aws:secretsmanager:ap-south-1:111122223333:secret:hec-AbCdEf' };
    const text = await imported(splunk({ secrets_manager_configuration: [{ ...secret, role_arn: ROLE }] }));
    expect(text).toMatch(/^ {4}splunkDestination:\n {6}hecEndpoint: https:\/\/x$/m);
    expect(text).toContain('secretArn: secret/hec-AbCdEf');
    expect(text).toContain('retryOptions: { durationInSeconds: 60 }');
  });

  test('of a stream with a literal token is left out with why', async () => {
    const text = await imported(splunk({ hec_token: 'abc-token' }));
    expect(text).toContain('put it into a secret of AWS Secrets Manager as hec_token');
    expect(text).not.toContain('abc-token');
  });

  test('of a stream that reads from Kinesis is written', async () => {
    const source = [{ kinesis_stream_arn: 'arn:aws:kinesis:ap-south-1:111122223333:stream/s', role_arn: ROLE }];
    const s3 = [{ bucket_arn: 'arn:aws:s3:::lake', role_arn: ROLE }];
    const text = await imported(
      state(stream({}, { extended_s3_configuration: s3, kinesis_source_configuration: source })),
    );
    expect(text).toContain('kinesisStreamSourceConfiguration: { kinesisStreamArn: stream/s');
  });

  test('of a rule, its blocks as actions', async () => {
    const rule = {
      address: 'module.iot.aws_iot_topic_rule.rule["a"]',
      mode: 'managed',
      type: 'aws_iot_topic_rule',
      name: 'rule',
      index: 'a',
      values: {
        arn: 'arn:aws:iot:ap-south-1:111122223333:rule/Rule',
        id: 'Rule',
        name: 'Rule',
        description: '',
        enabled: false,
        sql: "SELECT * FROM 'a/b'",
        sql_version: '2016-03-23',
        cloudwatch_alarm: [],
        lambda: [
          { function_arn: 'arn:aws:lambda:ap-south-1:111122223333:function:one' },
          { function_arn: 'arn:aws:lambda:ap-south-1:111122223333:function:two' },
        ],
        http: [{ url: 'https://x.example/in', confirmation_url: '', http_header: [{ key: 'a', value: 'b' }] }],
        kafka: [
          {
            destination_arn: 'arn:aws:iot:ap-south-1:111122223333:ruledestination/vpc/x',
            topic: 't',
            key: '',
            partition: '',
            client_properties: { 'bootstrap.servers': 'x:9092' },
            header: [],
          },
        ],
        dynamodbv2: [{ put_item: [{ table_name: 'things' }], role_arn: ROLE }],
        firehose: [{ delivery_stream_name: 'to-lake', role_arn: ROLE, separator: '\n', batch_mode: false }],
        timestream: [
          {
            database_name: 'd',
            table_name: 't',
            role_arn: ROLE,
            dimension: [{ name: 'x', value: '${x}' }],
            timestamp: [{ unit: 'SECONDS', value: '${t}' }],
          },
        ],
        error_action: [{ sqs: [], s3: [{ bucket_name: 'b', key: 'k', role_arn: ROLE, canned_acl: '' }] }],
        tags: null,
        tags_all: {},
      },
    };
    const file = { format_version: '1.0', values: { root_module: { child_modules: [{ resources: [rule] }] } } };
    await expect(await imported(file)).toMatchFileSnapshot('../golden/import-terraform-rule.yaml');
  });

  test('of a plan has a variable for what the apply will tell', async () => {
    const one = stream({ role_arn: undefined } as unknown as JsonObject, {});
    const { values } = one;
    const plan = {
      format_version: '1.2',
      terraform_version: '1.9.0',
      planned_values: {
        root_module: {
          resources: [
            { ...one, values: { ...(values as JsonObject), arn: null, id: null } },
            { address: 'aws_iam_role.r', type: 'aws_iam_role', name: 'r', values: {} },
          ],
        },
      },
      resource_changes: [
        {
          address: one['address'] ?? null,
          change: {
            actions: ['create'],
            after_unknown: {
              arn: true,
              id: true,
              tags_all: {},
              extended_s3_configuration: [{ role_arn: true, s3_backup_configuration: [] }],
            },
          },
        },
      ],
    };
    const text = await imported(plan);
    expect(text).toContain('roleArn: "${var.lake-extended_s3_configuration-role_arn}"');
    expect(text).toContain(
      '#     lake-extended_s3_configuration-role_arn: … # extended_s3_configuration.role_arn of aws_kinesis_firehose_delivery_stream.lake, known after its apply',
    );
    expect(text).toContain('# Not managed here, and left where they are: 1 aws_iam_role.');
  });

  test('of a plan has a variable for each value that may be another: of two actions, and of two modules', async () => {
    const sqs = { queue_url: 'https://sqs.ap-south-1.amazonaws.com/111122223333/q' };
    const rule = (address: string, name: string): JsonObject => ({
      address,
      type: 'aws_iot_topic_rule',
      name: 'r',
      values: { name, enabled: true, sql: "SELECT * FROM 'a'", sql_version: '2016-03-23', sqs: [sqs, sqs] },
    });
    const unknown = { after_unknown: { sqs: [{ role_arn: true }, { role_arn: true }] } };
    const addresses = ['module.a.aws_iot_topic_rule.r', 'module.b.aws_iot_topic_rule.r'];
    const text = await imported({
      format_version: '1.2',
      planned_values: { root_module: { resources: addresses.map((address, nth) => rule(address, `rule_${nth}`)) } },
      resource_changes: addresses.map((address) => ({ address, change: unknown })),
    });
    expect(text.match(/\$\{var\.[^}]*\}/g)).toEqual([
      '${var.r-sqs-role_arn}',
      '${var.r-sqs-role_arn-2}',
      '${var.r-sqs-role_arn-3}',
      '${var.r-sqs-role_arn-4}',
    ]);
    expect(text).toContain('# sqs.1.role_arn of module.b.aws_iot_topic_rule.r, known after its apply');
  });
});

describe('inputs of the AWS CLI', () => {
  test('are told apart by what they hold, one or many', async () => {
    const profile = { securityProfileName: 'P', behaviors: [], additionalMetricsToRetainV2: [{ metric: 'm' }] };
    const text = await imported([
      profile,
      { metricName: 'm', metricType: 'number', clientRequestToken: 'x' },
      { name: 'D', type: 'TOPIC_FILTER', stringValues: ['a'], clientRequestToken: 'x' },
      { ruleName: 'R', topicRulePayload: { sql: "SELECT * FROM 'a'", actions: [] }, tags: 'a=b&c=d%20e' },
      { DeliveryStreamName: 's', S3DestinationConfiguration: { RoleARN: ROLE, BucketARN: 'arn:aws:s3:::b' } },
    ]);
    expect(text).not.toContain('Left out');
    expect(text).toContain('retainedMetrics: [m]');
    expect(text).toContain('tags: { a: b, c: d e }');
    expect(text).toContain('extendedS3Destination: { roleArn: role/r, bucketArn: b }');
  });

  test('are called as their file where they do not name themselves', async () => {
    const text = await imported({ sql: "SELECT * FROM 'a'", actions: [] }, 'some/to-lake.json');
    expect(text).toContain('to_lake: ');
  });
});

describe('nothing is dropped', () => {
  test('that no place is found for: it is told with what it says, without secrets', async () => {
    const text = await imported({ metricName: 'm', metricType: 'number', brandNew: { apiToken: 'abc', at: 3 } });
    expect(text).toContain(
      '# Not taken over, for this version does not know it: brandNew: {"apiToken":"(sensitive)","at":3}.',
    );
  });

  test('that is said twice in two spellings, or has another form than it can have', async () => {
    expect(await imported({ metricName: 'm', metricType: 'number', MetricType: 'string-list' })).toContain(
      'Not taken over, for this version does not know it: MetricType: "string-list"',
    );
    for (const more of [
      { additionalMetricsToRetainV2: 'all' },
      { metricsExportConfig: 'yes' },
      { tags: ['a'] },
      { behaviors: { a: 1 } },
    ])
      expect(await imported({ securityProfileName: 'P', behaviors: [], ...more }), JSON.stringify(more)).toContain(
        '# - SecurityProfile/P cannot be written: ',
      );
    expect(await imported({ ruleName: 'R', topicRulePayload: 'x' })).toContain('# - TopicRule/R cannot be written: ');
  });

  test('that stands there a second time', async () => {
    const one = { metricName: 'm', metricType: 'number' };
    expect(await imported([one, one])).toContain(
      '# - CustomMetric/m is in the file more than once: this is not the first',
    );
  });

  test('that no file of profiles may hold', async () => {
    expect(
      await imported('{"metricName": "m", "metricType": "number", "tags": [{"Key": "__proto__", "Value": "x"}]}'),
    ).toContain('# - CustomMetric/m cannot be written: The key __proto__ is not allowed.');
  });

  test('that the checks refuse: it is written, and its comment says so', async () => {
    const rule = {
      sql: "SELECT * FROM 'a'",
      actions: [{ sqs: { queueUrl: 'https://sqs.ap-south-1.amazonaws.com/111122223333/a.fifo', roleArn: ROLE } }],
    };
    const text = await imported({ ruleName: 'R', topicRulePayload: rule });
    expect(text).toContain('# `validate` refuses it: DG8063.');
    expect(text).not.toContain('AWS has it');
  });
});

describe('what is none of them', () => {
  test.each([
    ['a.tf', 'resource "x" "y" {}', 'a.tf is Terraform’s own language.'],
    ['a.json', '{', 'a.json is neither JSON nor YAML: '],
    ['a.json', '{}', 'a.json holds nothing that can be imported.'],
    ['a.json', '[]', 'a.json holds nothing that can be imported.'],
    ['a.yaml', 'just text', 'a.yaml holds nothing that can be imported.'],
    ['a.json', '[{"metricName": "m", "metricType": "number"}, 3]', 'a.json holds nothing that can be imported.'],
    ['a.json', '['.repeat(5000) + ']'.repeat(5000), 'a.json is neither JSON nor YAML: It holds too much'],
    ['a.yaml', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`, 'a.yaml is neither JSON nor YAML: It holds too much'],
  ])('%s with %.20s', async (name, text, message) => {
    const error = await refused(text, name);
    expect(error.code).toBe('DG1310');
    expect(error.message.replace("'", '’')).toContain(message);
  });

  test('a file that is not there', async () => {
    await expect(
      importTarget(worldWith('a.json', '{}'), { folder: 'profiles', only: [], from: 'b.json' }),
    ).rejects.toThrow('b.json cannot be read');
  });
});

test('as JSON it tells of variables and of what else is in the file', async () => {
  const one = worldWith('template.yaml', template, { Bucket: 'lake' });
  expect(await importTarget(one, { folder: 'profiles', only: [], from: 'template.yaml', format: 'json' })).toBe(
    EXIT.fine,
  );
  const document = JSON.parse(one.printed()) as JsonObject;
  expect(document['from']).toBe('template.yaml');
  expect(document['variables']).toContainEqual({ name: 'Bucket', what: 'the parameter Bucket', value: 'lake' });
  expect(document['others']).toContain('AWS::Logs::LogGroup');
});
