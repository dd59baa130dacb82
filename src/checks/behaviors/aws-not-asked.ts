import type { Check } from '../shared/check.ts';
import { profilesIn } from '../shared/profiles.ts';

/** Behaviors that AWS could not be asked about. Told once: mostly a permission is missing. */
export const awsNotAsked: Check = {
  id: 'aws-not-asked',
  code: 'DG8055',
  severity: 'note',
  summary: 'AWS could not be asked whether it takes the behaviors of profiles that change',
  why: 'They were checked by what AWS documents only.',
  source: 'https://docs.aws.amazon.com/iot/latest/apireference/API_ValidateSecurityProfileBehaviors.html',
  *find(context) {
    for (const { address } of profilesIn(context)) {
      const verdict = context.account?.verdicts.get(address);
      if (verdict?.type !== 'unknown') continue;
      yield {
        address,
        path: 'behaviors',
        message: `AWS did not check the behaviors. ${verdict.why}`,
        hint: 'Allow the role that plans iot:ValidateSecurityProfileBehaviors on *: it changes nothing.',
      };
      return;
    }
  },
};
