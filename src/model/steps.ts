/** Long work, step by step, so that whoever has it done can do something else in between. It gives its result at the end. */
export type Steps<Result> = Generator<void, Result>;

/** A text, step by step: it may give pieces early, and gives the rest at the end. */
export type Writing = Generator<string | void, string>;

/** Says when something else should have a turn: then it gives a promise of the next one, else undefined. */
export type Breather = () => Promise<void> | undefined;

/** Does all steps at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Writes all of a text at once. */
export function finishWriting(writing: Writing): string {
  const pieces: string[] = [];
  for (;;) {
    const { done, value } = writing.next();
    if (typeof value === 'string') pieces.push(value);
    if (done === true) return pieces.join('');
  }
}

/** Does one step after the other, and lets everything else have its turn whenever `breathe` says so. */
export async function inSteps<Result>(steps: Steps<Result>, breathe: Breather): Promise<Result> {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    const pause = breathe();
    if (pause !== undefined) await pause;
  }
}

/** A turn each for all who come at once, one after the other; everything else has its turn whenever `breathe` says so. */
export function inTurn(breathe: Breather): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.then(() => breathe()));
}

/**
 * Begins one thing after the other without waiting for any, lets everything else have its turn in between whenever `breathe` says so,
 * and waits for all at the end. Fails with the first that fails.
 */
export async function startAll<Item, Result>(
  items: Iterable<Item>,
  start: (item: Item) => Promise<Result>,
  breathe: Breather,
): Promise<Result[]> {
  const started: Promise<Result>[] = [];
  for (const item of items) {
    const one = start(item);
    // It may fail before all have begun; whoever waits for all is told.
    one.catch(() => undefined);
    started.push(one);
    const pause = breathe();
    if (pause !== undefined) await pause;
  }
  return Promise.all(started);
}

/** Hands a text over piece by piece, and lets everything else have its turn whenever `breathe` says so. */
export async function inPieces(writing: Writing, breathe: Breather, take: (piece: string) => void): Promise<void> {
  for (;;) {
    const { done, value } = writing.next();
    if (typeof value === 'string' && value !== '') take(value);
    if (done === true) return;
    const pause = breathe();
    if (pause !== undefined) await pause;
  }
}

/** The same, once all of it is there. */
export async function inWhole(writing: Writing, breathe: Breather): Promise<string> {
  const pieces: string[] = [];
  await inPieces(writing, breathe, (piece) => pieces.push(piece));
  return pieces.join('');
}

/** A list with each item changed, an item a step. */
export function* mapped<Item, Result>(items: Iterable<Item>, change: (item: Item) => Result): Steps<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    results.push(change(item));
    yield;
  }
  return results;
}
