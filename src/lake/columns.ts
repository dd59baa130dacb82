import type { Column, ColumnType } from '../model/lake/table.ts';
import { isObject } from '../model/values/json.ts';
import type { JsonObject, JsonValue } from '../model/values/json.ts';

/** Two values in one place of records that no column holds both of. */
export interface TypeConflict {
  /** Names from the outside, as in `value.count`. */
  readonly place: string;
  readonly types: readonly [string, string];
}

/** What is known of a type: undefined where only null was seen. */
type Seen = ColumnType | undefined;

/** The columns that hold all of these records, and what no column holds. */
export function columnsOf(records: readonly JsonObject[]): {
  readonly columns: readonly Column[];
  readonly conflicts: readonly TypeConflict[];
} {
  const conflicts: TypeConflict[] = [];
  const types = records.map((record) => seenIn(record, '', conflicts));
  const all = types.reduce((one, other) => merged(one, other, '', conflicts), { struct: [] });
  return { columns: typeof all === 'object' && 'struct' in all ? all.struct : [], conflicts };
}

/** The columns of several streams of records in one, and what no column holds. */
export function mergedColumns(
  one: readonly Column[],
  other: readonly Column[],
): { readonly columns: readonly Column[]; readonly conflicts: readonly TypeConflict[] } {
  const conflicts: TypeConflict[] = [];
  return { columns: mergedFields(one, other, '', conflicts), conflicts };
}

function seenIn(value: JsonValue | undefined, place: string, conflicts: TypeConflict[]): Seen {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'bigint' : 'double';
  if (isObject(value)) {
    const fields = Object.entries(value).map(([name, member]) => ({
      name,
      type: seenIn(member, placeIn(place, name), conflicts) ?? 'string',
    }));
    return { struct: fields };
  }
  const elements = value.map((one) => seenIn(one, place, conflicts));
  return { array: elements.reduce((left, right) => merged(left, right, place, conflicts), undefined) ?? 'string' };
}

function placeIn(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}

function merged(one: Seen, other: Seen, place: string, conflicts: TypeConflict[]): Seen {
  if (one === undefined || other === undefined || one === other) return one ?? other;
  if (isNumber(one) && isNumber(other)) return 'double';
  if (typeof one === 'object' && typeof other === 'object') {
    if ('struct' in one && 'struct' in other)
      return { struct: mergedFields(one.struct, other.struct, place, conflicts) };
    if ('array' in one && 'array' in other)
      return { array: merged(one.array, other.array, place, conflicts) ?? 'string' };
  }
  conflicts.push({ place, types: [sortOf(one), sortOf(other)] });
  return one;
}

function mergedFields(
  one: readonly Column[],
  other: readonly Column[],
  place: string,
  conflicts: TypeConflict[],
): readonly Column[] {
  const fields = new Map(one.map(({ name, type }) => [name, type]));
  for (const { name, type } of other) {
    fields.set(name, merged(fields.get(name), type, placeIn(place, name), conflicts) ?? type);
  }
  return [...fields].map(([name, type]) => ({ name, type }));
}

function isNumber(type: ColumnType): boolean {
  return type === 'bigint' || type === 'double';
}

/** What a type is called where people are told that two do not go together. */
function sortOf(type: ColumnType): string {
  if (typeof type === 'object') return 'struct' in type ? 'an object' : 'a list';
  if (isNumber(type)) return 'a number';
  return type === 'string' ? 'a text' : 'true or false';
}
