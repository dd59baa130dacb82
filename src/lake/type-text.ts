import type { Column, ColumnType } from '../model/lake/table.ts';

/** A type as Glue has it: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-common.html#aws-glue-api-regex-oneLine */
export function glueType(type: ColumnType): string {
  return typeText(type, (name) => name.toLowerCase());
}

/** A type in the words of Hive, with names of fields as `nameOf` writes them. */
export function typeText(type: ColumnType, nameOf: (name: string) => string): string {
  if (typeof type === 'string') return type;
  if ('array' in type) return `array<${typeText(type.array, nameOf)}>`;
  return `struct<${type.struct.map((field: Column) => `${nameOf(field.name)}:${typeText(field.type, nameOf)}`).join(',')}>`;
}
