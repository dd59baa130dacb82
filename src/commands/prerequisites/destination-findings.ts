import { kindOf } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import type { Change } from '../../model/plan.ts';
import type { Problem } from '../../model/problem.ts';
import type { Desired, DesiredState } from '../../model/resource.ts';
import { isList, isObject } from '../../model/values/json.ts';
import type { JsonValue } from '../../model/values/json.ts';
import { ask } from './diagnostic.ts';
import type { Answer } from './diagnostic.ts';

/** What an account has at most, and one page holds. https://docs.aws.amazon.com/general/latest/gr/iot-core.html#rules-limits */
const MOST = 1000;

/** A topic rule destination that an action of a rule needs: by its ARN, or by the URL that confirms it. */
export interface NeededDestination {
  readonly name: string;
  /** Edit path of where the rule says it. */
  readonly path: string;
}

/**
 * A warning at each action of a changed rule whose topic rule destination is not there or not enabled: AWS takes the rule and sends
 * nothing. Where this role may not look, `doctor` says so. https://docs.aws.amazon.com/iot/latest/developerguide/rule-destination.html
 */
export async function destinationFindings(
  aws: Aws,
  { resources }: DesiredState,
  changes: readonly Change[],
): Promise<readonly Problem[]> {
  const needed = changes.flatMap((change): readonly (NeededDestination & { readonly rule: Desired })[] => {
    const rule = resources.get(change.address);
    if (rule === undefined || change.action === 'delete') return [];
    const before = new Set(
      change.action === 'create' ? [] : destinationsOf(change.address, change.before).map(({ name }) => name),
    );
    return destinationsOf(change.address, change.after).flatMap((one) =>
      before.has(one.name) ? [] : [{ ...one, rule }],
    );
  });
  if (needed.length === 0) return [];
  const answer = await destinationStates(aws);
  if (answer.type !== 'taken') return [];
  return needed.flatMap(({ name, path, rule }): readonly Problem[] => {
    const lack = lackOf(name, answer.value, aws);
    return lack === undefined ? [] : [{ code: 'DG4206', severity: 'warning', ...lack, ...rule.locate(path, 'value') }];
  });
}

/** The destinations that the actions of a rule need; nothing of other kinds. What a URL's templates stand for nobody knows. */
export function destinationsOf(
  address: Change['address'],
  spec: Readonly<Record<string, JsonValue | undefined>>,
): readonly NeededDestination[] {
  if (kindOf(address) !== 'TopicRule') return [];
  const { actions, errorAction } = spec;
  const all: readonly (readonly [string, JsonValue | undefined])[] = [
    ...(isList(actions) ? actions.map((action, index) => [`actions[${index}]`, action] as const) : []),
    ['errorAction', errorAction],
  ];
  return all.flatMap(([path, action]) =>
    Object.entries(isObject(action) ? action : {}).flatMap(([sort, settings]) => {
      if (!isObject(settings)) return [];
      const { destinationArn, confirmationUrl, url } = settings;
      if (typeof destinationArn === 'string') return [{ name: destinationArn, path: `${path}.${sort}.destinationArn` }];
      const member = confirmationUrl === undefined ? 'url' : 'confirmationUrl';
      const name = confirmationUrl ?? url;
      return sort === 'http' && typeof name === 'string' && !name.includes('${')
        ? [{ name, path: `${path}.${sort}.${member}` }]
        : [];
    }),
  );
}

/** The status of each topic rule destination, by its ARN and by the URL that confirms it. */
export function destinationStates(aws: Aws): Promise<Answer<ReadonlyMap<string, string>>> {
  return ask(async () => {
    const { destinationSummaries = [] } = await aws.iot('ListTopicRuleDestinations', { maxResults: MOST });
    return new Map(
      destinationSummaries.flatMap(({ arn, status = '', httpUrlSummary }) =>
        [arn, httpUrlSummary?.confirmationUrl].flatMap((name) => (name === undefined ? [] : [[name, status] as const])),
      ),
    );
  });
}

/** What is wrong with a destination and how to fix it; undefined where it is enabled. */
export function lackOf(
  name: string,
  states: ReadonlyMap<string, string>,
  { target: { region } }: Aws,
): { readonly message: string; readonly hint: string } | undefined {
  const status = states.get(name);
  if (status === 'ENABLED') return undefined;
  const hint = `Make it with aws iot create-topic-rule-destination --region ${region}, and confirm what AWS then sends to its URL: https://docs.aws.amazon.com/iot/latest/developerguide/rule-destination.html`;
  return status === undefined
    ? { message: `There is no topic rule destination for ${name}, so nothing is sent there.`, hint }
    : { message: `The topic rule destination for ${name} is ${status}, so nothing is sent there.`, hint };
}
