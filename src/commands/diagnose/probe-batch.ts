import { metricFacts } from '../../catalogue/metrics.ts';
import { addressOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { DataPoint, ExportBatch } from '../../model/exports/export-batch.ts';
import type { JsonObject } from '../../model/json.ts';
import type { DesiredState } from '../../model/resource.ts';
import { watchingOf } from '../../pipeline/impact/watching.ts';

/** What stands before the id in the thing's name: nobody else's things are called so. */
export const MARKER = 'defender-gitops-verify-';

/** Values that add nothing to a sum. The address is one for documentation: https://www.rfc-editor.org/rfc/rfc5737 */
const VALUES: Readonly<Record<string, JsonObject>> = {
  count: { count: 0 },
  number: { number: 0 },
  numbers: { numbers: [0] },
  strings: { strings: ['defender-gitops-verify'] },
  cidrs: { cidrs: ['192.0.2.0/32'] },
  ports: { ports: [0] },
};

/**
 * One data point of a thing that there is not, of a metric that the profile exports, so that it goes the way that the others go.
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/metrics-export-json-schema.html
 */
export function markedBatch(
  thing: string,
  [profile]: readonly Address[],
  { resources }: DesiredState,
  now: number,
): ExportBatch {
  const { exported } = watchingOf((profile && resources.get(profile)?.spec) ?? {});
  // What is narrowed to a dimension carries that too.
  const { metric, dimension, excluded } = exported.find((one) => one.dimension === undefined) ??
    exported[0] ?? { metric: 'aws:num-messages-sent' };
  const type = resources.get(addressOf('CustomMetric', metric))?.spec['metricType'];
  const facts = metricFacts(metric, typeof type === 'string' ? type : undefined);
  const point: DataPoint = {
    name: metric,
    thing,
    value: VALUES[facts?.value ?? 'number'] ?? { number: 0 },
    version: 1,
    timestamp: now,
    ...(dimension === undefined ? {} : { dimension: { name: dimension, operator: excluded ? 'NOT_IN' : 'IN' } }),
  };
  return { version: '1.0', metrics: [point] };
}
