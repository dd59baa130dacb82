import type { Breather } from '../model/steps.ts';

/** Milliseconds for which work may keep signals, timers and answers waiting. */
const HELD = 50;

/** Lets the event loop turn whenever work has held it for long: https://nodejs.org/en/learn/asynchronous-work/dont-block-the-event-loop */
export function createBreather(now: () => number = () => performance.now()): Breather {
  let since = now();
  return () => {
    if (now() - since < HELD) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        since = now();
        resolve();
      }),
    );
  };
}
