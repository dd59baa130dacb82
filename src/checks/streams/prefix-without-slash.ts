import { prefixPieces } from '../../catalogue/s3-prefix.ts';
import type { Check } from '../shared/check.ts';
import { placesIn } from '../shared/streams.ts';

/** A prefix that runs into what follows. */
export const prefixWithoutSlash: Check = {
  id: 'prefix-without-slash',
  code: 'DG8038',
  severity: 'warning',
  summary: 'a prefix does not end with a slash',
  why: 'A prefix is no folder: what follows, a date or the name of the object, is put to it as it is.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html',
  *find(context) {
    for (const { stream, path, destination } of placesIn(context))
      for (const member of ['prefix', 'errorOutputPrefix'] as const) {
        const prefix = destination[member] ?? '';
        const last = prefixPieces(prefix).at(-1);
        const end = last?.type === 'text' ? last.text : last?.type === 'timestamp' ? last.format : '';
        if (prefix === '' || end.endsWith('/')) continue;
        yield {
          address: stream.address,
          path: `${path}.${member}`,
          message: `What follows ${prefix} is put to it without a slash.`,
          hint: 'End it with a slash.',
        };
      }
  },
};
