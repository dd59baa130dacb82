import { grouped } from '../../model/amounts.ts';
import { QUOTAS } from '../../catalogue/quotas.ts';
import { beyond } from './beyond-quota.ts';
import type { Check } from '../shared/check.ts';

const { limit, source } = QUOTAS.rules;

/** More rules than an account takes unless AWS raised that. */
export const tooManyRules: Check = {
  id: 'too-many-rules',
  code: 'DG8021',
  severity: 'warning',
  summary: `an account and region would have more than ${grouped(limit)} rules, other owners' counted`,
  why: 'AWS refuses to create another one unless it raised the quota for the account.',
  source,
  find: (context) => beyond(context, 'TopicRule', QUOTAS.rules),
};
