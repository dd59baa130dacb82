import { isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { requested, tagsOfRequest, takeMembers } from '../shared/request.ts';
import type { Requested } from '../../model/kind.ts';

/** A rule, or its payload alone. https://docs.aws.amazon.com/iot/latest/apireference/API_CreateTopicRule.html */
export function ruleOfRequest(request: JsonObject): Requested {
  const { taken, rest } = takeMembers(request, 'ruleName', 'topicRulePayload', 'tags');
  const { topicRulePayload } = taken;
  const payload = isObject(topicRulePayload) ? topicRulePayload : { topicRulePayload };
  return requested(taken.ruleName, { ...rest, ...payload, ...tagsOfRequest(taken.tags) });
}
