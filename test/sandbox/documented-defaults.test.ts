import { readFileSync } from 'node:fs';
import * as Firehose from '@aws-sdk/client-firehose';
import * as Iot from '@aws-sdk/client-iot';
import { NormalizedSchema } from '@smithy/core/schema';
import { expect, test } from 'vitest';
import { DOCUMENTED_DEFAULTS } from '../../src/sandbox/documented-defaults.ts';
import { membersOf } from '../../src/sandbox/wire/schemas.ts';

/** What answers describe of resources. */
const DESCRIBED: readonly unknown[] = [
  Iot.DescribeSecurityProfileResponse$,
  Iot.DescribeCustomMetricResponse$,
  Iot.DescribeDimensionResponse$,
  Iot.GetTopicRuleResponse$,
  Firehose.DeliveryStreamEncryptionConfiguration$,
  Firehose.DestinationDescription$,
  Firehose.KinesisStreamSourceDescription$,
  Firehose.MSKSourceDescription$,
];

const members = new Set<string>();
for (const schema of DESCRIBED) collect(NormalizedSchema.of(schema as never));

function collect(schema: NormalizedSchema): void {
  if (schema.isListSchema() || schema.isMapSchema()) return collect(schema.getValueSchema());
  const shape = schema.getName();
  for (const [name, member] of membersOf(schema)) {
    if (members.has(`${shape}.${name}`)) continue;
    members.add(`${shape}.${name}`);
    collect(member);
  }
}

/** What the SDK's types say of each member: `HttpAction.url` → its documentation. */
function documentation(service: 'iot' | 'firehose', ...files: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    const url = import.meta.resolve(`@aws-sdk/client-${service}`).replace(/\/dist-[^/]+\/.*$/, '');
    const types = readFileSync(new URL(`${url}/dist-types/models/${file}.d.ts`), 'utf8');
    let [shape, text] = ['', ''];
    for (const [, name, comment, member] of types.matchAll(
      /^export interface (\w+)|\/\*\*(.*?)\*\/|^ {4}(\w+)\??:/gms,
    )) {
      if (name !== undefined) shape = name;
      else if (comment !== undefined) text = comment.replaceAll(/\n\s*\*/g, ' ').replaceAll(/<[^>]+>|\s+/g, ' ');
      else found.set(`${shape}.${member}`, text);
    }
  }
  return found;
}

const documented = new Map([
  ...documentation('iot', 'models_0', 'models_1', 'models_2'),
  ...documentation('firehose', 'models_0'),
]);

/** Members whose documentation speaks of a default that no answer could hold. */
const NEVER_ANSWERED: Readonly<Record<string, string>> = {
  'CloudwatchMetricAction.metricTimestamp': 'the time of each message',
  'DescribeSecurityProfileResponse.additionalMetricsToRetain': 'says what is retained beside them',
  'DescribeSecurityProfileResponse.additionalMetricsToRetainV2': 'says what is retained beside them',
  'HttpAction.url': 'says what another member is for',
  'InfluxDBAction.batchConfig': 'none, and then nothing is batched',
  'InfluxDBBatchConfig.maxBatchOpenMs': 'no limit',
  'InfluxDBBatchConfig.maxBatchSize': 'no limit',
  'InfluxDBBatchConfig.maxBatchSizeBytes': 'no limit',
  'IotAnalyticsAction.batchMode': 'the service has ended',
  'IotEventsAction.batchMode': 'the service has ended',
  'IotEventsAction.messageId': 'the service has ended',
  'LocationAction.timestamp': 'the time of each message',
  'PutAssetPropertyValueEntry.entryId': 'another one for each message',
  'CopyCommand.CopyOptions': 'speaks of a delimiter in it',
  'MSKSourceDescription.ReadFromTimestamp': 'the time when the stream became active, which AWS tells elsewhere',
  'SecretsManagerConfiguration.RoleARN': 'the role of the destination, which stands beside it',
  'SnowflakeDestinationDescription.SnowflakeRoleConfiguration': 'the role that the user of Snowflake has',
  'TimestreamAction.timestamp': 'the time of each message',
  'ProcessorParameter.ParameterName': 'whole parameters are added: test/sandbox/delivery-streams.test.ts',
};

test('every default that the SDK documents of what answers describe is in the table, or is none to answer with', () => {
  const speaking = [...members].filter((member) =>
    /\bdefaults?\b|\bomitted\b|if (you|it('|’)s) (do not|don't|not)|optional .*timestamp/i.test(
      documented.get(member) ?? '',
    ),
  );
  expect(speaking.length).toBeGreaterThan(30);
  const missing = speaking.filter((member) => {
    const [shape = '', name = ''] = member.split('.');
    return DOCUMENTED_DEFAULTS[shape]?.[name] === undefined && NEVER_ANSWERED[member] === undefined;
  });
  expect(missing).toEqual([]);
});

test('the table knows no member that answers do not have', () => {
  const rows = Object.entries(DOCUMENTED_DEFAULTS).flatMap(([shape, defaults]) =>
    Object.keys(defaults).map((name) => `${shape}.${name}`),
  );
  expect([...rows, ...Object.keys(NEVER_ANSWERED)].filter((member) => !members.has(member))).toEqual([]);
});
