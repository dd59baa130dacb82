import { pieceText } from '../../catalogue/s3-prefix.ts';
import type { Check } from '../shared/check.ts';
import { expressionsOf, placesIn } from '../shared/streams.ts';

/** An expression that Firehose does not know. */
export const prefixExpression: Check = {
  id: 'prefix-expression',
  code: 'DG8034',
  severity: 'error',
  summary: 'a prefix has an expression that Amazon Data Firehose does not know',
  why: 'AWS refuses the stream.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html',
  *find(context) {
    for (const { stream, path, destination } of placesIn(context))
      for (const member of ['prefix', 'errorOutputPrefix'] as const)
        for (const piece of expressionsOf(destination[member]))
          if (piece.type === 'unknown')
            yield {
              address: stream.address,
              path: `${path}.${member}`,
              message: `Amazon Data Firehose knows no expression ${pieceText(piece)}.`,
              hint: 'It knows !{timestamp:…}, !{firehose:random-string}, !{firehose:error-output-type}, !{partitionKeyFromQuery:…} and !{partitionKeyFromLambda:…}.',
            };
  },
};
