import { AsyncLocalStorage } from 'node:async_hooks';
import type { Reporter } from '../../model/event.ts';
import { RUN_MINUTES } from '../../model/limits.ts';
import { OperatorError } from '../../model/problem.ts';
import { quotaOf } from '../../model/request-quotas.ts';
import type { Target } from '../../model/settings.ts';
import type { Clock } from '../clock.ts';
import { adapt, bucketOf, nextOf, take } from './token-bucket.ts';
import type { Bucket } from './token-bucket.ts';

/** Holds the operations of one account and region to their quotas. Shared by all callers. */
export interface Budget {
  /**
   * Returns when the request may be sent. One that was throttled goes `again` before all that have not been sent yet.
   * Throws an OperatorError once the run has taken too long.
   */
  turn(operation: string, again?: boolean): Promise<void>;
  /** Notes how a request was answered that was sent at `sentAt`. Gives the seconds for which all were throttled. */
  answered(operation: string, isThrottled: boolean, sentAt: number): number;
}

const errands = new AsyncLocalStorage<number>();
let begun = 0;

/**
 * Does something that takes several requests. Where they compete, those of an errand that was begun earlier go first: so each
 * is finished soon, and no quota stands idle until all have come as far.
 */
export function errand<Value>(work: () => Promise<Value>): Promise<Value> {
  return errands.run((begun += 1), work);
}

/** The budgets of a run, and when it has to end, in milliseconds as the clock has them. */
export interface Budgets {
  /** Targets of the same account and region draw on one; the first that is opened says how large it is. */
  readonly of: (target: Target) => Budget;
  readonly deadline: number;
}

interface Surroundings {
  readonly clock: Clock;
  readonly report: Reporter;
  readonly deadline: number;
}

interface Waiting {
  /** Number of the errand that it is part of. */
  readonly errand: number;
  readonly go: () => void;
  readonly stop: (why: Error) => void;
}

/** Requests that wait for a bucket, in the order in which they are sent. */
interface Queue {
  readonly name: string;
  readonly bucket: Bucket;
  readonly waiting: Waiting[];
  isServed: boolean;
}

/** Milliseconds between two events about waiting. */
const TELLING = 1000;

/** Budgets for one run, which begins now. */
export function createBudgets(clock: Clock, report: Reporter, minutes = RUN_MINUTES): Budgets {
  const budgets = new Map<string, Budget>();
  const deadline = clock.now() + minutes * 60_000;
  const of = (target: Target): Budget => {
    const key = `${target.account}/${target.region}`;
    const budget = budgets.get(key) ?? createBudget(target, { clock, report, deadline });
    budgets.set(key, budget);
    return budget;
  };
  return { of, deadline };
}

function createBudget(target: Target, { clock, report, deadline }: Surroundings): Budget {
  const queues = new Map<string, Queue>();
  const queueOf = (operation: string): Queue => {
    const { name, perSecond } = quotaOf(operation, target);
    const queue = queues.get(name) ?? { name, bucket: bucketOf(perSecond), waiting: [], isServed: false };
    queues.set(name, queue);
    return queue;
  };
  let told = clock.now();
  const tell = (): void => {
    if (clock.now() - told < TELLING) return;
    const slowest = [...queues.values()].reduce((one, other) => (secondsOf(other) > secondsOf(one) ? other : one));
    if (slowest.waiting.length === 0) return;
    told = clock.now();
    const { name, waiting, bucket } = slowest;
    const seconds = secondsOf(slowest);
    report({ type: 'queued', quota: name, waiting: waiting.length, perSecond: bucket.rate, seconds });
  };
  return {
    turn: (operation, again = false) =>
      new Promise((go, stop) => {
        const queue = queueOf(operation);
        const errand = again ? -1 : (errands.getStore() ?? 0);
        const later = queue.waiting.findLastIndex((other) => other.errand <= errand);
        queue.waiting.splice(later + 1, 0, { errand, go, stop });
        if (!queue.isServed) void serve(queue, { clock, deadline, tell });
      }),
    answered: (operation, isThrottled, sentAt) => {
      const { bucket } = queueOf(operation);
      adapt(bucket, isThrottled, sentAt, clock.now());
      return bucket.throttledSince === undefined ? 0 : (clock.now() - bucket.throttledSince) / 1000;
    },
  };
}

function secondsOf({ waiting, bucket }: Queue): number {
  return waiting.length / bucket.rate;
}

/** Lets those who wait go one by one, until nobody waits. */
async function serve(
  queue: Queue,
  { clock, deadline, tell }: Pick<Surroundings, 'clock' | 'deadline'> & { tell: () => void },
): Promise<void> {
  queue.isServed = true;
  while (queue.waiting.length > 0) {
    const now = clock.now();
    // What was taken for it while it slept may have made it slower: asked again each time.
    const pause = Math.min(nextOf(queue.bucket), deadline) - now;
    if (now >= deadline) for (const { stop } of queue.waiting.splice(0)) stop(tooLong());
    else if (pause >= 1) await clock.sleep(pause);
    else {
      take(queue.bucket, now);
      queue.waiting.shift()?.go();
      tell();
    }
  }
  queue.isServed = false;
}

/** The run has to end. */
export function tooLong(): OperatorError {
  return new OperatorError('DG4010', 'The run has taken as long as it may.', {
    hint: 'Run again: what is done is kept. --deadline allows more minutes; `quotas` of the target say what AWS takes.',
  });
}
