import type { Check } from '../shared/check.ts';
import { destinationsIn, isConverting, isPartitioned } from '../shared/streams.ts';

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html */
const MINIMUM = 64;

/** What AWS takes where nothing is said, without conversion. */
const DEFAULT = 5;

/** Buffers too small for what is done with them. */
export const bufferTooSmall: Check = {
  id: 'buffer-too-small',
  code: 'DG8042',
  severity: 'error',
  summary: `a stream converts or partitions, and buffers less than ${MINIMUM} MiB`,
  why: 'AWS refuses the stream.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html',
  *find(context) {
    for (const { stream, path, destination } of destinationsIn(context)) {
      const converts = isConverting(destination);
      const size = destination.bufferingHints?.sizeInMBs ?? (converts ? MINIMUM : DEFAULT);
      if (size >= MINIMUM || !(converts || isPartitioned(destination))) continue;
      yield {
        address: stream.address,
        path: `${path}.bufferingHints.sizeInMBs`,
        message: `With ${converts ? 'format conversion' : 'dynamic partitioning'} buffers hold at least ${MINIMUM} MiB, not ${size}.`,
        hint: 'Write `bufferingHints: { sizeInMBs: 128, intervalInSeconds: 300 }`.',
      };
    }
  },
};
