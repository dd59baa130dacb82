import { QUOTAS } from '../../catalogue/quotas.ts';
import { isObject } from '../../model/json.ts';
import type { Check } from '../shared/check.ts';

const { limit, source } = QUOTAS.tags;

/** Tags, with those that mark the owner, beyond what AWS takes. */
export const tooManyTags: Check = {
  id: 'too-many-tags',
  code: 'DG8022',
  severity: 'error',
  summary: `a resource has more than ${limit} tags, with the ones that mark whose it is`,
  why: 'AWS refuses the request.',
  source,
  *find({ desired }) {
    for (const { address, spec } of desired.resources.values()) {
      const count = Object.keys(isObject(spec['tags']) ? spec['tags'] : {}).length;
      if (count > limit)
        yield {
          address,
          path: 'tags',
          message: `There are ${count} tags, with the ones that mark whose it is; AWS takes ${limit}.`,
          hint: `Take ${count - limit} out.`,
        };
    }
  },
};
