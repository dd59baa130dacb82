import { mergedColumns } from '../../lake/columns.ts';
import { recordTypeOf } from '../../lake/record-type.ts';
import type { Column, ColumnType } from '../../model/lake/table.ts';
import { isList, isObject, memberOf } from '../../model/values/json.ts';
import type { JsonValue } from '../../model/values/json.ts';
import type { RegionState } from '../state.ts';

/**
 * The columns of the table that a stream converts by. The account has no Glue: it is taken to be the one that `tables` prints. A text
 * says why there is none.
 */
export function conversionColumns(stream: string, { topicRules }: RegionState): readonly Column[] | string {
  let columns: readonly Column[] = [];
  for (const { payload } of Object.values(topicRules))
    for (const { firehose } of payload.actions) {
      if (firehose?.deliveryStreamName !== stream) continue;
      const record = recordTypeOf(payload, { isSplit: firehose.batchMode === true, metrics: [] });
      const merged = mergedColumns(columns, record.columns);
      if (record.unknown !== undefined || record.problems.length > 0 || merged.conflicts.length > 0)
        return 'format conversion of records that no table holds';
      columns = merged.columns;
    }
  return columns.length === 0 ? 'format conversion of what no rule sends' : columns;
}

/**
 * The values of one column, or of one field within a column, in the form of Dremel that Parquet has: for each place where a value could
 * be, the value or null, and two levels. https://parquet.apache.org/docs/file-format/nestedencoding/
 */
export interface Leaf {
  /** A whole number is big, as a file has 64 bits for it. Changed in place, as are the levels. */
  readonly values: (string | bigint | number | boolean | null)[];
  /** How many of the names on the way to the value are there. */
  readonly definitionLevels: number[];
  /** Which list on the way goes on with it, 0 where a row begins; empty where no list is on the way. */
  readonly repetitionLevels: number[];
  readonly maxDefinitionLevel: number;
  /** Whether a list is on the way. */
  readonly isRepeated: boolean;
}

/** Records that become rows of a table, as they come. */
export interface Conversion {
  /** In the order of the columns, fields of a struct after each other. */
  readonly leaves: readonly Leaf[];
  readonly rows: () => number;
  /** Takes a record; says whether it fits, and leaves it out where it does not. Members without a column are left out, as by Firehose. */
  add(record: JsonValue | undefined): boolean;
}

/** A column, a field or the elements of a list: all that can have a value of its own. */
interface Place {
  readonly name: string;
  readonly type: ColumnType;
  /** What is in it; itself where nothing is. */
  readonly leaves: readonly Leaf[];
  /** Fields of a struct; one for the elements of a list. */
  readonly inside: readonly Place[];
  /** How many lists are on the way to it. */
  readonly lists: number;
}

/** Begins to convert by the columns of a table. */
export function startConversion(columns: readonly Column[]): Conversion {
  const places = columns.map(({ name, type }) => placeOf(name, type, 1, 0));
  let rows = 0;
  return {
    leaves: places.flatMap(({ leaves }) => leaves),
    rows: () => rows,
    add: (record) => {
      if (!isObject(record) || !places.every(({ name, type }) => fits(memberOf(record, name), type))) return false;
      for (const place of places) append(place, memberOf(record, place.name), 0, 0);
      rows += 1;
      return true;
    },
  };
}

/** `depth`: the definition level of a value that is there. */
function placeOf(name: string, type: ColumnType, depth: number, lists: number): Place {
  if (typeof type === 'string') {
    const leaf = { values: [], definitionLevels: [], repetitionLevels: [], maxDefinitionLevel: depth };
    return { name, type, leaves: [{ ...leaf, isRepeated: lists > 0 }], inside: [], lists };
  }
  const inside =
    'struct' in type
      ? type.struct.map((field) => placeOf(field.name, field.type, depth + 1, lists))
      : [placeOf('', type.array, depth + 2, lists + 1)];
  return { name, type, leaves: inside.flatMap(({ leaves }) => leaves), inside, lists };
}

/** Whether a value can be in a column; null can be in any. */
function fits(value: JsonValue | undefined, type: ColumnType): boolean {
  if (value === undefined || value === null) return true;
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type;
    case 'double':
      return typeof value === 'number';
    case 'bigint':
      return Number.isInteger(value) && Number(value) >= -(2 ** 63) && Number(value) < 2 ** 63;
  }
  if ('array' in type) return isList(value) && value.every((item) => fits(item, type.array));
  return isObject(value) && type.struct.every((field) => fits(memberOf(value, field.name), field.type));
}

function append(place: Place, value: JsonValue | undefined, definition: number, repetition: number): void {
  const { type, leaves, inside, lists } = place;
  if (value === undefined || value === null) appendNull(leaves, definition, repetition);
  else if (isList(value)) {
    const [element] = inside;
    if (value.length === 0 || element === undefined) return appendNull(leaves, definition + 1, repetition);
    for (const [index, item] of value.entries())
      append(element, item, definition + 2, index === 0 ? repetition : lists + 1);
  } else if (isObject(value))
    for (const field of inside) append(field, memberOf(value, field.name), definition + 1, repetition);
  else
    for (const leaf of leaves)
      push(leaf, type === 'bigint' ? BigInt(Number(value)) : value, definition + 1, repetition);
}

function appendNull(leaves: readonly Leaf[], definition: number, repetition: number): void {
  for (const leaf of leaves) push(leaf, null, definition, repetition);
}

function push(leaf: Leaf, value: Leaf['values'][number], definition: number, repetition: number): void {
  leaf.values.push(value);
  leaf.definitionLevels.push(definition);
  if (leaf.isRepeated) leaf.repetitionLevels.push(repetition);
}
