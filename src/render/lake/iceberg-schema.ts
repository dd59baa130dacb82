import type { Column, ColumnType } from '../../model/lake/table.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';

/** A column in the words of Apache Iceberg: https://iceberg.apache.org/spec/#schemas */
export interface IcebergField {
  readonly id: number;
  /** In small letters, as table buckets have it. */
  readonly name: string;
  readonly type: JsonValue;
}

/** The columns of a table, each with all that is in it numbered, as no two may have one number. */
export function icebergFields(columns: readonly Column[]): readonly IcebergField[] {
  let last = 0;
  const typeOf = (type: ColumnType): JsonValue => {
    if (typeof type === 'string') return PRIMITIVES[type];
    if ('struct' in type) return { type: 'struct', fields: type.struct.map(fieldOf) };
    return { type: 'list', 'element-id': (last += 1), element: typeOf(type.array), 'element-required': false };
  };
  const numbered = ({ name, type }: Column): IcebergField => ({
    id: (last += 1),
    name: name.toLowerCase(),
    type: typeOf(type),
  });
  const fieldOf = (column: Column): JsonObject => ({ ...numbered(column), required: false });
  return columns.map(numbered);
}

const PRIMITIVES = { string: 'string', bigint: 'long', double: 'double', boolean: 'boolean' } as const;
