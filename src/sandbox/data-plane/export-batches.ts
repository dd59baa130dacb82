import type { MetricValue } from '../../detect/criteria.ts';
import type { Thing } from './fleet/fleet.ts';
import type { Series } from './fleet/series.ts';
import type { JsonObject } from '../../model/values/json.ts';

/** A message of exported metrics. */
export interface OutgoingBatch {
  readonly payload: string;
  /** What the payload says. */
  readonly message: JsonObject;
  readonly points: number;
  /** Sent once more, with a higher version of each point. */
  readonly isRepeat: boolean;
}

/** What a batch is made of. */
export interface BatchSource {
  readonly series: Series;
  readonly things: readonly Thing[];
  readonly values: readonly (MetricValue | undefined)[];
  /** The time of the interval's end, in milliseconds. */
  readonly at: number;
  /** Whether the next batch is sent a second time. */
  readonly isRepeated: () => boolean;
}

/** AWS documents neither how many data points make a batch nor how large it is; a rule's batch takes 500. */
const BATCH_POINTS = 250;

/** https://docs.aws.amazon.com/general/latest/gr/iot-core.html */
const MESSAGE_BYTES = 128 * 1024;

/**
 * Puts the values of one metric, of many things, into messages. A value is now and then sent twice: consumers keep the highest version.
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/metrics-export-json-schema.html
 */
export function* exportBatches({ series, things, values, at, isRepeated }: BatchSource): Generator<OutgoingBatch> {
  const points = things.flatMap(({ name }, index) => {
    const value = values[index];
    return value === undefined ? [] : [{ thing: name, value, at: timestampOf(series, index, at) }];
  });
  for (let first = 0; first < points.length; first += BATCH_POINTS) {
    const batch = points.slice(first, first + BATCH_POINTS);
    yield* messages(series, batch, 1, false);
    if (isRepeated()) yield* messages(series, batch, 2, true);
  }
}

interface BatchPoint {
  readonly thing: string;
  readonly value: MetricValue;
  readonly at: number;
}

function* messages(
  series: Series,
  points: readonly BatchPoint[],
  version: number,
  isRepeat: boolean,
): Generator<OutgoingBatch> {
  const { metric, dimension } = series;
  const narrowed = dimension === undefined ? {} : { dimension: { ...dimension } };
  const metrics = points.map(({ thing, value, at }) => ({
    name: metric,
    thing,
    value: value as JsonObject,
    version,
    timestamp: at,
    ...narrowed,
  }));
  const message = { version: '1.0', metrics };
  const payload = JSON.stringify(message);
  const isTooLarge = payload.length > MESSAGE_BYTES / 3 && Buffer.byteLength(payload) > MESSAGE_BYTES;
  if (!isTooLarge || points.length === 1) {
    yield { payload, message, points: points.length, isRepeat };
    return;
  }
  const half = Math.ceil(points.length / 2);
  yield* messages(series, points.slice(0, half), version, isRepeat);
  yield* messages(series, points.slice(half), version, isRepeat);
}

/** Cloud-side metrics carry the time of their aggregation, others that of the device's report, within the last minute. */
function timestampOf({ facts }: Series, thing: number, at: number): number {
  return facts.side === 'cloud' ? at : at - ((thing * 7919) % 60) * 1000;
}
