import type { Aws, IotOperations } from '../../model/aws.ts';
import { isEqual } from '../../model/values/json.ts';
import type { JsonValue } from '../../model/values/json.ts';
import type { Live, Write } from '../../model/kind.ts';
import { entriesTo, metricOf } from './metric-retention.ts';
import { securityProfileNameSchema } from './schema.ts';
import type { SecurityProfileSpec } from './schema.ts';
import { tagList, writeTags } from '../shared/tags.ts';
import { checked, unlessMissing } from '../shared/wire.ts';

type UpdateInput = IotOperations['UpdateSecurityProfile']['input'];

/** AWS keeps what an update leaves out; only flags clear. https://docs.aws.amazon.com/iot/latest/apireference/API_UpdateSecurityProfile.html */
export const securityProfileWrite: Write<SecurityProfileSpec> = {
  immutable: () => false,
  // A profile of the same name and content is taken for the one to be created:
  // https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-iot (aws-iot-securityprofile, CreateHandler)
  refusesTaken: false,
  settles: ['tags', 'targets'],
  // There is no flag for it: https://docs.aws.amazon.com/iot/latest/apireference/API_UpdateSecurityProfile.html
  caveat: ({ op, path }) =>
    op === 'remove' && path === 'description'
      ? 'AWS documents no way to clear a description and may keep it; if it does, write the description that you want instead'
      : undefined,

  async create(aws, name, spec) {
    const securityProfileName = checked(name, securityProfileNameSchema);
    await aws.iot('CreateSecurityProfile', {
      securityProfileName,
      securityProfileDescription: spec.description,
      ...(partsOf(spec) as object),
      tags: tagList(spec.tags),
    });
    try {
      await attach(aws, securityProfileName, spec.targets);
    } catch (error) {
      // A profile that watches nothing is not what was asked for; without it, what remains to do is what was reviewed.
      await aws.iot('DeleteSecurityProfile', { securityProfileName });
      throw error;
    }
  },

  async update(aws, live, spec) {
    const securityProfileName = checked(live.name, securityProfileNameSchema);
    const [before, after] = [new Set(live.spec.targets), new Set(spec.targets)];
    // Attached first: it is what fails where a group is missing, and a device in both groups is watched all the time.
    await attach(
      aws,
      securityProfileName,
      [...after].filter((target) => !before.has(target)),
    );
    const changes = changesOf(live.spec, spec);
    if (Object.keys(changes).length > 0) await updateProfile(aws, live, spec, changes);
    await detach(
      aws,
      securityProfileName,
      [...before].filter((target) => !after.has(target)),
    );
    await writeTags(aws, live, spec.tags);
  },

  async delete(aws, { name, spec, version }) {
    const securityProfileName = checked(name, securityProfileNameSchema);
    await detach(aws, securityProfileName, spec.targets);
    await unlessMissing(aws.iot('DeleteSecurityProfile', { securityProfileName, expectedVersion: Number(version) }));
  },
};

/** The parts that AWS replaces as a whole, each undefined where there is nothing in it. */
function partsOf({
  behaviors,
  alertTargets,
  metricsExport,
  retainedMetrics,
}: SecurityProfileSpec): Pick<UpdateInput, ClearablePart> {
  const retained = entriesTo(metricsExport?.metrics, retainedMetrics);
  const parts: { readonly [part in ClearablePart]: unknown } = {
    behaviors,
    alertTargets,
    additionalMetricsToRetainV2: retained.length === 0 ? undefined : retained,
    metricsExportConfig: metricsExport && {
      mqttTopic: metricsExport.mqttTopic,
      roleArn: metricsExport.roleArn,
    },
  };
  return parts as Pick<UpdateInput, ClearablePart>;
}

type ClearablePart = 'behaviors' | 'alertTargets' | 'additionalMetricsToRetainV2' | 'metricsExportConfig';

/** An empty list would clear nothing, and a flag together with its member is an error: so one or the other. */
const CLEARING = {
  behaviors: 'deleteBehaviors',
  alertTargets: 'deleteAlertTargets',
  additionalMetricsToRetainV2: 'deleteAdditionalMetricsToRetain',
  metricsExportConfig: 'deleteMetricsExportConfig',
} as const;

function changesOf(before: SecurityProfileSpec, after: SecurityProfileSpec): Partial<UpdateInput> {
  const had = partsOf(before);
  const has = partsOf(after);
  const changes: Record<string, unknown> = {};
  // The description has no flag.
  if (before.description !== after.description) changes['securityProfileDescription'] = after.description ?? '';
  for (const part of Object.keys(CLEARING) as ClearablePart[]) {
    if (isEqual(had[part] as JsonValue | undefined, has[part] as JsonValue | undefined)) continue;
    if (has[part] === undefined) changes[CLEARING[part]] = true;
    else changes[part] = has[part];
  }
  return changes;
}

async function updateProfile(
  aws: Aws,
  { name, version }: Live,
  spec: SecurityProfileSpec,
  changes: Partial<UpdateInput>,
): Promise<void> {
  const securityProfileName = checked(name, securityProfileNameSchema);
  const updated = await aws.iot('UpdateSecurityProfile', {
    securityProfileName,
    expectedVersion: Number(version),
    ...changes,
  });
  const metrics = new Set([...(spec.metricsExport?.metrics ?? []), ...(spec.retainedMetrics ?? [])].map(metricOf));
  const leftovers = (updated.additionalMetricsToRetain ?? []).filter((metric) => !metrics.has(metric));
  if (changes.additionalMetricsToRetainV2 === undefined || leftovers.length === 0) return;
  // The deprecated list is cleared only together with its successor, which then has to be sent again.
  const cleared = await aws.iot('UpdateSecurityProfile', {
    securityProfileName,
    expectedVersion: updated.version,
    deleteAdditionalMetricsToRetain: true,
  });
  const { additionalMetricsToRetainV2 } = changes;
  await aws.iot('UpdateSecurityProfile', {
    securityProfileName,
    expectedVersion: cleared.version,
    additionalMetricsToRetainV2,
  });
}

async function attach(aws: Aws, securityProfileName: string, targets: readonly string[] = []): Promise<void> {
  for (const securityProfileTargetArn of targets)
    await aws.iot('AttachSecurityProfile', { securityProfileName, securityProfileTargetArn });
}

async function detach(aws: Aws, securityProfileName: string, targets: readonly string[] = []): Promise<void> {
  for (const securityProfileTargetArn of targets)
    await unlessMissing(aws.iot('DetachSecurityProfile', { securityProfileName, securityProfileTargetArn }));
}
