/** How much the fleet reports, as far as the settings say it. */
export interface Usage {
  /** Devices by what profiles are attached to: `thinggroup/soundboxes`. */
  readonly devices: Readonly<Record<string, number>>;
  /** Reports of each device with device-side and custom metrics. */
  readonly reportsPerHour?: number;
  /** Bytes that one value takes in an exported message. */
  readonly valueBytes?: number;
  /** Values that AWS puts into one exported message. */
  readonly valuesPerMessage?: number;
  /** MQTT clients that get each message of an ordinary topic. */
  readonly subscribers?: number;
}

/** What is paid for. */
export type CostPart = 'datapoints' | 'learnedDatapoints' | 'audited' | 'messages' | 'rules' | 'actions' | StreamPart;

/** What is paid for a stream and what it writes. */
export type StreamPart =
  | 'ingested'
  | 'converted'
  | 'partitioned'
  | 'partitionedObjects'
  | 'iceberg'
  | 'vpcDelivered'
  | 'vpcHours'
  | 'puts'
  | 'stored';

/** What has a price: what is paid for, and the TB that Athena scans, by which formats are weighed. */
export type Priced = CostPart | 'scanned';

/** The price of units beyond a number of them in a month, up to the next tier. */
export interface Tier {
  readonly beyond: number;
  readonly price: number;
}

/** Whose prices they are, and of which day. */
export interface PriceSource {
  /** The service, or what the settings say. */
  readonly name: string;
  /** The day on which AWS published them, or they were read, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Location of the partition keys. */
  readonly address?: string;
}

/** What AWS asks for in a region, for each of what `PRICE_UNITS` says, tier by tier; what is missing is not known. */
export interface Prices {
  readonly currency: string;
  readonly sources: readonly PriceSource[];
  readonly amounts: Readonly<Partial<Record<Priced, readonly Tier[]>>>;
}

/** Between two numbers, because AWS does not say how it batches what it exports. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** One thing that is paid for. */
export interface CostLine {
  readonly part: CostPart;
  /** Units in a month, before and after. */
  readonly units: { readonly before: Range; readonly after: Range };
  /** The same in money; absent where the price is not known. */
  readonly money?: { readonly before: Range; readonly after: Range };
}

/** What a plan does to the monthly bill. Plain data. */
export interface Cost {
  readonly lines: readonly CostLine[];
  /** The sum of the lines that have a price; absent where none has. */
  readonly total?: { readonly before: Range; readonly after: Range };
  readonly currency?: string;
  /** Whose prices; none where the region's are not known. */
  readonly sources: readonly PriceSource[];
  /** What was taken for granted, each as a sentence. */
  readonly assumptions: readonly string[];
  /** What would cost less or more, each as a sentence. */
  readonly notes: readonly string[];
}

/** Units that prices are given for, and how they are called. */
export const PRICE_UNITS: Readonly<Record<Priced, { readonly per: number; readonly unit: string }>> = {
  datapoints: { per: 1_000_000, unit: 'datapoints of rules Detect' },
  learnedDatapoints: { per: 1_000_000, unit: 'datapoints of ML Detect' },
  audited: { per: 1000, unit: 'devices audited' },
  messages: { per: 1_000_000, unit: 'messages of 5 KB' },
  rules: { per: 1_000_000, unit: 'rules triggered, in 5 KB' },
  actions: { per: 1_000_000, unit: 'actions executed, in 5 KB' },
  ingested: { per: 1, unit: 'GB into Firehose, each record in 5 KB' },
  converted: { per: 1, unit: 'GB converted by Firehose' },
  partitioned: { per: 1, unit: 'GB partitioned by Firehose' },
  partitionedObjects: { per: 1000, unit: 'objects partitioned by Firehose' },
  iceberg: { per: 1, unit: 'GB into Firehose for Apache Iceberg' },
  vpcDelivered: { per: 1, unit: 'GB delivered into a VPC by Firehose' },
  vpcHours: { per: 1, unit: 'hours of delivery into a VPC, of each zone' },
  puts: { per: 1000, unit: 'objects put into S3' },
  stored: { per: 1, unit: 'GB added to S3, before compression' },
  scanned: { per: 1, unit: 'TB scanned by Athena' },
};
