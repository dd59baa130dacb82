import type { Check } from '../shared/check.ts';
import { behaviorPath, profilesIn } from '../shared/profiles.ts';

/** Criteria about nothing. */
export const behaviorWithoutMetric: Check = {
  id: 'behavior-without-metric',
  code: 'DG8011',
  severity: 'warning',
  summary: 'a behavior has criteria or is exported, and names no metric',
  why: 'It never raises an alarm, and there is nothing to export.',
  source: 'https://docs.aws.amazon.com/iot/latest/apireference/API_Behavior.html',
  *find(context) {
    for (const { address, spec } of profilesIn(context))
      for (const behavior of spec.behaviors ?? []) {
        const { metric, criteria, exportMetric } = behavior;
        if (metric !== undefined || (criteria === undefined && exportMetric !== true)) continue;
        yield {
          address,
          path: behaviorPath(behavior),
          message: `${behavior.name} is about no metric.`,
          hint: 'Add `metric`, or remove the behavior.',
        };
      }
  },
};
