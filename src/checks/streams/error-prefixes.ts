import type { Check } from '../shared/check.ts';
import { expressionsOf, placesIn, isErrorType } from '../shared/streams.ts';

/** Expressions in the prefix, and no prefix for what fails. */
export const errorPrefixMissing: Check = {
  id: 'error-prefix-missing',
  code: 'DG8035',
  severity: 'error',
  summary: 'prefix has expressions, and there is no errorOutputPrefix',
  why: 'AWS refuses the stream: a record that cannot be delivered may not have the values of these expressions.',
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

/** A prefix for what fails that does not say how it failed. */
export const errorPrefixType: Check = {
  id: 'error-prefix-type',
  code: 'DG8036',
  severity: 'error',
  summary: 'errorOutputPrefix has expressions, and !{firehose:error-output-type} is not one of them',
  why: 'AWS refuses the stream.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html',
  *find(context) {
    for (const { stream, path, destination } of placesIn(context)) {
      const expressions = expressionsOf(destination.errorOutputPrefix);
      if (expressions.length > 0 && !expressions.some(isErrorType))
        yield {
          address: stream.address,
          path: `${path}.errorOutputPrefix`,
          message: 'With expressions errorOutputPrefix has to have !{firehose:error-output-type} too.',
          hint: 'Add it, as in `failed/!{firehose:error-output-type}/!{timestamp:yyyy}/`.',
        };
    }
  },
};
