import type { KnownOperations } from '../../model/kinds/operation.ts';

/** An error as the AWS SDK throws it, as far as it is looked at here. */
export interface AwsError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  /** The host that was asked. */
  readonly host?: string | undefined;
  /** What could not be read as an address. */
  readonly input?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
}

/** How a failed request may be tried again: what to say, how long to wait first, and for how long in all. Seconds. */
export interface RetryPolicy {
  readonly reason: string;
  readonly baseDelay: number;
  readonly maxDelay: number;
  readonly maxElapsed: number;
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

// AWS checks roles when a profile, a rule or a stream is written, and IAM takes up to two minutes to spread a change.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
const ROLE_TEXTS: readonly RegExp[] = [
  // AWS IoT: https://github.com/hashicorp/terraform-provider-aws/issues/33433 and, in older words, /pull/20467
  /unable to assume (the )?role/i,
  /unable to perform:? sts:AssumeRole/i,
  // Amazon Data Firehose: https://github.com/hashicorp/terraform-provider-aws/issues/3380 and /issues/47937
  /Please check the role provided/i,
  /security token included in the request is invalid.*\brole\b/is,
  // And of what the role may do: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/firehose/delivery_stream.go
  /is not authorized to/i,
  /Access was denied/i,
  /Verify that the IAM role has access/i,
  /Please (make sure|ensure) (that )?the (IAM )?role\b/i,
];
const ROLE_ERRORS = new Set(['InvalidRequestException', 'InvalidArgumentException', 'InvalidKMSResourceException']);

/** Seconds for which all requests of a quota may be throttled before those that wait for it are given up. */
export const THROTTLED_SECONDS = 120;

/** Whether AWS says that requests come too fast: the rate limiter has to wait then, not the request. */
export function isThrottling(error: AwsError): boolean {
  return THROTTLES.has(error.name) || error.$metadata?.httpStatusCode === 429;
}

/**
 * How to retry after an error; undefined where a retry is pointless.
 * `LimitExceededException` is such a one, though the SDK counts it as throttling.
 */
export function retryPolicyFor(
  operation: string,
  error: AwsError,
  operations: KnownOperations,
): RetryPolicy | undefined {
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (error.name === 'ConflictingResourceUpdateException')
    return { reason: 'another change is under way', baseDelay: 1, maxDelay: 5, maxElapsed: 30 };
  if (TRANSIENT.has(error.name) || status >= 500)
    return {
      reason: `AWS answered ${TRANSIENT.has(error.name) ? error.name : `HTTP ${status}`}`,
      baseDelay: 1,
      maxDelay: 8,
      maxElapsed: 30,
    };
  // Networks that are closed to IAM are common, and nothing but looking at roles hangs on it.
  if (BROKEN.has(error.code ?? '') || error.name === 'TimeoutError')
    return operation.startsWith('iam:')
      ? undefined
      : { reason: 'the connection broke', baseDelay: 1, maxDelay: 8, maxElapsed: 30 };
  const isRole =
    operations.get(operation)?.assumesRole === true &&
    ROLE_ERRORS.has(error.name) &&
    ROLE_TEXTS.some((text) => text.test(error.message));
  return isRole ? { reason: 'the role cannot be assumed yet', baseDelay: 2, maxDelay: 15, maxElapsed: 120 } : undefined;
}
