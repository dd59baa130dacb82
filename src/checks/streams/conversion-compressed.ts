import type { Check } from '../shared/check.ts';
import { destinationsIn, isConverting } from '../shared/streams.ts';

/** Parquet in a compressed file. */
export const conversionCompressed: Check = {
  id: 'conversion-compressed',
  code: 'DG8041',
  severity: 'error',
  summary: 'a stream converts to Parquet or ORC, and compresses the object as well',
  why: 'AWS refuses the stream: the serializer compresses.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/enable-record-format-conversion.html',
  *find(context) {
    for (const { stream, path, destination } of destinationsIn(context)) {
      const { compressionFormat = 'UNCOMPRESSED' } = destination;
      if (isConverting(destination) && compressionFormat !== 'UNCOMPRESSED')
        yield {
          address: stream.address,
          path: `${path}.compressionFormat`,
          message: `With format conversion compressionFormat is UNCOMPRESSED, not ${compressionFormat}.`,
          hint: 'Remove compressionFormat and set `compression` of the serializer.',
        };
    }
  },
};
