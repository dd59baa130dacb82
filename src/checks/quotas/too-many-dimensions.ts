import { QUOTAS } from '../../catalogue/quotas.ts';
import { beyond } from './beyond-quota.ts';
import type { Check } from '../shared/check.ts';

const { limit, source } = QUOTAS.dimensions;

/** More dimensions than an account takes. */
export const tooManyDimensions: Check = {
  id: 'too-many-dimensions',
  code: 'DG8019',
  severity: 'error',
  summary: `an account and region would have more than ${limit} dimensions, other owners' counted`,
  why: 'AWS refuses to create another one; the quota is not adjustable.',
  source,
  find: (context) => beyond(context, 'Dimension', QUOTAS.dimensions),
};
