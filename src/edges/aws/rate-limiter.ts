import { AsyncLocalStorage } from 'node:async_hooks';
import type { Reporter } from '../../model/event.ts';
import { RUN_MINUTES } from '../../model/limits.ts';
import type { WorkOptions } from '../../model/aws.ts';
import { createPriorityQueue } from '../../model/values/priority-queue.ts';
import type { PriorityQueue } from '../../model/values/priority-queue.ts';
import type { KnownOperations } from '../../model/kinds/operation.ts';
import { OperatorError } from '../../model/problem.ts';
import { quotaOf } from '../../model/kinds/request-quotas.ts';
import type { Target } from '../../model/settings.ts';
import type { Clock } from '../clock.ts';
import { adjustRate, createTokenBucket, nextTokenAt, takeToken } from './token-bucket.ts';
import type { TokenBucket } from './token-bucket.ts';

/** Holds the operations of one account and region to their quotas. Shared by all callers. */
export interface RateLimiter {
  /**
   * Returns when the request may be sent. One that was throttled goes `again` before all that have not been sent yet.
   * Throws an OperatorError once the run has taken too long, or where the work that it is part of was told to stop.
   */
  acquire(operation: string, again?: boolean): Promise<void>;
  /** Notes how a request was answered that was sent at `sentAt`. Gives the seconds for which all were throttled. */
  onResponse(operation: string, isThrottled: boolean, sentAt: number): number;
}

/** Work that takes several requests. */
interface Work extends WorkOptions {
  /** Lower goes first. */
  readonly priority: number;
  hasBegun: boolean;
}

const works = new AsyncLocalStorage<Work>();
let lastPriority = 0;

/**
 * Does something that takes several requests. Where they compete, those of work that was begun earlier go first: so each
 * is finished soon, and no quota stands idle until all have come as far.
 */
export function withPriority<Value>(work: () => Promise<Value>, options: WorkOptions = {}): Promise<Value> {
  return works.run({ ...options, priority: (lastPriority += 1), hasBegun: false }, work);
}

/** Sleeps, but throws an OperatorError as soon as the work that this is part of is told to stop. */
export async function sleepUnlessStopped(clock: Clock, milliseconds: number): Promise<void> {
  const stop = works.getStore()?.stop;
  if (stop === undefined) return clock.sleep(milliseconds);
  if (stop.aborted) throw runStopped();
  let listener = (): void => {};
  const stopped = new Promise<never>((_, reject) => (listener = () => reject(runStopped())));
  stop.addEventListener('abort', listener);
  try {
    await Promise.race([clock.sleep(milliseconds), stopped]);
  } finally {
    stop.removeEventListener('abort', listener);
  }
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
  readonly work: Work | undefined;
  readonly go: () => void;
  readonly refuse: (why: Error) => void;
}

/** Requests that wait for a bucket, in the order in which they are sent. */
interface Queue {
  readonly name: string;
  readonly bucket: TokenBucket;
  readonly waiting: PriorityQueue<QueuedRequest>;
  isServed: boolean;
}

/** Milliseconds between two events about waiting. */
const REPORT_EVERY = 1000;

/** Milliseconds for which work that has begun may go on sending after it was told to stop: what is nearly done is finished. */
const GRACE = 1000;

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

function createRateLimiter(target: Target, context: LimiterContext): RateLimiter {
  const { clock, report, operations } = context;
  const queues = new Map<string, Queue>();
  const byOperation = new Map<string, Queue>();
  const queueOf = (operation: string): Queue => {
    const known = byOperation.get(operation);
    if (known !== undefined) return known;
    const { name, perSecond } = quotaOf(operation, target, operations);
    const queue = queues.get(name) ?? emptyQueue(name, perSecond);
    queues.set(name, queue);
    byOperation.set(operation, queue);
    return queue;
  };
  const tell = teller(queues, clock, report);
  const isOver = stopWatch(queues, clock);
  return {
    acquire: (operation, again = false) =>
      new Promise((go, refuse) => {
        const work = works.getStore();
        if (isOver(work)) return refuse(runStopped());
        const queue = queueOf(operation);
        queue.waiting.add({ priority: again ? -1 : (work?.priority ?? 0), work, go, refuse });
        if (!queue.isServed) void drain(queue, { ...context, tell });
      }),
    onResponse: (operation, isThrottled, sentAt) => {
      const { bucket } = queueOf(operation);
      adjustRate(bucket, isThrottled, sentAt, clock.now());
      return bucket.throttledSince === undefined ? 0 : (clock.now() - bucket.throttledSince) / 1000;
    },
  };
}

function emptyQueue(name: string, perSecond: number): Queue {
  const waiting = createPriorityQueue<QueuedRequest>((one, other) => one.priority < other.priority);
  return { name, bucket: createTokenBucket(perSecond), waiting, isServed: false };
}

/** Tells now and then which quota is waited for longest. */
function teller(queues: ReadonlyMap<string, Queue>, clock: Clock, report: Reporter): () => void {
  let told = clock.now();
  return () => {
    if (clock.now() - told < REPORT_EVERY) return;
    const slowest = [...queues.values()].reduce((one, other) =>
      drainSeconds(other) > drainSeconds(one) ? other : one,
    );
    if (slowest.waiting.size() === 0) return;
    told = clock.now();
    const { name, waiting, bucket } = slowest;
    const seconds = drainSeconds(slowest);
    report({ type: 'queued', quota: name, waiting: waiting.size(), perSecond: bucket.rate, seconds });
  };
}

/**
 * Says whether work may send nothing more. As soon as it is told to stop, what waits for work that has not begun is refused; a
 * moment later, what waits for any.
 */
function stopWatch(queues: ReadonlyMap<string, Queue>, clock: Clock): (work: Work | undefined) => boolean {
  const ends = new Map<AbortSignal, number>();
  const isOver = (work: Work | undefined): boolean =>
    work?.stop?.aborted === true && (!work.hasBegun || clock.now() >= (ends.get(work.stop) ?? 0));
  const refuseOver = (): void => {
    for (const { waiting } of queues.values()) {
      const all = Array.from({ length: waiting.size() }, () => waiting.take() as QueuedRequest);
      for (const one of all)
        if (isOver(one.work)) one.refuse(runStopped());
        else waiting.add(one);
    }
  };
  const end = async (stop: AbortSignal): Promise<void> => {
    ends.set(stop, clock.now() + GRACE);
    refuseOver();
    await clock.sleep(GRACE);
    refuseOver();
  };
  return (work) => {
    const stop = work?.stop;
    if (stop !== undefined && !ends.has(stop)) {
      ends.set(stop, 0);
      stop.addEventListener('abort', () => void end(stop));
    }
    return isOver(work);
  };
}

function drainSeconds({ waiting, bucket }: Queue): number {
  return waiting.size() / bucket.rate;
}

/** Lets those who wait go one by one, until nobody waits. */
async function drain(
  queue: Queue,
  { clock, deadline, tell }: Pick<LimiterContext, 'clock' | 'deadline'> & { tell: () => void },
): Promise<void> {
  queue.isServed = true;
  while (queue.waiting.size() > 0) {
    const now = clock.now();
    // What was taken for it while it slept may have made it slower: asked again each time.
    const pause = Math.min(nextTokenAt(queue.bucket), deadline) - now;
    if (now >= deadline)
      while (queue.waiting.size() > 0) (queue.waiting.take() as QueuedRequest).refuse(deadlineExceeded());
    else if (pause >= 1) await clock.sleep(pause);
    else {
      const next = queue.waiting.take() as QueuedRequest;
      takeToken(queue.bucket, now, queue.waiting.size());
      begin(next);
      tell();
    }
  }
  queue.isServed = false;
}

function begin({ work, go }: QueuedRequest): void {
  if (work !== undefined && !work.hasBegun) {
    work.hasBegun = true;
    work.begun?.();
  }
  go();
}

/** The run has to end. */
export function deadlineExceeded(): OperatorError {
  return new OperatorError('DG4010', 'The run has taken as long as it may.', {
    hint: 'Run again: what is done is kept. --deadline allows more minutes; `quotas` of the target say what AWS takes.',
  });
}

function runStopped(): OperatorError {
  return new OperatorError('DG4013', 'The run was told to stop.', { hint: 'Run again: what is done is kept.' });
}
