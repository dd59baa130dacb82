import type { Check } from '../shared/check.ts';
import { placesIn } from '../shared/streams.ts';
import { isObject } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';

/** Blocks that do nothing before they are switched on. */
const BLOCKS = ['cloudWatchLoggingOptions', 'processingConfiguration', 'dynamicPartitioningConfiguration'];

/** A block that somebody filled in and nobody switched on. */
export const notSwitchedOn: Check = {
  id: 'not-switched-on',
  code: 'DG8056',
  severity: 'warning',
  summary: 'a stream configures logging, processing or partitioning, and does not say `enabled`',
  why: 'Left out, it is off, so that what is configured has no effect.',
  source: 'https://docs.aws.amazon.com/firehose/latest/APIReference/API_CloudWatchLoggingOptions.html',
  *find(context) {
    for (const { stream, path } of placesIn(context)) {
      const written = context.desired.resources.get(stream.address)?.written() ?? {};
      const place = path.split('.').reduce<JsonValue | undefined>(memberOf, written);
      for (const name of BLOCKS) {
        const block = memberOf(place, name);
        if (!isObject(block) || block['enabled'] !== undefined || Object.keys(block).length === 0) continue;
        yield {
          address: stream.address,
          path: `${path}.${name}`,
          message: `${name} is not switched on, so it has no effect.`,
          hint: 'Add `enabled: true`, or `enabled: false` where that is meant.',
        };
      }
    }
  },
};

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isObject(value) ? (value satisfies JsonObject)[name] : undefined;
}
