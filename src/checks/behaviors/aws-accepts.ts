import { behaviorChecks } from './behavior-checks.ts';
import type { Check, Context, Finding } from '../shared/check.ts';

/** Behaviors that AWS takes although what it documents speaks against them. */
export const awsAccepts: Check = {
  id: 'aws-accepts',
  code: 'DG8054',
  severity: 'warning',
  summary: 'ValidateSecurityProfileBehaviors takes what AWS documents as impossible',
  why: 'AWS has the last word, so nothing is stopped; what the behavior does is not documented.',
  source: 'https://docs.aws.amazon.com/iot/latest/apireference/API_ValidateSecurityProfileBehaviors.html',
  *find(context) {
    if ((context.account?.verdicts.size ?? 0) === 0) return;
    for (const check of behaviorChecks)
      for (const finding of check.find(context))
        if (isOverruled(finding, context))
          yield {
            ...finding,
            message: `AWS takes this, though by its documentation it would not: ${finding.message}`,
            hint: `Please tell us, and look whether alarms come as meant (${check.id}).`,
          };
  },
};

/** Whether AWS, asked about the behaviors, takes what a check has something against. It is not asked about what is retained. */
export function isOverruled({ address, path = '' }: Finding, { account }: Context): boolean {
  return path.startsWith('behaviors') && account?.verdicts.get(address)?.type === 'taken';
}
