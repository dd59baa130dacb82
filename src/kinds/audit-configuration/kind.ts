import { AUDIT_CHECKS, auditCheckFacts } from '../../catalogue/audit-checks.ts';
import type { IotOperations } from '../../model/aws.ts';
import type { Kind } from '../../model/kind.ts';
import { compact, isEqual, isObject } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { normalForm } from '../shared/normal-form.ts';
import { takeMembers } from '../shared/request.ts';
import { choice } from '../shared/schema.ts';
import { membersOf, unlessMissing } from '../shared/wire.ts';
import { auditConfigurationOperations } from './operations.ts';
import { auditConfigurationAccess } from './roles.ts';
import { auditConfigurationSchema } from './schema.ts';
import type { AuditConfigurationSpec, CheckConfiguration } from './schema.ts';

type UpdateInput = IotOperations['UpdateAccountAuditConfiguration']['input'];

const ACCOUNT = 'account';

/** What audits of an account can do: https://docs.aws.amazon.com/iot/latest/apireference/API_UpdateAccountAuditConfiguration.html */
export const auditConfiguration: Kind<AuditConfigurationSpec> = {
  name: 'AuditConfiguration',
  section: 'auditConfiguration',
  description: 'The checks that audits of the account can run; once per account and region.',
  nameSchema: choice('The only one of an account and region.', [ACCOUNT]),
  ownership: { by: 'section' },
  singleton: ACCOUNT,
  schema: auditConfigurationSchema,
  normalize,
  references: () => [],
  fromRequest(request) {
    const { taken, rest } = takeMembers(
      request,
      'accountId',
      'auditCheckConfigurations',
      'auditNotificationTargetConfigurations',
    );
    const { auditCheckConfigurations: checks, auditNotificationTargetConfigurations: targets } = taken;
    const spec = {
      ...rest,
      ...(targets === undefined ? {} : { auditNotificationTargetConfigurations: underApiNames(targets, 0) }),
      ...(checks === undefined ? {} : { auditCheckConfigurations: underApiNames(checks, 2) }),
    };
    return { spec };
  },
  async *list() {
    yield ACCOUNT;
  },
  operations: auditConfigurationOperations,
  access: auditConfigurationAccess,
  parts: {},
  async read(aws, name) {
    const found = await aws.iot('DescribeAccountAuditConfiguration', {});
    return { name, spec: normalize(membersOf(found) as AuditConfigurationSpec) };
  },
  write: {
    refusesTaken: false,
    settles: [],
    immutable: () => false,
    losesOnDelete: 'what its checks collected, and its settings; scheduled audits stay and find nothing to run',
    loses: ({ op, path }) => {
      const check = /^auditCheckConfigurations\.(\w+)$/.exec(path)?.[1];
      return op === 'remove' && check !== undefined ? `what ${check} collected` : undefined;
    },
    // AWS disables no check that a scheduled audit has.
    meanwhile: (before, after) =>
      normalize({
        ...after,
        auditCheckConfigurations: { ...before.auditCheckConfigurations, ...after.auditCheckConfigurations },
      }),
    async update(aws, { spec: before }, after) {
      const changes = changesOf(before, after);
      if (Object.keys(changes).length > 0) await aws.iot('UpdateAccountAuditConfiguration', changes);
    },
    async delete(aws) {
      await unlessMissing(aws.iot('DeleteAccountAuditConfiguration', {}));
    },
  },
};

/** What is off is as if it had never been said, whatever AWS remembers of it; so is a threshold that AWS has by default. */
function normalize({
  auditCheckConfigurations: checks = {},
  auditNotificationTargetConfigurations: targets = {},
  ...rest
}: AuditConfigurationSpec): AuditConfigurationSpec {
  const isOn = ([, value]: readonly [string, JsonValue | undefined]): boolean =>
    isObject(value) && value['enabled'] === true;
  const on = Object.entries(checks).filter(isOn);
  const spec = {
    ...rest,
    auditNotificationTargetConfigurations: Object.fromEntries(Object.entries(targets).filter(isOn)),
    auditCheckConfigurations: Object.fromEntries(on.map(([name, check]) => [name, withoutDefault(name, check)])),
  };
  return normalForm(auditConfigurationSchema, spec as JsonObject) as AuditConfigurationSpec;
}

function withoutDefault(name: string, check: CheckConfiguration): CheckConfiguration {
  const threshold = auditCheckFacts(name)?.threshold;
  if (threshold === undefined || check.configuration?.[threshold.name] !== threshold.days) return check;
  const { [threshold.name]: _, ...configuration } = check.configuration;
  return { ...check, configuration };
}

/** Only what differs, because an update keeps the rest: so what is to be off has to be said, and settings in full. */
function changesOf(before: AuditConfigurationSpec, after: AuditConfigurationSpec): UpdateInput {
  const checks = differing(before.auditCheckConfigurations, after.auditCheckConfigurations, withDefault);
  const targets = differing(
    before.auditNotificationTargetConfigurations,
    after.auditNotificationTargetConfigurations,
    (_, target) => target,
  );
  return compact({
    roleArn: before.roleArn === after.roleArn ? undefined : after.roleArn,
    auditNotificationTargetConfigurations: targets,
    auditCheckConfigurations: checks,
  } as JsonObject) as UpdateInput;
}

function differing<Value extends JsonValue>(
  before: Readonly<Record<string, Value | undefined>> = {},
  after: Readonly<Record<string, Value | undefined>> = {},
  inFull: (name: string, value: Value) => JsonValue,
): JsonObject | undefined {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => !isEqual(before[name], after[name]));
  if (changed.length === 0) return undefined;
  return Object.fromEntries(
    changed.map((name) => {
      const value = after[name];
      return [name, value === undefined ? { enabled: false } : inFull(name, value)];
    }),
  );
}

/** Whether AWS forgets a threshold that is not given again is documented nowhere. */
function withDefault(name: string, check: CheckConfiguration): JsonValue {
  const threshold = auditCheckFacts(name)?.threshold;
  if (threshold === undefined) return check;
  return { ...check, configuration: { [threshold.name]: threshold.days, ...check.configuration } };
}

const lettersOf = (name: string): string => name.replaceAll('_', '').toLowerCase();
const BY_LETTERS = new Map(Object.keys(AUDIT_CHECKS).map((name) => [lettersOf(name), name]));

/**
 * CloudFormation writes `LoggingDisabledCheck` and, of one, `IoTPolicyPotentialMisConfigurationCheck`; Terraform writes
 * `logging_disabled_check`. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-iot-accountauditconfiguration-auditcheckconfigurations.html
 */
function apiName(key: string): string {
  return BY_LETTERS.get(lettersOf(key)) ?? key.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase();
}

/** What others write with the names that the API has, as deep as keys are such names. */
function underApiNames(value: JsonValue, depth: number): JsonValue {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      depth === 1 ? key : apiName(key),
      depth === 0 || member === undefined ? (member ?? null) : underApiNames(member, depth - 1),
    ]),
  );
}
