import { expect, test } from 'vitest';
import type { Problem } from '../../../src/model/problem.ts';
import { renderComment } from '../../../src/render/markdown/comment.ts';
import { about } from '../fixtures/comments.ts';
import { edits, reviewOf } from '../fixtures/plans.ts';

const finding = (nth: number, message: string): Problem => ({
  code: 'DG8028',
  check: 'exported-to-two-topics',
  severity: 'note',
  message,
  file: 'profiles/a.yaml',
  line: nth + 1,
  column: 3,
});
const commentOn = (findings: readonly Problem[]): string =>
  renderComment({ ...about, state: 'planned', reviews: [reviewOf(edits, { findings })] }).body;

test('a finding of many places is one item of the comment, with links to some of them', () => {
  const body = commentOn(Array.from({ length: 6 }, (_, nth) => finding(nth, 'P exports m to another topic.')));
  expect(body.match(/P exports m/g)).toHaveLength(1);
  expect(body).toMatch(
    /Also at \[`profiles\/a\.yaml:2:3`\]\(.*L2\), \[`profiles\/a\.yaml:3:3`\]\(.*L3\), \[.*\]\(.*\) and 2 more places\./,
  );
});

test('of many findings of one rule the comment has the first 20, and says how to see the others', () => {
  const body = commentOn(Array.from({ length: 25 }, (_, nth) => finding(nth, `P${nth} exports m to another topic.`)));
  expect(body.match(/exports m/g)).toHaveLength(20);
  expect(body).toContain('- … and 5 more **note exported-to-two-topics**: `defender-gitops validate --all`');
});
