/** Topic filters with a value each, found by the topics that they match. */
export interface TopicIndex<Value> {
  add(filter: string, value: Value): void;
  /** The values of all filters that match a topic, as `matchesFilter` has it, in the order in which they were added. */
  matching(topic: string): readonly Value[];
}

/** A level of filters: what follows it, by the text of the next level, and the filters that end here. */
interface Level<Value> {
  readonly next: Map<string, Level<Value>>;
  readonly ending: Entry<Value>[];
  /** Filters whose next level is `#`. */
  readonly open: Entry<Value>[];
}

interface Entry<Value> {
  readonly order: number;
  readonly value: Value;
}

/**
 * An index of topic filters, as a tree of their levels: a topic is compared with the levels that lead to what matches it, however
 * many filters there are.
 */
export function createTopicIndex<Value>(): TopicIndex<Value> {
  const root = emptyLevel<Value>();
  let count = 0;
  return {
    add: (filter, value) => {
      const levels = filter.split('/');
      const rest = levels.indexOf('#');
      let level = root;
      for (const text of rest < 0 ? levels : levels.slice(0, rest)) level = nextLevel(level, text);
      (rest < 0 ? level.ending : level.open).push({ order: count++, value });
    },
    matching: (topic) =>
      entriesFor(root, topic)
        .sort((one, other) => one.order - other.order)
        .map(({ value }) => value),
  };
}

function emptyLevel<Value>(): Level<Value> {
  return { next: new Map(), ending: [], open: [] };
}

function nextLevel<Value>({ next }: Level<Value>, text: string): Level<Value> {
  const known = next.get(text);
  if (known !== undefined) return known;
  const level = emptyLevel<Value>();
  next.set(text, level);
  return level;
}

function entriesFor<Value>(root: Level<Value>, topic: string): Entry<Value>[] {
  // https://docs.oasis-open.org/mqtt/mqtt/v5.0/os/mqtt-v5.0-os.html#_Toc3901246: wildcards at the top leave `$` topics out.
  const isReserved = topic.startsWith('$');
  const found: Entry<Value>[] = isReserved ? [] : [...root.open];
  let reached: readonly Level<Value>[] = [root];
  for (const text of topic.split('/')) {
    // A level that is itself written as a wildcard is found once.
    const texts = (isReserved && reached[0] === root) || text === '+' ? [text] : [text, '+'];
    reached = reached.flatMap(({ next }) => texts.flatMap((one) => next.get(one) ?? []));
    for (const { open } of reached) found.push(...open);
  }
  return [...found, ...reached.flatMap(({ ending }) => ending)];
}
