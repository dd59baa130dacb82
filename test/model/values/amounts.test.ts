import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grouped, moneyText, numberText } from '../../../src/model/values/amounts.ts';

const compact = { notation: 'compact', compactDisplay: 'long' } as const;
const cents = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

/** What a binary fraction can hold exactly, so that there is one way to round it. */
const exact = fc
  .tuple(fc.nat(2 ** 31 - 1), fc.constantFrom(1 / 64, 1 / 4, 1, 1000, 262_144))
  .map(([n, unit]) => n * unit);

describe('amounts read as Intl would write them in English', () => {
  test('numbers to three digits', () => {
    fc.assert(
      fc.property(exact, (number) => {
        const large = number >= 1_000_000 ? compact : {};
        expect(numberText(number)).toBe(number.toLocaleString('en', { ...large, maximumSignificantDigits: 3 }));
      }),
    );
  });

  test('money', () => {
    fc.assert(
      fc.property(exact, (low) => {
        expect(moneyText({ low, high: low }, 'USD')).toBe(`USD ${low.toLocaleString('en', cents)}`);
      }),
    );
  });

  test('whole numbers', () => {
    fc.assert(
      fc.property(fc.nat(), (number) => {
        expect(grouped(number)).toBe(number.toLocaleString('en'));
      }),
    );
  });

  test.each([
    [0, '0'],
    [0.00000057, '0.00000057'],
    [999_999, '1,000,000'],
    [999_999_999, '1 billion'],
    [4_200_000, '4.2 million'],
  ])('%f', (number, text) => expect(numberText(number)).toBe(text));
});
