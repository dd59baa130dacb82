import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish } from '../../../src/model/steps.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { applyDocumentSchema, planDocumentSchema, problemsDocumentSchema } from '../../../src/render/json/schemas.ts';
import { jsonText } from '../../../src/render/text/json.ts';
import { outcomesDocument, planDocument, problemsDocument } from '../../../src/render/json/plan.ts';
import { renderDiagnosis } from '../../../src/render/terminal/diagnosis.ts';
import { renderEvent } from '../../../src/render/terminal/event.ts';
import { renderClosing, renderOutcome } from '../../../src/render/terminal/outcomes.ts';
import { renderPlan, renderingPlans } from '../../../src/render/terminal/plan.ts';
import { renderProblems } from '../../../src/render/terminal/problems.ts';
import { outcomesOf, plan, review, text } from '../arbitraries.ts';
import { closed } from '../closed.ts';
import { problems as badProblems } from '../fixtures/problems.ts';
import { sampled } from '../../share.ts';

const page = fc.record({ color: fc.boolean(), width: fc.integer({ min: 20, max: 160 }) });
const problems = fc.array(
  fc.record({
    code: fc.constant('DG1101' as const),
    message: text,
    hint: text,
    file: text,
    line: fc.integer({ min: 1, max: 6 }),
    column: fc.integer({ min: 1, max: 40 }),
  }),
  { maxLength: 3 },
);
const OWN_STYLES = /\u001b\[(?:1|2|22|31|32|33|36|39)m/g;

/** No line is a command to GitHub's runner, and nothing in it steers a terminal but our own styles. */
function expectHarmless(output: string): void {
  for (const line of output.split('\n')) {
    const bare = line.replace(OWN_STYLES, '');
    expect(bare.trimStart().startsWith('::'), line).toBe(false);
    expect(bare.includes('##['), line).toBe(false);
    expect(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u.test(bare), JSON.stringify(line)).toBe(
      false,
    );
  }
}

test('nothing foreign in a plan steers the terminal or the runner', () => {
  fc.assert(
    fc.property(review, page, (one, options) => expectHarmless(renderPlan(one, options))),
    { numRuns: sampled(375, 1_500) },
  );
});

test('nothing foreign in a compact plan does', () => {
  fc.assert(
    fc.property(review, page, (one, options) =>
      expectHarmless(finish(renderingPlans([one], { ...options, compact: true }))),
    ),
    { numRuns: sampled(75, 300) },
  );
});

test('nothing foreign in problems, outcomes or events steers the terminal or the runner', () => {
  const files = fc.array(
    fc.tuple(
      text,
      fc.array(text, { maxLength: 6 }).map((lines) => lines.join('\n')),
    ),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(problems, files, page, (all, read, options) => {
      const texts = new Map([
        ...read,
        ...all.map(({ file, message, hint }) => [file, `${message}\n${hint}\n${message}`] as const),
      ]);
      expectHarmless(renderProblems(all, texts, options));
    }),
    { numRuns: sampled(375, 1_500) },
  );
  fc.assert(
    fc.property(
      plan.chain((one) => fc.tuple(fc.constant(one), outcomesOf(one))),
      text,
      page,
      ([one, outcomes], word, options) => {
        expectHarmless(
          [...outcomes.map((outcome) => renderOutcome(outcome, options)), renderClosing(one, outcomes, options)].join(
            '\n',
          ),
        );
        expectHarmless(renderEvent({ type: 'waiting', what: word, seconds: 3 }, options));
        expectHarmless(renderEvent({ type: 'retrying', operation: word, reason: word, seconds: 3 }, options));
        expectHarmless(renderEvent({ type: 'reading', target: word, done: 1, total: 2 }, options));
      },
    ),
    { numRuns: sampled(125, 500) },
  );
});

test('nothing foreign in a diagnosis steers the terminal or the runner', () => {
  const diagnostic = fc.record({
    status: fc.constantFrom('fine' as const, 'blocks' as const, 'warns' as const, 'unchecked' as const),
    message: text,
    hint: text,
  });
  const target = text.map((name) => ({ name, account: '1', region: 'eu-west-1', partition: 'aws', variables: {} }));
  const diagnosis = fc.record({ target, diagnostics: fc.array(diagnostic, { maxLength: 3 }) });
  fc.assert(
    fc.property(diagnosis, page, (one, options) => expectHarmless(renderDiagnosis(one, options))),
    { numRuns: sampled(250, 1_000) },
  );
});

test('every document keeps to its published schema, and has no member that the schema does not tell of', () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  const [isPlan, isProblems, isApply] = [planDocumentSchema, problemsDocumentSchema, applyDocumentSchema].map(
    (schema) => ajv.compile(closed(schema) as JsonObject),
  );
  expect(isProblems?.(plain(problemsDocument(badProblems))), JSON.stringify(isProblems?.errors)).toBe(true);
  fc.assert(
    fc.property(
      review.chain((one) => fc.tuple(fc.constant(one), outcomesOf(one.plan))),
      problems,
      ([one, outcomes], wrong) => {
        expect(isPlan?.(plain(planDocument([one, one]))), JSON.stringify(isPlan?.errors)).toBe(true);
        expect(
          isApply?.(plain(outcomesDocument([{ plan: one.plan, outcomes }]))),
          JSON.stringify(isApply?.errors),
        ).toBe(true);
        expect(isProblems?.(plain(problemsDocument(wrong))), JSON.stringify(isProblems?.errors)).toBe(true);
      },
    ),
    { numRuns: sampled(75, 300) },
  );
});

const plain = (document: object): unknown => JSON.parse(jsonText(document));
