import { pieceText, prefixPieces } from './s3-prefix.ts';
import type { PrefixPiece } from './s3-prefix.ts';
import { isTimeZone, timePattern } from './time-pattern.ts';

/** Fills in a prefix; `at` is when the oldest record of the object arrived, in milliseconds since 1970. */
export type ObjectPrefix = (at: number, random: () => string) => string;

/** The expression that is added to a prefix without a timestamp: https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html */
const DEFAULT_TIME = '!{timestamp:yyyy/MM/dd/HH/}';

/** Reads the prefix of a delivery stream in its time zone; what of it only Firehose can fill in comes back as a text. */
export function objectPrefix(prefix: string, zone: string): ObjectPrefix | string {
  if (!isTimeZone(zone)) return `the time zone ${zone}`;
  const hasTime = prefixPieces(prefix).some(({ type }) => type === 'timestamp');
  const printers: ObjectPrefix[] = [];
  for (const piece of prefixPieces(hasTime ? prefix : prefix + DEFAULT_TIME)) {
    const printer = printerOf(piece, zone);
    if (typeof printer === 'string') return printer;
    printers.push(printer);
  }
  return (at, random) => printers.map((print) => print(at, random)).join('');
}

function printerOf(piece: PrefixPiece, zone: string): ObjectPrefix | string {
  switch (piece.type) {
    case 'text':
      return () => piece.text;
    case 'timestamp': {
      const pattern = timePattern(piece.format);
      return typeof pattern === 'function'
        ? (at) => pattern(at, zone)
        : `${pieceText(piece)}, because of ${pattern.unknown}`;
    }
    case 'firehose':
      return piece.value === 'random-string' ? (_at, random) => random() : pieceText(piece);
    case 'partition':
    case 'unknown':
      return pieceText(piece);
  }
}
