/** An error as the AWS SDK throws it, as far as it is looked at here. */
export interface AwsError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
}

/** How a failed request may be tried again: what to say, how long to wait first, and for how long in all. Seconds. */
export interface Patience {
  readonly reason: string;
  readonly first: number;
  readonly most: number;
  readonly total: number;
}

const THROTTLES = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'ThrottledException',
]);
const TRANSIENT = new Set([
  'InternalFailureException',
  'InternalException',
  'ServiceUnavailableException',
  'ServiceFailureException',
  'InternalFailure',
  'ServiceUnavailable',
]);
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'EAI_AGAIN']);

// AWS checks roles when a rule or a stream is written, and IAM takes up to two minutes to spread a change.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
const ROLE_TEXT =
  /unable to assume role|Please check the role provided|is not authorized to|Access was denied|Verify that the IAM role has access/i;
const ROLE_OPERATIONS = new Set([
  'iot:CreateTopicRule',
  'iot:ReplaceTopicRule',
  'iot:CreateSecurityProfile',
  'iot:UpdateSecurityProfile',
  'firehose:CreateDeliveryStream',
  'firehose:UpdateDestination',
]);

/** Seconds for which all requests of a quota may be throttled before those that wait for it are given up. */
export const THROTTLED_SECONDS = 120;

/** Whether AWS says that requests come too fast: the budget has to wait then, not the request. */
export function isThrottling(error: AwsError): boolean {
  return THROTTLES.has(error.name) || error.$metadata?.httpStatusCode === 429;
}

/**
 * Whether and how long to be patient with an error; undefined where trying again is pointless.
 * `LimitExceededException` is such a one, though the SDK counts it as throttling.
 */
export function patienceWith(operation: string, error: AwsError): Patience | undefined {
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (error.name === 'ConflictingResourceUpdateException')
    return { reason: 'another change is under way', first: 1, most: 5, total: 30 };
  if (TRANSIENT.has(error.name) || status >= 500)
    return { reason: `AWS answered ${error.name}`, first: 1, most: 8, total: 30 };
  // Networks that are closed to IAM are common, and nothing but looking at roles hangs on it.
  if (BROKEN.has(error.code ?? '') || error.name === 'TimeoutError')
    return operation.startsWith('iam:') ? undefined : { reason: 'the connection broke', first: 1, most: 8, total: 30 };
  const isRole =
    ROLE_OPERATIONS.has(operation) &&
    ['InvalidRequestException', 'InvalidArgumentException'].includes(error.name) &&
    ROLE_TEXT.test(error.message);
  return isRole ? { reason: 'the role cannot be assumed yet', first: 2, most: 15, total: 120 } : undefined;
}
