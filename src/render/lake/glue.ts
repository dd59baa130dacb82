import type { LakeTable, Partition, StreamTable } from '../../model/lake/table.ts';
import { spelled } from './date-pattern.ts';
import { glueType } from '../../lake/type-text.ts';

/** How a format is read, in Glue's words. */
interface Serde {
  readonly library: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly input: string;
  readonly output: string;
}

const JSON_SERDE: Serde = {
  // https://docs.aws.amazon.com/athena/latest/ug/openx-json-serde.html
  library: 'org.openx.data.jsonserde.JsonSerDe',
  parameters: { 'ignore.malformed.json': 'true' },
  input: 'org.apache.hadoop.mapred.TextInputFormat',
  output: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
};
const PARQUET: Serde = {
  library: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
  parameters: { 'serialization.format': '1' },
  input: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  output: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
};
const ORC: Serde = {
  library: 'org.apache.hadoop.hive.ql.io.orc.OrcSerde',
  parameters: { 'serialization.format': '1' },
  input: 'org.apache.hadoop.hive.ql.io.orc.OrcInputFormat',
  output: 'org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat',
};

/** How the objects of a table are read. */
export function serdeOf({ format }: LakeTable): Serde {
  return { json: JSON_SERDE, parquet: PARQUET, orc: ORC }[format];
}

/** The columns of a table, by name and type. */
export function glueColumns({ columns }: StreamTable): readonly { readonly name: string; readonly type: string }[] {
  return columns.map(({ name, type }) => ({ name: name.toLowerCase(), type: glueType(type) }));
}

/** The type of a partition's column. */
export function partitionType(partition: Partition): string {
  return partition.type === 'integer' ? 'int' : 'string';
}

/** The properties of a table: https://docs.aws.amazon.com/athena/latest/ug/partition-projection-setting-up.html */
export function tableProperties({ partitions, template, format }: LakeTable): Readonly<Record<string, string>> {
  const classification = { classification: format };
  if (template === undefined) return classification;
  return {
    ...classification,
    'projection.enabled': 'true',
    ...Object.fromEntries(partitions.flatMap(propertiesOf)),
    'storage.location.template': template,
  };
}

function propertiesOf(partition: Partition): readonly (readonly [string, string])[] {
  const member = (name: string, value: string): readonly [string, string] => [
    `projection.${partition.name}.${name}`,
    value,
  ];
  switch (partition.type) {
    case 'injected':
      return [member('type', 'injected')];
    case 'integer':
      return [
        member('type', 'integer'),
        member('range', `${partition.least},${partition.most}`),
        member('digits', String(partition.digits)),
      ];
    case 'date':
      return [
        member('type', 'date'),
        member('format', partition.format),
        member('range', `${spelled(partition.format, FIRST)},${partition.zone === 'UTC' ? 'NOW' : 'NOW+1DAYS'}`),
        member('interval', '1'),
        member('interval.unit', partition.unit),
      ];
  }
}

/**
 * The first hour of 2024, by the letters of Java's patterns: a range has to begin somewhere, and objects that are older are not looked at.
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-kinesis-firehose-example-using-the-date-type.html
 */
const FIRST: Readonly<Record<string, string>> = {
  yyyy: '2024',
  yy: '24',
  MM: '01',
  MMM: 'Jan',
  MMMM: 'January',
  dd: '01',
  DDD: '001',
  HH: '00',
  mm: '00',
  ss: '00',
};
