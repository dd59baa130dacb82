import type { Check } from '../shared/check.ts';
import { behaviorPath, judgedIn } from '../shared/profiles.ts';

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
