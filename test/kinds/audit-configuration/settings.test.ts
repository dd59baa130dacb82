import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditConfiguration as kind } from '../../../src/kinds/audit-configuration/kind.ts';
import { scheduledAudit } from '../../../src/kinds/scheduled-audit/kind.ts';
import type { Kind } from '../../../src/model/kind.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { pairs } from '../../arbitraries/specs.ts';
import { TARGET } from '../../arbitraries/target.ts';
import { openAccount } from '../../contract/account.ts';
import { obey } from '../../contract/laws.ts';

const ROLE = 'arn:aws:iam::111122223333:role/Audits';
const TOPIC = 'arn:aws:sns:ap-south-1:111122223333:findings';
const AGE = 'DEVICE_CERTIFICATE_AGE_CHECK';
const normal = (spec: JsonObject): JsonObject => (kind as unknown as Kind).normalize(spec, TARGET);
const withAge = (configuration?: JsonObject): JsonObject => ({
  roleArn: ROLE,
  auditCheckConfigurations: { [AGE]: { enabled: true, ...(configuration && { configuration }) } },
});

describe('settings of audits mean the same', () => {
  test.each<{ reason: string; one: JsonObject; other: JsonObject }>([
    {
      reason: 'a check that is off and one that is not listed',
      one: { roleArn: ROLE, auditCheckConfigurations: { LOGGING_DISABLED_CHECK: { enabled: false } } },
      other: { roleArn: ROLE },
    },
    {
      reason: 'a topic that is not told and none, whatever AWS remembers of it',
      one: {
        roleArn: ROLE,
        auditNotificationTargetConfigurations: { SNS: { targetArn: TOPIC, roleArn: ROLE, enabled: false } },
      },
      other: { roleArn: ROLE },
    },
    {
      reason: 'a threshold as AWS has it and none',
      one: withAge({ CERT_AGE_THRESHOLD_IN_DAYS: '365' }),
      other: withAge(),
    },
  ])('$reason', ({ one, other }) => expect(normal(one)).toEqual(normal(other)));

  test('but for a threshold of a day more or less', () => {
    expect(normal(withAge({ CERT_AGE_THRESHOLD_IN_DAYS: '364' }))).not.toEqual(normal(withAge()));
  });
});

// Whether AWS forgets a threshold that an update leaves out is documented nowhere, nor whether it tells its own.
test.each([true, false].flatMap((stays) => [true, false].map((echoes) => ({ stays, echoes }))))(
  'any settings become any others, where a threshold that is left out stays: $stays, and defaults are told: $echoes',
  async ({ stays, echoes }) => {
    const account = await openAccount({ assumptions: { omittedThresholdStays: stays, echoesDefaults: echoes } });
    const settings = kind as unknown as Kind;
    await fc.assert(
      fc.asyncProperty(pairs(settings), ({ live, desired }) =>
        obey(settings, account, 'account', normal(live), normal(desired)),
      ),
      { numRuns: 25 },
    );
  },
);

test('an edit loses data only where it disables a check', () => {
  const loses = kind.write?.loses;
  const path = `auditCheckConfigurations.${AGE}`;
  expect(loses?.({ op: 'remove', path, before: { enabled: true } })).toBe(`what ${AGE} collected`);
  expect(loses?.({ op: 'add', path, after: { enabled: true } })).toBeUndefined();
  expect(loses?.({ op: 'remove', path: `${path}.configuration`, before: {} })).toBeUndefined();
  expect(loses?.({ op: 'remove', path: 'auditNotificationTargetConfigurations.SNS', before: {} })).toBeUndefined();
});

describe('the roles of audits', () => {
  const uses = (spec: JsonObject) => kind.access?.uses({ address: 'AuditConfiguration/account', spec }, TARGET) ?? [];

  test('look at what checks look at and change nothing; what tells a topic may publish to that one', () => {
    const [looks, tells] = uses({
      roleArn: ROLE,
      auditNotificationTargetConfigurations: { SNS: { targetArn: TOPIC, roleArn: `${ROLE}2`, enabled: true } },
    });
    expect(looks).toMatchObject({ roleArn: ROLE, path: 'roleArn', service: 'iot.amazonaws.com' });
    const actions = looks?.allows.flatMap((allowed) => allowed.actions) ?? [];
    expect(actions.length).toBeGreaterThan(10);
    // It has the last use of a role worked out, which changes nothing.
    expect(
      actions.filter((action) => !/:(?:Get|List|Describe|GenerateServiceLastAccessedDetails)/.test(action)),
    ).toEqual([]);
    expect(tells).toMatchObject({
      roleArn: `${ROLE}2`,
      path: 'auditNotificationTargetConfigurations.SNS.roleArn',
      allows: [{ actions: ['sns:Publish'], resources: [TOPIC] }],
    });
  });

  test('are none where there are no settings', () => expect(uses({})).toEqual([]));
});

test('of a scheduled audit AWS may remember a day that its frequency has no use for', () => {
  const spec = { frequency: 'DAILY', dayOfWeek: 'MON', dayOfMonth: '1', targetCheckNames: [AGE] } as const;
  expect(scheduledAudit.normalize(spec, TARGET)).toEqual({ frequency: 'DAILY', targetCheckNames: [AGE] });
  expect(scheduledAudit.normalize({ ...spec, frequency: 'BIWEEKLY' }, TARGET)).toMatchObject({ dayOfWeek: 'MON' });
  expect(scheduledAudit.normalize({ ...spec, frequency: 'MONTHLY' }, TARGET)).not.toHaveProperty('dayOfWeek');
});
