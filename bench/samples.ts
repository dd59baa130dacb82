/** The middle one of several values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** `12.3 (11.9-14.0)`: the median, and from the least to the greatest. */
export function spread(values: readonly number[], digits = 1): string {
  const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits));
  const middle = median(values).toFixed(digits);
  return least === most ? middle : `${middle} (${least}-${most})`;
}

/** Runs each of several things `times` times in turn, so that what the machine does meanwhile meets all of them alike. */
export async function inTurn<Name extends string, Sample>(
  times: number,
  runs: Readonly<Record<Name, (nth: number) => Sample | Promise<Sample>>>,
): Promise<Record<Name, Sample[]>> {
  const names = Object.keys(runs) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as Sample[]])) as Record<Name, Sample[]>;
  for (let nth = 0; nth < times; nth++) for (const name of names) samples[name].push(await runs[name](nth));
  return samples;
}

/** Milliseconds that something takes in this process. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
