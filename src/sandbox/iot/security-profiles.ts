import {
  CreateSecurityProfile$,
  DescribeSecurityProfile$,
  UpdateSecurityProfile$,
  DeleteSecurityProfile$,
  ListSecurityProfiles$,
  ValidateSecurityProfileBehaviors$,
} from '@aws-sdk/client-iot';
import { isEqual } from '../../model/values/json.ts';
import { arnOf } from '../context.ts';
import type { OperationContext, IotHandlers } from '../context.ts';
import { violationsOf } from '../constraints.ts';
import { page } from '../paging.ts';
import { find, put } from '../state.ts';
import type { SecurityProfileRecord, SecurityProfileSpec } from '../state.ts';
import { deleteProfile } from './attachments.ts';
import { behaviorProblems } from './behaviors.ts';
import { alreadyExists, invalidRequest, notFound, versionConflict } from './refusals.ts';
import { profilesWithDimension, profilesWithMetric } from './security-profile-references.ts';
import { checkProfile } from './security-profile-rules.ts';
import { newTags } from './tags.ts';
import { named, textsUnder } from '../traits.ts';
import type { ResourcesOf, TraitsOf } from '../traits.ts';

/** Not documented; the default of ListCustomMetrics. */
const PAGE = 25;

/** Security profiles. https://docs.aws.amazon.com/iot/latest/apireference/API_CreateSecurityProfile.html */
export const securityProfiles = {
  CreateSecurityProfile(context, input) {
    const { securityProfileName: name } = input;
    const { securityProfiles: profiles } = context.state;
    const spec = specOf(input);
    checkProfile(context.state, spec);
    const arn = arnOf(context, 'iot', `securityprofile/${name}`);
    const tags = newTags(input.tags);
    const existing = find(profiles, name);
    if (existing !== undefined && !isSame(existing, spec, tags)) throw alreadyExists(name, arn);
    const times = { createdAt: context.now, changedAt: context.now };
    if (existing === undefined) put(profiles, name, { arn, ...spec, version: 1, ...times, targets: [], tags });
    return { securityProfileName: name, securityProfileArn: arn };
  },

  DescribeSecurityProfile: (context, { securityProfileName: name }) => describe(name, profileOf(context, name)),

  // Members that are left out keep their value, and so do those that are empty: only the flags clear.
  // https://docs.aws.amazon.com/iot/latest/apireference/API_UpdateSecurityProfile.html
  UpdateSecurityProfile(context, input) {
    const { securityProfileName: name } = input;
    const profile = profileOf(context, name);
    checkVersion(name, profile, input.expectedVersion);
    const { arn, version, createdAt, targets, tags, ...old } = profile;
    const spec = { ...specOf(old), ...specOf(input) };
    if (spec.securityProfileDescription === '' && !context.assumptions.emptyDescriptionClears)
      Object.assign(spec, specOf({ securityProfileDescription: old.securityProfileDescription ?? '' }));
    for (const { flag, members } of CLEARING) {
      if (!input[flag]) continue;
      const given = members.find((member) => input[member] !== undefined);
      if (given !== undefined) throw invalidRequest(`${flag} and ${given} cannot be used in the same request.`);
      for (const member of members) delete spec[member];
    }
    checkProfile(context.state, spec);
    const updated = { arn, ...spec, version: version + 1, createdAt, changedAt: context.now, targets, tags };
    put(context.state.securityProfiles, name, updated);
    return describe(name, updated);
  },

  DeleteSecurityProfile({ state }, { securityProfileName: name, expectedVersion }) {
    const profile = find(state.securityProfiles, name);
    if (profile !== undefined) checkVersion(name, profile, expectedVersion);
    deleteProfile(state, name);
    return {};
  },

  ListSecurityProfiles({ state }, input) {
    const { dimensionName: dimension, metricName: metric } = input;
    if (dimension !== undefined && metric !== undefined) {
      throw invalidRequest('dimensionName and metricName cannot be used in the same request.');
    }
    let names: readonly string[] = Object.keys(state.securityProfiles);
    if (dimension !== undefined) {
      if (find(state.dimensions, dimension) === undefined) throw notFound(`Dimension ${dimension} does not exist.`);
      names = profilesWithDimension(state, dimension);
    }
    if (metric !== undefined) {
      if (find(state.customMetrics, metric) === undefined) throw notFound(`Custom metric ${metric} does not exist.`);
      names = profilesWithMetric(state, metric);
    }
    const { items, next } = page(names, (name) => name, input, PAGE);
    const securityProfileIdentifiers = items.map((name) => ({
      name,
      arn: find(state.securityProfiles, name)?.arn,
    }));
    return { securityProfileIdentifiers, ...next };
  },

  // Reports what the model refuses, too, instead of refusing the request: the reference's example is an out-of-range number.
  ValidateSecurityProfileBehaviors({ state }, input) {
    const modelled = violationsOf('iot', 'ValidateSecurityProfileBehaviors', input).map(
      ({ path, value, rule }) => `Value '${String(value)}' at '${path}' failed to satisfy constraint: ${rule}`,
    );
    const problems = [...modelled, ...behaviorProblems(state, input.behaviors)];
    return {
      valid: problems.length === 0,
      validationErrors: problems.map((errorMessage) => ({ errorMessage })),
    };
  },
} satisfies IotHandlers;

/** The resource of a request about one profile. */
export const profileIn = named('securityprofile', 'securityProfileName');

/** A profile together with the custom metrics and dimensions that it names. */
const withWhatItNames: ResourcesOf = (input) => {
  const names = (member: string): readonly string[] => [...new Set(textsUnder(input, member))];
  const own = names('metric').filter((name) => !name.startsWith('aws:'));
  return [
    ...profileIn(input),
    ...own.map((name) => `custommetric/${name}`),
    ...names('dimensionName').map((name) => `dimension/${name}`),
  ];
};

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const securityProfilesTraits: TraitsOf<typeof securityProfiles> = {
  CreateSecurityProfile: { shape: CreateSecurityProfile$, on: withWhatItNames, tags: 'tags', passesRoles: true },
  DescribeSecurityProfile: { shape: DescribeSecurityProfile$, on: profileIn },
  UpdateSecurityProfile: { shape: UpdateSecurityProfile$, on: withWhatItNames, passesRoles: true },
  DeleteSecurityProfile: { shape: DeleteSecurityProfile$, on: profileIn },
  ListSecurityProfiles: { shape: ListSecurityProfiles$ },
  ValidateSecurityProfileBehaviors: { shape: ValidateSecurityProfileBehaviors$ },
};

/** The security profile of that name; refuses where there is none. */
export function profileOf({ state }: OperationContext, name: string): SecurityProfileRecord {
  const profile = find(state.securityProfiles, name);
  if (profile === undefined) throw notFound(`Security profile ${name} does not exist.`);
  return profile;
}

/** Each flag of an update with the members that it clears. */
const CLEARING = [
  { flag: 'deleteBehaviors', members: ['behaviors'] },
  { flag: 'deleteAlertTargets', members: ['alertTargets'] },
  {
    flag: 'deleteAdditionalMetricsToRetain',
    members: ['additionalMetricsToRetain', 'additionalMetricsToRetainV2'],
  },
  { flag: 'deleteMetricsExportConfig', members: ['metricsExportConfig'] },
] as const;

const MEMBERS = [
  'securityProfileDescription',
  'behaviors',
  'alertTargets',
  'additionalMetricsToRetain',
  'additionalMetricsToRetainV2',
  'metricsExportConfig',
] as const;

/** What a request or a record says; empty collections say nothing. */
function specOf(from: SecurityProfileSpec): SecurityProfileSpec {
  const said = MEMBERS.flatMap((member) => {
    const value = from[member];
    const isEmpty = typeof value === 'object' && Object.keys(value).length === 0;
    return value === undefined || isEmpty ? [] : [[member, value] as const];
  });
  return Object.fromEntries(said);
}

// Identical parameters are no conflict.
// https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-iot (aws-iot-securityprofile, CreateHandler)
function isSame(existing: SecurityProfileRecord, spec: SecurityProfileSpec, tags: Record<string, string>): boolean {
  return isEqual({ ...specOf(existing), tags } as never, { ...spec, tags } as never);
}

function checkVersion(name: string, { version }: SecurityProfileRecord, expected: number | undefined): void {
  if (expected !== undefined && expected !== version)
    throw versionConflict(`security profile ${name}`, version, expected);
}

function describe(securityProfileName: string, profile: SecurityProfileRecord) {
  return {
    securityProfileName,
    securityProfileArn: profile.arn,
    ...specOf(profile),
    version: profile.version,
    creationDate: new Date(profile.createdAt),
    lastModifiedDate: new Date(profile.changedAt),
  };
}
