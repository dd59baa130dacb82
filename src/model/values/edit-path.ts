import type { Path } from '../document.ts';
import type { JsonValue } from './json.ts';
import { isList, isObject } from './json.ts';

/**
 * What an element of a list is known by, so that a list is compared element by element and not position by position:
 * a behavior by its name, a metric by its name and dimension, a processor's parameter by its name, a word by itself.
 */
export function identityOf(element: JsonValue): string | undefined {
  if (!isObject(element)) return isList(element) || element === null ? undefined : String(element);
  const name = element['name'] ?? element['parameterName'] ?? element['key'];
  if (typeof name === 'string') return name;
  if (typeof element['metric'] !== 'string') return undefined;
  const dimension = element['metricDimension'];
  if (!isObject(dimension)) return element['metric'];
  return `${element['metric']} ${dimension['operator'] === 'NOT_IN' ? 'NOT_IN' : 'IN'} ${String(dimension['dimensionName'])}`;
}

/** A list's elements by their identities, or undefined where they have none or share one. */
export function byIdentity(list: readonly JsonValue[]): ReadonlyMap<string, JsonValue> | undefined {
  const elements = new Map(list.map((element) => [identityOf(element), element]));
  return elements.size < list.length || elements.has(undefined) ? undefined : (elements as Map<string, JsonValue>);
}

/** The identities of a list's elements, or undefined where they have none or share one. */
function identitiesOf(list: readonly JsonValue[]): readonly string[] | undefined {
  const elements = byIdentity(list);
  return elements === undefined ? undefined : [...elements.keys()];
}

/** Adds a member's name to an edit path. */
export function withMember(path: string, member: string): string {
  if (/^[A-Za-z_][\w-]*$/.test(member)) return path === '' ? member : `${path}.${member}`;
  return `${path}[${JSON.stringify(member)}]`;
}

/** Adds a list element, by its identity or its index, to an edit path. */
export function withElement(path: string, element: string | number): string {
  const plain = typeof element === 'number' || /^[^[\]"\\\s][^[\]"\\]*$/.test(element);
  return `${path}[${plain ? element : JSON.stringify(element)}]`;
}

/** The steps of an edit path, as it was written by `withMember` and `withElement`, or by an author. */
export function parseEditPath(path: string): readonly string[] {
  const steps: string[] = [];
  for (const match of path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)) {
    const [, quoted, element, member] = match;
    steps.push(quoted === undefined ? (element ?? member ?? '') : (JSON.parse(`"${quoted}"`) as string));
  }
  return steps;
}

/** The edit path of a value: list elements by their identities where they have any. */
export function editPathOf(path: Path, root: JsonValue): string {
  let value: JsonValue | undefined = root;
  let edit = '';
  for (const step of path) {
    if (isList(value)) {
      const list: readonly JsonValue[] = value;
      edit = withElement(edit, identitiesOf(list)?.[Number(step)] ?? Number(step));
      value = list[Number(step)];
    } else {
      edit = withMember(edit, String(step));
      value = isObject(value) ? value[step] : undefined;
    }
  }
  return edit;
}

/** Says whether a path is that of a field or lies below it. */
export function isWithin(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}

/** Follows an edit path into a value as far as it goes: member names and list indexes. */
export function followEditPath(path: string, root: JsonValue): Path {
  const found: (string | number)[] = [];
  let value: JsonValue | undefined = root;
  for (const step of parseEditPath(path)) {
    if (isList(value)) {
      const list: readonly JsonValue[] = value;
      const index: number = placesByIdentity(list).get(step) ?? (/^\d+$/.test(step) ? Number(step) : -1);
      if (index < 0 || index >= list.length) break;
      found.push(index);
      value = list[index];
    } else if (isObject(value) && value[step] !== undefined) {
      found.push(step);
      value = value[step];
    } else break;
  }
  return found;
}

/** The place of each identity in a list, the first where several share it. Lists never change, and each is looked through once. */
function placesByIdentity(list: readonly JsonValue[]): ReadonlyMap<string | undefined, number> {
  const known =
    places.get(list) ?? new Map(list.map((element, index) => [identityOf(element), index] as const).toReversed());
  places.set(list, known);
  return known;
}

const places = new WeakMap<readonly JsonValue[], ReadonlyMap<string | undefined, number>>();
