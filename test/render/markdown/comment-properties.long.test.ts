import { test } from 'vitest';
import { share } from '../../share.ts';
import { commentsAreSound } from './sound.ts';

const COMMENTS = share(10_000);

test(`${COMMENTS} comments are within their budget, well formed, begin with their verdict, and nothing foreign in them is active`, () => {
  commentsAreSound(COMMENTS);
});
