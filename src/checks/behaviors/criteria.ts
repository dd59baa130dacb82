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

/** A value of the wrong sort for the metric. */
export const metricValue: Check = {
  id: 'metric-value',
  code: 'DG8002',
  severity: 'error',
  summary: 'a behavior compares a metric with a value of another sort',
  why: 'AWS refuses the profile.',
  source: 'https://docs.aws.amazon.com/iot/latest/apireference/API_MetricValue.html',
  *find(context) {
    for (const { profile, behavior, metric, facts } of judgedIn(context)) {
      const [member = facts.value] = Object.keys(behavior.criteria?.value ?? {});
      if (member === facts.value) continue;
      yield {
        address: profile.address,
        path: behaviorPath(behavior, 'criteria', 'value', member),
        message: `${metric} is compared with ${facts.value}, not with ${member}.`,
        hint: `Write \`value: { ${facts.value}: … }\`: ${facts.source}`,
      };
    }
  },
};

/** A percentile of a metric that is no number. */
export const statisticUnfit: Check = {
  id: 'statistic-unfit',
  code: 'DG8005',
  severity: 'error',
  summary: 'a behavior has a statisticalThreshold, and its metric takes none',
  why: 'AWS refuses the profile: only metrics that are counted have percentiles.',
  source: 'https://docs.aws.amazon.com/iot/latest/apireference/API_StatisticalThreshold.html',
  *find(context) {
    for (const { profile, behavior, metric, facts } of judgedIn(context)) {
      if (behavior.criteria?.statisticalThreshold === undefined || facts.statistical) continue;
      yield {
        address: profile.address,
        path: behaviorPath(behavior, 'criteria', 'statisticalThreshold'),
        message: `${metric} takes no statisticalThreshold.`,
        hint: `Compare it with a value (${facts.value}): ${facts.source}`,
      };
    }
  },
};
