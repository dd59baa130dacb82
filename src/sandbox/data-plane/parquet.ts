import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { SchemaElement } from 'hyparquet-writer';
import { writeColumn } from 'hyparquet-writer/src/column.js';
import { snappyCompress } from 'hyparquet-writer/src/snappy.js';
import type { Column, ColumnType } from '../../model/lake/table.ts';
import type { Conversion } from './conversion.ts';

/** How large a page is, as Firehose has it unless told otherwise: https://docs.aws.amazon.com/firehose/latest/APIReference/API_ParquetSerDe.html */
const PAGE_BYTES = 1024 * 1024;

/**
 * Rows as a file of Apache Parquet, compressed with Snappy, as Firehose writes it unless told otherwise: a group of rows has 256 MiB there,
 * so that all rows of a buffer are in one. The writer would take columns of values apart itself; that was done as the records came.
 */
export function parquetFile(columns: readonly Column[], { leaves, rows }: Conversion): Uint8Array {
  const paths = columns.flatMap((column) => pathsIn(nodeOf(column)));
  const root: SchemaElement = { name: 'root', num_children: columns.length };
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    schema: [root, ...new Set(paths.flat())],
    createdBy: 'defender-gitops',
  });
  const begin = writer.offset;
  const chunks = leaves.map((pageData, index) => {
    const path = paths[index] ?? [];
    const element = path.at(-1) ?? root;
    const column = {
      columnName: path.map(({ name }) => name).join('.'),
      element,
      schemaPath: [root, ...path],
      codec: 'SNAPPY' as const,
      compressors: { SNAPPY: snappyCompress },
      stats: true,
      pageSize: PAGE_BYTES,
      columnIndex: false,
      offsetIndex: false,
    };
    return writeColumn({ writer, column, pageData }).chunk;
  });
  file.num_rows = BigInt(rows());
  file.row_groups.push({
    columns: chunks,
    num_rows: file.num_rows,
    total_byte_size: chunks.reduce((sum, chunk) => sum + (chunk.meta_data?.total_uncompressed_size ?? 0n), 0n),
    total_compressed_size: BigInt(writer.offset - begin),
  });
  void file.finish();
  return writer.getBytes();
}

/** An element of a schema with those in it. */
interface Node {
  readonly element: SchemaElement;
  readonly inside: readonly Node[];
}

/** https://github.com/apache/parquet-format/blob/master/LogicalTypes.md. Glue has small letters, and Firehose writes the names that Glue has. */
function nodeOf({ name, type }: Column): Node {
  const one = { name: name.toLowerCase(), repetition_type: 'OPTIONAL' } as const;
  if (typeof type === 'string') return { element: { ...one, ...BASIC[type] }, inside: [] };
  if ('struct' in type)
    return { element: { ...one, num_children: type.struct.length }, inside: type.struct.map(nodeOf) };
  const list = { name: 'list', repetition_type: 'REPEATED', num_children: 1 } as const;
  return {
    element: { ...one, converted_type: 'LIST', num_children: 1 },
    inside: [{ element: list, inside: [nodeOf({ name: 'element', type: type.array })] }],
  };
}

/** The ways to all leaves, in the order of a tree that is walked. */
function pathsIn({ element, inside }: Node): readonly (readonly SchemaElement[])[] {
  if (inside.length === 0) return [[element]];
  return inside.flatMap(pathsIn).map((path) => [element, ...path]);
}

const BASIC = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  bigint: { type: 'INT64' },
  double: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
} as const satisfies Record<Extract<ColumnType, string>, Partial<SchemaElement>>;
