import { QUOTAS } from '../../catalogue/quotas.ts';
import { addressOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws, IotOperations } from '../../model/aws.ts';
import { changedList, changedObject, isEqual, isList, isObject } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import type { Kind } from '../../model/kind.ts';
import { messageActions } from './message-actions.ts';
import { monitoringActions } from './monitoring-actions.ts';
import { topicRuleOperations } from './operations.ts';
import { topicRuleAccess } from './roles.ts';
import { normalForm } from '../shared/normal-form.ts';
import { iotArn, iotTags, readerOf } from '../shared/parts.ts';
import type { Described } from '../shared/parts.ts';
import { choice, closed, flag, list, NAME_IS_KEY, oneOf, refused, text } from '../shared/schema.ts';
import { ruleOfRequest } from './request.ts';
import { storageActions } from './storage-actions.ts';
import { tagsSchema, writeTags } from '../shared/tags.ts';
import type { Tags } from '../shared/tags.ts';
import { checked, isError, membersOf, pages, unlessMissing } from '../shared/wire.ts';

/** What is said about a topic rule: https://docs.aws.amazon.com/iot/latest/apireference/API_TopicRulePayload.html */
export type TopicRuleSpec = {
  readonly sql: string;
  readonly description?: string;
  readonly actions: readonly JsonObject[];
  readonly errorAction?: JsonObject;
  readonly ruleDisabled?: boolean;
  readonly awsIotSqlVersion?: string;
  readonly tags?: Tags;
};

const nameSchema = text('Name of the rule: letters, digits and _ only; it is part of its Basic Ingest topic.', {
  minLength: 1,
  maxLength: 128,
  pattern: '^[a-zA-Z0-9_]+$',
  examples: ['SoundboxMetricsToLake'],
});

const actionSchema = oneOf(
  'One action for a message; exactly one member.',
  {
    ...messageActions,
    ...storageActions,
    ...monitoringActions,
    // https://docs.aws.amazon.com/iotanalytics/latest/userguide/iotanalytics-end-of-support.html
    iotAnalytics: refused(
      'AWS IoT Analytics ended on 15 December 2025; send to a delivery stream with firehose instead.',
    ),
    // https://docs.aws.amazon.com/iotevents/latest/developerguide/iotevents-end-of-support.html
    iotEvents: refused('AWS IoT Events ended on 20 May 2026; use lambda or stepFunctions instead.'),
  },
  { title: 'Action' },
);

const schema = closed(
  'What happens to messages: SQL selects them, actions pass them on.',
  {
    sql: text('The statement. Omit FROM if all messages arrive by Basic Ingest. Compared exactly, including spaces.', {
      minLength: 1,
      examples: ['SELECT VALUE metrics', "SELECT * FROM 'defender/+/metrics'"],
    }),
    description: text('Purpose of the rule.', { default: '' }),
    actions: list('Actions for each message, in this order; at most 10.', actionSchema, {
      maxItems: QUOTAS.ruleActions.limit,
    }),
    errorAction: actionSchema,
    ruleDisabled: flag('Disables the rule.', { default: false }),
    // https://docs.aws.amazon.com/iot/latest/developerguide/iot-rule-sql-version.html
    awsIotSqlVersion: choice(
      'Version of the SQL engine, in quotes; AWS recommends 2016-03-23, which SELECT VALUE needs.',
      ['2015-10-08', '2016-03-23', 'beta'],
      {
        default: '2015-10-08',
        examples: ['2016-03-23'],
      },
    ),
    tags: tagsSchema,
  },
  {
    required: ['sql', 'actions'],
    otherNames: {
      ruleName: NAME_IS_KEY,
      topicRulePayload: 'Write its members, sql and actions and the others, below the name of the rule directly.',
      // Terraform: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iot_topic_rule
      sqlVersion: 'awsIotSqlVersion',
      enabled: 'Write ruleDisabled, which says the opposite.',
    },
  },
);

const arn = iotArn('rule');
const parts = { tags: iotTags(arn) };

function normalize(spec: TopicRuleSpec): TopicRuleSpec {
  const reducedSpec = changedObject(spec as JsonObject, (member, name) => {
    if (name === 'actions' && isList(member)) return changedList(member, reduced);
    return name === 'errorAction' && member !== undefined ? reduced(member) : member;
  });
  return normalForm(schema, reducedSpec) as TopicRuleSpec;
}

/** Where `url` holds no templates it is what `confirmationUrl` is by default: https://docs.aws.amazon.com/iot/latest/developerguide/https-rule-action.html */
function reduced(action: JsonValue): JsonValue {
  const http = isObject(action) ? action['http'] : undefined;
  if (
    !isObject(action) ||
    !isObject(http) ||
    http['confirmationUrl'] !== http['url'] ||
    String(http['url']).includes('${')
  )
    return action;
  const { confirmationUrl: _, ...rest } = http;
  return { ...action, http: rest };
}

/** A rule of AWS IoT: https://docs.aws.amazon.com/iot/latest/developerguide/iot-rules.html */
export const topicRule: Kind<TopicRuleSpec> = {
  name: 'TopicRule',
  section: 'rules',
  description: 'Rules that send exported metrics to delivery streams and other services.',
  nameSchema,
  ownership: { by: 'tag' },
  schema,
  normalize,
  references,
  arn,
  fromRequest: ruleOfRequest,
  list: ruleNames,
  operations: topicRuleOperations,
  access: topicRuleAccess,
  parts,
  read: readerOf(describe, { parts, normalize }),
  write: {
    refusesTaken: true,
    // Its tags travel as text in a header, and how AWS takes that apart is not documented:
    // https://docs.aws.amazon.com/iot/latest/apireference/API_CreateTopicRule.html
    settles: [],
    immutable: () => false,
    async create(aws, name, { tags = {}, ...payload }) {
      const query = Object.entries(tags).map(
        ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`,
      );
      await aws.iot('CreateTopicRule', {
        ruleName: checked(name, nameSchema),
        topicRulePayload: payloadOf(payload),
        tags: query.join('&') || undefined,
      });
    },
    async update(aws, live, { tags, ...payload }) {
      const { tags: _, ...before } = live.spec;
      if (!isEqual(before, payload))
        await aws.iot('ReplaceTopicRule', {
          ruleName: checked(live.name, nameSchema),
          topicRulePayload: payloadOf(payload),
        });
      await writeTags(aws, live, tags);
    },
    async delete(aws, { name }) {
      const ruleName = checked(name, nameSchema);
      await unlessMissing(unlessRuleMissing(aws, name, () => aws.iot('DeleteTopicRule', { ruleName })));
    },
  },
};

type Payload = NonNullable<IotOperations['ReplaceTopicRule']['input']['topicRulePayload']>;

/** A replaced rule forgets what is left out, so defaults are said. https://docs.aws.amazon.com/iot/latest/apireference/API_ReplaceTopicRule.html */
function payloadOf(payload: Omit<TopicRuleSpec, 'tags'>): Payload {
  return { awsIotSqlVersion: '2015-10-08', ruleDisabled: false, ...payload } as unknown as Payload;
}

// A broken rule is asked as well, without what is wrong with it.
function references({ actions = [], errorAction }: Partial<TopicRuleSpec>): readonly Address[] {
  const names = [...actions, ...(errorAction === undefined ? [] : [errorAction])].map(({ firehose }) =>
    isObject(firehose) ? firehose['deliveryStreamName'] : undefined,
  );
  const streams = names.filter((name) => typeof name === 'string' && !name.includes('${'));
  return [...new Set(streams)].map((name) => addressOf('DeliveryStream', String(name)));
}

async function* ruleNames(aws: Aws): AsyncGenerator<string> {
  for await (const page of pages((position) => aws.iot('ListTopicRules', { maxResults: 10_000, ...position })))
    for (const { ruleName } of page.rules ?? []) if (ruleName !== undefined) yield ruleName;
}

async function describe(aws: Aws, name: string): Promise<Described<TopicRuleSpec> | undefined> {
  const found = await unlessRuleMissing(aws, name, () =>
    aws.iot('GetTopicRule', { ruleName: checked(name, nameSchema) }),
  );
  if (found?.rule === undefined) return undefined;
  const spec = membersOf(found.rule, 'ruleName', 'createdAt') as JsonObject as TopicRuleSpec;
  return { name, arn: String(found.ruleArn), spec };
}

/**
 * A missing rule is answered as a forbidden one is (401), so the list tells the two apart.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_GetTopicRule.html
 */
async function unlessRuleMissing<Answer>(
  aws: Aws,
  name: string,
  ask: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!isError(error, 'UnauthorizedException')) throw error;
    if ((await namesSoon(aws)).has(name)) throw error;
    return undefined;
  }
}

/** Lists under way and to come, of each connection. */
const listings = new WeakMap<Aws, { running?: Promise<unknown>; next?: Promise<ReadonlySet<string>> }>();

/** The names of all rules from now on. One list, which begins after the last one, is shared by all who ask meanwhile: AWS takes one a second. */
function namesSoon(aws: Aws): Promise<ReadonlySet<string>> {
  const listing = listings.get(aws) ?? {};
  listings.set(aws, listing);
  const begin = async (): Promise<ReadonlySet<string>> => {
    await listing.running?.catch(() => undefined);
    delete listing.next;
    const names = allNames(aws);
    listing.running = names;
    return names;
  };
  return (listing.next ??= begin());
}

async function allNames(aws: Aws): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const name of ruleNames(aws)) names.add(name);
  return names;
}
