import type { Check } from '../shared/check.ts';
import { expressionsOf, isErrorType, placesIn } from '../shared/streams.ts';
import { pieceText, prefixPieces } from '../../catalogue/s3-prefix.ts';

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
          hint: 'Remove it from prefix.',
        };
  },
};

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
