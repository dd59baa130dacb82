import { EVENT_ID, SCALAR_STYLE, getScalarValue, parseEvents } from 'js-yaml';
import type { Event, ScalarEvent } from 'js-yaml';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { byName, isObject } from '../../model/values/json.ts';
import { FILE_LIMIT, FORBIDDEN_KEYS } from '../../model/limits.ts';
import { isSpaced } from './characters.ts';

/** What plain scalars mean, by how they are written. Files say the same again and again: each is understood and kept once. */
export type Scalars = Map<string, JsonValue>;

/** What a file holds, and where its values begin, as they come in it; of a member that is its key. */
export interface Sound {
  readonly value: JsonObject;
  readonly starts: Uint32Array;
}

/**
 * What a file holds in which nothing is wrong and nothing is unusual; undefined for every other one, which `parseCarefully` then
 * reads. Never gives another value than `parseCarefully`. Adds to `scalars`, which the files that are read together share.
 */
export function readSound(text: string, scalars: Scalars): Sound | undefined {
  const starts: number[] = [];
  const reader: EventReader = { text, events: eventsOf(text), next: 1, values: 0, scalars, starts };
  const first = reader.events[0];
  if (first?.type !== EVENT_ID.DOCUMENT || first.directives.length > 0) return undefined;
  const value = valueAt(reader, 0);
  // One event more closes the document; what comes after it would be a second one.
  return isObject(value) && reader.next === reader.events.length - 1
    ? { value, starts: Uint32Array.from(starts) }
    : undefined;
}

interface EventReader {
  readonly text: string;
  readonly events: readonly Event[];
  /** Index of the event that is read next. */
  next: number;
  values: number;
  readonly scalars: Scalars;
  readonly starts: number[];
}

/** None where the text is not YAML, or where the two libraries may differ: about tabs, and returns that stand alone. */
function eventsOf(text: string): readonly Event[] {
  if (/\t|\r(?!\n)/.test(text)) return [];
  try {
    return parseEvents(text, {});
  } catch {
    return [];
  }
}

function valueAt(reader: EventReader, depth: number): JsonValue | undefined {
  const event = reader.events[reader.next];
  reader.next += 1;
  reader.values += 1;
  if (reader.values > FILE_LIMIT.values || depth > FILE_LIMIT.depth || !isUnmarked(event)) return undefined;
  if (event.type === EVENT_ID.MAPPING) return mappingAt(reader, depth);
  if (event.type === EVENT_ID.SEQUENCE) return sequenceAt(reader, depth);
  return scalarOf(event, reader);
}

/** The object that a mapping becomes. Resources are named in sections, which a file is made of. */
export function objectAt(depth: number): Record<string, JsonValue> {
  return depth === 1 ? byName() : {};
}

function mappingAt(reader: EventReader, depth: number): JsonObject | undefined {
  const object = objectAt(depth);
  while (reader.events[reader.next]?.type !== EVENT_ID.POP) {
    const event = reader.events[reader.next];
    reader.next += 1;
    const key = keyOf(event, reader);
    reader.starts.push(startOf(event) ?? 0);
    const value = valueAt(reader, depth + 1);
    if (key === undefined || value === undefined || Object.hasOwn(object, key)) return undefined;
    object[key] = value;
  }
  reader.next += 1;
  return object;
}

function sequenceAt(reader: EventReader, depth: number): readonly JsonValue[] | undefined {
  const list: JsonValue[] = [];
  while (reader.events[reader.next]?.type !== EVENT_ID.POP) {
    const start = startOf(reader.events[reader.next]);
    reader.starts.push(start ?? 0);
    const value = valueAt(reader, depth + 1);
    if (value === undefined || start === undefined) return undefined;
    list.push(value);
  }
  reader.next += 1;
  return list;
}

/** What has neither anchor nor tag; an alias has nothing else. */
function isUnmarked(event: Event | undefined): event is Marked {
  return event !== undefined && 'tagStart' in event && event.tagStart < 0 && event.anchorStart < 0;
}

type Marked = Extract<Event, { tagStart: number }>;

/** JavaScript puts such members before all others, wherever they stand. */
const OUT_OF_ORDER = /^\d+$/;

/** Longer ones are YAML only in some places: https://yaml.org/spec/1.2.2/#rule-ns-s-implicit-yaml-key */
const LONGEST_KEY = 1024;

function keyOf(event: Event | undefined, reader: EventReader): string | undefined {
  if (!isUnmarked(event) || event.type !== EVENT_ID.SCALAR || startOf(event) === undefined) return undefined;
  if (event.valueEnd - event.valueStart > LONGEST_KEY) return undefined;
  const key = scalarOf(event, reader);
  if (typeof key !== 'string' || key === '<<' || FORBIDDEN_KEYS.has(key)) return undefined;
  return OUT_OF_ORDER.test(key) ? undefined : key;
}

/** The words of the core schema: https://yaml.org/spec/1.2.2/#103-core-schema */
const WORDS: ReadonlyMap<string, null | boolean> = new Map([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

const NUMBER = /^(?:[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[\da-fA-F]+)$/;
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** Longer ones are hardly ever written twice. */
const LONGEST_KEPT = 64;

function scalarOf(event: ScalarEvent, { text, scalars }: EventReader): JsonValue | undefined {
  const source = getScalarValue(text, event);
  if (event.style !== SCALAR_STYLE.PLAIN) return source;
  const known = source.length <= LONGEST_KEPT ? scalars.get(source) : undefined;
  if (known !== undefined) return known;
  const value = plainValue(source);
  if (value !== undefined && source.length <= LONGEST_KEPT) scalars.set(source, value);
  return value;
}

function plainValue(source: string): JsonValue | undefined {
  if (isSpaced(source)) return undefined;
  const word = WORDS.get(source);
  if (word !== undefined) return word;
  if (!/^[-+.\d]/.test(source)) return source;
  if (NOT_FINITE.test(source)) return undefined;
  if (!NUMBER.test(source)) return source;
  const number = Number(source);
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number)) ? number : undefined;
}

/** Where a value begins; undefined where the library does not tell. */
function startOf(event: Event | undefined): number | undefined {
  if (event === undefined || !('tagStart' in event)) return undefined;
  if (event.type !== EVENT_ID.SCALAR) return event.start;
  if (event.valueStart < 0) return undefined;
  if (event.style === SCALAR_STYLE.PLAIN) return event.valueStart;
  const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  return isQuoted ? event.valueStart - 1 : undefined;
}
