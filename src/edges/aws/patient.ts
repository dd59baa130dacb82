import type { Attempt, Reporter } from '../../model/event.ts';
import type { Target } from '../../model/settings.ts';
import type { Clock } from '../clock.ts';
import type { Send } from './assume-role.ts';
import type { Budget } from './budget.ts';
import { explain } from './errors.ts';
import { isThrottling, patienceWith, THROTTLED_SECONDS } from './patience.ts';
import type { AwsError, Patience } from './patience.ts';

/** What a request is sent in. */
export interface Surroundings {
  readonly target: Target;
  readonly clock: Clock;
  readonly report: Reporter;
  readonly deadline: number;
  readonly budget: Budget;
}

/** Sends when the budget allows it, and again where that can help. */
export function patient(prefix: string, send: Send, surroundings: Surroundings): Send {
  const { clock, report, budget } = surroundings;
  return async (name, input) => {
    const operation = `${prefix}:${name}`;
    const asked = clock.now();
    const attempts: Attempt[] = [];
    const ended = (): void => report({ type: 'called', target: surroundings.target.name, operation, asked, attempts });
    let failedAt: number | undefined;
    for (let tries = 1, isThrottled = false; ; tries++) {
      await budget.turn(operation, isThrottled);
      const sentAt = clock.now();
      report({ type: 'sent', operation });
      try {
        const answer = await send(name, input);
        budget.answered(operation, false, sentAt);
        attempts.push({ sent: sentAt, answered: clock.now(), outcome: 'ok' });
        ended();
        return answer;
      } catch (error) {
        attempts.push({ sent: sentAt, answered: clock.now(), outcome: String((error as AwsError).name) });
        isThrottled = isThrottling(error as AwsError);
        const throttled = budget.answered(operation, isThrottled, sentAt);
        failedAt ??= clock.now();
        const wait = isThrottled
          ? throttledWait(throttled)
          : waitFor(patienceWith(operation, error as AwsError), tries, failedAt, surroundings);
        if (wait === undefined) {
          ended();
          throw explain(operation, surroundings.target, error, tries);
        }
        report({ type: 'retrying', operation, ...wait });
        await clock.sleep(wait.seconds * 1000);
      }
    }
  };
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
