/**
 * Keeps V8's young generation at its first size, 2 × 1 MiB. Where most of what is made stays, as profiles do, V8 doubles it again
 * and again, up to 2 × 64 MiB, and gains nothing: [decision 24](../../docs/decisions/0024-most-of-what-is-read-stays.md). What stays
 * may grow by three fifths, not fourfold, before it is looked through again: [decision 32](../../docs/decisions/0032-growth-is-counted.md).
 * https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function keepHeapSmall(): void {
  // Asked for here, because loading it takes a millisecond that other commands need not wait.
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=60');
}
