/** Long work, step by step, so that whoever has it done can do something else in between. It gives its result at the end. */
export type Steps<Result> = Generator<void, Result>;

/** Says when something else should have a turn: then it gives a promise of the next one, else undefined. */
export type Breather = () => Promise<void> | undefined;

/** Does all steps at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
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

/** A list with each item changed, an item a step. */
export function* mapped<Item, Result>(items: Iterable<Item>, change: (item: Item) => Result): Steps<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    results.push(change(item));
    yield;
  }
  return results;
}
