import { describe, expect, test } from 'vitest';
import { isTimeZone, timePattern } from '../../src/catalogue/time-pattern.ts';

const at = Date.UTC(2026, 1, 3, 4, 5, 6, 78);
const printed = (pattern: string, zone = 'UTC'): string => {
  const read = timePattern(pattern);
  return typeof read === 'function' ? read(at, zone) : `unknown: ${read.unknown}`;
};

describe("a pattern of Java's DateTimeFormatter", () => {
  test.each([
    { pattern: 'yyyy/MM/dd/HH/', text: '2026/02/03/04/' },
    { pattern: 'yy-M-d', text: '26-2-3' },
    { pattern: "'year='yyyy'/month='MMM'/'EEEE", text: 'year=2026/month=Feb/Tuesday' },
    { pattern: "MMMM ''D", text: "February '34" },
    { pattern: 'hh:mm:ss.SSS a', text: '04:05:06.078 AM' },
    { pattern: 'H.S', text: '4.0' },
    { pattern: 'yyyy-MM-dd-HH', zone: 'Asia/Tokyo', text: '2026-02-03-13' },
    { pattern: 'yyyy-MM-dd HH', zone: 'America/Los_Angeles', text: '2026-02-02 20' },
    { pattern: 'HH', zone: 'Atlantic/Azores', text: '03' },
  ])('$pattern gives $text', ({ pattern, zone, text }) => expect(printed(pattern, zone)).toBe(text));

  test.each(['YYYY', 'VV', 'MMMMM', "yyyy'", 'e', 'nnn'])('%s is not read, and nothing is made up', (pattern) =>
    expect(printed(pattern)).toMatch(/^unknown/),
  );

  test.each([
    {
      time: [2026, 0, 1, 0, 30],
      pattern: 'HH h a',
      text: '00 12 AM',
      reason: 'midnight is hour 0, and 12 in the morning',
    },
    { time: [2026, 0, 1, 12, 30], pattern: 'HH hh a', text: '12 12 PM', reason: 'noon is 12 in the afternoon' },
    { time: [2026, 0, 1, 16, 30], pattern: 'HH hh a', text: '16 04 PM', reason: 'four in the afternoon' },
    { time: [2028, 11, 31], pattern: 'D', text: '366', reason: 'a leap year has a day more' },
    { time: [2100, 11, 31], pattern: 'DDD EEE', text: '365 Fri', reason: 'a century is no leap year' },
  ])('$pattern is $text: $reason', ({ time, pattern, text }) => {
    const read = timePattern(pattern);
    const [y = 0, ...rest] = time;
    expect(typeof read === 'function' && read(Date.UTC(y, ...(rest as [number])), 'UTC')).toBe(text);
  });

  test('time zones are known by name', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true);
    expect(isTimeZone('Europe/Nowhere')).toBe(false);
  });
});
