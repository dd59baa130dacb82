import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { topicRule } from '../../src/kinds/topic-rule/kind.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import type { Kind, Write } from '../../src/model/kind.ts';
import { pairs } from '../arbitraries/specs.ts';
import { disableRule } from '../disable-rule.ts';
import { openAccount } from './account.ts';
import { present } from './laws.ts';
import { TARGET } from '../arbitraries/target.ts';

const kind = topicRule as unknown as Kind;
const write = kind.write as Write;
const rule: JsonObject = {
  sql: 'SELECT VALUE metrics',
  actions: [],
  awsIotSqlVersion: '2016-03-23',
  description: 'to the lake',
  ruleDisabled: true,
};

describe('an update of a topic rule', () => {
  test('sends the whole rule whatever differs, defaults included, because a replaced rule forgets the rest', async () => {
    const account = await openAccount();
    let names = 0;
    await fc.assert(
      fc.asyncProperty(pairs(kind), async ({ live, desired }) => {
        const name = `Rule_${(names += 1)}`;
        await write.create(account.aws, name, kind.normalize(live, TARGET));
        const created = await present(kind, account.aws, name);
        account.mutations();
        await write.update(account.aws, created, kind.normalize(desired, TARGET));
        const { tags: _, ...payload } = kind.normalize(desired, TARGET);
        for (const { operation, input } of account.mutations()) {
          if (operation !== 'ReplaceTopicRule') continue;
          expect(input['topicRulePayload']).toEqual({
            awsIotSqlVersion: '2015-10-08',
            ruleDisabled: false,
            ...payload,
          });
        }
      }),
      { numRuns: 100 },
    );
  });

  test('replaces nothing when only tags differ', async () => {
    const { aws, mutations } = await openAccount();
    await write.create(aws, 'ToLake', { ...rule, tags: { team: 'iot' } });
    const live = await present(kind, aws, 'ToLake');
    mutations();
    await write.update(aws, live, { ...rule, tags: { team: 'payments' } });
    expect(mutations().map(({ operation }) => operation)).toEqual(['TagResource']);
  });

  test('brings back what a hand changed: a disabled rule stays disabled only where the profile says so', async () => {
    const { aws } = await openAccount();
    const { ruleDisabled: _, ...enabled } = rule;
    await write.create(aws, 'ToLake', enabled);
    await disableRule(aws, 'ToLake');
    const live = await present(kind, aws, 'ToLake');
    expect(live.spec['ruleDisabled']).toBe(true);
    await write.update(aws, live, enabled);
    expect((await present(kind, aws, 'ToLake')).spec).toEqual(enabled);
  });
});

test('tags of a new rule survive the header they travel in', async () => {
  const { aws, state } = await openAccount();
  const tags = { 'a b': 'c&d=é %', 'team:name': '' };
  await write.create(aws, 'ToLake', { ...rule, tags });
  expect(state.topicRules['ToLake']?.tags).toEqual(tags);
});

describe('a rule that AWS answers with 401', () => {
  test('is missing when it is not listed', async () => {
    const { aws } = await openAccount();
    expect(await kind.read(aws, 'Nowhere')).toBeUndefined();
    await write.create(aws, 'ToLake', rule);
    const live = await present(kind, aws, 'ToLake');
    await write.delete(aws, live);
    await expect(write.delete(aws, live), 'deleting what is gone').resolves.toBeUndefined();
  });

  test('is forbidden when it is listed', async () => {
    const answer = { name: 'UnauthorizedException', message: 'Access was denied', status: 401 };
    const { aws } = await openAccount({
      intercept: ({ operation }) =>
        operation === 'GetTopicRule' || operation === 'DeleteTopicRule' ? { when: 'before', answer } : undefined,
    });
    await write.create(aws, 'ToLake', rule);
    await expect(kind.read(aws, 'ToLake')).rejects.toMatchObject({ name: 'UnauthorizedException' });
    await expect(write.delete(aws, { name: 'ToLake', arn: '', spec: rule })).rejects.toMatchObject({
      name: 'UnauthorizedException',
    });
  });
});
