import * as Iot from '@aws-sdk/client-iot';
import { beforeEach, describe, expect, test } from 'vitest';
import { AUDIT_CHECKS } from '../../src/catalogue/audit-checks.ts';
import { expectRefusal, iotArn, refusalOf, ROLE, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

let account: TestAccount;
beforeEach(() => {
  account = testAccount();
});

const LOGGING = 'LOGGING_DISABLED_CHECK';
const AGE = 'DEVICE_CERTIFICATE_AGE_CHECK';
const configure = (given: Iot.UpdateAccountAuditConfigurationRequest) =>
  account.iot.send(new Iot.UpdateAccountAuditConfigurationCommand(given));
const told = () => account.iot.send(new Iot.DescribeAccountAuditConfigurationCommand({}));
const enable = (...checks: string[]) =>
  configure({
    roleArn: ROLE,
    auditCheckConfigurations: Object.fromEntries(checks.map((check) => [check, { enabled: true }])),
  });
const schedule = (scheduledAuditName: string, more: Partial<Iot.CreateScheduledAuditRequest> = {}) =>
  account.iot.send(
    new Iot.CreateScheduledAuditCommand({
      scheduledAuditName,
      frequency: 'DAILY',
      targetCheckNames: [LOGGING],
      ...more,
    }),
  );
const described = (scheduledAuditName: string) =>
  account.iot.send(new Iot.DescribeScheduledAuditCommand({ scheduledAuditName }));

describe('the audit configuration of an account', () => {
  test('is there before anybody made one: every check by its name, all off, and no role', async () => {
    const { roleArn, auditCheckConfigurations: checks = {} } = await told();
    expect(roleArn).toBeUndefined();
    // Two tables that were written apart.
    expect(Object.keys(checks).toSorted()).toEqual(Object.keys(AUDIT_CHECKS).toSorted());
    expect(new Set(Object.values(checks).map(({ enabled }) => enabled))).toEqual(new Set([false]));
  });

  test('keeps what an update leaves out, check by check', async () => {
    await enable(LOGGING);
    await configure({ auditCheckConfigurations: { [AGE]: { enabled: true } } });
    expect(await told()).toMatchObject({
      roleArn: ROLE,
      auditCheckConfigurations: { [LOGGING]: { enabled: true }, [AGE]: { enabled: true } },
    });
  });

  test.each([
    { stays: true, days: '400' },
    { stays: false, days: undefined },
  ])(
    'keeps a threshold that an update of its check leaves out, where that is assumed: $stays',
    async ({ stays, days }) => {
      account = testAccount({ assumptions: { omittedThresholdStays: stays } });
      const configuration = { CERT_AGE_THRESHOLD_IN_DAYS: '400' };
      await configure({ roleArn: ROLE, auditCheckConfigurations: { [AGE]: { enabled: true, configuration } } });
      await enable(AGE);
      const { auditCheckConfigurations: checks } = await told();
      expect(checks?.[AGE]?.configuration?.CERT_AGE_THRESHOLD_IN_DAYS).toBe(days);
    },
  );

  test.each<{ given: Iot.UpdateAccountAuditConfigurationRequest; reason: string }>([
    { given: { auditCheckConfigurations: { [LOGGING]: { enabled: true } } }, reason: 'the first time without a role' },
    { given: { roleArn: ROLE }, reason: 'the first time without a check' },
    {
      given: { roleArn: ROLE, auditCheckConfigurations: { LOGGING_CHECK: { enabled: true } } },
      reason: 'for a check that there is not',
    },
    {
      given: {
        roleArn: ROLE,
        auditCheckConfigurations: { [AGE]: { enabled: true, configuration: { CERT_AGE_THRESHOLD_IN_DAYS: '29' } } },
      },
      reason: 'for a threshold below 30 days',
    },
    {
      given: {
        roleArn: ROLE,
        auditCheckConfigurations: { [AGE]: { enabled: true, configuration: { CERT_AGE_THRESHOLD_IN_DAYS: '3653' } } },
      },
      reason: 'for a threshold above 3652 days',
    },
    {
      given: {
        roleArn: ROLE,
        auditCheckConfigurations: { [LOGGING]: { enabled: true, configuration: { CERT_AGE_THRESHOLD_IN_DAYS: '60' } } },
      },
      reason: 'for the threshold of another check',
    },
  ])('is refused $reason', ({ given }) => expectRefusal(account, () => configure(given), 'InvalidRequestException'));

  test('is set back by a deletion, and scheduled audits stay unless asked', async () => {
    await enable(LOGGING);
    await schedule('a');
    const remove = (deleteScheduledAudits?: boolean) =>
      account.iot.send(new Iot.DeleteAccountAuditConfigurationCommand({ deleteScheduledAudits }));
    await remove();
    expect((await told()).roleArn).toBeUndefined();
    expect(await described('a')).toMatchObject({ targetCheckNames: [LOGGING] });
    expect(await refusalOf(remove())).toMatchObject({ name: 'ResourceNotFoundException' });
    await enable(LOGGING);
    await remove(true);
    expect(await refusalOf(described('a'))).toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('a scheduled audit', () => {
  beforeEach(() => enable(LOGGING, AGE));

  test('tells its checks only when it is described', async () => {
    const { scheduledAuditArn } = await schedule('a', { frequency: 'WEEKLY', dayOfWeek: 'MON' });
    expect(scheduledAuditArn).toBe(iotArn('scheduledaudit/a'));
    expect(await described('a')).toMatchObject({ frequency: 'WEEKLY', dayOfWeek: 'MON', targetCheckNames: [LOGGING] });
    const { scheduledAudits: [listed] = [] } = await account.iot.send(new Iot.ListScheduledAuditsCommand({}));
    expect(listed).toEqual({ scheduledAuditName: 'a', scheduledAuditArn, frequency: 'WEEKLY', dayOfWeek: 'MON' });
  });

  test('keeps what an update leaves out, so that a day stays that nothing needs any more', async () => {
    await schedule('a', { frequency: 'WEEKLY', dayOfWeek: 'MON' });
    await account.iot.send(new Iot.UpdateScheduledAuditCommand({ scheduledAuditName: 'a', frequency: 'DAILY' }));
    expect(await described('a')).toMatchObject({ frequency: 'DAILY', dayOfWeek: 'MON', targetCheckNames: [LOGGING] });
  });

  test.each<{ more: Partial<Iot.CreateScheduledAuditRequest>; reason: string }>([
    { more: { frequency: 'WEEKLY' }, reason: 'weekly without a day' },
    { more: { frequency: 'BIWEEKLY' }, reason: 'every other week without a day' },
    { more: { frequency: 'MONTHLY', dayOfWeek: 'MON' }, reason: 'monthly without a day of the month' },
    { more: { targetCheckNames: [] }, reason: 'of no check' },
    { more: { targetCheckNames: ['CONFLICTING_CLIENT_IDS_CHECK'] }, reason: 'of a check that is off' },
  ])('is refused $reason', ({ more }) => expectRefusal(account, () => schedule('a', more), 'InvalidRequestException'));

  test('keeps its checks enabled', async () => {
    await schedule('a');
    const disable = (check: string) => configure({ auditCheckConfigurations: { [check]: { enabled: false } } });
    await expectRefusal(account, () => disable(LOGGING), 'InvalidRequestException');
    await disable(AGE);
  });

  test('is one of five, and can be deleted once', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await schedule(name);
    expect(await refusalOf(schedule('a'))).toMatchObject({ name: 'ResourceAlreadyExistsException' });
    expect(await refusalOf(schedule('f'))).toMatchObject({ name: 'LimitExceededException' });
    const remove = () => account.iot.send(new Iot.DeleteScheduledAuditCommand({ scheduledAuditName: 'a' }));
    await remove();
    expect(await refusalOf(remove())).toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
