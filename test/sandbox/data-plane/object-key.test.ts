import { describe, expect, test } from 'vitest';
import { chance } from '../../../src/sandbox/data-plane/fleet/chance.ts';
import { keyMaker } from '../../../src/sandbox/data-plane/object-key.ts';

const SOURCE = { stream: 'metrics', version: 3, zone: 'UTC', extension: '.gz' };
const at = Date.UTC(2026, 1, 3, 4, 5, 6);
const SUFFIX = 'metrics-3-2026-02-03-04-05-06-UUID.gz';

const key = (prefix: string, zone = 'UTC'): string => {
  const make = keyMaker(prefix, { ...SOURCE, zone });
  const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;
  return typeof make === 'string' ? `not simulated: ${make}` : make(at, chance(1)).replace(uuid, 'UUID');
};

describe('the key of an object', () => {
  test.each([
    { prefix: '', reason: 'the default is added to nothing', gives: `2026/02/03/04/${SUFFIX}` },
    { prefix: 'lake/', reason: 'the default is added to what has no time', gives: `lake/2026/02/03/04/${SUFFIX}` },
    { prefix: 'lake/!{timestamp:yyyy}/!{timestamp:MM}-', reason: 'a time of its own', gives: `lake/2026/02-${SUFFIX}` },
    { prefix: "!{timestamp:'day='yyyy-MM-dd}/", reason: 'text in quotes', gives: `day=2026-02-03/${SUFFIX}` },
    { prefix: '../!{timestamp:yyyy}/', reason: 'a hostile prefix is a key like any other', gives: `../2026/${SUFFIX}` },
  ])('$prefix: $reason', ({ prefix, gives }) => expect(key(prefix)).toBe(gives));

  test('follows the time zone, in the suffix too', () => {
    expect(key('!{timestamp:yyyy/MM/dd/HH}/', 'Asia/Tokyo')).toBe(
      '2026/02/03/13/metrics-3-2026-02-03-13-05-06-UUID.gz',
    );
  });

  test('has a random text for each expression that asks for one', () => {
    const made = key('!{firehose:random-string}/!{firehose:random-string}/!{timestamp:yyyy}/');
    expect(made).toMatch(/^[A-Za-z0-9]{11}\/[A-Za-z0-9]{11}\/2026\//);
    const [first, second] = made.split('/');
    expect(first).not.toBe(second);
  });

  test.each([
    { prefix: '!{partitionKeyFromQuery:device}/', says: '!{partitionKeyFromQuery:device}' },
    { prefix: '!{timestamp:YYYY}/', says: '!{timestamp:YYYY}, because of YYYY' },
    { prefix: '!{firehose:error-output-type}/', says: '!{firehose:error-output-type}' },
  ])('$prefix is not simulated, and named', ({ prefix, says }) => expect(key(prefix)).toBe(`not simulated: ${says}`));
});
