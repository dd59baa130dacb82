import { pieceText, prefixPieces } from '../../catalogue/s3-prefix.ts';
import type { PrefixPiece } from '../../catalogue/s3-prefix.ts';
import { randomText, uuid } from './chance.ts';
import type { Chance } from './chance.ts';
import { isTimeZone, timePattern } from './time-pattern.ts';

/** What decides the key of an object that Firehose writes. */
export interface KeySource {
  readonly stream: string;
  readonly version: number;
  readonly zone: string;
  readonly extension: string;
}

/** Makes keys; `at` is when the oldest record of the object arrived. */
export type KeyMaker = (at: number, chance: Chance) => string;

/** The expression that is added to a prefix without a timestamp: https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html */
const DEFAULT_TIME = '!{timestamp:yyyy/MM/dd/HH/}';

/** Reads a prefix; what of it is not simulated comes back as a text. */
export function keyMaker(prefix: string, source: KeySource): KeyMaker | string {
  if (!isTimeZone(source.zone)) return `the time zone ${source.zone}`;
  const hasTime = prefixPieces(prefix).some(({ type }) => type === 'timestamp');
  const printers: ((at: number, chance: Chance) => string)[] = [];
  for (const piece of prefixPieces(hasTime ? prefix : prefix + DEFAULT_TIME)) {
    const printer = printerOf(piece, source.zone);
    if (typeof printer === 'string') return printer;
    printers.push(printer);
  }
  const suffixTime = timePattern('yyyy-MM-dd-HH-mm-ss');
  return (at, chance) => {
    const time = typeof suffixTime === 'function' ? suffixTime(at, source.zone) : '';
    // https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html
    const suffix = `${source.stream}-${source.version}-${time}-${uuid(chance)}${source.extension}`;
    return printers.map((print) => print(at, chance)).join('') + suffix;
  };
}

function printerOf(piece: PrefixPiece, zone: string): ((at: number, chance: Chance) => string) | string {
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
      return piece.value === 'random-string' ? (_at, chance) => randomText(chance, 11) : pieceText(piece);
    case 'partition':
    case 'unknown':
      return pieceText(piece);
  }
}
