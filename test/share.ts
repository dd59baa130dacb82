/**
 * So many generated cases of a long test as this run is to try: all, or the share that LONG_SHARE says (0.1 for a tenth; more than 1 for a
 * night).
 */
export function share(all: number): number {
  return Math.max(1, Math.round(all * Number(process.env['LONG_SHARE'] ?? 1)));
}

/** Whether the case with this number is one of them, where all have numbers. */
export function isInShare(nth: number): boolean {
  return Math.floor((nth + 1) * least()) > Math.floor(nth * least());
}

const least = (): number => Math.min(1, Number(process.env['LONG_SHARE'] ?? 1));

/** Whether the long tests run. Files that they share with the quick suite try more then: see `SAMPLED` in vitest.config.ts. */
export const isLong = process.env['MODE'] === 'long';

/** So many generated cases of a test that both suites have: a few in the quick one; in the long one all, or a share of them, and never fewer. */
export function sampled(few: number, all: number): number {
  return isLong ? Math.max(few, share(all)) : few;
}
