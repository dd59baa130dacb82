import {
  AttachSecurityProfile$,
  DetachSecurityProfile$,
  ListTargetsForSecurityProfile$,
  ListSecurityProfilesForTarget$,
} from '@aws-sdk/client-iot';
import type { OperationContext, IotHandlers } from '../context.ts';
import { page } from '../paging.ts';
import { refusal } from '../refusal.ts';
import { find } from '../state.ts';
import { attach, detach, profilesOn } from './attachments.ts';
import { invalidRequest, notFound } from './refusals.ts';
import { profileIn, profileOf } from './security-profiles.ts';
import { ancestorsOf } from './things/groups.ts';
import type { ResourcesOf, TraitsOf } from '../traits.ts';

/** Per thing group or account, not adjustable. https://docs.aws.amazon.com/iot/latest/apireference/API_AttachSecurityProfile.html */
const PROFILES_PER_TARGET = 5;

/** Not documented. */
const PAGE = 25;

/** What a profile may be attached to beside thing groups. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-commands.html */
const WHOLE_ACCOUNT = ['all/things', 'all/registered-things', 'all/unregistered-things'];

/** Attachments of security profiles to thing groups and to the account. */
export const securityProfileTargets = {
  AttachSecurityProfile(context, { securityProfileName, securityProfileTargetArn: target }) {
    profileOf(context, securityProfileName);
    checkTarget(context, target);
    const others = profilesOn(context.state, target);
    if (others.has(securityProfileName)) return {};
    if (others.size >= PROFILES_PER_TARGET) {
      throw refusal(
        'LimitExceededException',
        `At most ${PROFILES_PER_TARGET} security profiles can be attached to ${target}.`,
      );
    }
    attach(context.state, securityProfileName, target);
    return {};
  },

  // Whether detaching what is not attached succeeds is not documented; no error is modelled for it.
  DetachSecurityProfile(context, { securityProfileName, securityProfileTargetArn }) {
    profileOf(context, securityProfileName);
    detach(context.state, securityProfileName, securityProfileTargetArn);
    return {};
  },

  ListTargetsForSecurityProfile(context, input) {
    const { targets } = profileOf(context, input.securityProfileName);
    const { items, next } = page(targets, (target) => target, input, PAGE);
    return { securityProfileTargets: items.map((arn) => ({ arn })), ...next };
  },

  ListSecurityProfilesForTarget(context, input) {
    const { securityProfileTargetArn: target, recursive = false } = input;
    const group = checkTarget(context, target);
    const parents = group === undefined || !recursive ? [] : ancestorsOf(context.state, group);
    const arns = parents.map((parent) => find(context.state.thingGroups, parent)?.arn ?? '');
    const attached = profilesAttachedTo(context, [target, ...arns]);
    const { items, next } = page(attached, ({ name, target: arn }) => `${name} ${arn}`, input, PAGE);
    const securityProfileTargetMappings = items.map(({ name, arn, target: targetArn }) => ({
      securityProfileIdentifier: { name, arn },
      target: { arn: targetArn },
    }));
    return { securityProfileTargetMappings, ...next };
  },
} satisfies IotHandlers;

const onBothEnds: ResourcesOf = (input) => [...profileIn(input), String(input['securityProfileTargetArn'])];

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const securityProfileTargetsTraits: TraitsOf<typeof securityProfileTargets> = {
  AttachSecurityProfile: { shape: AttachSecurityProfile$, on: onBothEnds },
  DetachSecurityProfile: { shape: DetachSecurityProfile$, on: onBothEnds },
  ListTargetsForSecurityProfile: { shape: ListTargetsForSecurityProfile$, on: profileIn },
  ListSecurityProfilesForTarget: { shape: ListSecurityProfilesForTarget$ },
};

function profilesAttachedTo({ state }: OperationContext, targets: readonly string[]) {
  return targets.flatMap((target) =>
    [...profilesOn(state, target)].map((name) => ({ name, arn: find(state.securityProfiles, name)?.arn, target })),
  );
}

/** Refuses what is no target or not there; the name of the thing group where it is one. */
function checkTarget({ account, region, partition, state }: OperationContext, target: string): string | undefined {
  const prefix = `arn:${partition}:iot:${region}:${account}:`;
  const resource = target.startsWith(prefix) ? target.slice(prefix.length) : '';
  if (WHOLE_ACCOUNT.includes(resource)) return undefined;
  if (!resource.startsWith('thinggroup/')) throw invalidRequest(`Invalid security profile target ARN: ${target}`);
  const group = resource.slice('thinggroup/'.length);
  if (find(state.thingGroups, group) === undefined) throw notFound(`Thing group ${group} does not exist.`);
  return group;
}
