/** Beginnings of words that mean the opposite, however little their letters differ. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['connect', 'disconnect'],
  ['sent', 'receive'],
  ['publish', 'receive'],
  ['in', 'out'],
  ['source', 'destination'],
  ['tcp', 'udp'],
];

/**
 * The word of a list that somebody most likely meant: at most a third of its letters differ; or else the only one that goes on where the
 * other ends. Never one that says the opposite.
 */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  const all = [...words];
  let best: string | undefined;
  let least = Math.max(1, Math.ceil(word.length / 3)) + 1;
  for (const candidate of all) {
    if (isOpposite(word, candidate)) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), least);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best ?? continued(word, all);
}

/** So many letters have to be the same before one word is taken for the beginning of another. */
const BEGINNING = 3;

function continued(word: string, words: readonly string[]): string | undefined {
  const begins = (longer: string, shorter: string): boolean =>
    shorter.length >= BEGINNING && longer.toLowerCase().startsWith(shorter.toLowerCase());
  const found = new Set(words.filter((one) => begins(one, word) || begins(word, one)));
  const [first] = found;
  return found.size === 1 && first !== undefined && !isOpposite(word, first) ? first : undefined;
}

function isOpposite(word: string, candidate: string): boolean {
  const [mine, theirs] = [word, candidate].map((text) => text.toLowerCase().split(/[^a-z]+/)) as [string[], string[]];
  const has = (parts: readonly string[], part: string): boolean =>
    parts.some((one) => (part.length > 3 ? one.startsWith(part) : one === part));
  return OPPOSITES.some(
    ([one, other]) => (has(mine, one) && has(theirs, other)) || (has(mine, other) && has(theirs, one)),
  );
}

/** A hint that names the nearest word, or else the words there are. */
export function didYouMean(word: string, words: Iterable<string>): string {
  return hintsAmong(words)(word);
}

/** To find out what is nearest takes as long as the list is: it is found out for so many words. */
const MOST = 100;

/** Such hints for many words that are looked for in the same list, which is read when the first is asked for; of a great many only the first hundred get the nearest. */
export function hintsAmong(words: Iterable<string>): (word: string) => string {
  let all: readonly string[] | undefined;
  const known = new Map<string, string>();
  return (word) => {
    all ??= [...words];
    const hint = known.get(word) ?? hintFor(known.size < MOST ? nearest(word, all) : undefined, all);
    if (known.size < MOST) known.set(word, hint);
    return hint;
  };
}

function hintFor(best: string | undefined, all: readonly string[]): string {
  if (best !== undefined) return `Did you mean ${best}?`;
  if (all.length === 0) return 'There is none.';
  const shown = all.slice(0, 12).join(', ');
  return `It is one of: ${shown}${all.length > 12 ? `, and ${all.length - 12} more` : ''}.`;
}

/** Insertions, deletions, substitutions and swaps of neighbours; gives up at `limit`. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  let before: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    [before, previous] = [previous, current];
  }
  return previous[right.length] ?? limit;
}
