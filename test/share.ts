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
