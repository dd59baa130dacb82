import fc from 'fast-check';
import { expect } from 'vitest';
import type { Comment } from '../../../src/render/markdown/about.ts';
import { bytesOf } from '../../../src/render/markdown/compose.ts';
import { renderComment } from '../../../src/render/markdown/comment.ts';
import { foreign, outcomesOf, plan, review, text } from '../arbitraries.ts';
import { about } from '../fixtures/comments.ts';
import { see } from '../rendered.ts';

/** Sizes that a comment may have, in bytes. */
export const budgets = fc.oneof(fc.constant(60_000), fc.integer({ min: 12_000, max: 60_000 }));
const reviews = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(review) },
  { weight: 1, arbitrary: fc.array(review, { maxLength: 4 }) },
);

const planned = fc
  .tuple(reviews, fc.array(foreign, { maxLength: 2 }), text, fc.option(text, { nil: undefined }))
  .map(([all, others, branch, file]): Comment => ({
    ...about,
    state: 'planned',
    reviews: all,
    notFromThisChange: others,
    branch,
    before: { source: () => (file === undefined ? undefined : { file, line: 1, column: 1 }), links: about.links },
  }));
const applied = plan.chain((one) =>
  outcomesOf(one).map((outcomes): Comment => ({ ...about, state: 'applied', applied: [{ plan: one, outcomes }] })),
);
const refused = reviews
  .map((all) => all.map(({ plan: one }) => one))
  .map((all): Comment => ({
    ...about,
    state: 'refused',
    plans: all,
    reviewed: new Map(all.slice(1).map((one) => [one.target, { digest: one.digest, changes: [] }])),
  }));
const said = fc
  .tuple(fc.constantFrom('stale', 'not-checked'), text)
  .map(([state, why]): Comment => ({ ...about, state: state as 'stale', why, notes: [why] }));
const invalid = fc
  .array(
    fc.record({
      code: fc.constant('DG1101' as const),
      message: text,
      hint: text,
      file: text,
      line: fc.nat(9).map((n) => n + 1),
      column: fc.constant(1),
    }),
    { maxLength: 3 },
  )
  .map((problems): Comment => ({ ...about, state: 'invalid', problems }));
/** Any comment, with texts of strangers in all places. */
export const comment = fc.oneof({ weight: 7, arbitrary: planned }, applied, refused, said, invalid);

/** Expects a body within its budget, well formed, headed by its verdict, without anything active in it. */
export function expectSound(body: string, budget: number, verdict: RegExp): void {
  expect(bytesOf(body)).toBeLessThanOrEqual(budget);
  const { active, broken, headings } = see(body);
  expect({ active, broken }).toEqual({ active: [], broken: [] });
  const [first, ...others] = headings;
  expect(first).toMatch(verdict);
  expect(others.filter((heading) => heading.startsWith('2'))).toEqual([]);
}

/** That so many comments are sound. */
export function commentsAreSound(numRuns: number): void {
  fc.assert(
    fc.property(comment, budgets, (one, budget) => {
      const { body } = renderComment(one, budget);
      expectSound(
        body,
        budget,
        /^2 (🔎 Plan for|✅ No changes|✅ Applied|✅ Nothing|⚠️ Partly|❌ Not applied|❌ Invalid|⏸|⚪|⛔)/u,
      );
    }),
    { numRuns },
  );
}
