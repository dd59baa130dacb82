import type { Aws } from '../../model/aws.ts';
import type { Operations } from '../../model/kinds/operation.ts';
import { OperatorError } from '../../model/problem.ts';
import { iotTagOperations, loggingOperations } from '../shared/operations.ts';

const sort = 'iot:rule';
const on = [sort];

/** What is sent for topic rules. Rates, the lower where pages differ: https://docs.aws.amazon.com/general/latest/gr/iot-core.html#rules-limits */
export const topicRuleOperations = {
  'iot:ListTopicRules': {
    verb: 'list',
    for: 'plan',
    on: [],
    rate: { perSecond: 1 },
    probe: (aws) => aws.iot('ListTopicRules', { maxResults: 1 }),
  },
  'iot:GetTopicRule': { verb: 'describe', for: 'plan', on, rate: { perSecond: 200, small: 20 }, probe: getAnyRule },
  'iot:CreateTopicRule': { verb: 'create', for: 'apply', on, rate: { perSecond: 5 }, assumesRole: true },
  'iot:ReplaceTopicRule': { verb: 'update', for: 'apply', on, rate: { perSecond: 5 }, assumesRole: true },
  'iot:DeleteTopicRule': { verb: 'delete', for: 'apply', on, rate: { perSecond: 20, small: 5 } },
  // Rules that send by HTTP or within a VPC lean on destinations.
  'iot:ListTopicRuleDestinations': { for: 'doctor', on: [], rate: { perSecond: 1 }, statement: 'ReadRuleDestinations' },
  ...loggingOperations,
  ...iotTagOperations(sort),
} satisfies Operations;

// A rule that is not there and a rule that may not be read are refused in the same words.
// https://docs.aws.amazon.com/iot/latest/apireference/API_GetTopicRule.html
async function getAnyRule(aws: Aws): Promise<unknown> {
  const ruleName = await anyRule(aws);
  return ruleName === undefined ? undefined : aws.iot('GetTopicRule', { ruleName });
}

/** The name of one; undefined where there is none, or none may be listed. */
async function anyRule(aws: Aws): Promise<string | undefined> {
  try {
    const { rules } = await aws.iot('ListTopicRules', { maxResults: 1 });
    return rules?.[0]?.ruleName;
  } catch (error) {
    if (error instanceof OperatorError) return undefined;
    throw error;
  }
}
