import type { Check } from '../shared/check.ts';
import { behaviorPath, judgedIn } from '../shared/profiles.ts';

/** A duration on a metric that is not counted over time. */
export const durationUnfit: Check = {
  id: 'duration-unfit',
  code: 'DG8004',
  severity: 'error',
  summary: 'a threshold has durationSeconds, and its metric is not counted over time',
  why: 'AWS documents none for such metrics and refuses it for lists.',
  source: 'https://docs.aws.amazon.com/iot/latest/apireference/API_BehaviorCriteria.html',
  *find(context) {
    for (const { profile, behavior, metric, facts } of judgedIn(context)) {
      if (behavior.criteria?.durationSeconds === undefined || facts.duration !== 'forbidden') continue;
      yield {
        address: profile.address,
        path: behaviorPath(behavior, 'criteria', 'durationSeconds'),
        message: `${metric} is not counted over time.`,
        hint: `Take durationSeconds out: ${facts.source}`,
      };
    }
  },
};
