import type { Spent } from '../../model/aws.ts';
import type { KnownOperations } from '../../model/kinds/operation.ts';
import { quotaOf } from '../../model/kinds/request-quotas.ts';
import type { Target } from '../../model/settings.ts';
import type { Clock } from '../clock.ts';
import type { Send } from './assume-role.ts';

/** Counts what is sent. */
export interface RequestCounter {
  /** Counts each request of a service whose operations begin with `prefix`. */
  counted(prefix: string, send: Send): Send;
  spent(): Spent;
}

/** Begins counting now. */
export function createRequestCounter(clock: Clock): RequestCounter {
  const requests = new Map<string, number>();
  const start = clock.now();
  return {
    counted: (prefix, send) => (operation, input) => {
      const name = `${prefix}:${operation}`;
      requests.set(name, (requests.get(name) ?? 0) + 1);
      return send(operation, input);
    },
    spent: () => ({ requests: new Map(requests), seconds: (clock.now() - start) / 1000 }),
  };
}

/**
 * Seconds that requests take at least: each quota gives its number every second, the first second's at once, and all
 * quotas run side by side.
 */
export function minimumSeconds(
  requests: ReadonlyMap<string, number>,
  target: Target,
  operations: KnownOperations,
): number {
  const byQuota = new Map<string, { count: number; perSecond: number }>();
  for (const [operation, count] of requests) {
    const { name, perSecond } = quotaOf(operation, target, operations);
    byQuota.set(name, { count: count + (byQuota.get(name)?.count ?? 0), perSecond });
  }
  return Math.max(0, ...[...byQuota.values()].map(({ count, perSecond }) => count / perSecond - 1));
}
