import { NormalizedSchema } from '@smithy/core/schema';
import * as Firehose from '@aws-sdk/client-firehose';
import * as Iot from '@aws-sdk/client-iot';
import { describe, expect, test } from 'vitest';
import * as firehoseCommands from '../../../src/sdk/firehose.ts';
import * as iotCommands from '../../../src/sdk/iot.ts';
import { isThrottling, retryPolicyFor } from '../../../src/edges/aws/retry-policy.ts';
import type { AwsError } from '../../../src/edges/aws/retry-policy.ts';
import { OPERATIONS } from '../../operations.ts';
import { testWorld, TARGET } from '../../world.ts';

const role = 'arn:aws:iam::111122223333:role/R';

/** How AWS says that a role cannot be used yet, where others reported it. */
const TEXTS: readonly { readonly service: 'iot' | 'firehose'; readonly text: string; readonly source: string }[] = [
  {
    service: 'iot',
    text: `AWS IoT (iot.amazonaws.com) is unable to assume role (sts:AssumeRole) on resource: ${role}. If the role was just created or updated, please try again in a few seconds.`,
    source: 'https://github.com/hashicorp/terraform-provider-aws/issues/33433',
  },
  {
    service: 'iot',
    text: `iot.amazonaws.com is unable to perform: sts:AssumeRole on resource: ${role}`,
    source: 'https://github.com/hashicorp/terraform-provider-aws/pull/20467',
  },
  {
    service: 'firehose',
    text: `Firehose is unable to assume role ${role}. Please check the role provided.`,
    source: 'https://github.com/hashicorp/terraform-provider-aws/issues/3380',
  },
  {
    service: 'firehose',
    text: 'The security token included in the request is invalid. Ensure that the provided IAM role associated with firehose is not deleted.',
    source: 'https://github.com/hashicorp/terraform-provider-aws/issues/47937',
  },
  {
    service: 'firehose',
    text: 'Access was denied when calling Glue. Please ensure that the role specified in the data format conversion configuration has the necessary permissions.',
    source:
      'https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/firehose/delivery_stream.go',
  },
  {
    service: 'firehose',
    text: `Role ${role} is not authorized to perform: glue:GetTableVersions on resource: arn:aws:glue:eu-west-1:111122223333:catalog`,
    source: 'https://github.com/hashicorp/terraform-provider-aws/issues/4407',
  },
];
const NAMES = { iot: 'InvalidRequestException', firehose: 'InvalidArgumentException' } as const;

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

describe('what is no answer of AWS’s decision', () => {
  const policy = (error: Partial<AwsError>, operation = 'iot:GetTopicRule') =>
    retryPolicyFor(operation, { name: 'Error', message: 'x', ...error }, OPERATIONS);

  test.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT'])('is asked for again: %s', (code) => {
    expect(policy({ code })).toEqual({ reason: 'the connection broke', baseDelay: 1, maxDelay: 8, maxElapsed: 30 });
    expect(policy({ code }, 'iam:GetRole'), 'networks that are closed to IAM are common').toBeUndefined();
  });

  test.each(['EPROTO', 'CERT_HAS_EXPIRED'])('is not, where asking again helps nobody: %s', (code) => {
    expect(policy({ code })).toBeUndefined();
  });

  test.each([500, 502, 503, 504, 599])('is asked for again, though it has no name: HTTP %i', (httpStatusCode) => {
    expect(policy({ name: 'Unknown', $metadata: { httpStatusCode } })).toEqual({
      reason: `AWS answered HTTP ${httpStatusCode}`,
      baseDelay: 1,
      maxDelay: 8,
      maxElapsed: 30,
    });
  });

  test.each([400, 401, 404, 409, 499])('is not: HTTP %i', (httpStatusCode) => {
    expect(policy({ name: 'Whatever', $metadata: { httpStatusCode } })).toBeUndefined();
  });

  test.each([
    'InternalFailureException',
    'InternalException',
    'ServiceUnavailableException',
    'ServiceFailureException',
    'InternalFailure',
    'ServiceUnavailable',
  ])('is told by its name where it has one: %s', (name) => {
    expect(policy({ name, $metadata: { httpStatusCode: 500 } })?.reason).toBe(`AWS answered ${name}`);
  });
});

describe('requests come too fast', () => {
  test.each([
    'ThrottlingException',
    'Throttling',
    'TooManyRequestsException',
    'RequestLimitExceeded',
    'ThrottledException',
  ])('in the words %s', (name) => expect(isThrottling({ name, message: '' })).toBe(true));

  test('by HTTP 429, and by nothing else', () => {
    expect(isThrottling({ name: 'Whatever', message: '', $metadata: { httpStatusCode: 429 } })).toBe(true);
    expect(isThrottling({ name: 'LimitExceededException', message: '', $metadata: { httpStatusCode: 400 } })).toBe(
      false,
    );
    expect(isThrottling({ name: 'Whatever', message: 'Throttling' })).toBe(false);
  });
});

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

  test.each(TEXTS)('in the words of $source', ({ service, text: message }) => {
    const operation = service === 'iot' ? 'iot:CreateTopicRule' : 'firehose:CreateDeliveryStream';
    expect(retryPolicyFor(operation, { name: NAMES[service], message }, OPERATIONS)).toMatchObject({
      reason: 'the role cannot be assumed yet',
      maxElapsed: 120,
    });
  });

  test('and credentials that AWS does not know are not', () => {
    const error = {
      name: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    };
    expect(retryPolicyFor('firehose:CreateDeliveryStream', error, OPERATIONS)).toBeUndefined();
    expect(
      retryPolicyFor('firehose:CreateDeliveryStream', { ...error, name: NAMES.firehose }, OPERATIONS),
    ).toBeUndefined();
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
