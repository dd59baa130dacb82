import { mergedColumns } from '../../lake/columns.ts';
import { recordTypeOf } from '../../lake/record-type.ts';
import type { Column, ColumnType } from '../../model/lake/table.ts';
import { isObject, memberOf } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
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

/** Records as columns of values, and those that do not fit. */
export interface Converted {
  /** For each column its values, null where a record has none. Whole numbers are big, as a file has 64 bits for them. */
  readonly values: readonly (readonly unknown[])[];
  readonly rows: number;
  readonly unfit: readonly string[];
}

/** Converts records by the columns of a table. Members that have no column are left out, as Firehose leaves them out. */
export function converted(records: readonly string[], columns: readonly Column[]): Converted {
  const values = columns.map((): unknown[] => []);
  const unfit: string[] = [];
  for (const text of records) {
    const record = parsed(text);
    const row = isObject(record) ? columns.map(({ name, type }) => fitted(memberOf(record, name), type)) : [undefined];
    if (row.includes(undefined)) unfit.push(text);
    else for (let index = 0; index < values.length; index += 1) values[index]?.push(row[index]);
  }
  return { values, rows: records.length - unfit.length, unfit };
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** A value as a column holds it; undefined where it does not fit. Objects and lists are changed in place: there are very many. */
function fitted(value: unknown, type: ColumnType): unknown {
  if (value === undefined || value === null) return null;
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type ? value : undefined;
    case 'double':
      return typeof value === 'number' ? value : undefined;
    case 'bigint':
      return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined;
  }
  if ('struct' in type)
    return isObject(value) ? fittedStruct(value as Record<string, unknown>, type.struct) : undefined;
  if (!Array.isArray(value)) return undefined;
  const items: unknown[] = value;
  for (const [index, item] of items.entries())
    if ((items[index] = fitted(item, type.array)) === undefined) return undefined;
  return items;
}

function fittedStruct(value: Record<string, unknown>, fields: readonly Column[]): unknown {
  for (const { name, type } of fields) {
    const member = memberOf(value as JsonObject, name);
    if (member !== undefined && (value[name] = fitted(member, type)) === undefined) return undefined;
  }
  return value;
}
