import type { JsonObject } from '../values/json.ts';

/**
 * One value of one metric of one thing, as Device Defender exports it; members that AWS may add are kept.
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/metrics-export-json-schema.html
 */
export interface DataPoint extends JsonObject {
  readonly name: string;
  readonly thing: string;
  /** One member, named after the type of the metric: `count`, `cidrs`, `ports`, `number`, `numbers` or `strings`. */
  readonly value: JsonObject;
  /** Rises when the value of the same point is revised. */
  readonly version: number;
  /** Since 1970. AWS's page does not say whether in seconds or milliseconds. */
  readonly timestamp: number;
  readonly dimension?: Dimension;
}

/** What a metric was narrowed to. */
interface Dimension extends JsonObject {
  readonly name: string;
  readonly operator: string;
}

/** One message of an export: data points of one metric, of many things. */
export interface ExportBatch extends JsonObject {
  /** Version of this format, a text, unlike that of a point. */
  readonly version: string;
  readonly metrics: readonly DataPoint[];
}

/** Any timestamp as milliseconds: seconds have ten digits until the year 2286, milliseconds had thirteen since 2001. */
export function millisecondsOf(timestamp: number): number {
  return timestamp < 100_000_000_000 ? timestamp * 1000 : timestamp;
}
