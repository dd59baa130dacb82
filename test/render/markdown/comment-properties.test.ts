import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kindOf, nameOf } from '../../../src/model/address.ts';
import type { Address } from '../../../src/model/address.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import type { Comment } from '../../../src/render/markdown/about.ts';
import { renderComment } from '../../../src/render/markdown/comment.ts';
import { renderDriftIssue } from '../../../src/render/markdown/drift.ts';
import { plan, text } from '../arbitraries.ts';
import { about } from '../fixtures/comments.ts';
import { see } from '../rendered.ts';
import { budgets, comment, commentsAreSound, expectSound } from './sound.ts';

test('a comment is within its budget, well formed, begins with its verdict, and nothing foreign in it is active', () => {
  commentsAreSound(1_000);
});

test('a drift issue is as sound as a comment', () => {
  fc.assert(
    fc.property(plan, budgets, text, (one, budget, by) => {
      const drift = {
        ...about,
        plan: one,
        findings: [],
        placeOf: (address: Address) => [kindOf(address), nameOf(address)],
        authored: (spec: JsonObject) => spec,
        changedBy: new Map(one.changes.map(({ address }) => [address, by])),
      };
      const { body, news, title } = renderDriftIssue(drift, budget);
      expectSound(body, budget, /^2 🌊 Drift/u);
      expect(see(news).active).toEqual([]);
      expect(title).not.toMatch(/[\n\r\u001b]/);
    }),
    { numRuns: 150 },
  );
});

test('the same comment is rendered twice the same', () => {
  fc.assert(
    fc.property(comment, (one) => renderComment(one).body === renderComment(structuredCloneOf(one)).body),
    { numRuns: 150 },
  );
});

function structuredCloneOf(comment: Comment): Comment {
  const { links, ...data } = comment;
  if (data.state !== 'planned') return { ...structuredClone(data), links };
  const { before, ...planOnly } = data;
  return { ...structuredClone(planOnly), links, ...(before && { before }) };
}
