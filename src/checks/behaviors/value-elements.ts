import { grouped } from '../../model/values/amounts.ts';
import { QUOTAS } from '../../catalogue/quotas.ts';
import { isList } from '../../model/values/json.ts';
import type { Check } from '../shared/check.ts';
import { profilesIn } from '../shared/profiles.ts';

const { limit, source } = QUOTAS.valueElements;

/** More elements in lists than a profile may have. */
export const valueElements: Check = {
  id: 'value-elements',
  code: 'DG8018',
  severity: 'error',
  summary: `a profile's criteria list more than ${grouped(limit)} addresses, ports, numbers and strings together`,
  why: 'AWS refuses the profile; the quota is not adjustable.',
  source,
  *find(context) {
    for (const { address, spec } of profilesIn(context)) {
      const values = (spec.behaviors ?? []).flatMap(({ criteria }) => Object.values(criteria?.value ?? {}));
      const count = values.reduce<number>((sum, value) => sum + (isList(value) ? value.length : 0), 0);
      if (count > limit)
        yield {
          address,
          path: 'behaviors',
          message: `Lists in the criteria have ${count} elements; AWS takes ${limit} in a profile.`,
          hint: 'Put ranges together, or make two profiles.',
        };
    }
  },
};
