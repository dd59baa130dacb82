import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf } from '../../../src/model/address.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { finish } from '../../../src/model/steps.ts';
import { renderingPlans } from '../../../src/render/terminal/plan.ts';
import { review } from '../arbitraries.ts';
import { edits, everything, found, hazardOf, planOf, reviewOf } from '../fixtures/plans.ts';

const compact = (...plans: readonly Plan[]): string =>
  finish(
    renderingPlans(
      plans.map((plan) => reviewOf(plan)),
      { color: false, width: 100, compact: true },
    ),
  );
const forTarget = (target: string, account: string, plan: Plan): Plan => ({ ...plan, target, account });

describe('a compact plan', () => {
  test('has a line for each target and each changed resource, with what is done, how many fields, and where it is written', () =>
    expect(compact({ ...edits, hazards: [] })).toMatchInlineSnapshot(`
      "production (111122223333, ap-south-1): 2 to update, 4 unchanged
        ~ update  SecurityProfile/Soundbox  7 fields  profiles/soundbox.yaml:12
        ~ update  TopicRule/SoundboxMetricsToLake  2 fields  profiles/soundbox.yaml:37
      "
    `));

  test('tells the changes of equal targets once, below all of their names, and what all do at the end', () => {
    const text = compact(
      forTarget('one', '111111111111', everything),
      forTarget('two', '222222222222', everything),
      forTarget('three', '333333333333', planOf([])),
    );
    expect(text).toMatch(/^one \(111111111111, .*\): .*\ntwo \(222222222222, .*\): .*\n {2}/);
    expect(text.match(/SecurityProfile\/\S+ {2}/g)?.length).toBe(
      compact(everything).match(/SecurityProfile\/\S+ {2}/g)?.length,
    );
    expect(text).toMatch(/\nthree \(333333333333, .*\): nothing to do\nIn all 3 targets: /);
  });

  test('names each hazard with the id that accepts it', () => {
    const hazards = [
      hazardOf('coverage-loss', [addressOf('SecurityProfile', 'A')], 'm loses export.'),
      hazardOf('too-many-deletes', [addressOf('SecurityProfile', 'B')], 'Too many.', { accepted: true }),
      hazardOf('unowned', [addressOf('SecurityProfile', 'C')], 'It is there.', { acceptable: false }),
    ];
    expect(compact(planOf([], { hazards }))).toMatchInlineSnapshot(`
      "production (111122223333, ap-south-1): nothing to do
        ! coverage-loss  SecurityProfile/A  --accept coverage-loss:SecurityProfile/A
        ✔ too-many-deletes  SecurityProfile/B  accepted as too-many-deletes:SecurityProfile/B
        ! unowned  SecurityProfile/C  can't be accepted
      "
    `);
  });

  test('counts warnings and notes', () => {
    const text = finish(renderingPlans([found], { color: false, width: 100, compact: true }));
    expect(text).toMatch(/^ {2}1 warning and 1 note/m);
  });
});

test('a compact plan has as many lines as there are targets, changes and hazards, and four of other things for each target at most', () => {
  fc.assert(
    fc.property(fc.array(review, { minLength: 1, maxLength: 4 }), (reviews) => {
      const wide = { color: false, width: 100_000, compact: true };
      const lines = finish(renderingPlans(reviews, wide)).trimEnd().split('\n');
      const most = reviews.map(({ plan }) => 4 + plan.changes.length + plan.hazards.length);
      expect(lines.length).toBeLessThanOrEqual(1 + most.reduce((sum, one) => sum + one, 0));
      expect(lines.length).toBeGreaterThanOrEqual(reviews.length);
    }),
    { numRuns: 200 },
  );
});
