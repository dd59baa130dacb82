/** A deliberate fault: what a careless author might have written instead of what AWS does. */
export interface Fault {
  readonly name: string;
  /** Tests that look at this part, as paths or parts of paths. */
  readonly tests: readonly string[];
  readonly file: string;
  readonly swaps: readonly Swap[];
}

/** What stands in a file, once, and what stands there instead. */
type Swap = readonly [right: string, wrong: string];

/** Faults that belong together. */
export interface Chapter {
  readonly title: string;
  readonly faults: readonly Fault[];
}

/** The faults of one file, by their names. */
export function inFile(
  file: string,
  tests: readonly string[],
  faults: Readonly<Record<string, Swap | readonly Swap[]>>,
): readonly Fault[] {
  return Object.entries(faults).map(([name, swaps]) => ({
    name,
    tests,
    file,
    swaps: typeof swaps[0] === 'string' ? [swaps as Swap] : (swaps as readonly Swap[]),
  }));
}
