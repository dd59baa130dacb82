import { makesKey } from '../../catalogue/s3-prefix.ts';
import type { Check } from '../shared/check.ts';
import { destinationsIn, expressionsOf, isPartitioned, processorsOf } from '../shared/streams.ts';
import type { Destination } from '../shared/streams.ts';

/** Partitions without keys, and keys that nothing makes. */
export const partitionKeys: Check = {
  id: 'partition-keys',
  code: 'DG8040',
  severity: 'error',
  summary: 'dynamic partitioning without a partition key in prefix, or with one that no processor makes',
  why: 'AWS refuses the stream.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-partitioning-keys.html',
  *find(context) {
    for (const { stream, path, destination } of destinationsIn(context)) {
      if (!isPartitioned(destination)) continue;
      const found = { address: stream.address, path: `${path}.prefix` };
      const keys = expressionsOf(destination.prefix).filter((piece) => piece.type === 'partition');
      if (keys.length === 0)
        yield {
          ...found,
          message: 'Dynamic partitioning is on, and prefix has no partition key.',
          hint: 'Add !{partitionKeyFromQuery:KEY} or !{partitionKeyFromLambda:KEY} to prefix.',
        };
      for (const { from, key } of keys)
        if (!isMade(destination, from, key))
          yield {
            ...found,
            message: `No processor makes the partition key ${key}.`,
            hint:
              from === 'Query'
                ? `Add it to the MetadataExtractionQuery of a MetadataExtraction processor, as in {${key}: .thing}.`
                : 'Add a Lambda processor, which gives partition keys with each record.',
          };
    }
  },
};

function isMade(destination: Destination, from: 'Query' | 'Lambda', key: string): boolean {
  return processorsOf(destination).some(({ type, settings }) =>
    from === 'Lambda'
      ? type === 'Lambda'
      : type === 'MetadataExtraction' && makesKey(settings.get('MetadataExtractionQuery') ?? '', key),
  );
}
