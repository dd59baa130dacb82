import { behaviorChecks } from '../checks/behavior-checks.ts';
import type { Context, Verdict } from '../checks/check.ts';
import { addressOf, kindOf } from '../model/address.ts';
import type { Address } from '../model/address.ts';
import type { Aws, IotOperations } from '../model/aws.ts';
import type { JsonObject } from '../model/json.ts';
import { isList, isObject } from '../model/json.ts';
import { OperatorError } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';

type Asked = IotOperations['ValidateSecurityProfileBehaviors']['input'];

/** Whether a problem is one that AWS has the last word on. */
export function isForAws({ check }: Problem): boolean {
  return behaviorChecks.some(({ id }) => id === check);
}

/** Which profiles AWS is asked about: where it judges each write itself right after, only those that are in doubt. */
export type Occasion = 'plan' | 'apply';

/**
 * Asks AWS about the behaviors of profiles that the documentation speaks against, and for a plan also of those that
 * change. Only reads. What stands in the way of asking is a verdict, too.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_ValidateSecurityProfileBehaviors.html
 */
export async function askAws(aws: Aws, context: Context, occasion: Occasion): Promise<ReadonlyMap<Address, Verdict>> {
  const { desired, account } = context;
  const isKnown = knownTo(context);
  const doubted = new Set(behaviorChecks.flatMap((check) => [...check.find(context)].map(({ address }) => address)));
  const changed = new Set(
    (account?.changes ?? []).flatMap(({ action, address, edits }) =>
      occasion === 'plan' && action !== 'delete' && edits.some(({ path }) => path.startsWith('behaviors'))
        ? [address]
        : [],
    ),
  );
  const asked = [...desired.resources.values()].filter(
    ({ address }) => kindOf(address) === 'SecurityProfile' && (doubted.has(address) || changed.has(address)),
  );
  const verdicts = await Promise.all(
    asked.map(async ({ address, spec }): Promise<[Address, Verdict] | undefined> => {
      const behaviors = (isList(spec['behaviors']) ? spec['behaviors'].filter(isObject) : []).filter(isKnown);
      if (behaviors.length === 0) return undefined;
      return [address, await verdictOn(aws, behaviors)];
    }),
  );
  return new Map(verdicts.filter((one) => one !== undefined));
}

/** AWS knows metrics and dimensions as they are: what comes with the same plan, or becomes another, it could not judge. */
function knownTo({ account }: Context): (behavior: JsonObject) => boolean {
  const made = new Set(
    (account?.changes ?? []).flatMap(({ action, address }) => (action === 'update' ? [] : [address])),
  );
  const isThere = (kind: string, name: unknown): boolean => {
    const address = addressOf(kind, String(name));
    return account?.live.has(address) === true && !made.has(address);
  };
  return ({ metric, metricDimension }) => {
    const custom = typeof metric === 'string' && !metric.startsWith('aws:');
    return (
      (!custom || isThere('CustomMetric', metric)) &&
      (!isObject(metricDimension) || isThere('Dimension', metricDimension['dimensionName']))
    );
  };
}

async function verdictOn(aws: Aws, behaviors: readonly JsonObject[]): Promise<Verdict> {
  try {
    const input = { behaviors } as unknown as Asked;
    const { valid, validationErrors = [] } = await aws.iot('ValidateSecurityProfileBehaviors', input);
    if (valid === true) return { type: 'taken' };
    const messages = validationErrors.flatMap(({ errorMessage }) => errorMessage ?? []);
    return { type: 'refused', messages: messages.length > 0 ? messages : ['It gives no reason.'] };
  } catch (error) {
    // Not being allowed to ask, and what passes, are no reason to have no plan.
    if (error instanceof OperatorError && ['DG4003', 'DG4009'].includes(error.code))
      return { type: 'unknown', why: error.message };
    throw error;
  }
}
