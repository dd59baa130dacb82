import type { Attempt, Reporter } from '../../model/event.ts';
import type { Target } from '../../model/settings.ts';
import type { Clock } from '../clock.ts';
import type { Send } from './assume-role.ts';
import type { Budget } from './rate-limiter.ts';
import { explain } from './errors.ts';
import { isThrottling, patienceWith, THROTTLED_SECONDS } from './retry-policy.ts';
import type { AwsError, Patience } from './retry-policy.ts';

/** What a request is sent in. */
export interface Surroundings {
  readonly target: Target;
  readonly clock: Clock;
  readonly report: Reporter;
  readonly deadline: number;
  readonly budget: Budget;
}

/** Operations that change nothing. */
const READS = /^(Describe|Get|List)/;

/**
 * Sends when the budget allows it, and again where that can help. Who asks for what is about to be asked for anyway gets that
 * answer too.
 */
export function patient(prefix: string, send: Send, surroundings: Surroundings): Send {
  const waiting = new Map<string, Promise<unknown>>();
  return (name, input) => {
    if (!READS.test(name)) return sendPatiently(`${prefix}:${name}`, () => send(name, input), surroundings);
    const key = `${name} ${JSON.stringify(input)}`;
    const shared = waiting.get(key);
    if (shared !== undefined) return shared;
    const answer = sendPatiently(
      `${prefix}:${name}`,
      () => {
        // From here on it would be an answer to an earlier question.
        waiting.delete(key);
        return send(name, input);
      },
      surroundings,
    );
    waiting.set(key, answer);
    return answer;
  };
}

async function sendPatiently(operation: string, send: () => Promise<unknown>, surroundings: Surroundings) {
  const { target, clock, report, budget } = surroundings;
  const call = { type: 'called', target: target.name, operation, asked: clock.now() } as const;
  const attempts: Attempt[] = [];
  let failedAt: number | undefined;
  for (let tries = 1, isThrottled = false; ; tries++) {
    await budget.turn(operation, isThrottled);
    const sent = clock.now();
    report({ type: 'sent', operation });
    try {
      const answer = await send();
      budget.answered(operation, false, sent);
      report({ ...call, attempts: [...attempts, { sent, answered: clock.now(), outcome: 'ok' }] });
      return answer;
    } catch (error) {
      const { name } = error as AwsError;
      attempts.push({ sent, answered: clock.now(), outcome: name });
      isThrottled = isThrottling(error as AwsError);
      const throttled = budget.answered(operation, isThrottled, sent);
      failedAt ??= clock.now();
      const wait = isThrottled
        ? throttledWait(throttled)
        : waitFor(patienceWith(operation, error as AwsError), tries, failedAt, surroundings);
      if (wait === undefined) {
        report({ ...call, attempts });
        throw explain(operation, target, error, tries);
      }
      report({ type: 'retrying', operation, ...wait });
      if (wait.seconds > 0) await clock.sleep(wait.seconds * 1000);
    }
  }
}

interface Wait {
  readonly reason: string;
  readonly seconds: number;
}

/** The budget lets a throttled request go again as soon as it can: a pause of its own would only come on top. */
function throttledWait(throttledSeconds: number): Wait | undefined {
  return throttledSeconds > THROTTLED_SECONDS ? undefined : { reason: 'AWS throttles', seconds: 0 };
}

/** The next pause; undefined where patience is at its end. */
function waitFor(
  patience: Patience | undefined,
  tries: number,
  failedAt: number,
  { clock, deadline }: Surroundings,
): Wait | undefined {
  if (patience === undefined) return undefined;
  const seconds = pauseOf(patience, tries);
  const isSpent = (clock.now() - failedAt) / 1000 + seconds > patience.total;
  return isSpent || clock.now() + seconds * 1000 > deadline ? undefined : { reason: patience.reason, seconds };
}

/** Exponential, with jitter, so that those who were throttled together do not come back together. */
function pauseOf({ first, most }: Patience, tries: number): number {
  return Math.min(most, first * 2 ** (tries - 1)) * (0.5 + Math.random() / 2);
}
