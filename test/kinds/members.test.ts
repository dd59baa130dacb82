import * as firehose from '@aws-sdk/client-firehose';
import * as iot from '@aws-sdk/client-iot';
import { describe, expect, test } from 'vitest';
import { STREAM_DESTINATIONS } from '../../src/catalogue/stream-destinations.ts';
import { authorsWord, firehoseWord } from '../../src/kinds/delivery-stream/spelling.ts';
import { kinds } from '../../src/kinds/index.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import { isObject } from '../../src/model/values/json.ts';

// The SDK's own schemas: [3, namespace, name, traits, members, schemas] for a structure, [1, …, [schema, traits]] for a list.
type SdkSchema =
  | number
  | readonly [number, string, string, unknown, unknown, unknown, unknown?]
  | readonly [SdkSchema, unknown]
  | (() => SdkSchema);

const unwrapped = (schema: SdkSchema): SdkSchema => {
  if (typeof schema === 'function') return unwrapped(schema());
  return Array.isArray(schema) && schema.length === 2 ? unwrapped(schema[0] as SdkSchema) : schema;
};

/** Paths of all members that the SDK knows below a shape, named in the author's words; elements of lists stand for themselves. */
function sdkMembers(schema: SdkSchema, rename: (name: string) => string, path = ''): readonly string[] {
  const shape = unwrapped(schema);
  if (!Array.isArray(shape)) return [path];
  if (shape[0] === 1) return sdkMembers(shape[4] as SdkSchema, rename, `${path}[]`);
  if (shape[0] !== 3 && shape[0] !== 4) return [path];
  const [names, schemas] = [shape[4] as readonly string[], shape[5] as readonly SdkSchema[]];
  return names.flatMap((name, index) =>
    sdkMembers(schemas[index] as SdkSchema, rename, path === '' ? rename(name) : `${path}.${rename(name)}`),
  );
}

/** Paths of all members that a schema takes, in the same form. */
function ourMembers(schema: JsonObject, path = ''): readonly string[] {
  if ('not' in schema) return [];
  const { properties, items } = schema;
  if (isObject(items)) return ourMembers(items, `${path}[]`);
  if (!isObject(properties)) return [path];
  return Object.entries(properties).flatMap(([name, inner]) =>
    isObject(inner) ? ourMembers(inner, path === '' ? name : `${path}.${name}`) : [],
  );
}

const schemaOf = (kind: string, ...members: readonly string[]): JsonObject => {
  const top = kinds.find(({ name }) => name === kind)?.schema ?? {};
  return members.reduce(
    (schema, member) =>
      (member === '[]'
        ? schema['items']
        : member === '{}'
          ? schema['additionalProperties']
          : (schema['properties'] as JsonObject)[member]) as JsonObject,
    top,
  );
};

const same = (name: string): string => name;

describe('every member that the SDK sends can be written', () => {
  test.each<{
    what: string;
    ours: JsonObject;
    sdk: SdkSchema;
    rename: (name: string) => string;
    less?: RegExp;
    more?: RegExp;
  }>([
    {
      what: 'a behavior',
      ours: schemaOf('SecurityProfile', 'behaviors', '[]'),
      sdk: iot.Behavior$ as never,
      rename: same,
    },
    {
      what: 'an alert target',
      ours: schemaOf('SecurityProfile', 'alertTargets', 'SNS'),
      sdk: iot.AlertTarget$ as never,
      rename: same,
    },
    {
      what: 'the export',
      ours: schemaOf('SecurityProfile', 'metricsExport'),
      sdk: iot.MetricsExportConfig$ as never,
      rename: same,
      more: /^(topic|metrics\[\])$/,
    },
    {
      what: 'a rule',
      ours: schemaOf('TopicRule'),
      sdk: iot.TopicRulePayload$ as never,
      rename: same,
      less: /\.?(iotAnalytics|iotEvents)\./,
      more: /^tags$/,
    },
    {
      what: 'a custom metric',
      ours: schemaOf('CustomMetric'),
      sdk: iot.CreateCustomMetricRequest$ as never,
      rename: same,
      less: /^(metricName|clientRequestToken|tags\[\].*)$/,
      more: /^tags$/,
    },
    {
      what: 'a dimension',
      ours: schemaOf('Dimension'),
      sdk: iot.CreateDimensionRequest$ as never,
      rename: same,
      less: /^(name|clientRequestToken|tags\[\].*)$/,
      more: /^tags$/,
    },
    ...Object.entries(STREAM_DESTINATIONS).map(([member, name]) => ({
      what: `a stream to ${name}`,
      ours: schemaOf('DeliveryStream', member),
      sdk: firehose[`${firehoseWord(member)}Configuration$` as 'SplunkDestinationConfiguration$'] as never,
      rename: authorsWord,
      // Secrets, and who signs in, stand in Secrets Manager.
      less: /^(endpointConfiguration\.accessKey|hecToken|username|password|user|privateKey|keyPassphrase)$/,
    })),
    {
      what: 'a static thing group',
      ours: schemaOf('ThingGroup'),
      sdk: iot.CreateThingGroupRequest$ as never,
      rename: same,
      less: /^(thingGroupName|tags\[\].*|.*\.merge)$/,
      more: /^(tags|queryString|indexName|queryVersion)$/,
    },
    {
      what: 'a dynamic thing group',
      ours: schemaOf('ThingGroup'),
      sdk: iot.CreateDynamicThingGroupRequest$ as never,
      rename: same,
      less: /^(thingGroupName|tags\[\].*|.*\.merge)$/,
      more: /^(tags|parentGroupName)$/,
    },
    {
      what: 'a mitigation action',
      ours: schemaOf('MitigationAction'),
      sdk: iot.CreateMitigationActionRequest$ as never,
      rename: same,
      less: /^(actionName|tags\[\].*)$/,
      more: /^tags$/,
    },
    {
      what: 'a suppression',
      ours: schemaOf('AuditSuppression'),
      sdk: iot.CreateAuditSuppressionRequest$ as never,
      rename: same,
      less: /^(expirationDate|suppressIndefinitely|clientRequestToken)$/,
      more: /^until$/,
    },
    {
      what: 'a scheduled audit',
      ours: schemaOf('ScheduledAudit'),
      sdk: iot.CreateScheduledAuditRequest$ as never,
      rename: same,
      less: /^(scheduledAuditName|tags\[\].*)$/,
      more: /^tags$/,
    },
    {
      what: 'the audit configuration',
      ours: schemaOf('AuditConfiguration'),
      sdk: iot.UpdateAccountAuditConfigurationRequest$ as never,
      rename: same,
      // A map of the model with one key.
      less: /^auditNotificationTargetConfigurations$/,
      more: /^auditNotificationTargetConfigurations\./,
    },
    {
      what: 'where audits are told',
      ours: schemaOf('AuditConfiguration', 'auditNotificationTargetConfigurations', 'SNS'),
      sdk: iot.AuditNotificationTarget$ as never,
      rename: same,
    },
    {
      what: 'a check of audits',
      ours: schemaOf('AuditConfiguration', 'auditCheckConfigurations', '{}'),
      sdk: iot.AuditCheckConfiguration$ as never,
      rename: same,
      less: /^configuration$/,
      more: /^configuration\./,
    },
    {
      what: 'a Kinesis data stream as source',
      ours: schemaOf('DeliveryStream', 'kinesisStreamSourceConfiguration'),
      sdk: firehose.KinesisStreamSourceConfiguration$ as never,
      rename: authorsWord,
    },
    {
      what: 'a topic of MSK as source',
      ours: schemaOf('DeliveryStream', 'mskSourceConfiguration'),
      sdk: firehose.MSKSourceConfiguration$ as never,
      rename: authorsWord,
    },
    {
      what: 'encryption of a stream',
      ours: schemaOf('DeliveryStream', 'deliveryStreamEncryption'),
      sdk: firehose.DeliveryStreamEncryptionConfigurationInput$ as never,
      rename: authorsWord,
    },
  ])('in $what, and nothing else', ({ ours, sdk, rename, less = /^$/, more = /^$/ }) => {
    const known = sdkMembers(sdk, rename).filter((path) => !less.test(path));
    const written = ourMembers(ours).filter((path) => !more.test(path));
    const leaves = (paths: readonly string[]): readonly string[] =>
      paths.map((path) => path.replace(/\[\]$/, '')).toSorted();
    expect(leaves(written)).toEqual(leaves(known));
  });

  test('or is refused with a sentence, where a stream has another source or destination', () => {
    const names = unwrapped(firehose.DestinationDescription$ as never) as unknown as readonly [
      number,
      string,
      string,
      unknown,
      readonly string[],
    ];
    const sources = unwrapped(firehose.SourceDescription$ as never) as unknown as typeof names;
    const destinations = names[4]
      .filter((name) => name.endsWith('Description'))
      .map((name) => authorsWord(name.replace(/Description$/, '')));
    const origins = sources[4].map((name) => authorsWord(name.replace(/Description$/, 'Configuration')));
    const properties = schemaOf('DeliveryStream')['properties'] as Record<string, JsonObject>;
    for (const name of [...destinations, ...origins]) expect(properties[name]?.['description'], name).toMatch(/\.$/);
  });
});
