import {
  getRetryAfterHint,
  isClockSkewCorrectedError,
  isClockSkewError,
  isServerError,
  isThrottlingError,
  isTransientError,
} from '@smithy/core/retry';
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
  readonly $metadata?: {
    readonly httpStatusCode?: number;
    readonly attempts?: number;
    /** The SDK signs by AWS's clock from now on, which differs by four minutes or more. */
    readonly clockSkewCorrected?: true;
  };
  /** What AWS's model says of trying again. */
  readonly $retryable?: object;
  readonly $response?: { readonly headers: Readonly<Record<string, string>> };
  readonly cause?: unknown;
}

type SdkError = Parameters<typeof isTransientError>[0];

/** How a failed request may be tried again: what to say, how long to wait first, and for how long in all. Seconds. */
export interface RetryPolicy {
  readonly reason: string;
  readonly baseDelay: number;
  readonly maxDelay: number;
  readonly maxElapsed: number;
}

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

/**
 * Whether AWS says that requests come too fast: the rate limiter has to wait then, not the request. A limit of how many there may be
 * stays, though the SDK takes it for throttling.
 */
export function isThrottling(error: AwsError): boolean {
  return error.name !== 'LimitExceededException' && isThrottlingError(error as SdkError);
}

/** Whether AWS refused what was signed by a clock that is wrong, and the SDK knows better now. */
export function isSkewCorrected(error: AwsError): boolean {
  // The SDK marks whatever fails while the clock is wrong.
  return isClockSkewCorrectedError(error as SdkError) === true && isClockSkewError(error as SdkError);
}

/** Seconds that AWS asks to wait for; 0 where it does not. */
export function retryAfter(error: AwsError): number {
  const until = getRetryAfterHint(error.$response);
  return until === undefined ? 0 : Math.max(0, (until.getTime() - Date.now()) / 1000);
}

/** What the SDK and we call errors that AWS gave no name. */
const NAMELESS = /^(Unknown|Error$|NotAws$)/;

/** No connection came about: a host or a network that is not there is seldom there soon. */
const UNCONNECTED = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND)$/;

/** How to retry after an error that is no throttling; undefined where a retry is pointless. */
export function retryPolicyFor(
  operation: string,
  error: AwsError,
  operations: KnownOperations,
): RetryPolicy | undefined {
  const { name, message, code = '', $metadata: { httpStatusCode: status } = {} } = error;
  if (name === 'ConflictingResourceUpdateException')
    return { reason: 'another change is under way', baseDelay: 1, maxDelay: 5, maxElapsed: 30 };
  // Without its mark of a wrong clock.
  const { $retryable, cause } = error;
  const failed = { name, message, code, $retryable, cause, $metadata: { httpStatusCode: status } } as SdkError;
  if (isTransientError(failed) || isServerError(failed)) {
    if (status !== undefined)
      return {
        reason: `AWS answered ${NAMELESS.test(name) ? `HTTP ${status}` : name}`,
        baseDelay: 1,
        maxDelay: 8,
        maxElapsed: 30,
      };
    // Networks that are closed to IAM are common, and nothing but looking at roles hangs on it.
    if (operation.startsWith('iam:')) return undefined;
    return UNCONNECTED.test(code)
      ? { reason: 'there is no connection', baseDelay: 0.5, maxDelay: 2, maxElapsed: 4 }
      : { reason: 'the connection broke', baseDelay: 1, maxDelay: 8, maxElapsed: 30 };
  }
  const isRole =
    operations.get(operation)?.assumesRole === true &&
    ROLE_ERRORS.has(name) &&
    ROLE_TEXTS.some((text) => text.test(message));
  return isRole ? { reason: 'the role cannot be assumed yet', baseDelay: 2, maxDelay: 15, maxElapsed: 120 } : undefined;
}
