import { expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { doctor } from '../../src/commands/diagnose/doctor.ts';
import { importTarget } from '../../src/commands/import.ts';
import { EXIT } from '../../src/model/world.ts';
import type { SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { planned, testWorld } from '../world.ts';

const PROFILES = {
  'profiles/a.yaml': `owner: acme
targets: { production: { account: "111122223333", region: ap-south-1 } }
auditConfiguration:
  roleArn: role/Audits
  auditCheckConfigurations: { LOGGING_DISABLED_CHECK: { enabled: true } }
scheduledAudits:
  Daily: { frequency: DAILY, targetCheckNames: [LOGGING_DISABLED_CHECK] }
`,
};
const CHOICE = { folder: 'profiles', only: [], accept: [] };

/** Whatever is about Detect is refused, as it may be where an account does not have it. */
const WITHOUT_DETECT: Partial<SandboxOptions> = {
  intercept: ({ operation }) =>
    /SecurityProfile|CustomMetric|Dimension/.test(operation)
      ? { when: 'before', answer: { name: 'InvalidRequestException', message: 'not available', status: 400 } }
      : undefined,
};

// https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-availability-change.html
test('an account without Detect has its audits planned, applied, looked at and imported', async () => {
  const world = testWorld(PROFILES, WITHOUT_DETECT);
  expect(await apply(world, CHOICE), world.printed()).toBe(EXIT.fine);
  expect(await planned(world)).toBe(EXIT.fine);
  world.printed();
  expect(await doctor(world, CHOICE), world.printed()).toBe(EXIT.fine);

  const { state } = world.sandbox;
  const settings = PROFILES['profiles/a.yaml'].split('\n').slice(0, 2).join('\n');
  const empty = testWorld({ 'profiles/a.yaml': `${settings}\n` }, { ...WITHOUT_DETECT, state });
  expect(await importTarget(empty, { ...CHOICE, out: 'profiles/b.yaml' }), empty.printed()).toBe(EXIT.fine);
  expect(empty.files.read('profiles/b.yaml').toString()).toContain('\nauditConfiguration:\n  roleArn:');
  expect(await planned(empty)).toBe(EXIT.fine);
});

/** https://docs.aws.amazon.com/iot/latest/apireference/API_UpdateAccountAuditConfiguration.html */
test('a plan of a part that disables a check under an audit that it leaves is refused before AWS refuses it', async () => {
  const first = testWorld(PROFILES);
  expect(await apply(first, CHOICE), first.printed()).toBe(EXIT.fine);
  const text = PROFILES['profiles/a.yaml'].replaceAll('LOGGING_DISABLED_CHECK', 'CONFLICTING_CLIENT_IDS_CHECK');
  const world = testWorld({ 'profiles/a.yaml': text }, { state: first.sandbox.state });
  expect(await planned(world, { only: ['AuditConfiguration/account'] })).toBe(EXIT.invalid);
  const printed = world.printed();
  expect(printed).toContain('ScheduledAudit/Daily still runs LOGGING_DISABLED_CHECK, which is not enabled');
  expect(printed).toContain('--only ScheduledAudit/Daily');
  const both = ['AuditConfiguration/account', 'ScheduledAudit/Daily'];
  expect(await planned(world, { only: both })).not.toBe(EXIT.invalid);
  expect(world.printed()).not.toContain('still runs');
});
