import { AsyncLocalStorage } from 'node:async_hooks';
import type { Reporter } from '../../model/event.ts';
import { RUN_MINUTES } from '../../model/limits.ts';
import type { KnownOperations } from '../../model/operation.ts';
import { OperatorError } from '../../model/problem.ts';
import { quotaOf } from '../../model/request-quotas.ts';
import type { Target } from '../../model/settings.ts';
import type { Clock } from '../clock.ts';
import { adjustRate, createTokenBucket, nextTokenAt, takeToken } from './token-bucket.ts';
import type { TokenBucket } from './token-bucket.ts';

/** Holds the operations of one account and region to their quotas. Shared by all callers. */
export interface RateLimiter {
  /**
   * Returns when the request may be sent. One that was throttled goes `again` before all that have not been sent yet.
   * Throws an OperatorError once the run has taken too long.
   */
  acquire(operation: string, again?: boolean): Promise<void>;
  /** Notes how a request was answered that was sent at `sentAt`. Gives the seconds for which all were throttled. */
  onResponse(operation: string, isThrottled: boolean, sentAt: number): number;
}

const priorities = new AsyncLocalStorage<number>();
let lastPriority = 0;

/**
 * Does something that takes several requests. Where they compete, those of work that was begun earlier go first: so each
 * is finished soon, and no quota stands idle until all have come as far.
 */
export function withPriority<Value>(work: () => Promise<Value>): Promise<Value> {
  return priorities.run((lastPriority += 1), work);
}

/** The limiters of a run, and when it has to end, in milliseconds as the clock has them. */
export interface RateLimiters {
  /** Targets of the same account and region draw on one; the first that is opened says how large it is. */
  readonly of: (target: Target) => RateLimiter;
  readonly deadline: number;
}

/** What rate limiters are made with. */
interface LimiterOptions {
  readonly clock: Clock;
  readonly report: Reporter;
  readonly operations: KnownOperations;
  /** Minutes that the run may take. */
  readonly minutes?: number | undefined;
}

interface LimiterContext extends Omit<LimiterOptions, 'minutes'> {
  readonly deadline: number;
}

interface QueuedRequest {
  /** Lower goes first. */
  readonly priority: number;
  readonly go: () => void;
  readonly stop: (why: Error) => void;
}

/** Requests that wait for a bucket, in the order in which they are sent. */
interface Queue {
  readonly name: string;
  readonly bucket: TokenBucket;
  readonly waiting: QueuedRequest[];
  isServed: boolean;
}

/** Milliseconds between two events about waiting. */
const REPORT_EVERY = 1000;

/** Rate limiters for one run, which begins now. */
export function createRateLimiters({ minutes = RUN_MINUTES, ...options }: LimiterOptions): RateLimiters {
  const limiters = new Map<string, RateLimiter>();
  const deadline = options.clock.now() + minutes * 60_000;
  const of = (target: Target): RateLimiter => {
    const key = `${target.account}/${target.region}`;
    const limiter = limiters.get(key) ?? createRateLimiter(target, { ...options, deadline });
    limiters.set(key, limiter);
    return limiter;
  };
  return { of, deadline };
}

function createRateLimiter(target: Target, { clock, report, operations, deadline }: LimiterContext): RateLimiter {
  const queues = new Map<string, Queue>();
  const queueOf = (operation: string): Queue => {
    const { name, perSecond } = quotaOf(operation, target, operations);
    const queue = queues.get(name) ?? { name, bucket: createTokenBucket(perSecond), waiting: [], isServed: false };
    queues.set(name, queue);
    return queue;
  };
  let told = clock.now();
  const tell = (): void => {
    if (clock.now() - told < REPORT_EVERY) return;
    const slowest = [...queues.values()].reduce((one, other) =>
      drainSeconds(other) > drainSeconds(one) ? other : one,
    );
    if (slowest.waiting.length === 0) return;
    told = clock.now();
    const { name, waiting, bucket } = slowest;
    const seconds = drainSeconds(slowest);
    report({ type: 'queued', quota: name, waiting: waiting.length, perSecond: bucket.rate, seconds });
  };
  return {
    acquire: (operation, again = false) =>
      new Promise((go, stop) => {
        const queue = queueOf(operation);
        const priority = again ? -1 : (priorities.getStore() ?? 0);
        const later = queue.waiting.findLastIndex((other) => other.priority <= priority);
        queue.waiting.splice(later + 1, 0, { priority, go, stop });
        if (!queue.isServed) void drain(queue, { clock, deadline, tell });
      }),
    onResponse: (operation, isThrottled, sentAt) => {
      const { bucket } = queueOf(operation);
      adjustRate(bucket, isThrottled, sentAt, clock.now());
      return bucket.throttledSince === undefined ? 0 : (clock.now() - bucket.throttledSince) / 1000;
    },
  };
}

function drainSeconds({ waiting, bucket }: Queue): number {
  return waiting.length / bucket.rate;
}

/** Lets those who wait go one by one, until nobody waits. */
async function drain(
  queue: Queue,
  { clock, deadline, tell }: Pick<LimiterContext, 'clock' | 'deadline'> & { tell: () => void },
): Promise<void> {
  queue.isServed = true;
  while (queue.waiting.length > 0) {
    const now = clock.now();
    // What was taken for it while it slept may have made it slower: asked again each time.
    const pause = Math.min(nextTokenAt(queue.bucket), deadline) - now;
    if (now >= deadline) for (const { stop } of queue.waiting.splice(0)) stop(deadlineExceeded());
    else if (pause >= 1) await clock.sleep(pause);
    else {
      takeToken(queue.bucket, now);
      queue.waiting.shift()?.go();
      tell();
    }
  }
  queue.isServed = false;
}

/** The run has to end. */
export function deadlineExceeded(): OperatorError {
  return new OperatorError('DG4010', 'The run has taken as long as it may.', {
    hint: 'Run again: what is done is kept. --deadline allows more minutes; `quotas` of the target say what AWS takes.',
  });
}
