import { NormalizedSchema } from '@smithy/core/schema';
import * as Firehose from '@aws-sdk/client-firehose';
import * as Iot from '@aws-sdk/client-iot';
import { describe, expect, test } from 'vitest';
import * as firehoseCommands from '../../../src/sdk/firehose.ts';
import * as iotCommands from '../../../src/sdk/iot.ts';
import { retryPolicyFor } from '../../../src/edges/aws/retry-policy.ts';
import { OPERATIONS } from '../../operations.ts';
import { testWorld, TARGET } from '../../world.ts';
import { NAMES, role, TEXTS } from './role-texts.ts';

/** Whether a role is named anywhere in a shape. */
function namesRole(shape: NormalizedSchema, seen = new Set<string>()): boolean {
  if (shape.isListSchema() || shape.isMapSchema()) return namesRole(shape.getValueSchema(), seen);
  if (!shape.isStructSchema() || seen.has(shape.getName() ?? '')) return false;
  seen.add(shape.getName() ?? '');
  return [...shape.structIterator()].some(([name, member]) => /^roleArn$/i.test(name) || namesRole(member, seen));
}

/** Operations that are sent and whose input names a role. */
function assuming(prefix: 'iot' | 'firehose', commands: object, sdk: object): readonly string[] {
  const names = Object.keys(commands).map((name) => name.replace(/Command$/, ''));
  return names.flatMap((name) => {
    const [, , , , input] = (sdk as Readonly<Record<string, readonly unknown[]>>)[`${name}$`] ?? [];
    const shape = NormalizedSchema.of((input as () => never)());
    return namesRole(shape) ? [`${prefix}:${name}`] : [];
  });
}

describe('a role that IAM has not spread yet is waited for', () => {
  const operations = [
    ...assuming('iot', iotCommands, Iot),
    ...assuming('firehose', firehoseCommands, Firehose),
    // It uses the role that the stream has.
    'firehose:StartDeliveryStreamEncryption',
  ];

  test('in every operation whose input names one', () => {
    expect(operations).toEqual(
      expect.arrayContaining(['iot:CreateSecurityProfile', 'iot:UpdateSecurityProfile', 'iot:CreateTopicRule']),
    );
    const impatient = operations.filter((operation) => {
      const { text: message, service } = TEXTS.find(({ service: of }) => operation.startsWith(of)) ?? TEXTS[0]!;
      return retryPolicyFor(operation, { name: NAMES[service], message }, OPERATIONS)?.maxElapsed !== 120;
    });
    expect(impatient).toEqual([]);
  });

  test.each(TEXTS.filter(({ service }) => service === 'firehose'))(
    'so that a stream is made at the third try: $source',
    async ({ text: message }) => {
      let asked = 0;
      const world = testWorld(
        {},
        {
          intercept: ({ operation }) =>
            operation === 'CreateDeliveryStream' && (asked += 1) < 3
              ? { when: 'before', answer: { name: NAMES.firehose, message, status: 400 } }
              : undefined,
        },
      );
      const aws = await world.connect(TARGET, { resources: new Map(), sections: new Set() });
      await aws.firehose('CreateDeliveryStream', {
        DeliveryStreamName: 's',
        ExtendedS3DestinationConfiguration: { RoleARN: role, BucketARN: 'arn:aws:s3:::lake' },
      });
      expect(asked).toBe(3);
    },
  );
});
