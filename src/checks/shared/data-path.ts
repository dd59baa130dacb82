import { basicIngestOf } from '../../catalogue/topics.ts';
import type { Address } from '../../model/address.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { isObject } from '../../model/values/json.ts';
import { once } from './check.ts';
import type { CheckContext } from './check.ts';
import { profilesIn } from './profiles.ts';
import type { Profile, ProfileSpec } from './profiles.ts';
import { afterwards, declared } from './resources.ts';
import type { Resource } from './resources.ts';

/** A topic rule, as far as checks look into it. */
export interface RuleSpec {
  readonly sql: string;
  readonly actions?: readonly JsonObject[];
  readonly errorAction?: JsonObject;
  readonly ruleDisabled?: boolean;
  readonly awsIotSqlVersion?: string;
}

/** A topic rule of the profiles or of the account. */
export type Rule = Resource<RuleSpec>;

/** A profile's way out. */
export interface Export {
  readonly profile: Profile;
  readonly topic: string;
  /** The rule that a Basic Ingest topic goes to. */
  readonly rule?: string;
}

/** Every way out of the profiles. */
export const exportsIn = once((context): readonly Export[] =>
  profilesIn(context).flatMap((profile): Export[] => {
    const topic = profile.spec.metricsExport?.mqttTopic;
    if (topic === undefined) return [];
    const rule = basicIngestOf(topic)?.rule;
    return [{ profile, topic, ...(rule !== undefined && { rule }) }];
  }),
);

/** Names of the rules that exported metrics are sent to by Basic Ingest, by whomever. */
export function feedsIn(context: CheckContext): ReadonlySet<string> {
  const topics = afterwards<ProfileSpec>(context, 'SecurityProfile').map(({ spec }) => spec.metricsExport?.mqttTopic);
  return new Set(topics.flatMap((topic) => basicIngestOf(topic ?? '')?.rule ?? []));
}

/** The rules that there will be. */
export function rulesIn(context: CheckContext): readonly Rule[] {
  return afterwards<RuleSpec>(context, 'TopicRule');
}

/** An action of a rule that the profiles declare, with its edit path. */
export interface RuleAction {
  readonly address: Address;
  readonly path: string;
  readonly settings: JsonObject;
}

/** Every action of one sort that the profiles declare, those on errors too. */
export function actionsIn(context: CheckContext, sort: string): readonly RuleAction[] {
  return declared<RuleSpec>(context, 'TopicRule').flatMap(({ address, spec: { actions = [], errorAction } }) => {
    const placed = actions.map((action, index): [string, JsonObject] => [`actions[${index}]`, action]);
    const all = errorAction === undefined ? placed : [...placed, ['errorAction', errorAction] as const];
    return all.flatMap(([path, { [sort]: settings }]) =>
      isObject(settings) ? [{ address, path: `${path}.${sort}`, settings }] : [],
    );
  });
}

/** The settings of each action of a rule that sends to Amazon Data Firehose, with its edit path. */
export function firehoseActions({ actions = [] }: RuleSpec): readonly { path: string; settings: JsonObject }[] {
  return actions.flatMap(({ firehose }, index) =>
    isObject(firehose) ? [{ path: `actions[${index}].firehose`, settings: firehose }] : [],
  );
}
