import { describe, expect, test } from 'vitest';
import { addressOf } from '../../../src/model/address.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { Problem } from '../../../src/model/problem.ts';
import { finishWriting } from '../../../src/model/steps.ts';
import { renderPlan, renderingPlans } from '../../../src/render/terminal/plan.ts';
import { createOf, deleteOf, edits, planOf, reviewOf } from '../fixtures/plans.ts';
import { at } from '../fixtures/soundbox.ts';

const PAGE = { color: false, width: 100 };

const creations = (count: number): Plan =>
  planOf(
    Array.from({ length: count }, (_, nth) =>
      createOf(addressOf('TopicRule', `rule-${nth}`), { sql: `SELECT * FROM 't/${nth}'`, actions: [] }, at(nth + 1)),
    ),
  );
const told = (plan: Plan, full = false): string => renderPlan(reviewOf(plan), { ...PAGE, full });

describe('what a plan creates or deletes', () => {
  test('is told field by field, up to 30 of them', () => {
    expect(told(creations(30)).match(/SELECT \* FROM/g)).toHaveLength(30);
  });

  test('is told by name where it is more, kind by kind, with how to see the fields', () => {
    const text = told(creations(31));
    expect(text).not.toContain('SELECT');
    expect(text).toContain('+ create   31 of TopicRule  --full shows their fields\n      rule-0, rule-1, rule-2,');
    expect(text).toContain('rule-30\n');
  });

  test('has its fields all the same where they are asked for', () => {
    expect(told(creations(31), true).match(/SELECT \* FROM/g)).toHaveLength(31);
  });

  test('does not keep what is updated from being told field by field', () => {
    const gone = Array.from({ length: 31 }, (_, nth) => deleteOf(addressOf('CustomMetric', `m${nth}`), { a: 1 }));
    const [update] = edits.changes.filter(({ action }) => action === 'update');
    const text = told(planOf([...gone, ...(update === undefined ? [] : [update])]));
    expect(text).toContain('31 of CustomMetric');
    expect(text).toContain(`~ update   ${update?.address}`);
    expect(text).toContain(`~ ${update?.edits[0]?.path}`);
  });
});

test('a terminal that is too narrow to read gets every part of a plan as wide as the narrowest that is not', () => {
  const finding: Problem = {
    code: 'DG8028',
    check: 'exported-to-two-topics',
    severity: 'note',
    message: 'SecurityProfile/P exports m to another topic than SecurityProfile/Q, so a reader of one gets half.',
    file: 'profiles/a.yaml',
    line: 1,
    column: 3,
  };
  const at = (width: number): string => renderPlan(reviewOf(edits, { findings: [finding] }), { color: false, width });
  expect(at(10)).toBe(at(40));
});

describe('plans for several targets', () => {
  const forTarget = (target: string, account: string, count = 2): Plan => ({ ...creations(count), target, account });
  const tell = (...plans: Plan[]): string =>
    finishWriting(
      renderingPlans(
        plans.map((plan) => reviewOf(plan)),
        PAGE,
      ),
    );

  test('that do the same are told once, with whom they are for and what all of them do', () => {
    const text = tell(
      forTarget('one', '111111111111'),
      forTarget('two', '222222222222'),
      forTarget('three', '333333333333'),
    );
    expect(text.match(/rule-1\b/g)).toHaveLength(1);
    expect(text).toMatch(
      /^Plan for one \(111111111111, .*\): 2 to create\nThe same for two \(222222222222, .*\) and three \(333333333333, /,
    );
    expect(text).toMatch(/\nIn all 3 targets: 6 to create\n$/);
  });

  test('that differ in anything are told one by one', () => {
    const text = tell(forTarget('one', '111111111111'), forTarget('two', '222222222222', 3));
    expect(text.match(/^Plan for /gm)).toHaveLength(2);
    expect(text).not.toContain('In all');
  });

  test('what stands in them of their own account does not make them differ', () => {
    const withArn = (target: string, account: string): Plan => ({
      ...planOf([createOf(addressOf('TopicRule', 'r'), { roleArn: `arn:aws:iam::${account}:role/r` }, at(1))]),
      target,
      account,
    });
    expect(tell(withArn('one', '111111111111'), withArn('two', '222222222222'))).toContain('The same for two');
    const third = { ...withArn('three', '333333333333'), account: '444444444444' };
    expect(tell(withArn('one', '111111111111'), third)).not.toContain('The same');
  });
});
