/** What waits, the first of it in reach. */
export interface PriorityQueue<Item> {
  readonly size: () => number;
  /** What goes next; undefined where nothing waits. */
  readonly first: () => Item | undefined;
  add(item: Item): void;
  /** Takes out what goes next. */
  take(): Item | undefined;
}

/** A queue in which what `goesBefore` another comes out before it, and equals in the order in which they came. */
export function createPriorityQueue<Item>(goesBefore: (one: Item, other: Item) => boolean): PriorityQueue<Item> {
  // A binary heap: no entry goes before the one at half its place.
  const heap: { readonly item: Item; readonly nth: number }[] = [];
  let count = 0;
  const isBefore = (one: number, other: number): boolean => {
    const [left, right] = [heap[one], heap[other]];
    if (left === undefined || right === undefined) return left !== undefined;
    if (goesBefore(left.item, right.item)) return true;
    return !goesBefore(right.item, left.item) && left.nth < right.nth;
  };
  const swap = (one: number, other: number): void => {
    [heap[one], heap[other]] = [heap[other] as (typeof heap)[0], heap[one] as (typeof heap)[0]];
  };
  const rise = (place: number): void => {
    const parent = (place - 1) >> 1;
    if (place === 0 || !isBefore(place, parent)) return;
    swap(place, parent);
    rise(parent);
  };
  const sink = (place: number): void => {
    const [left, right] = [2 * place + 1, 2 * place + 2];
    const child = isBefore(right, left) ? right : left;
    if (!isBefore(child, place)) return;
    swap(place, child);
    sink(child);
  };
  return {
    size: () => heap.length,
    first: () => heap[0]?.item,
    add: (item) => rise(heap.push({ item, nth: count++ }) - 1),
    take: () => {
      if (heap.length === 0) return undefined;
      swap(0, heap.length - 1);
      const taken = heap.pop()?.item;
      sink(0);
      return taken;
    },
  };
}
