import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { objectPrefix } from '../../src/catalogue/object-prefix.ts';
import { timePattern } from '../../src/catalogue/time-pattern.ts';
import { locationOf } from '../../src/lake/location.ts';
import type { Partition } from '../../src/model/lake/table.ts';

const located = (prefix: string, zone = 'UTC', taken: readonly string[] = []) =>
  locationOf('lake', { prefix, zone }, taken);
const shown = ({ name, type, ...rest }: Partition): string =>
  `${name} ${type} ${'format' in rest ? `${rest.format} ${rest.unit}` : ''}`.trim();

/** What Firehose writes to, and how Athena finds it. */
const rows: readonly (readonly [prefix: string, template: string, partitions: readonly string[], why: string])[] = [
  [
    'a/!{timestamp:yyyy/MM/dd/}',
    's3://lake/a/${day}/',
    ['day date yyyy/MM/dd DAYS'],
    'a day is a folder in a folder in a folder',
  ],
  [
    'a/',
    's3://lake/a/${datehour}/',
    ['datehour date yyyy/MM/dd/HH HOURS'],
    'Firehose puts the hour to a prefix without a timestamp',
  ],
  ['a', 's3://lake/a${datehour}/', ['datehour date yyyy/MM/dd/HH HOURS'], 'and no slash between'],
  ['', 's3://lake/${datehour}/', ['datehour date yyyy/MM/dd/HH HOURS'], 'an empty prefix has the hours at the top'],
  [
    'a/y=!{timestamp:yyyy}/m=!{timestamp:MM}/',
    's3://lake/a/y=${month}/',
    ["month date yyyy'/m='MM MONTHS"],
    'one date, whatever text stands in it',
  ],
  [
    'a/!{timestamp:yyyy-MM-dd}',
    's3://lake/a/',
    [],
    'what stands behind the last slash is part of the names of objects',
  ],
  ['a/!{timestamp:yyyy/MM/dd}', 's3://lake/a/${month}/', ['month date yyyy/MM MONTHS'], 'which may leave the month'],
  [
    'a/!{timestamp:yyyy/MM/dd}/part-',
    's3://lake/a/${day}/',
    ['day date yyyy/MM/dd DAYS'],
    'text behind the last slash does not matter',
  ],
  [
    'a/!{partitionKeyFromQuery:Site}/!{timestamp:HH}/',
    's3://lake/a/${site}/${hour}/',
    ['site injected', 'hour integer'],
    'keys in the data have to be named by queries, and an hour alone is a number',
  ],
  [
    'a/!{timestamp:MM/dd/}',
    's3://lake/a/${month}/${day}/',
    ['month integer', 'day integer'],
    'without a year there is no date, only numbers',
  ],
  [
    '!{timestamp:yyyy}/!{timestamp:yyyy-MM-dd}/',
    's3://lake/${year}/${day}/',
    ['year date yyyy YEARS', 'day date yyyy-MM-dd DAYS'],
    'a year that comes again begins another date',
  ],
];

describe('where objects are', () => {
  test.each(rows)('%s is %s', (prefix, template, partitions) => {
    const found = located(prefix);
    expect(found.template ?? found.location).toBe(template);
    expect(found.partitions.map(shown)).toEqual(partitions);
  });

  test('what no projection can describe is read whole, and said', () => {
    for (const [prefix, unfit] of [
      ['a/!{firehose:random-string}/', '!{firehose:random-string}'],
      ['a/!{timestamp:EEE}/', '!{timestamp:EEE}'],
      ['a/!{timestamp:hh a}/', '!{timestamp:hh}'],
      ['a/!{timestamp:MMM/dd/}', 'MMM'],
    ] as const) {
      const { location, partitions, notes } = located(prefix);
      expect({ location, partitions }).toEqual({ location: 's3://lake/a/', partitions: [] });
      expect(notes.join(' ')).toContain(`No partition projection can describe ${unfit}`);
    }
  });

  test('a partition never has the name of a column', () => {
    const prefix = 'a/!{partitionKeyFromQuery:thing}/!{timestamp:yyyy/MM/dd/}';
    expect(located(prefix, 'UTC', ['Thing', 'day']).template).toBe('s3://lake/a/${partition_thing}/${partition_day}/');
  });

  test('a time zone ahead of UTC, and dates that do not sort, are told', () => {
    expect(located('!{timestamp:dd-MM-yyyy}/', 'Asia/Tokyo').notes).toEqual([
      expect.stringContaining('the range goes on to the next day'),
      expect.stringContaining('does not sort by time'),
    ]);
  });
});

const text = fc.constantFrom('a', 'metrics/', '/', 'dt=', "it's/", 'x-', '100%/');
const time = fc.constantFrom(
  '!{timestamp:yyyy}',
  '!{timestamp:MM}',
  '!{timestamp:dd}',
  '!{timestamp:HH}',
  '!{timestamp:yyyy/MM/dd/}',
  "!{timestamp:'y='yyyy'/d='DDD}",
  '!{timestamp:yyyy-MM-dd HH}',
  '!{timestamp:yyyyMMdd}',
);
const zones = fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York', 'Asia/Calcutta');
const LETTERS: Readonly<Record<string, string>> = { month: 'MM', day: 'dd', hour: 'HH' };
const filled = (one: Partition, at: number, zone: string): string => {
  const pattern = timePattern(
    one.type === 'date' ? one.format : (LETTERS[one.name.replace(/^partition_|_\d+$/g, '')] ?? ''),
  );
  return typeof pattern === 'function' ? pattern(at, zone) : '';
};

test('whatever the prefix: where Athena looks is where Firehose writes, a folder', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(text, time), { maxLength: 6 }),
      zones,
      fc.date({ min: new Date('2024-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      (pieces, zone, date) => {
        const prefix = pieces.join('');
        const key = objectPrefix(prefix, zone);
        if (typeof key === 'string') return;
        const { location, template, partitions } = located(prefix, zone);
        const written = `s3://lake/${key(date.getTime(), () => 'random')}`;
        const looked = partitions.reduce(
          (found, one) => found.replace(`\${${one.name}}`, () => filled(one, date.getTime(), zone)),
          template ?? location,
        );
        expect(written.slice(0, looked.length)).toBe(looked);
        expect(looked.endsWith('/')).toBe(true);
        expect(written.startsWith(location)).toBe(true);
      },
    ),
  );
});
