import { QUOTAS } from '../../catalogue/quotas.ts';
import { beyond } from './beyond-quota.ts';
import type { Check } from '../shared/check.ts';

const { limit, source } = QUOTAS.customMetrics;

/** More custom metrics than an account takes unless AWS raised that. */
export const tooManyCustomMetrics: Check = {
  id: 'too-many-custom-metrics',
  code: 'DG8020',
  severity: 'warning',
  summary: `an account and region would have more than ${limit} custom metrics, other owners' counted`,
  why: 'AWS refuses to create another one unless it raised the quota for the account.',
  source,
  find: (context) => beyond(context, 'CustomMetric', QUOTAS.customMetrics),
};
