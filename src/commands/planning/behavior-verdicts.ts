import { behaviorChecks } from '../../checks/behaviors/behavior-checks.ts';
import { findingsOf } from '../../checks/shared/check.ts';
import type { CheckContext, BehaviorVerdict } from '../../checks/shared/check.ts';
import { addressOf, kindOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws, IotOperations } from '../../model/aws.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { isList, isObject } from '../../model/values/json.ts';
import { OperatorError } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import { inSteps, mapped } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import type { World } from '../../model/world.ts';
import { batched, behaviorsIn } from './behavior-batches.ts';
import type { Question } from './behavior-batches.ts';

type Asked = IotOperations['ValidateSecurityProfileBehaviors']['input'];

/** Whether a problem is one that AWS has the last word on: it may have the very same already, or take it when it is asked. */
export function isForAws({ check }: Problem): boolean {
  return check !== undefined;
}

/**
 * Asks AWS about the behaviors of profiles that change, or that the documentation speaks against. Only reads. What stands
 * in the way of asking is a verdict, too.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_ValidateSecurityProfileBehaviors.html
 */
export async function behaviorVerdicts(
  { breathe }: Pick<World, 'breathe'>,
  aws: Aws,
  context: CheckContext,
): Promise<ReadonlyMap<Address, BehaviorVerdict>> {
  const { batches, inPart } = await inSteps(questioning(context), breathe);
  const verdicts = await Promise.all(batches.map((batch) => judged(aws, batch)));
  // That AWS takes a part says nothing of the rest, nor of all together.
  return new Map(verdicts.flat().filter(([address, { type }]) => !(type === 'taken' && inPart.has(address))));
}

interface Questions {
  /** What one request each asks. */
  readonly batches: readonly (readonly Question[])[];
  /** The profiles that AWS is not asked all about. */
  readonly inPart: ReadonlySet<Address>;
}

/** Works out what to ask, a profile a step. */
function* questioning(context: CheckContext): Steps<Questions> {
  const { desired, account } = context;
  const isKnown = knownTo(context);
  const documented = yield* mapped(behaviorChecks, (check) => findingsOf(check, context));
  const doubted = new Set(documented.flat().map(({ address }) => address));
  const changed = new Set(
    (account?.changes ?? []).flatMap(({ action, address, edits }) =>
      action !== 'delete' && edits.some(({ path }) => path.startsWith('behaviors')) ? [address] : [],
    ),
  );
  const inPart = new Set<Address>();
  const asked = yield* mapped(desired.resources.values(), ({ address, spec }): Question[] => {
    if (kindOf(address) !== 'SecurityProfile' || !(doubted.has(address) || changed.has(address))) return [];
    const all = isList(spec['behaviors']) ? spec['behaviors'].filter(isObject) : [];
    const behaviors = all.filter(isKnown);
    if (behaviors.length < all.length) inPart.add(address);
    return behaviors.length === 0 ? [] : [{ address, behaviors }];
  });
  const questions = asked.flat();
  const alone = questions.filter(({ address }) => doubted.has(address));
  const batches = batched(questions.filter(({ address }) => !doubted.has(address)));
  return { batches: [...batches, ...alone.map((question) => [question])], inPart };
}

/** The verdict on each profile of a batch. What AWS refuses of several together, it is asked about one by one. */
async function judged(aws: Aws, batch: readonly Question[]): Promise<readonly [Address, BehaviorVerdict][]> {
  const verdict = await verdictOn(aws, behaviorsIn(batch));
  if (batch.length === 1 || verdict.type !== 'refused')
    return batch.map(({ address }): [Address, BehaviorVerdict] => [address, verdict]);
  const each = await Promise.all(batch.map((question) => judged(aws, [question])));
  return each.flat();
}

/** AWS knows metrics and dimensions as they are: what comes with the same plan, or becomes another, it could not judge. */
function knownTo({ account }: CheckContext): (behavior: JsonObject) => boolean {
  const made = new Set(
    (account?.changes ?? []).flatMap(({ action, address }) => (action === 'update' ? [] : [address])),
  );
  const isThere = (kind: string, name: unknown): boolean => {
    const address = addressOf(kind, String(name));
    return account?.before.has(address) === true && !made.has(address);
  };
  return ({ metric, metricDimension }) => {
    const custom = typeof metric === 'string' && !metric.startsWith('aws:');
    return (
      (!custom || isThere('CustomMetric', metric)) &&
      (!isObject(metricDimension) || isThere('Dimension', metricDimension['dimensionName']))
    );
  };
}

async function verdictOn(aws: Aws, behaviors: readonly JsonObject[]): Promise<BehaviorVerdict> {
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
