/** The type of a column, in the words of Hive, Glue and Athena: https://docs.aws.amazon.com/athena/latest/ug/data-types.html */
export type ColumnType =
  | 'string'
  | 'bigint'
  | 'double'
  | 'boolean'
  | { readonly array: ColumnType }
  | { readonly struct: readonly Column[] };

/** A column of a table, or a field of a struct. */
export interface Column {
  /** As the record has it; Glue and Athena write it in small letters. */
  readonly name: string;
  readonly type: ColumnType;
}

/** What of a data point can be found in a record. */
export type PointField = 'metric' | 'thing' | 'timestamp' | 'version' | 'count' | 'number' | 'dimension' | 'operator';

/** Where in a record the fields of a data point are: names of columns and of fields in them, from the outside. */
export interface PointPlaces {
  /** The column with a list of data points, where a record is a batch; the paths begin in its elements. */
  readonly list?: string;
  readonly fields: Readonly<Partial<Record<PointField, readonly string[]>>>;
}

/** A part of the keys of objects that Athena works out instead of looking it up: https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html */
export type Partition = { readonly name: string } & (
  | {
      readonly type: 'date';
      /** A pattern of Java's DateTimeFormatter. */
      readonly format: string;
      readonly unit: 'YEARS' | 'MONTHS' | 'DAYS' | 'HOURS' | 'MINUTES' | 'SECONDS';
      /** The time zone that Firehose writes it in. */
      readonly zone: string;
      /** Whether later ones are later in the alphabet, too. */
      readonly isSorted: boolean;
    }
  | { readonly type: 'integer'; readonly least: number; readonly most: number; readonly digits: number }
  /** Every query has to name its value. */
  | { readonly type: 'injected' }
);

/** Where in a bucket the objects of a table are. */
export interface TableLocation {
  /** As in `s3://bucket/folder/`; what all keys begin with. */
  readonly location: string;
  readonly partitions: readonly Partition[];
  /** The location of one partition; absent where there are none. */
  readonly template?: string;
}

/** What every table has that a delivery stream writes for. */
export interface StreamTable {
  readonly stream: string;
  /** The namespace, where it is in a table bucket. */
  readonly database: string;
  readonly name: string;
  readonly columns: readonly Column[];
  readonly points: PointPlaces;
  /** What has to be known of it, for people; sentences. */
  readonly notes: readonly string[];
}

/** The table over the objects that a delivery stream writes. Plain data. */
export interface LakeTable extends StreamTable, TableLocation {
  readonly format: 'json' | 'parquet' | 'orc';
}

/** A table of Apache Iceberg. Plain data. */
export interface IcebergTable extends StreamTable {
  /** The folder of its files, as in `s3://bucket/folder/`; absent in a table bucket, which chooses it. */
  readonly location?: string;
  /** The table bucket that it is in; absent where it is in the catalog of the account. */
  readonly bucket?: TableBucket;
}

/** A bucket of Amazon S3 Tables: https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-buckets.html */
export interface TableBucket {
  readonly name: string;
  readonly arn: string;
}

/** A stream that exports reach, and that no table can be told for. */
export interface MissingTable {
  readonly stream: string;
  /** Sentences. */
  readonly why: readonly string[];
}

/** A behavior whose alarms can be worked out from exported values. */
export interface JudgedBehavior {
  readonly profile: string;
  readonly behavior: string;
  readonly metric: string;
  readonly dimension?: string;
  readonly excluded?: true;
  /** What normal values are, as in `< 5`. */
  readonly operator: '<' | '<=' | '>' | '>=';
  readonly value: number;
  /** Seconds over which values are added up; absent where each is judged by itself. */
  readonly sumSeconds?: number;
  /** What a value is divided by before it is judged. */
  readonly unit: number;
  readonly toAlarm: number;
  readonly toClear: number;
}

/** A table with the metrics and behaviors that get into it. */
export interface FedTable<Table extends StreamTable = LakeTable> {
  readonly table: Table;
  readonly metrics: readonly string[];
  readonly behaviors: readonly JudgedBehavior[];
}

/** The tables of one target. */
export interface Lake {
  /** Over objects of S3. */
  readonly tables: readonly FedTable[];
  /** That streams write into themselves. */
  readonly iceberg: readonly FedTable<IcebergTable>[];
  readonly missing: readonly MissingTable[];
}
