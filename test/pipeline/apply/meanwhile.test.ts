import { expect, test } from 'vitest';
import { apply } from '../../../src/commands/apply.ts';
import { EXIT } from '../../../src/model/world.ts';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import { planned, testWorld, writes } from '../../world.ts';
import type { TestWorld } from '../../world.ts';

const [ALWAYS, BEFORE, AFTER] = [
  'LOGGING_DISABLED_CHECK',
  'CONFLICTING_CLIENT_IDS_CHECK',
  'CA_CERTIFICATE_EXPIRING_CHECK',
];
const PROFILES = (check: string): string => `owner: acme
targets: { production: { account: "111122223333", region: ap-south-1 } }
auditConfiguration:
  adopt: true
  roleArn: role/Audits
  auditCheckConfigurations: { ${ALWAYS}: { enabled: true }, ${check}: { enabled: true } }
scheduledAudits:
  Daily: { frequency: DAILY, targetCheckNames: [${ALWAYS}, ${check}] }
`;
const CHOICE = { folder: 'profiles', only: [], accept: [] as string[] };
/** With all that the plan asks to accept. */
async function accepting(world: TestWorld): Promise<typeof CHOICE> {
  await planned(world);
  const accept = new Set(world.printed().match(/\b(?:data|coverage)-loss:[\w/]+/g));
  return { ...CHOICE, accept: [...accept] };
}
const refusing = (operation: string): Partial<SandboxOptions> => ({
  intercept: (call) =>
    call.operation === operation
      ? { when: 'before', answer: { name: 'AccessDeniedException', message: 'not authorized', status: 403 } }
      : undefined,
});

test('what is enabled is so before an audit runs it, and what is disabled only once no audit runs it', async () => {
  const first = testWorld({ 'profiles/a.yaml': PROFILES(BEFORE) });
  expect(await apply(first, CHOICE)).toBe(EXIT.fine);
  const { state } = first.sandbox;
  const after = { 'profiles/a.yaml': PROFILES(AFTER) };

  // Without the hazards accepted nothing is sent.
  const wary = testWorld(after, { state });
  await expect(apply(wary, CHOICE)).rejects.toThrow('2 hazards are not accepted.');
  expect(writes(wary)).toEqual([]);
  const told = wary.printed().replaceAll(/\s+/g, ' ');
  expect(told).toContain(`loses what ${BEFORE} collected`);
  expect(told).toContain(`account loses audit of ${BEFORE}. No other audit runs that.`);
  const accepted = await accepting(wary);

  // Where the audit does not change over, nothing is disabled.
  const broken = testWorld(after, { state, ...refusing('UpdateScheduledAudit') });
  expect(await apply(broken, accepted)).toBe(EXIT.failed);
  expect(broken.printed()).toContain('ScheduledAudit/Daily was not done');

  // Another run goes on from there.
  const again = testWorld(after, { state });
  expect(await apply(again, await accepting(again))).toBe(EXIT.fine);
  expect(writes(again)).toEqual(['UpdateScheduledAudit', 'UpdateAccountAuditConfiguration']);
  expect(await planned(again)).toBe(EXIT.fine);
});

test('both steps of one run come in this order', async () => {
  const first = testWorld({ 'profiles/a.yaml': PROFILES(BEFORE) });
  await apply(first, CHOICE);
  const second = testWorld({ 'profiles/a.yaml': PROFILES(AFTER) }, { state: first.sandbox.state });
  expect(await apply(second, await accepting(second))).toBe(EXIT.fine);
  expect(writes(second)).toEqual([
    'UpdateAccountAuditConfiguration',
    'UpdateScheduledAudit',
    'UpdateAccountAuditConfiguration',
  ]);
});

test('where no audit changes, one request does all', async () => {
  const quiet = (check: string): string => PROFILES(check).replace(`[${ALWAYS}, ${check}]`, `[${ALWAYS}]`);
  const first = testWorld({ 'profiles/a.yaml': quiet(BEFORE) });
  await apply(first, CHOICE);
  const second = testWorld({ 'profiles/a.yaml': quiet(AFTER) }, { state: first.sandbox.state });
  expect(await apply(second, await accepting(second))).toBe(EXIT.fine);
  expect(writes(second)).toEqual(['UpdateAccountAuditConfiguration']);
});
