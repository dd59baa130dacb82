import { DURATIONS } from '../../catalogue/operators.ts';
import type { Check } from '../shared/check.ts';
import { behaviorPath, judgedIn } from '../shared/profiles.ts';

/** A counting metric without the time over which it is counted. */
export const durationMissing: Check = {
  id: 'duration-missing',
  code: 'DG8003',
  severity: 'error',
  summary: 'a threshold for a counting metric has no durationSeconds',
  why: 'AWS refuses the profile: it does not know over which time to count.',
  source: 'https://github.com/hashicorp/terraform-provider-awscc/issues/3235',
  *find(context) {
    for (const { profile, behavior, metric, facts } of judgedIn(context)) {
      const { criteria } = behavior;
      if (criteria?.value === undefined || criteria.durationSeconds !== undefined) continue;
      if (facts.duration !== 'required') continue;
      yield {
        address: profile.address,
        path: behaviorPath(behavior, 'criteria'),
        message: `${metric} is counted over a time, and none is given.`,
        hint: `Add durationSeconds: ${DURATIONS.join(', ')}.`,
      };
    }
  },
};

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
        hint: `Remove durationSeconds: ${facts.source}`,
      };
    }
  },
};
