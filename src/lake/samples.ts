import type { PointField } from '../model/lake/table.ts';
import type { JsonObject, JsonValue } from '../model/values/json.ts';

/** A metric that is exported: its name, and the member of `value` that has it. */
export interface ExportedMetric {
  readonly name: string;
  readonly value: string;
}

/** An exported message with one data point, and what is in it. No two have a value in common where they can differ. */
export interface Sample {
  readonly payload: JsonObject;
  readonly fields: Readonly<Partial<Record<PointField, JsonValue>>>;
}

/** Every member that `value` may have: https://docs.aws.amazon.com/iot-device-defender/latest/devguide/metrics-export-json-schema.html */
const VALUES: Readonly<Record<string, (index: number) => JsonValue>> = {
  count: (index) => 5040 * (index + 1),
  number: (index) => 12.5 + index,
  numbers: (index) => [1.5, 2.5 + index],
  strings: (index) => ['left', `right ${index}`],
  ports: (index) => [443, 8000 + index],
  cidrs: (index) => ['192.0.2.1', `198.51.100.${index % 256}`],
};

/** Messages as Device Defender exports them: every type of value, and the metrics at hand, with and without a dimension. */
export function sampleMessages(metrics: readonly ExportedMetric[]): readonly Sample[] {
  const any = Object.keys(VALUES).map((value) => ({ name: `metric-${value}`, value }));
  // Those come first that are always there, so that the order of columns does not depend on what is exported.
  return [...any, ...metrics]
    .flatMap((metric) => [
      { ...metric, isNarrowed: false },
      { ...metric, isNarrowed: true },
    ])
    .map(({ name, value, isNarrowed }, index) => sampleOf(name, value, isNarrowed, index));
}

function sampleOf(name: string, member: string, isNarrowed: boolean, index: number): Sample {
  const value = VALUES[member]?.(index) ?? null;
  const dimension = { name: `dimension-${index}`, operator: index % 4 === 1 ? 'IN' : 'NOT_IN' };
  const point = {
    name,
    thing: `thing-${index}`,
    value: { [member]: value },
    version: 101 + index,
    timestamp: 1_767_225_600_000 + index * 1000,
    ...(isNarrowed ? { dimension } : {}),
  };
  const { thing, version, timestamp } = point;
  return {
    payload: { version: '1.0', metrics: [point] },
    fields: {
      metric: name,
      thing,
      version,
      timestamp,
      ...(member === 'count' ? { count: value } : {}),
      ...(member === 'number' ? { number: value } : {}),
      ...(isNarrowed ? { dimension: dimension.name, operator: dimension.operator } : {}),
    },
  };
}
