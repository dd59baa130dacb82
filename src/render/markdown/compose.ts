/** Pieces of one kind under a head, as the rows of a table. */
export interface Group {
  readonly head: string;
  /** Each is shown whole or not at all. */
  readonly pieces: readonly string[];
  readonly glue: '\n' | '\n\n';
}

/** A part of a document. */
export interface Section {
  readonly name: string;
  readonly groups: readonly Group[];
  /** The line in place of what is left out; absent where nothing ever is. */
  readonly omission?: (left: number, all: number) => string;
}

/** What was left out of a document. */
export interface Omission {
  readonly section: string;
  readonly left: number;
  readonly all: number;
}

/** A document, and what did not fit into it. */
export interface Composed {
  readonly body: string;
  readonly omitted: readonly Omission[];
}

interface ComposedPart {
  readonly section: Section;
  readonly shown: number;
  readonly text: string;
}

/**
 * Puts sections together within a budget in bytes of UTF-8. What does not fit goes from the bottom upwards, section by
 * section; the last to go is cut between two pieces. Sections without an omission line stay whatever the budget.
 */
export function compose(sections: readonly Section[], budgetBytes: number): Composed {
  const parts = sections
    .filter((section) => piecesOf(section) > 0)
    .map((section) => partOf(section, piecesOf(section)));
  for (let index = parts.length - 1; index >= 0 && sizeOf(parts) > budgetBytes; index--) {
    const { section } = parts[index] as ComposedPart;
    if (section.omission === undefined) continue;
    parts[index] = partOf(section, 0);
    const room = budgetBytes - sizeOf(parts) + bytesOf(partOf(section, 0).text);
    if (room > 0) parts[index] = largest(section, room);
  }
  const omitted = parts
    .map(({ section, shown }) => ({ section: section.name, left: piecesOf(section) - shown, all: piecesOf(section) }))
    .filter(({ left }) => left > 0);
  return { body: joined(parts), omitted };
}

/** The pieces that fit into a number of bytes, from the first; what is left is told by a last one. */
export function bounded(
  pieces: readonly string[],
  budgetBytes: number,
  rest: (left: number) => string,
): readonly string[] {
  let used = 0;
  const fitting = pieces.findIndex((piece) => (used += bytesOf(piece) + 1) > budgetBytes);
  if (fitting < 0) return pieces;
  return [...pieces.slice(0, fitting), rest(pieces.length - fitting)];
}

/** Pieces of a section, in their order; those that a number of bytes has no room for are counted and not written. */
export function fitting<Item>(
  items: readonly Item[],
  budgetBytes: number,
  write: (item: Item) => string,
): readonly string[] {
  let used = 0;
  return items.map((item) => {
    const piece = used > budgetBytes ? '' : write(item);
    used += bytesOf(piece) + 1;
    return piece;
  });
}

/** Bytes of a text in UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

/** As many pieces of a section as fit, with its omission line. */
function largest(section: Section, room: number): ComposedPart {
  let [fits, tooMany] = [0, piecesOf(section)];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (bytesOf(partOf(section, middle).text) <= room) fits = middle;
    else tooMany = middle;
  }
  return partOf(section, fits);
}

function partOf(section: Section, shown: number): ComposedPart {
  let left = shown;
  const blocks = section.groups.flatMap(({ head, pieces, glue }) => {
    const taken = pieces.slice(0, left);
    left -= taken.length;
    if (taken.length === 0) return [];
    return [head === '' ? taken.join(glue) : `${head}${glue}${taken.join(glue)}`];
  });
  const all = piecesOf(section);
  const omission = shown < all ? [section.omission?.(all - shown, all) ?? ''] : [];
  return { section, shown, text: [...blocks, ...omission].filter((block) => block !== '').join('\n\n') };
}

function piecesOf({ groups }: Section): number {
  return groups.reduce((sum, { pieces }) => sum + pieces.length, 0);
}

function joined(parts: readonly ComposedPart[]): string {
  return `${parts.map(({ text }) => text).join('\n\n')}\n`;
}

function sizeOf(parts: readonly ComposedPart[]): number {
  return parts.reduce((sum, { text }) => sum + bytesOf(text) + 2, 0);
}
