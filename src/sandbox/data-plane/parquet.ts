import { parquetWriteBuffer } from 'hyparquet-writer';
import type { SchemaElement } from 'hyparquet-writer';
import type { Column, ColumnType } from '../../model/lake/table.ts';
import type { Converted } from './conversion.ts';

/** Columns of values as a file of Apache Parquet, compressed with Snappy, as Firehose writes it unless told otherwise. */
export function parquetFile(columns: readonly Column[], { values }: Converted): Uint8Array {
  // Glue has small letters, and Firehose writes the names that Glue has.
  const small = columns.map(({ name, type }) => ({ name: name.toLowerCase(), type }));
  const columnData = small.map(({ name }, index) => ({ name, data: [...(values[index] ?? [])] }));
  const schema = [{ name: 'root', num_children: columns.length }, ...small.flatMap(elementsOf)];
  return new Uint8Array(parquetWriteBuffer({ columnData, schema, createdBy: 'defender-gitops' }));
}

/** A column and what is in it, in the order of a tree that is walked. https://github.com/apache/parquet-format/blob/master/LogicalTypes.md */
function elementsOf({ name, type }: Column): readonly SchemaElement[] {
  const one = { name, repetition_type: 'OPTIONAL' } as const;
  if (typeof type === 'string') return [{ ...one, ...BASIC[type] }];
  if ('struct' in type) return [{ ...one, num_children: type.struct.length }, ...type.struct.flatMap(elementsOf)];
  return [
    { ...one, converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...elementsOf({ name: 'element', type: type.array }),
  ];
}

const BASIC = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  bigint: { type: 'INT64' },
  double: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
} as const satisfies Record<Extract<ColumnType, string>, Partial<SchemaElement>>;
