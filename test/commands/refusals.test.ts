import { describe, expect, test } from 'vitest';
import { isDone, refuseOpenHazards, refuseUnreviewed } from '../../src/commands/apply.ts';
import type { Change, Hazard, Outcome, Plan } from '../../src/model/plan.ts';
import { EXIT } from '../../src/model/world.ts';

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const plan = (more: Partial<Plan> = {}): Plan =>
  ({ target: 'eu', digest: digest('0'), changes: [], hazards: [], ...more }) as unknown as Plan;

describe('what nobody reviewed is refused', () => {
  const change = (action: Change['action'], letter: string): Change =>
    ({ action, address: `CustomMetric/${letter}`, digest: digest(letter), before: {}, after: {} }) as unknown as Change;
  const review = { target: 'eu', digest: digest('f'), changes: [digest('a')] };

  test('with each change and its target, and exit code 4', () => {
    const plans = [
      plan({ changes: [change('create', 'a'), change('delete', 'b')] }),
      plan({ target: 'us', changes: [change('update', 'a')] }),
    ];
    expect(() => refuseUnreviewed(plans, [review])).toThrow(
      expect.objectContaining({
        code: 'DG4102',
        message: 'This is not what was reviewed: delete CustomMetric/b in eu, update CustomMetric/a in us.',
        exitCode: EXIT.notReviewed,
      }),
    );
  });

  test('not what was reviewed, and not where nothing has to be', () => {
    expect(() => refuseUnreviewed([plan({ changes: [change('create', 'a')] })], [review])).not.toThrow();
    expect(() => refuseUnreviewed([plan({ changes: [change('create', 'b')] })], undefined)).not.toThrow();
    expect(() => refuseUnreviewed([plan()], [])).not.toThrow();
  });
});

describe('a hazard that is not accepted stops everything', () => {
  const hazard = (id: string, more: Partial<Hazard> = {}): Hazard => ({
    id,
    rule: 'data-loss',
    addresses: [],
    message: 'It is lost.',
    acceptable: true,
    accepted: false,
    ...more,
  });
  const rows: { reason: string; hazards: readonly Hazard[]; message: string; hint: string }[] = [
    {
      reason: 'one',
      hazards: [hazard('a'), hazard('b', { accepted: true })],
      message: 'A hazard is not accepted. Nothing was changed.',
      hint: 'To accept, add to the settings: accept: [a]',
    },
    {
      reason: 'two',
      hazards: [hazard('a'), hazard('b')],
      message: '2 hazards are not accepted. Nothing was changed.',
      hint: 'To accept, add to the settings: accept: [a, b]',
    },
    {
      reason: 'one that nobody can accept: then to accept the others does not help',
      hazards: [hazard('a'), hazard('b', { acceptable: false })],
      message: '2 hazards are not accepted. Nothing was changed.',
      hint: 'Some cannot be accepted: the plan says what has to change.',
    },
  ];
  test.each(rows)('$reason', ({ hazards, message, hint }) => {
    // In whichever target.
    const plans = hazards.map((one) => plan({ hazards: [one] }));
    expect(() => refuseOpenHazards(plans)).toThrow(expect.objectContaining({ code: 'DG4103', message, hint }));
  });

  test('and one that is accepted nothing', () => {
    expect(() => refuseOpenHazards([plan({ hazards: [hazard('a', { accepted: true })] }), plan()])).not.toThrow();
  });
});

describe('everything is done', () => {
  const applied = (...statuses: readonly Outcome['status'][]) => ({
    plan: plan(),
    outcomes: statuses.map((status): Outcome => ({ address: 'CustomMetric/m', action: 'create', status })),
  });
  test.each([
    { reason: 'where there was nothing to do', all: [applied()], expected: true },
    {
      reason: 'where each change is verified',
      all: [applied('verified', 'verified'), applied('verified')],
      expected: true,
    },
    { reason: 'not where one failed', all: [applied('verified', 'failed')], expected: false },
    {
      reason: 'not where one of another target was skipped',
      all: [applied('verified'), applied('skipped')],
      expected: false,
    },
  ])('$reason', ({ all, expected }) => expect(isDone(all)).toBe(expected));
});
