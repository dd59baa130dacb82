import type { Check } from '../shared/check.ts';
import { profilesIn } from '../shared/profiles.ts';

/** A profile that watches nothing. */
export const profileNotAttached: Check = {
  id: 'profile-not-attached',
  code: 'DG8014',
  severity: 'warning',
  summary: 'a profile is attached to no target',
  why: 'It watches no device: no alarm is raised and no metric exported.',
  source: 'https://docs.aws.amazon.com/iot/latest/apireference/API_AttachSecurityProfile.html',
  *find(context) {
    for (const { address, name, spec } of profilesIn(context))
      if ((spec.targets ?? []).length === 0)
        yield {
          address,
          message: `${name} is attached to nothing.`,
          hint: 'Add `targets: [thinggroup/…]`, or `targets: [all/registered-things]`.',
        };
  },
};
