import { OPERATOR_SOURCE } from '../../catalogue/operators.ts';
import type { Check } from '../shared/check.ts';
import { behaviorPath, judgedIn } from '../shared/profiles.ts';

/** An operator that the metric does not have. */
export const metricOperator: Check = {
  id: 'metric-operator',
  code: 'DG8001',
  severity: 'error',
  summary: 'a behavior compares a metric with an operator that it does not have',
  why: 'AWS refuses the profile.',
  source: OPERATOR_SOURCE,
  *find(context) {
    for (const { profile, behavior, metric, facts } of judgedIn(context)) {
      const operator = behavior.criteria?.comparisonOperator;
      if (operator === undefined || facts.operators.some((one) => one === operator)) continue;
      yield {
        address: profile.address,
        path: behaviorPath(behavior, 'criteria', 'comparisonOperator'),
        message: `${metric} cannot be compared with ${operator}.`,
        hint: `It takes ${facts.operators.join(', ')}: ${facts.source}`,
      };
    }
  },
};
