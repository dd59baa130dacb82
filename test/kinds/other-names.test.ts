import * as firehose from '@aws-sdk/client-firehose';
import * as iot from '@aws-sdk/client-iot';
import { NormalizedSchema } from '@smithy/core/schema';
import { describe, expect, test } from 'vitest';
import { resources } from '../../src/generated/validators.mjs';
import { authorsWord } from '../../src/kinds/delivery-stream/spelling.ts';
import { kinds } from '../../src/kinds/index.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import { isList, isObject } from '../../src/model/values/json.ts';
import { resourceSchema } from '../../src/pipeline/profiles/language.ts';
import { schemaErrorsOf } from '../../src/pipeline/profiles/schema/errors.ts';
import type { SchemaError, Validator } from '../../src/pipeline/profiles/schema/errors.ts';
import { foundIn, SETTINGS } from '../checks/found.ts';

const FIRST = SETTINGS().split('\n').length - 1;

/** Requests that write a resource, with where in a spec their members belong. */
const REQUESTS: readonly { readonly kind: string; readonly shapes: readonly unknown[] }[] = [
  { kind: 'CustomMetric', shapes: [iot.CreateCustomMetricRequest$, iot.UpdateCustomMetricRequest$] },
  {
    kind: 'ThingGroup',
    shapes: [
      iot.CreateThingGroupRequest$,
      iot.UpdateThingGroupRequest$,
      iot.CreateDynamicThingGroupRequest$,
      iot.UpdateDynamicThingGroupRequest$,
    ],
  },
  { kind: 'MitigationAction', shapes: [iot.CreateMitigationActionRequest$, iot.UpdateMitigationActionRequest$] },
  { kind: 'AuditSuppression', shapes: [iot.CreateAuditSuppressionRequest$, iot.UpdateAuditSuppressionRequest$] },
  { kind: 'ScheduledAudit', shapes: [iot.CreateScheduledAuditRequest$, iot.UpdateScheduledAuditRequest$] },
  { kind: 'AuditConfiguration', shapes: [iot.UpdateAccountAuditConfigurationRequest$] },
  { kind: 'Dimension', shapes: [iot.CreateDimensionRequest$, iot.UpdateDimensionRequest$] },
  {
    kind: 'SecurityProfile',
    shapes: [iot.CreateSecurityProfileRequest$, iot.UpdateSecurityProfileRequest$, iot.AttachSecurityProfileRequest$],
  },
  { kind: 'TopicRule', shapes: [iot.CreateTopicRuleRequest$, iot.ReplaceTopicRuleRequest$, iot.TopicRulePayload$] },
  { kind: 'DeliveryStream', shapes: [firehose.CreateDeliveryStreamInput$, firehose.UpdateDestinationInput$] },
];

/** What a member is called here, where its own members are to be found below another name. */
const CALLED: Readonly<Record<string, string>> = {
  extendedS3DestinationConfiguration: 'extendedS3Destination',
  extendedS3DestinationUpdate: 'extendedS3Destination',
  s3BackupUpdate: 's3BackupConfiguration',
  deliveryStreamEncryptionConfigurationInput: 'deliveryStreamEncryption',
  metricsExportConfig: 'metricsExport',
};

interface Place {
  /** Our members on the way; an index for an element of a list. */
  readonly path: readonly string[];
  /** As the SDK spells it. */
  readonly member: string;
}

/** Every member of a shape, with where it would stand in a spec of ours; what we do not have at all is not gone into. */
function* places(shape: NormalizedSchema, schema: JsonObject, path: readonly string[]): Generator<Place> {
  if (shape.isListSchema()) {
    const items = isObject(schema['items']) ? schema['items'] : {};
    return yield* places(shape.getValueSchema(), objectIn(items), [...path, '0']);
  }
  if (!shape.isStructSchema()) return;
  for (const [member, inner] of shape.structIterator()) {
    yield { path, member };
    const word = authorsWord(member);
    const ours = (schema['properties'] as JsonObject | undefined)?.[CALLED[word] ?? word];
    if (isObject(ours) && ours['not'] === undefined && isObject(objectIn(ours)['properties'] ?? ours['items']))
      yield* places(inner, objectIn(ours), [...path, CALLED[word] ?? word]);
  }
}

/** Of alternatives the one with members. */
function objectIn(schema: JsonObject): JsonObject {
  const branches = isList(schema['anyOf']) ? schema['anyOf'].filter(isObject) : [];
  return branches.find(({ properties }) => properties !== undefined) ?? schema;
}

/** A value with nothing but one member at a place. */
function having([step, ...rest]: readonly string[], member: string): JsonObject | readonly JsonObject[] {
  if (step === undefined) return { [member]: {} };
  const inner = having(rest, member);
  return step === '0' ? [inner as JsonObject] : { [step]: inner as JsonObject };
}

function told({ path, member }: Place, kindName: string): SchemaError | undefined {
  const kind = kinds.find(({ name }) => name === kindName) as (typeof kinds)[number];
  const errors = schemaErrorsOf(
    resources[kindName] as Validator,
    () => resourceSchema(kind),
    having(path, member) as JsonObject,
  );
  const wanted = [...path.map((step) => (step === '0' ? 0 : step)), member].join('/');
  return errors.find((error) => error.path.join('/') === wanted && ['DG1101', 'DG1107'].includes(error.code));
}

/** That a name is guessed by its letters, or that all are listed, is no hint. */
const GUESS = /^(Did you mean|It is one of)/;

describe.each(REQUESTS)('every member of the requests that write a $kind', ({ kind: name, shapes }) => {
  const { schema } = kinds.find((kind) => kind.name === name) as (typeof kinds)[number];
  const all = shapes.flatMap((shape) => [...places(NormalizedSchema.of(shape as never), schema, [])]);
  const spellings: readonly (readonly [string, (member: string) => string])[] = [
    ['of the SDK', (member) => member],
    ['of authors', authorsWord],
    ['of CloudFormation', (member) => member.charAt(0).toUpperCase() + member.slice(1)],
    [
      'of the AWS CLI and Terraform',
      (member) => member.replaceAll(/(?<=[a-z])[A-Z]/g, (one) => `_${one}`).toLowerCase(),
    ],
  ];

  test.each(spellings)('in the spelling %s is a member here, or is told what it is called', (_, spell) => {
    const silent = all
      .map(({ path, member }) => ({ path, member: spell(member) }))
      .filter((place) => GUESS.test(told(place, name)?.hint ?? ''))
      .map(({ path, member }) => [...path, member].join('.'));
    expect(silent).toEqual([]);
  });

  test('is met', () => expect(all.length).toBeGreaterThan(2));
});

describe('one mistake is one problem', () => {
  test.each([
    {
      yaml: 'deliveryStreams:\n  s:\n    extendedS3DestinationConfiguration: { bucketArn: lake, roleArn: role/r }',
      says: 'DG1101 3 Write extendedS3Destination.',
    },
    {
      yaml: 'deliveryStreams:\n  s:\n    ExtendedS3DestinationConfiguration: {}',
      says: 'DG1101 3 Write extendedS3Destination.',
    },
    {
      yaml: 'deliveryStreams:\n  s:\n    s3DestinationConfiguration: { bucketArn: lake, roleArn: role/r }',
      says: 'DG1107 3 The plain S3 destination is deprecated: use extendedS3Destination, which takes the same members.',
    },
    {
      yaml: 'deliveryStreams:\n  s:\n    HttpEndpointDestinationConfiguration: {}',
      says: 'DG1101 3 Write httpEndpointDestination.',
    },
    {
      yaml: 'deliveryStreams:\n  s:\n    ElasticsearchDestinationConfiguration: {}',
      says: 'DG1107 3 Use amazonopensearchserviceDestination, which takes the same members and domains with Elasticsearch as well.',
    },
    {
      yaml: 'deliveryStreams:\n  s: {}',
      says: 'DG1106 2 Add one of them.',
    },
    {
      yaml: 'deliveryStreams:\n  s:\n    extendedS3Destination: { bucketArn: lake, roleArn: role/r }\n    kinesisStreamSourceConfiguration: { kinesisStreamArn: stream/a, roleArn: role/r }\n    deliveryStreamType: DirectPut',
      says: 'DG1103 5 It is one of: KinesisStreamAsSource. Type of the source. It can be omitted: the source member determines it.',
    },
    {
      yaml: 'deliveryStreams:\n  s:\n    extendedS3Destination: { bucketArn: lake, roleArn: role/r }\n    deliveryStreamType: KinesisStreamAsSource',
      says: 'DG1102 2 The Kinesis data stream that records are read from; a topic rule writes to it with the action kinesis. Changing it replaces the stream.',
    },
    {
      yaml: 'deliveryStreams:\n  s:\n    extendedS3Destination: { bucketArn: lake, roleArn: role/r }\n    databaseSourceConfiguration: {}',
      says: 'DG1107 4 A database as source is not supported: AWS has it as a preview. Declare the stream where it is declared today; rules may name it.',
    },
    {
      yaml: 'deliveryStreams:\n  s:\n    httpEndpointDestination: { endpointConfiguration: { url: "https://a.example", accessKey: x }, s3Configuration: { bucketArn: lake, roleArn: role/r } }',
      says: 'DG1107 3 Secrets do not belong into files: put it into a secret of AWS Secrets Manager as api_key, and name that in secretsManagerConfiguration.',
    },
    {
      yaml: 'rules:\n  R:\n    topicRulePayload: { sql: SELECT 1, actions: [] }',
      says: 'DG1101 3 Write its members, sql and actions and the others, below the name of the rule directly.',
    },
    { yaml: 'customMetrics:\n  m: { MetricType: number }', says: 'DG1101 2 Write metricType.' },
    { yaml: 'topicRules: {}', says: 'DG1101 1 Write rules.' },
    { yaml: 'DeliveryStream: {}', says: 'DG1101 1 Write deliveryStreams.' },
  ])('$says', ({ yaml, says }) => {
    expect(foundIn(`${yaml}\n`).map(({ code, line, hint }) => `${code} ${line - FIRST} ${hint}`)).toEqual([says]);
  });
});

test.each([
  ['aws:num-connections', 'Did you mean aws:num-connection-attempts, or aws:num-established-tcp-connections?'],
  ['aws:num-messages-published', 'Did you mean aws:num-messages-sent?'],
  ['aws:num-connections-attempted', 'Did you mean aws:num-connection-attempts?'],
  ['aws:message-byte-in', 'Did you mean aws:all-bytes-in?'],
  ['aws:all-byte-out', 'Did you mean aws:all-bytes-out?'],
  ['aws:num-mesages-sent', 'Did you mean aws:num-messages-sent?'],
])('of the metric %s the one is proposed that is meant, and never its opposite', (metric, hint) => {
  const yaml = `securityProfiles:\n  P:\n    targets: [all/things]\n    retainedMetrics: ["${metric}"]\n`;
  expect(foundIn(yaml).map((one) => one.hint)).toEqual([hint]);
});
