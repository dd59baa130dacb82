import fc from 'fast-check';
import type { JsonValue } from '../../../src/model/values/json.ts';

/** Something that goes wrong on the way to or from GitHub. */
export interface Fault {
  /** The operation, as openapi.json names it, or `POST /graphql`. */
  readonly route: string;
  /** How many requests it befalls; once unless said. */
  readonly times?: number;
  /** How many requests are let through before. */
  readonly skip?: number;
  /** Whether GitHub has done what was asked before the answer goes wrong. */
  readonly afterEffect?: boolean;
  /** What comes back: an answer, no answer (`drop`), half of one (`cut`), or nothing for good (`hang`). */
  readonly answer: Answer | 'drop' | 'cut' | 'hang';
}

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body?: JsonValue;
  /** Sent as text/html in place of `body`. */
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server that fails. */
export const BAD_GATEWAY: Answer = { status: 502, body: { message: 'Server Error' } };

/** The hourly budget is spent; `seconds` until it is renewed. */
export function exhausted(seconds: number, now: number): Answer {
  const reset = String(Math.floor(now / 1000) + seconds);
  return {
    status: 403,
    body: { message: 'API rate limit exceeded for installation.' },
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
  };
}

/** Too much at once. */
export function secondaryLimit(status: 403 | 429, seconds: number): Answer {
  return {
    status,
    body: {
      message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    },
    headers: { 'retry-after': String(seconds), 'x-ratelimit-remaining': '900' },
  };
}

/** The faults that are still to come, and which of them befalls a request. */
export function createFaults(): {
  readonly add: (fault: Fault) => void;
  readonly next: (route: string) => Fault | undefined;
  readonly clear: () => void;
} {
  const pending: { fault: Fault; skip: number; times: number }[] = [];
  return {
    add: (fault) => void pending.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 }),
    clear: () => void pending.splice(0),
    next: (route) => {
      const entry = pending.find(({ fault, times }) => fault.route === route && times > 0);
      if (entry === undefined) return undefined;
      if (entry.skip > 0) {
        entry.skip--;
        return undefined;
      }
      entry.times--;
      return entry.fault;
    },
  };
}

/** Anything that can befall these operations. What is refused for its rate has no effect. */
export function anyFault(...routes: readonly string[]): fc.Arbitrary<Fault> {
  const common = {
    route: fc.constantFrom(...routes),
    times: fc.integer({ min: 1, max: 5 }),
    skip: fc.integer({ min: 0, max: 2 }),
  };
  const lost = fc.constantFrom<Fault['answer']>(BAD_GATEWAY, 'drop', 'cut');
  return fc.oneof(
    fc.record({ ...common, answer: lost, afterEffect: fc.boolean() }),
    fc.record({ ...common, answer: fc.constant(secondaryLimit(403, 2)) }),
  );
}
