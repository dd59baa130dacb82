import { expect, test } from 'vitest';
import { STREAM_DESTINATIONS } from '../../src/catalogue/stream-destinations.ts';
import { authorsWord, firehoseWord } from '../../src/kinds/delivery-stream/spelling.ts';
import { kinds } from '../../src/kinds/index.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import { isList, isObject } from '../../src/model/values/json.ts';
import table from '../../src/sandbox/constraints.json' with { type: 'json' };
import { accepts } from '../arbitraries/from-schema.ts';
import type { Constraint, ServiceConstraints } from '../../src/sandbox/constraints.ts';

const services: Readonly<Record<string, ServiceConstraints>> = table;

/** What AWS's model demands of a shape and our schema of it does not, with where. */
function* looser(service: string, shape: string, schema: JsonObject | undefined, path: string): Generator<string> {
  const constraint = services[service]?.shapes[shape];
  // Refused altogether, or written otherwise: members.test.ts knows which.
  if (constraint === undefined || schema === undefined || 'not' in schema) return;
  yield* bounds(constraint, schema, path);
  const word = service === 'firehose' ? authorsWord : (name: string) => name;
  const required = isList(schema['required']) ? schema['required'] : [];
  for (const name of constraint.required ?? [])
    if (!required.includes(word(name))) yield `${path} does not need ${word(name)}`;
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  for (const [name, inner] of Object.entries(constraint.members ?? {}))
    yield* looser(service, inner, properties[word(name)] as JsonObject | undefined, `${path}.${word(name)}`);
  if (constraint.element !== undefined)
    yield* looser(service, constraint.element, schema['items'] as JsonObject, `${path}[]`);
  if (constraint.key !== undefined && !('properties' in schema))
    yield* looser(service, constraint.key, schema['propertyNames'] as JsonObject, `${path} keys`);
  if (constraint.value !== undefined && !('properties' in schema))
    yield* looser(service, constraint.value, schema['additionalProperties'] as JsonObject, `${path}{}`);
}

const MEASURES: Readonly<Record<string, readonly [min: string, max: string]>> = {
  string: ['minLength', 'maxLength'],
  array: ['minItems', 'maxItems'],
  integer: ['minimum', 'maximum'],
  number: ['minimum', 'maximum'],
  object: ['minProperties', 'maxProperties'],
};

function* bounds({ min, max, pattern, enum: values }: Constraint, schema: JsonObject, path: string): Generator<string> {
  const own = isList(schema['enum']) ? schema['enum'] : undefined;
  if (values !== undefined && JSON.stringify(own?.toSorted()) !== JSON.stringify([...values].toSorted()))
    yield `${path} is not one of ${values.join(', ')}`;
  if (own !== undefined) return;
  const [least, most] = MEASURES[String(schema['type'])] ?? ['', ''];
  const isFilled = min === 1 && schema['type'] === 'string' && !accepts(schema, '');
  if (min !== undefined && !isFilled && Number(schema[least] ?? -Infinity) < min) yield `${path} may be below ${min}`;
  if (max !== undefined && Number(schema[most] ?? Infinity) > max) yield `${path} may be above ${max}`;
  if (pattern !== undefined && schema['pattern'] === undefined) yield `${path} may be anything`;
}

const schemaOf = (kind: string, ...members: readonly string[]): JsonObject =>
  members.reduce(
    (schema, member) => (schema['properties'] as JsonObject)[member] as JsonObject,
    kinds.find(({ name }) => name === kind)?.schema ?? {},
  );

test.each<{ shape: string; service: string; schema: JsonObject }>([
  { service: 'iot', shape: 'CreateCustomMetricRequest', schema: schemaOf('CustomMetric') },
  { service: 'iot', shape: 'CreateDimensionRequest', schema: schemaOf('Dimension') },
  { service: 'iot', shape: 'CreateThingGroupRequest', schema: schemaOf('ThingGroup') },
  { service: 'iot', shape: 'CreateDynamicThingGroupRequest', schema: schemaOf('ThingGroup') },
  { service: 'iot', shape: 'CreateMitigationActionRequest', schema: schemaOf('MitigationAction') },
  { service: 'iot', shape: 'CreateAuditSuppressionRequest', schema: schemaOf('AuditSuppression') },
  { service: 'iot', shape: 'CreateScheduledAuditRequest', schema: schemaOf('ScheduledAudit') },
  { service: 'iot', shape: 'UpdateAccountAuditConfigurationRequest', schema: schemaOf('AuditConfiguration') },
  {
    service: 'iot',
    shape: 'AuditNotificationTarget',
    schema: schemaOf('AuditConfiguration', 'auditNotificationTargetConfigurations', 'SNS'),
  },
  { service: 'iot', shape: 'Behaviors', schema: schemaOf('SecurityProfile', 'behaviors') },
  { service: 'iot', shape: 'AlertTarget', schema: schemaOf('SecurityProfile', 'alertTargets', 'SNS') },
  { service: 'iot', shape: 'MetricsExportConfig', schema: schemaOf('SecurityProfile', 'metricsExport') },
  { service: 'iot', shape: 'SecurityProfileDescription', schema: schemaOf('SecurityProfile', 'description') },
  { service: 'iot', shape: 'TopicRulePayload', schema: schemaOf('TopicRule') },
  ...Object.keys(STREAM_DESTINATIONS).map((member) => ({
    service: 'firehose',
    shape: `${firehoseWord(member)}Configuration`,
    schema: schemaOf('DeliveryStream', member),
  })),
  ...['KinesisStream', 'MSK'].map((source) => ({
    service: 'firehose',
    shape: `${source}SourceConfiguration`,
    schema: schemaOf('DeliveryStream', authorsWord(`${source}SourceConfiguration`)),
  })),
  {
    service: 'firehose',
    shape: 'DeliveryStreamEncryptionConfigurationInput',
    schema: schemaOf('DeliveryStream', 'deliveryStreamEncryption'),
  },
  {
    service: 'firehose',
    shape: 'DirectPutSourceConfiguration',
    schema: schemaOf('DeliveryStream', 'directPutSourceConfiguration'),
  },
])('a schema takes nothing that AWS’s model refuses in $shape', ({ service, shape, schema }) => {
  expect(services[service]?.shapes).toHaveProperty(shape);
  // The names of resources, tokens of requests, and what `topic` stands for are not members of a spec.
  const expected = [
    'does not need metricName',
    'does not need clientRequestToken',
    'does not need name',
    'does not need thingGroupName',
    'does not need queryString',
    'does not need actionName',
    'does not need scheduledAuditName',
    // The guide says that it cannot be.
    '.actionParams.enableIoTLoggingParams.logLevel is not one of DEBUG, INFO, ERROR, WARN, DISABLED',
    'does not need mqttTopic',
    // AWS says in words that it takes one of the two, and that Redshift reads two of the five.
    '.s3BackupMode is not one of FailedDataOnly, AllData',
    '.s3Configuration.compressionFormat is not one of UNCOMPRESSED, GZIP, ZIP, Snappy, HADOOP_SNAPPY',
  ];
  expect([...looser(service, shape, schema, '')].filter((finding) => !expected.includes(finding.trim()))).toEqual([]);
});
