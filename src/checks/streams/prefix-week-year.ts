import type { Check } from '../shared/check.ts';
import { expressionsOf, placesIn } from '../shared/streams.ts';

/** Letters of a date that mean something else than they seem to: https://docs.oracle.com/javase/8/docs/api/java/time/format/DateTimeFormatter.html */
const MISTAKEN: readonly (readonly [letters: RegExp, is: string, meant: string])[] = [
  [/Y+/, 'the year that a week belongs to', 'yyyy'],
  [/D+/, 'the day of the year', 'dd'],
  [/h+/, 'the hour of half a day', 'HH'],
];

/** A date in a prefix that is another one for some hours or days. */
export const prefixWeekYear: Check = {
  id: 'prefix-week-year',
  code: 'DG8039',
  severity: 'warning',
  summary: 'a date in a prefix is written with letters that mean something else than they seem to',
  why: 'YYYY is another year around New Year, DD counts days of the year, hh has no afternoon.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html',
  *find(context) {
    for (const { stream, path, destination } of placesIn(context))
      for (const member of ['prefix', 'errorOutputPrefix'] as const)
        for (const piece of expressionsOf(destination[member])) {
          if (piece.type !== 'timestamp') continue;
          // What stands in quotes is text.
          const letters = piece.format.replaceAll(/'[^']*'/g, '');
          for (const [wrong, is, meant] of MISTAKEN)
            if (wrong.test(letters) && !(meant === 'HH' && letters.includes('a')))
              yield {
                address: stream.address,
                path: `${path}.${member}`,
                message: `${wrong.exec(letters)?.[0] ?? ''} in !{timestamp:${piece.format}} is ${is}.`,
                hint: `Write ${meant}.`,
              };
        }
  },
};
