import fc from 'fast-check';
import { AUDIT_CHECKS } from '../../src/catalogue/audit-checks.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import type { Overrides } from './from-schema.ts';

/** The checks that AWS has. */
export const CHECKS: readonly string[] = Object.keys(AUDIT_CHECKS);

const settings = fc.integer({ min: 30, max: 3652 }).map(String);

/** A check, with its setting where it has one. */
function checkOf(name: string): fc.Arbitrary<[string, JsonObject]> {
  const threshold = AUDIT_CHECKS[name]?.threshold;
  const configuration = threshold === undefined ? fc.constant({}) : fc.record({ [threshold.name]: settings });
  const check = fc.record({ enabled: fc.boolean(), configuration }, { requiredKeys: ['enabled'] });
  return check.map((value): [string, JsonObject] => [name, value]);
}

/** Settings of audits that AWS takes: of checks that there are. */
export const auditOverrides: Overrides = {
  auditCheckConfigurations: fc
    .uniqueArray(fc.constantFrom(...CHECKS), { maxLength: 5 })
    .chain((names) => fc.tuple(...names.map(checkOf)))
    .map((checks): JsonObject => Object.fromEntries(checks)),
};

/** AWS takes no first configuration without a role and a check that is enabled. */
export function validAudit(spec: JsonObject): JsonObject {
  const checks = spec['auditCheckConfigurations'] as JsonObject | undefined;
  const fitting = Object.entries(checks ?? {}).map(([name, check]) => {
    const { enabled, configuration } = check as JsonObject;
    const setting = AUDIT_CHECKS[name]?.threshold?.name ?? '';
    const value = (configuration as JsonObject | undefined)?.[setting];
    return [name, { enabled, ...(value === undefined ? {} : { configuration: { [setting]: value } }) }] as const;
  });
  return {
    roleArn: 'arn:aws:iam::111122223333:role/Audits',
    ...spec,
    auditCheckConfigurations: { ...Object.fromEntries(fitting), LOGGING_DISABLED_CHECK: { enabled: true } },
  };
}

export const scheduleOverrides: Overrides = { 'targetCheckNames[]': fc.constantFrom(...CHECKS) };

/** An audit has the day that goes with its frequency. */
export function validSchedule({ dayOfWeek = 'MON', dayOfMonth = '1', ...spec }: JsonObject): JsonObject {
  if (spec['frequency'] === 'DAILY') return spec;
  return { ...spec, ...(spec['frequency'] === 'MONTHLY' ? { dayOfMonth } : { dayOfWeek }) };
}

const days = fc.date({ min: new Date('2050-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });

/** Suppressions that AWS takes: of checks that there are, until a day to come. */
export const suppressionOverrides: Overrides = {
  checkName: fc.constantFrom(...CHECKS),
  until: fc.oneof(
    fc.constant('indefinitely'),
    days.map((day) => day.toISOString().slice(0, 10)),
    days.map((day) => day.toISOString().replace(/\.\d+/, '')),
  ),
};
