import { describe, expect, test } from 'vitest';
import { failureOf } from '../../../src/pipeline/apply/failure.ts';

const failing = (error: unknown) => failureOf(() => Promise.reject(error));

describe('what a change failed for', () => {
  test('is nothing where it did not fail', async () => {
    expect(await failureOf(() => Promise.resolve())).toBeUndefined();
  });

  test('is what the error says', async () => {
    expect(await failing(new Error('AWS refuses'))).toBe('AWS refuses');
    expect(await failing('a text')).toBe('a text');
  });

  test.each([new TypeError('x is not a function'), new ReferenceError('x'), new RangeError('too deep')])(
    'is no change’s where the program is at fault: %s',
    async (bug) => {
      await expect(failing(bug)).rejects.toBe(bug);
    },
  );
});
