import { test } from 'vitest';
import { commentsAreSound } from './sound.ts';

test('10,000 comments are within their budget, well formed, begin with their verdict, and nothing foreign in them is active', () => {
  commentsAreSound(10_000);
});
