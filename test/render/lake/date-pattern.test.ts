import { expect, test } from 'vitest';
import { spelled } from '../../../src/render/lake/date-pattern.ts';

const LETTERS = { yyyy: '2024', MM: '01', dd: '05', HH: '00' };

test.each([
  { pattern: 'yyyy/MM/dd', text: '2024/01/05', reason: 'runs of letters with something between' },
  { pattern: 'yyyyMMddHH', text: '2024010500', reason: 'runs of letters with nothing between' },
  { pattern: "yyyy-MM-dd'T'HH", text: '2024-01-05T00', reason: 'a quoted text' },
  { pattern: "'year='yyyy'''MM'dd", text: "year=2024'MM05", reason: 'letters and a quote in a quoted text' },
])('$pattern is spelled $text: $reason', ({ pattern, text }) => {
  expect(spelled(pattern, LETTERS)).toBe(text);
});
