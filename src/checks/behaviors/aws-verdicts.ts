import { groupsBy } from '../../model/values/groups.ts';
import { behaviorChecks } from './behavior-checks.ts';
import { findingsOf } from '../shared/check.ts';
import type { Check, CheckContext, Finding } from '../shared/check.ts';
import { behaviorPath, profilesIn } from '../shared/profiles.ts';
import type { Behavior } from '../shared/profiles.ts';

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
      for (const finding of findingsOf(check, context))
        if (isOverruled(finding, context))
          yield {
            ...finding,
            message: `AWS takes this, though by its documentation it would not: ${finding.message}`,
            hint: `Please tell us, and look whether alarms come as meant (${check.id}).`,
          };
  },
};

/** Whether AWS, asked about the behaviors, takes what a check has something against. It is not asked about what is retained. */
export function isOverruled({ address, path = '' }: Finding, { account }: CheckContext): boolean {
  return path.startsWith('behaviors') && account?.verdicts.get(address)?.type === 'taken';
}

/** Behaviors that AWS refuses, in its own words. */
export const awsRefuses: Check = {
  id: 'aws-refuses',
  code: 'DG8053',
  severity: 'error',
  summary: 'ValidateSecurityProfileBehaviors refuses the behaviors of a profile',
  why: 'AWS would refuse the profile, too.',
  source: 'https://docs.aws.amazon.com/iot/latest/apireference/API_ValidateSecurityProfileBehaviors.html',
  *find(context) {
    if ((context.account?.verdicts.size ?? 0) === 0) return;
    const documented = behaviorChecks.flatMap((check) => findingsOf(check, context));
    const expected = groupsBy(documented, ({ address }) => address);
    for (const { address, spec } of profilesIn(context)) {
      const verdict = context.account?.verdicts.get(address);
      for (const message of verdict?.type === 'refused' ? verdict.messages : []) {
        const path = placeOf(message, spec.behaviors ?? []);
        const isExpected = expected.get(address)?.some((one) => isSameBehavior(one.path ?? '', path));
        yield {
          address,
          path,
          message: `AWS refuses the behaviors: ${message}`,
          ...(isExpected === true
            ? {}
            : {
                hint: 'What AWS documents says nothing against it. Please tell us, so that it is found without an account, too.',
              }),
        };
      }
    }
  },
};

function isSameBehavior(one: string, other: string): boolean {
  const behaviorOf = (path: string): string => /^behaviors\[[^\]]*\]/.exec(path)?.[0] ?? 'behaviors';
  return behaviorOf(one) === behaviorOf(other) || [one, other].includes('behaviors');
}

/** Words of AWS's messages and the members that they are about, the most telling first. */
const MEMBERS: readonly (readonly [words: RegExp, ...members: readonly string[]])[] = [
  [/consecutiveDatapointsToAlarm/i, 'criteria', 'consecutiveDatapointsToAlarm'],
  [/consecutiveDatapointsToClear/i, 'criteria', 'consecutiveDatapointsToClear'],
  [/comparisonOperator|\boperator\b/i, 'criteria', 'comparisonOperator'],
  [/duration/i, 'criteria', 'durationSeconds'],
  [/statistic/i, 'criteria', 'statisticalThreshold'],
  [/\bml|machine learning/i, 'criteria', 'mlDetectionConfig'],
  [/\bvalue\b|\bcount\b|\bcidrs?\b|\bports?\b/i, 'criteria', 'value'],
  [/dimension/i, 'metricDimension'],
  [/metric/i, 'metric'],
  [/criteria/i, 'criteria'],
];

/** Where a message of AWS belongs: it names the behavior and mostly the member. */
function placeOf(message: string, behaviors: readonly Behavior[]): string {
  const named = behaviors
    .filter(({ name }) => message.split(/[^a-zA-Z0-9:_-]+/).some((word) => word === name || word === `${name}:`))
    .toSorted((left, right) => right.name.length - left.name.length);
  const [behavior] = behaviors.length === 1 ? behaviors : named;
  if (behavior === undefined) return 'behaviors';
  const rest = message.replaceAll(behavior.name, '');
  const [, ...members] = MEMBERS.find(([words]) => words.test(rest)) ?? [/$/];
  return behaviorPath(behavior, ...members);
}

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
