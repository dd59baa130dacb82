import { finishWriting } from '../../model/steps.ts';
import type { Writing } from '../../model/steps.ts';

/** A document as text for a file or standard output: two spaces an indentation, a newline at its end. Members that are undefined are left out. */
export function jsonText(document: object): string {
  return finishWriting(writingJson(document));
}

/** The same, in pieces, because it may be very long. */
export function* writingJson(document: object): Writing {
  let text = '';
  for (const piece of piecesOf(document, '', LEVELS)) {
    text += piece;
    if (text.length < PIECE) yield;
    else {
      yield text;
      text = '';
    }
  }
  return `${text}\n`;
}

/** A list of a document whose elements are made only when they are written, because there may be very many. */
export function lazily<Item>(items: Iterable<Item>, make: (item: Item) => object): LazyList {
  return {
    *[Symbol.iterator]() {
      for (const item of items) yield make(item);
    },
    toJSON() {
      return [...this];
    },
  };
}

interface LazyList extends Iterable<object> {
  /** Takes the place of the list where it is written at once. */
  toJSON(): readonly object[];
}

/** Below so many levels a value is written at once. */
const LEVELS = 4;
/** Characters of a piece. */
const PIECE = 65_536;

function* piecesOf(value: unknown, indent: string, levels: number): Generator<string> {
  const isLong = typeof value === 'object' && value !== null && 'toJSON' in value;
  if (typeof value !== 'object' || value === null || (levels <= 0 && !isLong)) {
    yield JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
    return;
  }
  const inner = `${indent}  `;
  const isList = Symbol.iterator in value;
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  let before = `${open}\n${inner}`;
  for (const [name, member] of isList ? elementsOf(value as Iterable<unknown>) : membersOf(value)) {
    if (member === undefined) continue;
    yield name === undefined ? before : `${before}${JSON.stringify(name)}: `;
    yield* piecesOf(member, inner, levels - 1);
    before = `,\n${inner}`;
  }
  yield before.startsWith(open) ? `${open}${close}` : `\n${indent}${close}`;
}

function membersOf(object: object): readonly (readonly [string, unknown])[] {
  return Object.entries(object);
}

function* elementsOf(list: Iterable<unknown>): Generator<readonly [undefined, unknown]> {
  for (const element of list) yield [undefined, element];
}
