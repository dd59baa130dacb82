import type { Clock } from '../clock.ts';
import { quotaOf } from './quotas.ts';

/** Holds each operation to its quota: `take` returns when one more request may be sent. Shared by all callers of an account. */
export interface Budget {
  take(operation: string): Promise<void>;
}

/** A bucket for each quota, filled at its published rate; it holds one second's worth, because no burst is documented. */
export function createBudget(clock: Clock): Budget {
  const nextFree = new Map<string, number>();
  return {
    take: async (operation) => {
      const { name, perSecond } = quotaOf(operation);
      const interval = 1000 / perSecond;
      const now = clock.now();
      // The time at which the bucket would have this request's token if it had been empty one second ago.
      const due = Math.max(nextFree.get(name) ?? -Infinity, now - 1000) + interval;
      nextFree.set(name, due);
      if (due > now) await clock.sleep(due - now);
    },
  };
}
