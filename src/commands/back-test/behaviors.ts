import type { Criteria } from '../../detect/criteria.ts';
import { kindOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { MetricRef } from '../../model/impact/coverage.ts';
import { isEqual, isList, isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Change } from '../../model/plan.ts';

/** A behavior as it is or will be: what it watches and what is normal. */
export interface Side {
  readonly metric: MetricRef;
  readonly criteria: Criteria | undefined;
  readonly isSuppressed: boolean;
}

/** A behavior that a plan adds, or that it makes judge otherwise. */
export interface BehaviorChange {
  readonly profile: Address;
  readonly behavior: string;
  /** Absent where it is new. */
  readonly before?: Side;
  readonly after: Side;
  /** ARNs of what the profile will be attached to. */
  readonly targets: readonly string[];
}

/** The behaviors of a plan that would alarm otherwise than before. Those that go are a matter of coverage. */
export function changedBehaviors(changes: readonly Change[]): readonly BehaviorChange[] {
  return changes.flatMap((change) => {
    if (change.action === 'delete' || kindOf(change.address) !== 'SecurityProfile') return [];
    const { address: profile, after } = change;
    const earlier = behaviorsIn(before(change, changes));
    const targets = isList(after['targets']) ? after['targets'].filter((one) => typeof one === 'string') : [];
    return behaviorsIn(after).flatMap((one): readonly BehaviorChange[] => {
      const was = earlier.find(({ name }) => name === one['name']);
      if (was !== undefined && isEqual(judgedBy(was), judgedBy(one))) return [];
      const sides = { ...(was === undefined ? {} : { before: sideOf(was) }), after: sideOf(one) };
      return [{ profile, behavior: String(one['name']), ...sides, targets }];
    });
  });
}

/** A profile that takes the place of another goes on from there. */
function before(change: Exclude<Change, { action: 'delete' }>, changes: readonly Change[]): JsonObject | undefined {
  if (change.action !== 'create') return change.before;
  const renamed = changes.find(({ address }) => address === change.renamedFrom);
  return renamed?.action === 'delete' ? renamed.before : undefined;
}

function behaviorsIn(spec: JsonObject | undefined): readonly JsonObject[] {
  const behaviors = spec?.['behaviors'];
  return isList(behaviors) ? behaviors.filter(isObject) : [];
}

function judgedBy({ metric, metricDimension, criteria }: JsonObject): JsonObject {
  return { metric, metricDimension, criteria };
}

function sideOf({ metric, metricDimension, criteria, suppressAlerts }: JsonObject): Side {
  const { dimensionName, operator } = isObject(metricDimension) ? metricDimension : {};
  return {
    metric: {
      metric: String(metric),
      ...(typeof dimensionName === 'string' ? { dimension: dimensionName } : {}),
      ...(operator === 'NOT_IN' ? { excluded: true } : {}),
    },
    criteria: criteria as Criteria | undefined,
    isSuppressed: suppressAlerts === true,
  };
}
