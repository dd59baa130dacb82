import {
  DeleteAccountAuditConfiguration$,
  DescribeAccountAuditConfiguration$,
  UpdateAccountAuditConfiguration$,
} from '@aws-sdk/client-iot';
import type * as Iot from '@aws-sdk/client-iot';
import type { Assumptions } from '../../assumptions.ts';
import type { Checked } from '../../checked.ts';
import type { IotHandlers } from '../../context.ts';
import type { AuditConfigurationRecord, RegionState } from '../../state.ts';
import { invalidRequest, notFound } from '../refusals.ts';
import type { TraitsOf } from '../../traits.ts';

/** A setting of a check: its name, and what it is unless said. */
interface Threshold {
  readonly name: string;
  readonly days: string;
}

/** Every check, with its setting where it has one. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/device-defender-audit-checks.html */
const CHECKS = new Map<string, Threshold | undefined>([
  ['AUTHENTICATED_COGNITO_ROLE_OVERLY_PERMISSIVE_CHECK', undefined],
  ['CA_CERTIFICATE_EXPIRING_CHECK', undefined],
  ['CA_CERTIFICATE_KEY_QUALITY_CHECK', undefined],
  ['CONFLICTING_CLIENT_IDS_CHECK', undefined],
  ['DEVICE_CERTIFICATE_AGE_CHECK', { name: 'CERT_AGE_THRESHOLD_IN_DAYS', days: '365' }],
  ['DEVICE_CERTIFICATE_EXPIRING_CHECK', { name: 'CERT_EXPIRATION_THRESHOLD_IN_DAYS', days: '30' }],
  ['DEVICE_CERTIFICATE_KEY_QUALITY_CHECK', undefined],
  ['DEVICE_CERTIFICATE_SHARED_CHECK', undefined],
  ['INTERMEDIATE_CA_REVOKED_FOR_ACTIVE_DEVICE_CERTIFICATES_CHECK', undefined],
  ['IOT_POLICY_OVERLY_PERMISSIVE_CHECK', undefined],
  ['IOT_POLICY_POTENTIAL_MISCONFIGURATION_CHECK', undefined],
  ['IOT_ROLE_ALIAS_ALLOWS_ACCESS_TO_UNUSED_SERVICES_CHECK', undefined],
  ['IOT_ROLE_ALIAS_OVERLY_PERMISSIVE_CHECK', undefined],
  ['LOGGING_DISABLED_CHECK', undefined],
  ['REVOKED_CA_CERTIFICATE_STILL_ACTIVE_CHECK', undefined],
  ['REVOKED_DEVICE_CERTIFICATE_STILL_ACTIVE_CHECK', undefined],
  ['UNAUTHENTICATED_COGNITO_ROLE_OVERLY_PERMISSIVE_CHECK', undefined],
]);

/** In days, as the pages of the two checks say. */
const [LEAST, MOST] = [30, 3652];

/** What audits of the account can do. https://docs.aws.amazon.com/iot/latest/apireference/API_UpdateAccountAuditConfiguration.html */
export const auditConfiguration = {
  // An account that nobody configured is answered with all checks off and without a role:
  // https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-iot (aws-iot-accountauditconfiguration, ReadHandler)
  DescribeAccountAuditConfiguration({ state, assumptions }) {
    const { auditConfiguration: configured } = state;
    const { targets = {}, checks = {} } = configured ?? {};
    const told = [...CHECKS].map(([name, threshold]) => [name, describedCheck(checks[name], threshold, assumptions)]);
    return {
      ...(configured === undefined ? {} : { roleArn: configured.roleArn }),
      auditNotificationTargetConfigurations: targets,
      auditCheckConfigurations: Object.fromEntries(told) as Record<string, Iot.AuditCheckConfiguration>,
    };
  },

  // Of a map only what is named changes, and of that only what is said.
  UpdateAccountAuditConfiguration({ state, assumptions }, input) {
    const before = state.auditConfiguration;
    const roleArn = input.roleArn ?? before?.roleArn;
    if (roleArn === undefined) throw invalidRequest('roleArn is required on the first call.');
    const checks = { ...before?.checks };
    for (const [name, given] of Object.entries(input.auditCheckConfigurations ?? {}))
      checks[name] = changedCheck(name, checks[name], given, assumptions);
    const targets = { ...before?.targets };
    for (const [name, given] of Object.entries(input.auditNotificationTargetConfigurations ?? {}))
      targets[name] = { ...targets[name], ...given };
    const after: AuditConfigurationRecord = { roleArn, targets, checks };
    checkConfiguration(after, before, state);
    state.auditConfiguration = after;
    return {};
  },

  DeleteAccountAuditConfiguration({ state }, { deleteScheduledAudits = false }) {
    if (state.auditConfiguration === undefined) throw notFound('The account has no audit configuration.');
    delete state.auditConfiguration;
    if (deleteScheduledAudits) state.scheduledAudits = {};
    return {};
  },
} satisfies IotHandlers;

/** What the wire and IAM know of them; all are on `*`. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/audit-tutorial.html */
export const auditConfigurationTraits: TraitsOf<typeof auditConfiguration> = {
  DescribeAccountAuditConfiguration: { shape: DescribeAccountAuditConfiguration$ },
  UpdateAccountAuditConfiguration: { shape: UpdateAccountAuditConfiguration$, passesRoles: true },
  DeleteAccountAuditConfiguration: { shape: DeleteAccountAuditConfiguration$ },
};

/** Whether audits can run a check. */
export function isEnabled({ auditConfiguration: configuration }: RegionState, check: string): boolean {
  return configuration?.checks[check]?.enabled === true;
}

type Check = Checked<Iot.AuditCheckConfiguration>;

function describedCheck(check: Check = {}, threshold: Threshold | undefined, { echoesDefaults }: Assumptions): Check {
  const { enabled = false, configuration } = check;
  const byDefault = threshold !== undefined && echoesDefaults ? { [threshold.name]: threshold.days } : {};
  const settings = { ...byDefault, ...configuration };
  return { enabled, ...(Object.keys(settings).length === 0 ? {} : { configuration: settings }) };
}

function changedCheck(name: string, before: Check = {}, given: Check, { omittedThresholdStays }: Assumptions): Check {
  if (!CHECKS.has(name)) throw invalidRequest(`Unknown audit check: ${name}`);
  const threshold = CHECKS.get(name);
  for (const [setting, value] of Object.entries(given.configuration ?? {})) {
    if (setting !== threshold?.name) throw invalidRequest(`${name} has no setting ${setting}.`);
    const days = Number(value);
    if (!/^\d+$/.test(value ?? '') || days < LEAST || days > MOST)
      throw invalidRequest(`${setting} must be a whole number from ${LEAST} to ${MOST}.`);
  }
  const kept = omittedThresholdStays ? before : { enabled: before.enabled ?? false };
  return { ...kept, ...given };
}

function checkConfiguration(
  { targets, checks }: AuditConfigurationRecord,
  before: AuditConfigurationRecord | undefined,
  { scheduledAudits }: RegionState,
): void {
  if (before === undefined && !Object.values(checks).some(({ enabled }) => enabled === true))
    throw invalidRequest('At least one audit check must be enabled on the first call.');
  for (const [name, { enabled, targetArn, roleArn }] of Object.entries(targets))
    if (enabled === true && (targetArn === undefined || roleArn === undefined))
      throw invalidRequest(`The notification target ${name} needs targetArn and roleArn to be enabled.`);
  for (const [audit, { targetCheckNames }] of Object.entries(scheduledAudits)) {
    const used = targetCheckNames.find((name) => checks[name]?.enabled !== true);
    if (used !== undefined && before?.checks[used]?.enabled === true)
      throw invalidRequest(`Audit check ${used} cannot be disabled: scheduled audit ${audit} uses it.`);
  }
}
