import type { Check } from '../shared/check.ts';
import { behaviorPath, judgedIn } from '../shared/profiles.ts';

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
