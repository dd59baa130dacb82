import type { Aws, Spent } from '../../model/aws.ts';

/** Numbers of requests by operation. */
type Requests = ReadonlyMap<string, number>;

/** What was spent since `begin`. */
export function requestsSince(begin: Spent, aws: Aws): Spent {
  const now = aws.spent();
  const since = [...now.requests].map(([name, count]) => [name, count - (begin.requests.get(name) ?? 0)] as const);
  return { requests: new Map(since.filter(([, count]) => count > 0)), seconds: now.seconds - begin.seconds };
}

/** Numbers added up, those of single requests too. */
export function addCounts(...parts: readonly (Requests | readonly string[])[]): Requests {
  const all = new Map<string, number>();
  for (const part of parts)
    for (const [name, count] of part instanceof Map
      ? part
      : (part as readonly string[]).map((one) => [one, 1] as const))
      all.set(name, (all.get(name) ?? 0) + count);
  return all;
}

/** How many requests that is. */
export function total(requests: Requests): number {
  return [...requests.values()].reduce((total, count) => total + count, 0);
}
