import type { LakeTable, Partition } from '../../model/lake/table.ts';
import { glueType } from './sql-words.ts';

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
export function glueColumns({ columns }: LakeTable): readonly { readonly name: string; readonly type: string }[] {
  return columns.map(({ name, type }) => ({ name: name.toLowerCase(), type: glueType(type) }));
}

/** The type of a partition's column. */
export function partitionType(partition: Partition): string {
  return partition.type === 'integer' ? 'int' : 'string';
}

/** Before AWS IoT Device Defender exported metrics there was nothing to read: https://aws.amazon.com/about-aws/whats-new/2024/02/aws-iot-device-defender-cloud-side-metrics/ */
const SINCE = { year: '2024', month: '01', day: '01', hour: '00' } as const;

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
        member('range', `${firstDate(partition.format)},${partition.zone === 'UTC' ? 'NOW' : 'NOW+1DAYS'}`),
        member('interval', '1'),
        member('interval.unit', partition.unit),
      ];
  }
}

const FIRST: Readonly<Record<string, string>> = {
  yyyy: SINCE.year,
  yy: SINCE.year.slice(2),
  MM: SINCE.month,
  MMM: 'Jan',
  MMMM: 'January',
  dd: SINCE.day,
  DDD: '001',
  HH: SINCE.hour,
  mm: '00',
  ss: '00',
};

/** The first date of a range, as the pattern writes it. */
function firstDate(format: string): string {
  return format.replaceAll(/'((?:[^']|'')*)'|([A-Za-z]+)/g, (whole, text?: string, letters?: string) =>
    letters === undefined ? (text ?? '').replaceAll("''", "'") : (FIRST[letters] ?? whole),
  );
}
