import type { Column, ColumnType, LakeTable, PointPlaces } from '../model/lake/table.ts';
import { glueType } from './type-text.ts';

/** A table as the data catalog has it. */
export interface CatalogTable {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly location?: string;
  /** The class that reads its objects; of tables of Apache Iceberg there is none. */
  readonly serde?: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What records are written for a table: to objects of S3 that it reads, or into it. */
export interface WrittenRecords {
  readonly columns: readonly Column[];
  readonly points: PointPlaces;
  /** Where the objects are; absent for Apache Iceberg. */
  readonly objects?: Pick<LakeTable, 'format' | 'location' | 'template'>;
}

/** How a table of the catalog does not fit what is written, as clauses; none where it does. */
export function unfitIn(table: CatalogTable, { columns, points, objects }: WrittenRecords): readonly string[] {
  const isIceberg = objects === undefined;
  const known = new Map(table.columns.map(({ name, type }) => [name.toLowerCase(), type]));
  const timestamp = points.list === undefined ? points.fields.timestamp?.join('.').toLowerCase() : undefined;
  const written = columns.flatMap(({ name, type }): readonly string[] => {
    const path = name.toLowerCase();
    const has = known.get(path);
    if (has === undefined) return [`it has no column ${path}, which is left out`];
    // https://docs.aws.amazon.com/firehose/latest/dev/apache-iceberg-format-input-record-different.html
    if (isIceberg && name !== path) return [`${name} is not its column ${path}: Iceberg tells capitals apart`];
    return unfitType(type, hiveType(has), path, timestamp);
  });
  const names = new Set(columns.map(({ name }) => name.toLowerCase()));
  const unfilled = isIceberg ? table.columns.filter(({ name }) => !names.has(name.toLowerCase())) : [];
  return [
    ...(isIceberg ? notIceberg(table) : unfitObjects(table, objects)),
    ...written,
    ...unfilled.map(({ name }) => `records have nothing for its column ${name}`),
  ];
}

function notIceberg({ parameters }: CatalogTable): readonly string[] {
  return parameters['table_type']?.toUpperCase() === 'ICEBERG' ? [] : ['it is no table of Apache Iceberg'];
}

const FORMATS = { json: 'JSON', parquet: 'Parquet', orc: 'ORC' } as const;

function unfitObjects(
  { location, serde, parameters }: CatalogTable,
  objects: Pick<LakeTable, 'format' | 'location' | 'template'>,
): readonly string[] {
  const asFolder = (text: string): string => text.replace(/\/?$/, '/');
  const isRead = serde === undefined || serde.toLowerCase().includes(objects.format);
  const template = parameters['projection.enabled'] === 'true' ? parameters['storage.location.template'] : undefined;
  const hasOtherTemplate =
    template !== undefined && objects.template !== undefined && blank(template) !== blank(objects.template);
  return [
    ...(isRead ? [] : [`objects are ${FORMATS[objects.format]}, and it reads them by ${serde}`]),
    ...(location !== undefined && asFolder(location) !== asFolder(objects.location)
      ? [`objects are below ${objects.location}, and it reads ${location}`]
      : []),
    ...(hasOtherTemplate ? [`objects are in ${objects.template}, and it projects ${template}`] : []),
  ];
}

/** Partitions may be called otherwise. */
function blank(template: string): string {
  return template.replaceAll(/\$\{[^}]*\}/g, '$').replace(/\/?$/, '/');
}

/** A type of Hive: its name, and what stands between angle brackets. */
interface HiveType {
  readonly name: string;
  readonly of: readonly { readonly field: string; readonly type: HiveType }[];
  readonly text: string;
}

/** Reads a type such as `struct<a:bigint,b:array<string>>`; https://docs.aws.amazon.com/athena/latest/ug/data-types.html */
function hiveType(text: string): HiveType {
  const [, name = '', inner] = /^\s*([a-z]+)[^<]*(?:<(.*)>)?\s*$/is.exec(text) ?? [];
  const parts = inner === undefined ? [] : splitAtTop(inner);
  return {
    name: name.toLowerCase(),
    text,
    of: parts.map((part) => {
      const [, field = '', type = part] =
        name.toLowerCase() === 'struct' ? (/^\s*`?([^:`]+)`?\s*:(.*)$/s.exec(part) ?? []) : [];
      return { field: field.toLowerCase(), type: hiveType(type) };
    }),
  };
}

/** The parts between commas that stand in no brackets. */
function splitAtTop(text: string): readonly string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (const [index, character] of [...text].entries()) {
    if ('<('.includes(character)) depth += 1;
    if ('>)'.includes(character)) depth -= 1;
    if (character !== ',' || depth > 0) continue;
    parts.push(text.slice(from, index));
    from = index + 1;
  }
  return [...parts, text.slice(from)];
}

/** Types that hold each simple one. A text column takes anything, as it was written. */
const HOLDS: Readonly<Record<Extract<ColumnType, string>, readonly string[]>> = {
  string: ['char', 'varchar', 'timestamp', 'date', 'binary'],
  bigint: ['bigint', 'int', 'integer', 'long', 'double', 'float', 'decimal'],
  double: ['double', 'float', 'decimal'],
  boolean: ['boolean'],
};

function unfitType(type: ColumnType, has: HiveType, path: string, timestamp: string | undefined): readonly string[] {
  const unfit = [`${path} is ${glueType(type)}, and it has ${has.text}`];
  if (has.name === 'string') return [];
  if (typeof type === 'string') {
    // Milliseconds since 1970 have more than 32 bits.
    const isShort = path === timestamp && ['int', 'integer'].includes(has.name);
    return HOLDS[type].includes(has.name) && !isShort ? [] : unfit;
  }
  if ('array' in type) {
    const [element] = has.of;
    return has.name === 'array' && element !== undefined ? unfitType(type.array, element.type, path, timestamp) : unfit;
  }
  if (has.name === 'map') {
    const value = has.of[1]?.type;
    return value === undefined
      ? unfit
      : type.struct.flatMap((field) => unfitType(field.type, value, `${path}.${field.name.toLowerCase()}`, timestamp));
  }
  if (has.name !== 'struct') return unfit;
  return type.struct.flatMap((field) => {
    const inner = `${path}.${field.name.toLowerCase()}`;
    const member = has.of.find((one) => one.field === field.name.toLowerCase());
    return member === undefined
      ? [`it has no ${inner}, which is left out`]
      : unfitType(field.type, member.type, inner, timestamp);
  });
}
