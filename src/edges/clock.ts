import { createPriorityQueue } from '../model/values/priority-queue.ts';

/** Time, so that waiting can be real or not. Milliseconds since 1970. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** The machine's time. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/**
 * Time that passes at once when everybody waits for it: for the sandbox inside the program. Who waits for less wakes first,
 * and whatever that sets off is done before time moves on.
 */
export function virtualClock(start: number = Date.now()): Clock {
  let now = start;
  let isTurning = false;
  const sleepers = createPriorityQueue<Sleeper>((one, other) => one.until < other.until);
  const turn = (): void => {
    const next = sleepers.take();
    isTurning = next !== undefined;
    if (next === undefined) return;
    now = Math.max(now, next.until);
    next.wake();
    afterWork(turn);
  };
  return {
    now: () => now,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        sleepers.add({ until: now + milliseconds, wake });
        if (!isTurning) afterWork(turn);
        isTurning = true;
      }),
  };
}

/** An answer of the sandbox takes several turns of the event loop on its way through the SDK. */
function afterWork(next: () => void, turns = 3): void {
  setImmediate(() => (turns === 0 ? next() : afterWork(next, turns - 1)));
}
