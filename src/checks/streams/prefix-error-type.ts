import type { Check } from '../shared/check.ts';
import { expressionsOf, isErrorType, placesIn } from '../shared/streams.ts';

/** The kind of an error in the prefix of what has none. */
export const prefixErrorType: Check = {
  id: 'prefix-error-type',
  code: 'DG8037',
  severity: 'error',
  summary: 'prefix has !{firehose:error-output-type}',
  why: 'AWS refuses the stream: what is delivered has no error.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html',
  *find(context) {
    for (const { stream, path, destination } of placesIn(context))
      if (expressionsOf(destination.prefix).some(isErrorType))
        yield {
          address: stream.address,
          path: `${path}.prefix`,
          message: '!{firehose:error-output-type} belongs into errorOutputPrefix only.',
          hint: 'Take it out of prefix.',
        };
  },
};
