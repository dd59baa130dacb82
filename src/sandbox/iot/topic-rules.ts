import {
  CreateTopicRule$,
  ReplaceTopicRule$,
  GetTopicRule$,
  DeleteTopicRule$,
  EnableTopicRule$,
  DisableTopicRule$,
  ListTopicRules$,
} from '@aws-sdk/client-iot';
import { matchesFilter } from '../../catalogue/topics.ts';
import { arnOf } from '../context.ts';
import type { OperationContext, IotHandlers } from '../context.ts';
import { page } from '../paging.ts';
import { refusal } from '../refusal.ts';
import { find, put } from '../state.ts';
import type { TopicRuleRecord } from '../state.ts';
import { alreadyExists, invalidRequest } from './refusals.ts';
import { newTags } from './tags.ts';
import { actionProblem } from './topic-rule-actions.ts';
import { parseSql } from './topic-rule-sql.ts';
import { named } from '../traits.ts';
import type { TraitsOf } from '../traits.ts';

type Payload = TopicRuleRecord['payload'];

/** Not documented; small, so that a client that forgets `nextToken` is found out. */
const PAGE = 100;

/** https://docs.aws.amazon.com/iot/latest/developerguide/iot-rule-sql-version.html */
const SQL_VERSIONS = ['2015-10-08', '2016-03-23', 'beta'];

/** Topic rules. https://docs.aws.amazon.com/iot/latest/apireference/API_CreateTopicRule.html */
export const topicRules = {
  CreateTopicRule(context, { ruleName, topicRulePayload, tags }) {
    const { topicRules: rules } = context.state;
    const parsed = checkPayload(context, topicRulePayload);
    const given = newTags(tags === undefined ? [] : tagsFromHeader(tags));
    const arn = arnOf(context, 'iot', `rule/${ruleName}`);
    if (find(rules, ruleName) !== undefined) throw alreadyExists(ruleName, arn);
    put(rules, ruleName, { arn, payload: topicRulePayload, ...parsed, tags: given, createdAt: context.now });
    return {};
  },

  // Replaces the whole payload, so that what is left out falls back to its default. Tags and the date of birth stay.
  // https://docs.aws.amazon.com/iot/latest/apireference/API_ReplaceTopicRule.html
  ReplaceTopicRule(context, { ruleName, topicRulePayload }) {
    const { arn, tags, createdAt } = ruleOf(context, ruleName);
    const parsed = checkPayload(context, topicRulePayload);
    put(context.state.topicRules, ruleName, { arn, payload: topicRulePayload, ...parsed, tags, createdAt });
    return {};
  },

  GetTopicRule(context, { ruleName }) {
    const { arn, payload, createdAt } = ruleOf(context, ruleName);
    // The two defaults that the service echoes: https://github.com/go-to-k/cdk-real-drift/issues/1562
    const defaults = { awsIotSqlVersion: '2015-10-08', ruleDisabled: false };
    return { ruleArn: arn, rule: { ruleName, createdAt: new Date(createdAt), ...defaults, ...payload } };
  },

  DeleteTopicRule(context, { ruleName }) {
    ruleOf(context, ruleName);
    delete context.state.topicRules[ruleName];
    return {};
  },

  EnableTopicRule(context, { ruleName }) {
    ruleOf(context, ruleName).payload.ruleDisabled = false;
    return {};
  },

  DisableTopicRule(context, { ruleName }) {
    ruleOf(context, ruleName).payload.ruleDisabled = true;
    return {};
  },

  ListTopicRules({ state }, input) {
    const rules = Object.entries(state.topicRules).filter(
      ([, { topicPattern, payload }]) =>
        (input.topic === undefined || (topicPattern !== undefined && matchesFilter(topicPattern, input.topic))) &&
        (input.ruleDisabled === undefined || input.ruleDisabled === (payload.ruleDisabled ?? false)),
    );
    const { items, next } = page(rules, ([name]) => name, input, PAGE);
    const listed = items.map(([ruleName, { arn, topicPattern, payload, createdAt }]) => ({
      ruleName,
      ruleArn: arn,
      ...(topicPattern === undefined ? {} : { topicPattern }),
      createdAt: new Date(createdAt),
      ruleDisabled: payload.ruleDisabled ?? false,
    }));
    return { rules: listed, ...next };
  },
} satisfies IotHandlers;

const on = named('rule', 'ruleName');

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const topicRulesTraits: TraitsOf<typeof topicRules> = {
  CreateTopicRule: { shape: CreateTopicRule$, on, tags: 'tags', passesRoles: true },
  ReplaceTopicRule: { shape: ReplaceTopicRule$, on, passesRoles: true },
  GetTopicRule: { shape: GetTopicRule$, on },
  DeleteTopicRule: { shape: DeleteTopicRule$, on },
  EnableTopicRule: { shape: EnableTopicRule$, on },
  DisableTopicRule: { shape: DisableTopicRule$, on },
  ListTopicRules: { shape: ListTopicRules$ },
};

// A missing rule and a forbidden one look the same: none of these operations models ResourceNotFoundException.
// https://github.com/hashicorp/terraform-provider-aws/issues/12520
function ruleOf({ state }: OperationContext, name: string): TopicRuleRecord {
  const rule = find(state.topicRules, name);
  if (rule === undefined) throw refusal('UnauthorizedException', `Access to topic rule '${name}' was denied`);
  return rule;
}

function checkPayload(context: OperationContext, payload: Payload) {
  const { actions, errorAction, awsIotSqlVersion: version, sql } = payload;
  const parsed = parseSql(sql, context.assumptions);
  if (version !== undefined && !SQL_VERSIONS.includes(version)) {
    throw invalidRequest(`awsIotSqlVersion ${version} is not supported.`);
  }
  for (const action of [...actions, ...(errorAction ? [errorAction] : [])]) {
    const members = Object.keys(action);
    if (members.length !== 1) throw invalidRequest(`Each action must have exactly one member, not ${members.length}.`);
    const problem = actionProblem(action);
    if (problem !== undefined) throw invalidRequest(problem);
  }
  checkRoles(context, payload);
  return parsed;
}

// The service assumes every role at once, also those of a disabled rule and those inside the SQL.
// https://github.com/ministackorg/ministack/issues/1417
function checkRoles({ state }: OperationContext, { actions, errorAction, sql }: Payload): void {
  const roles = [
    ...rolesIn([...actions, errorAction]),
    ...(sql.match(/arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+/g) ?? []),
  ];
  const unassumable = roles.find((role) => state.unassumableRoles.includes(role));
  if (unassumable === undefined) return;
  throw invalidRequest(
    `AWS IoT (iot.amazonaws.com) is unable to assume role (sts:AssumeRole) on resource: ${unassumable}. If the role was just created or updated, please try again in a few seconds`,
  );
}

function rolesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'roleArn' && typeof member === 'string' ? [member] : rolesIn(member),
  );
}

/** The tags of a new rule come as one header: `key=value&key2=value2`, each part URL-encoded. */
function tagsFromHeader(header: string) {
  return [...new URLSearchParams(header)].map(([Key, Value]) => {
    if (Key === '') throw invalidRequest(`Malformed tags: ${header}`);
    return { Key, Value };
  });
}
