import type { Attempt, Reporter } from '../../model/event.ts';
import type { KnownOperations } from '../../model/kinds/operation.ts';
import type { Target } from '../../model/settings.ts';
import type { Clock } from '../clock.ts';
import type { Send } from './assume-role.ts';
import { sleepUnlessStopped } from './rate-limiter.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { explain } from './errors.ts';
import type { AskedRequest } from './errors.ts';
import { isSkewCorrected, isThrottling, retryAfter, retryPolicyFor, THROTTLED_SECONDS } from './retry-policy.ts';
import type { AwsError, RetryPolicy } from './retry-policy.ts';

/** What a request is sent in. */
export interface RequestContext {
  readonly target: Target;
  readonly clock: Clock;
  readonly report: Reporter;
  readonly deadline: number;
  readonly limiter: RateLimiter;
  readonly operations: KnownOperations;
  /** Who asks, as an ARN; undefined before that is known. */
  readonly caller: () => string | undefined;
}

/** Operations that change nothing. */
const READS = /^(Describe|Get|List)/;

/**
 * Sends when the limiter allows it, and again where that can help. Who asks for what is about to be asked for anyway gets that
 * answer too.
 */
export function withRetries(prefix: string, send: Send, context: RequestContext): Send {
  const waiting = new Map<string, Promise<unknown>>();
  return (name, input) => {
    const request = { operation: `${prefix}:${name}`, input };
    if (!READS.test(name)) return sendWithRetries(request, () => send(name, input), context);
    const key = `${name} ${JSON.stringify(input)}`;
    const shared = waiting.get(key);
    if (shared !== undefined) return shared;
    const answer = sendWithRetries(
      request,
      () => {
        // From here on it would be an answer to an earlier question.
        waiting.delete(key);
        return send(name, input);
      },
      context,
    );
    waiting.set(key, answer);
    return answer;
  };
}

async function sendWithRetries(
  request: Pick<AskedRequest, 'operation' | 'input'>,
  send: () => Promise<unknown>,
  context: RequestContext,
) {
  const { operation } = request;
  const { target, clock, report, limiter } = context;
  const call = { type: 'called', target: target.name, operation, asked: clock.now() } as const;
  const attempts: Attempt[] = [];
  let failedAt: number | undefined;
  for (let tries = 1, isThrottled = false, isClockSet = false; ; tries++) {
    await limiter.acquire(operation, isThrottled);
    const sent = clock.now();
    report({ type: 'sent', operation });
    try {
      const answer = await send();
      limiter.onResponse(operation, false, sent);
      report({ ...call, attempts: [...attempts, { sent, answered: clock.now(), outcome: 'ok' }] });
      return answer;
    } catch (error) {
      const failed = error as AwsError;
      attempts.push({ sent, answered: clock.now(), outcome: failed.name });
      isThrottled = isThrottling(failed);
      const throttled = limiter.onResponse(operation, isThrottled, sent);
      failedAt ??= clock.now();
      const wait = isThrottled
        ? throttledWait(throttled, retryAfter(failed))
        : !isClockSet && isSkewCorrected(failed)
          ? ((isClockSet = true), { reason: 'the clock of this machine is wrong: AWS’s is used', seconds: 0 })
          : nextWait(operation, failed, { tries, failedAt }, context);
      if (wait === undefined) {
        report({ ...call, attempts });
        throw explain({ ...request, target, caller: context.caller() }, error, tries);
      }
      report({ type: 'retrying', operation, ...wait });
      if (wait.seconds > 0) await sleepUnlessStopped(clock, wait.seconds * 1000);
    }
  }
}

interface Wait {
  readonly reason: string;
  readonly seconds: number;
}

/** The limiter lets a throttled request go again as soon as it can: a pause of its own, but for what AWS asks for, would only come on top. */
function throttledWait(throttledSeconds: number, seconds: number): Wait | undefined {
  return Math.max(throttledSeconds, seconds) > THROTTLED_SECONDS ? undefined : { reason: 'AWS throttles', seconds };
}

/** The next pause, as long as AWS asks for at least; undefined where policy is at its end. */
function nextWait(
  operation: string,
  error: AwsError,
  { tries, failedAt }: { readonly tries: number; readonly failedAt: number },
  { clock, deadline, operations }: RequestContext,
): Wait | undefined {
  const policy = retryPolicyFor(operation, error, operations);
  if (policy === undefined) return undefined;
  const seconds = Math.max(pauseOf(policy, tries), retryAfter(error));
  const isSpent = (clock.now() - failedAt) / 1000 + seconds > policy.maxElapsed;
  return isSpent || clock.now() + seconds * 1000 > deadline ? undefined : { reason: policy.reason, seconds };
}

/** Exponential, with jitter, so that those who were throttled together do not come back together. */
function pauseOf({ baseDelay: first, maxDelay: most }: RetryPolicy, tries: number): number {
  return Math.min(most, first * 2 ** (tries - 1)) * (0.5 + Math.random() / 2);
}
