import type { Check } from '../shared/check.ts';
import { firehoseActions } from '../shared/data-path.ts';
import { givesArray, readRulesIn } from '../shared/statements.ts';
import { destinationsIn, isConverting, processorsOf } from '../shared/streams.ts';

/** Arrays for a stream that converts objects. */
export const conversionOfArrays: Check = {
  id: 'conversion-of-arrays',
  code: 'DG8051',
  severity: 'warning',
  summary: 'a rule sends arrays, not split, to a stream that converts to Parquet or ORC',
  why: 'Each record has to be one JSON object: an array cannot be converted, and is written to the error prefix.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/enable-record-format-conversion.html',
  *find(context) {
    const converting = new Set(
      destinationsIn(context)
        .filter(({ destination }) => isConverting(destination) && processorsOf(destination).length === 0)
        .map(({ stream }) => stream.name),
    );
    for (const rule of readRulesIn(context)) {
      if (givesArray(rule) !== true) continue;
      for (const { path, settings } of firehoseActions(rule.spec))
        if (settings['batchMode'] !== true && converting.has(String(settings['deliveryStreamName'])))
          yield {
            address: rule.address,
            path,
            message: `${String(settings['deliveryStreamName'])} converts objects, and ${rule.name} sends arrays.`,
            hint: 'Add `batchMode: true`, which sends each element as a record.',
          };
    }
  },
};
