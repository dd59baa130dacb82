import type { Aws } from '../src/model/aws.ts';

/** What a person does in the console: switches a rule off and leaves the rest of it as it is. */
export async function disableRule(aws: Aws, ruleName: string): Promise<void> {
  const { rule: { ruleName: _, createdAt: __, ...payload } = {} } = await aws.iot('GetTopicRule', { ruleName });
  const topicRulePayload = { sql: payload.sql, actions: payload.actions ?? [], ...payload, ruleDisabled: true };
  await aws.iot('ReplaceTopicRule', { ruleName, topicRulePayload });
}
