import { objectPrefix } from '../../catalogue/object-prefix.ts';
import { timePattern } from '../../catalogue/time-pattern.ts';
import { randomText, uuid } from './fleet/chance.ts';
import type { Chance } from './fleet/chance.ts';

/** What decides the key of an object that Firehose writes. */
export interface KeySource {
  readonly stream: string;
  readonly version: number;
  readonly zone: string;
  readonly extension: string;
}

/** Makes keys; `at` is when the oldest record of the object arrived. */
export type KeyMaker = (at: number, chance: Chance) => string;

/** Reads a prefix; what of it is not simulated comes back as a text. */
export function keyMaker(prefix: string, source: KeySource): KeyMaker | string {
  const print = objectPrefix(prefix, source.zone);
  if (typeof print === 'string') return print;
  const suffixTime = timePattern('yyyy-MM-dd-HH-mm-ss');
  return (at, chance) => {
    const before = print(at, () => randomText(chance, 11));
    const time = typeof suffixTime === 'function' ? suffixTime(at, source.zone) : '';
    // https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html
    return `${before}${source.stream}-${source.version}-${time}-${uuid(chance)}${source.extension}`;
  };
}
