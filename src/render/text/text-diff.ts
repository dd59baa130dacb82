import { diffArrays } from 'diff';

/** A line that both texts have, or one only; `⋮` stands for equal lines left out. */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+' | '⋮';
  readonly text: string;
}

const CONTEXT = 2;

/** Lines that may go and come in one piece: searching takes the square of their number, a quarter of a second for so many, however long the texts are. */
const MOST_EDITS = 1_000;

/** What differs between two texts line by line, with at most two equal lines around each difference. */
export function textDiff(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const lines = aligned(before, after);
  const isNear = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ sign }) => sign !== ' '),
  );
  return lines.flatMap((line, index) => {
    if (isNear[index] === true) return [line];
    const isGap = isNear[index - 1] === true && isNear.includes(true, index);
    return isGap ? [{ sign: '⋮', text: '' }] : [];
  });
}

type Lines = readonly string[];

/** Both texts along their longest common subsequence; piece by piece between lines that stand once in each, where too much differs for that. */
function aligned(before: Lines, after: Lines): readonly DiffLine[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: MOST_EDITS });
  if (changes !== undefined)
    return changes.flatMap(({ value, added, removed }) => signed(added ? '+' : removed ? '-' : ' ', value));
  const anchors = anchorsOf(before, after);
  if (anchors.length === 0) return [...signed('-', before), ...signed('+', after)];
  const ends = [...anchors, { was: before.length, is: after.length }];
  return ends.flatMap(({ was, is }, index) => {
    const last = ends[index - 1] ?? { was: -1, is: -1 };
    const piece = aligned(before.slice(last.was + 1, was), after.slice(last.is + 1, is));
    return [...piece, ...signed(' ', before.slice(was, was + 1))];
  });
}

/** Where a line stands in both texts. */
interface Anchor {
  readonly was: number;
  readonly is: number;
}

/** As many as possible of the lines that stand once in each text, in an order that both have: https://bramcohen.livejournal.com/73318.html */
function anchorsOf(before: Lines, after: Lines): readonly Anchor[] {
  const places = onceIn(after);
  const common = [...onceIn(before)].flatMap(([text, was]): Anchor[] => {
    const is = places.get(text);
    return is === undefined ? [] : [{ was, is }];
  });
  // The shortest list that ends with each anchor is one longer than the longest that ends before it.
  const ends: Chain[] = [];
  for (const anchor of common) {
    const length = firstFrom(ends, anchor.is);
    ends[length] = { anchor, rest: ends[length - 1] };
  }
  const chain: Anchor[] = [];
  for (let one = ends.at(-1); one !== undefined; one = one.rest) chain.push(one.anchor);
  return chain.toReversed();
}

interface Chain {
  readonly anchor: Anchor;
  readonly rest: Chain | undefined;
}

/** How many of these, which ascend, stand before a place. */
function firstFrom(ends: readonly Chain[], is: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle]?.anchor.is ?? 0) < is) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The lines that stand once in a text, each with its place, from the first on. */
function onceIn(lines: Lines): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const often = new Set<string>();
  for (const [place, text] of lines.entries())
    if (places.has(text)) often.add(text);
    else places.set(text, place);
  for (const text of often) places.delete(text);
  return places;
}

function signed(sign: ' ' | '-' | '+', lines: readonly string[]): readonly DiffLine[] {
  return lines.map((text) => ({ sign, text }));
}
