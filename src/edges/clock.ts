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

/** Time that passes at once when it is waited for: for the sandbox inside the program. */
export function virtualClock(start: number = Date.now()): Clock {
  let now = start;
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      const until = now + milliseconds;
      // Others who wait for less wake first: give them their turn before time moves on.
      await new Promise((resolve) => setImmediate(resolve));
      now = Math.max(now, until);
    },
  };
}
