import { judgeOf } from '../detect/criteria.ts';
import type { Criteria } from '../detect/criteria.ts';
import { secondsAddedUp, unitJudged } from '../detect/monitor.ts';
import type { JudgedBehavior } from '../model/lake/table.ts';
import { isList, isObject, textAt } from '../model/values/json.ts';
import type { JsonObject, JsonValue } from '../model/values/json.ts';

const OPERATORS: Readonly<Record<string, JudgedBehavior['operator']>> = {
  'less-than': '<',
  'less-than-equals': '<=',
  'greater-than': '>',
  'greater-than-equals': '>=',
};

/** The behaviors of a profile whose metric it exports and that hold a number against a threshold. */
export function judgedBehaviors(profile: string, spec: JsonObject): readonly JudgedBehavior[] {
  const { behaviors } = spec;
  return (isList(behaviors) ? behaviors : []).flatMap((behavior) =>
    isObject(behavior) && behavior['exportMetric'] === true ? judged(profile, behavior) : [],
  );
}

function judged(profile: string, behavior: JsonObject): readonly JudgedBehavior[] {
  const { criteria: written, metricDimension: narrowed } = behavior;
  const metric = textAt(behavior, 'metric');
  if (metric === undefined || !isObject(written) || judgeOf(written as Criteria) !== 'static') return [];
  const criteria = written as Criteria;
  const operator = OPERATORS[criteria.comparisonOperator ?? ''];
  const value = criteria.value?.count ?? criteria.value?.number;
  if (operator === undefined || value === undefined) return [];
  const sumSeconds = secondsAddedUp(metric, criteria.durationSeconds);
  return [
    {
      profile,
      behavior: textAt(behavior, 'name') ?? '',
      metric,
      ...dimensionOf(narrowed),
      operator,
      value,
      ...(sumSeconds === undefined ? {} : { sumSeconds }),
      unit: unitJudged(metric),
      toAlarm: criteria.consecutiveDatapointsToAlarm ?? 1,
      toClear: criteria.consecutiveDatapointsToClear ?? 1,
    },
  ];
}

function dimensionOf(narrowed: JsonValue | undefined): Pick<JudgedBehavior, 'dimension' | 'excluded'> {
  const dimension = textAt(narrowed, 'dimensionName');
  if (dimension === undefined) return {};
  return { dimension, ...(textAt(narrowed, 'operator') === 'NOT_IN' ? { excluded: true as const } : {}) };
}
