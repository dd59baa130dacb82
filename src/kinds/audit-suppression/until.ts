import { dateOf } from '../shared/date.ts';

const DAY = 86_400_000;
const INDEFINITELY = 'indefinitely';

/** When AWS lets a suppression expire; undefined where it never does. The last day ends at midnight, in UTC. */
export function expiryOf(until: string): Date | undefined {
  if (until === INDEFINITELY) return undefined;
  const isDay = !until.includes('T');
  return isDay ? dateOf(dateOf(until).getTime() + DAY) : dateOf(until);
}

/** The same in the author's words: a day where it is midnight. AWS counts in seconds. */
export function untilOf(expiry: Date | undefined): string {
  if (expiry === undefined) return INDEFINITELY;
  const time = expiry.getTime() - (expiry.getTime() % 1000);
  return time % DAY === 0
    ? dateOf(time - DAY)
        .toISOString()
        .replace(/T.*/, '')
    : dateOf(time).toISOString().replace('.000Z', 'Z');
}
