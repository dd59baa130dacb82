import { hash } from 'node:crypto';
import type { DataPoint } from '../model/exports/export-batch.ts';

/** Remembers data points, so that each is written once. */
export interface SeenPoints {
  /** Whether a point is new, or newer than what was seen of it; it is remembered then. */
  admit(point: DataPoint): boolean;
}

/**
 * Remembers at least the last `window` points and at most twice as many. Points are one where thing, metric, timestamp and
 * dimension are; of these only a higher `version` is admitted again.
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/metrics-export-json-schema.html
 */
export function createSeenPoints(window: number): SeenPoints {
  let older: ReadonlyMap<string, number> = new Map();
  let newer = new Map<string, number>();
  return {
    admit: (point) => {
      const key = keyOf(point);
      const known = newer.get(key) ?? older.get(key);
      if (known !== undefined && known >= point.version) return false;
      newer.set(key, point.version);
      if (newer.size >= window) [older, newer] = [newer, new Map()];
      return true;
    },
  };
}

/** A hash, because it takes 77 bytes in all however long the names are; two points never share one by chance. */
function keyOf({ thing, name, timestamp, dimension }: DataPoint): string {
  // The lengths keep names apart that would read alike when joined.
  const narrowed = dimension === undefined ? '' : `${dimension.operator} ${dimension.name}`;
  const key = `${timestamp} ${thing.length} ${name.length} ${thing}${name}${narrowed}`;
  return hash('sha256', key, 'binary');
}
