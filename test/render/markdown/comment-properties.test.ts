import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kindOf, nameOf } from '../../../src/model/address.ts';
import type { Address } from '../../../src/model/address.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import type { Comment } from '../../../src/render/markdown/about.ts';
import { bytesOf } from '../../../src/render/markdown/compose.ts';
import { renderComment } from '../../../src/render/markdown/comment.ts';
import { renderDriftIssue } from '../../../src/render/markdown/drift.ts';
import { foreign, outcomesOf, plan, review, text } from '../arbitraries.ts';
import { about } from '../fixtures/comments.ts';
import { see } from '../rendered.ts';

const budgets = fc.oneof(fc.constant(60_000), fc.integer({ min: 12_000, max: 60_000 }));
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
const comment = fc.oneof({ weight: 7, arbitrary: planned }, applied, refused, said, invalid);

function expectSound(body: string, budget: number, verdict: RegExp): void {
  expect(bytesOf(body)).toBeLessThanOrEqual(budget);
  const { active, broken, headings } = see(body);
  expect({ active, broken }).toEqual({ active: [], broken: [] });
  const [first, ...others] = headings;
  expect(first).toMatch(verdict);
  expect(others.filter((heading) => heading.startsWith('2'))).toEqual([]);
}

test('a comment is within its budget, well formed, begins with its verdict, and nothing foreign in it is active', () => {
  fc.assert(
    fc.property(comment, budgets, (one, budget) => {
      const { body } = renderComment(one, budget);
      expectSound(
        body,
        budget,
        /^2 (🔎 Plan for|✅ No changes|✅ Applied|✅ Nothing|⚠️ Partly|❌ Not applied|❌ Invalid|⏸|⚪|⛔)/u,
      );
    }),
    { numRuns: 10_000 },
  );
});

test('a drift issue is as sound as a comment', () => {
  fc.assert(
    fc.property(plan, budgets, text, (one, budget, by) => {
      const drift = {
        ...about,
        plan: one,
        placeOf: (address: Address) => [kindOf(address), nameOf(address)],
        authored: (spec: JsonObject) => spec,
        changedBy: new Map(one.changes.map(({ address }) => [address, by])),
      };
      const { body, news, title } = renderDriftIssue(drift, budget);
      expectSound(body, budget, /^2 🌊 Drift/u);
      expect(see(news).active).toEqual([]);
      expect(title).not.toMatch(/[\n\r\u001b]/);
    }),
    { numRuns: 1_000 },
  );
});

test('the same comment is rendered twice the same', () => {
  fc.assert(
    fc.property(comment, (one) => renderComment(one).body === renderComment(structuredCloneOf(one)).body),
    { numRuns: 500 },
  );
});

function structuredCloneOf(comment: Comment): Comment {
  const { links, ...data } = comment;
  if (data.state !== 'planned') return { ...structuredClone(data), links };
  const { before, ...planOnly } = data;
  return { ...structuredClone(planOnly), links, ...(before && { before }) };
}
