import type { Check } from '../shared/check.ts';
import { expressionsOf, placesIn } from '../shared/streams.ts';

/** Expressions in the prefix, and no prefix for what fails. */
export const errorPrefixMissing: Check = {
  id: 'error-prefix-missing',
  code: 'DG8035',
  severity: 'error',
  summary: 'prefix has expressions, and there is no errorOutputPrefix',
  why: 'AWS refuses the stream: what cannot be delivered may not have what the expressions stand for.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html',
  *find(context) {
    for (const { stream, path, destination } of placesIn(context))
      if (expressionsOf(destination.prefix).length > 0 && (destination.errorOutputPrefix ?? '') === '')
        yield {
          address: stream.address,
          path: `${path}.prefix`,
          message: 'With expressions in prefix an errorOutputPrefix is needed.',
          hint: 'Add `errorOutputPrefix: "failed/!{firehose:error-output-type}/"`.',
        };
  },
};
