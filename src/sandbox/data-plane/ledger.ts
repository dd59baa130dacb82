/** What can become of a data point on a path. */
export type Fate = 'delivered' | 'error' | 'filtered' | 'published' | 'lost' | 'not-simulated';

/** Data points with one fate, in one place, for one reason. */
export interface Settled {
  readonly fate: Fate;
  /** The bucket, topic, rule or stream where it ended. */
  readonly where: string;
  /** Why, for all that did not arrive. */
  readonly reason?: string;
  points: number;
}

/**
 * Keeps account of data points: what was put on a path has one fate in the end, so that the settled ones add up to those handed
 * over. A message that takes two paths is handed over twice.
 */
export interface Ledger {
  handed(points: number): void;
  settle(fate: Fate, where: string, points: number, reason?: string): void;
  readonly total: () => number;
  readonly settled: () => readonly Settled[];
}

/** An account with nothing in it. */
export function createLedger(): Ledger {
  const entries = new Map<string, Settled>();
  let total = 0;
  return {
    handed: (points) => {
      total += points;
    },
    settle: (fate, where, points, reason) => {
      if (points === 0) return;
      const key = JSON.stringify([fate, where, reason]);
      const entry = entries.get(key);
      if (entry === undefined) entries.set(key, { fate, where, points, ...(reason === undefined ? {} : { reason }) });
      else entry.points += points;
    },
    total: () => total,
    settled: () => [...entries.values()],
  };
}
