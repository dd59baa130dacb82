import { describe, expect, test } from 'vitest';
import { isThrottling, retryPolicyFor } from '../../../src/edges/aws/retry-policy.ts';
import type { AwsError } from '../../../src/edges/aws/retry-policy.ts';
import { OPERATIONS } from '../../operations.ts';
import { NAMES, TEXTS } from './role-texts.ts';

describe('what is no answer of AWS’s decision', () => {
  const policy = (error: Partial<AwsError>, operation = 'iot:GetTopicRule') =>
    retryPolicyFor(operation, { name: 'Error', message: 'x', ...error }, OPERATIONS);

  test.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT'])('is asked for again: %s', (code) => {
    expect(policy({ code })).toEqual({ reason: 'the connection broke', baseDelay: 1, maxDelay: 8, maxElapsed: 30 });
    expect(policy({ code }, 'iam:GetRole'), 'networks that are closed to IAM are common').toBeUndefined();
  });

  test.each(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'])(
    'is asked for again for a few seconds only, where no connection came about: %s',
    (code) => {
      expect(policy({ code })).toEqual({
        reason: 'there is no connection',
        baseDelay: 0.5,
        maxDelay: 2,
        maxElapsed: 4,
      });
    },
  );

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

test('a change that is under way is waited for', () => {
  const error = { name: 'ConflictingResourceUpdateException', message: 'x', $metadata: { httpStatusCode: 409 } };
  expect(retryPolicyFor('iot:CreateTopicRule', error, OPERATIONS)).toEqual({
    reason: 'another change is under way',
    baseDelay: 1,
    maxDelay: 5,
    maxElapsed: 30,
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

describe('the SDK says which errors pass', () => {
  test.each([
    ['a host that is not there is tried for seconds only', { name: 'Error', code: 'ENOTFOUND' }, 4],
    ['so is one where nothing listens', { name: 'Error', code: 'ECONNREFUSED' }, 4],
    ['a connection that breaks is made anew', { name: 'Error', code: 'EPIPE' }, 30],
    ['a time-out passes', { name: 'TimeoutError' }, 30],
    [
      'so does whatever AWS’s model says so of',
      { name: 'Odd', $retryable: {}, $metadata: { httpStatusCode: 400 } },
      30,
    ],
    ['and a server’s failure that it does not list', { name: 'Odd', $metadata: { httpStatusCode: 599 } }, 30],
    ['a refusal does not', { name: 'Odd', $metadata: { httpStatusCode: 401 } }, undefined],
    [
      'nor does it while the clock is wrong, though the SDK marks it',
      { name: 'Odd', $metadata: { httpStatusCode: 400, clockSkewCorrected: true as const } },
      undefined,
    ],
  ])('%s', (_, failure, seconds) => {
    const policy = retryPolicyFor('iot:GetTopicRule', { message: 'x', ...failure }, OPERATIONS);
    expect(policy?.maxElapsed).toBe(seconds);
  });

  test('networks that are closed to IAM are not waited for', () => {
    const failure = { name: 'TimeoutError', message: 'x' };
    expect(retryPolicyFor('iam:GetRole', failure, OPERATIONS)).toBeUndefined();
  });
});

describe('a role that IAM has not spread yet is waited for', () => {
  test.each(TEXTS)('in the words of $source', ({ service, text: message }) => {
    const operation = service === 'iot' ? 'iot:CreateTopicRule' : 'firehose:CreateDeliveryStream';
    expect(retryPolicyFor(operation, { name: NAMES[service], message }, OPERATIONS)).toMatchObject({
      reason: 'the role cannot be assumed yet',
      maxElapsed: 120,
    });
  });

  test.each([
    { reason: 'what assumes no role', operation: 'iot:GetTopicRule', name: NAMES.iot },
    { reason: 'what nobody knows', operation: 'iot:Whatever', name: NAMES.iot },
    { reason: 'another error', operation: 'iot:CreateTopicRule', name: 'SqlParseException' },
  ])('but not by $reason', ({ operation, name }) => {
    const [{ text: message } = { text: '' }] = TEXTS;
    expect(retryPolicyFor(operation, { name, message }, OPERATIONS)).toBeUndefined();
  });

  test('nor where AWS does not speak of a role', () => {
    const error = { name: NAMES.iot, message: 'The topic is not valid' };
    expect(retryPolicyFor('iot:CreateTopicRule', error, OPERATIONS)).toBeUndefined();
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
});
