import { expect, test } from 'vitest';
import { apply } from '../../../src/commands/apply.ts';
import { EXIT } from '../../../src/model/world.ts';
import { planned, testWorld, writes } from '../../world.ts';

const SETTINGS = `owner: acme
targets: { production: { account: "111122223333", region: ap-south-1 } }
auditConfiguration:
  adopt: true
  roleArn: role/Audits
  auditCheckConfigurations: { LOGGING_DISABLED_CHECK: { enabled: true } }
`;
const AUDIT = '{ frequency: DAILY, targetCheckNames: [LOGGING_DISABLED_CHECK] }';
const audits = (...names: string[]): { 'profiles/a.yaml': string } => ({
  'profiles/a.yaml': `${SETTINGS}scheduledAudits:\n${names.map((name) => `  ${name}: ${AUDIT}\n`).join('')}`,
});
const renamed = (files: { 'profiles/a.yaml': string }): typeof files => ({
  'profiles/a.yaml': files['profiles/a.yaml'].replace(/ {2}F: \{/, '  F: { renamedFrom: E,'),
});
const CHOICE = { folder: 'profiles', only: [], accept: [] };

// AWS takes five scheduled audits of an account: https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html
test.each([
  {
    reason: 'the account has no room for both',
    before: audits('A', 'B', 'C', 'D', 'E'),
    after: audits('A', 'B', 'C', 'D', 'F'),
    order: ['DeleteScheduledAudit', 'CreateScheduledAudit'],
  },
  {
    reason: 'nor where it is the same under another name',
    before: audits('A', 'B', 'C', 'D', 'E'),
    after: renamed(audits('A', 'B', 'C', 'D', 'F')),
    order: ['DeleteScheduledAudit', 'CreateScheduledAudit'],
  },
  {
    reason: 'there is room, and what has another name is there before',
    before: audits('A', 'E'),
    after: renamed(audits('A', 'F')),
    order: ['CreateScheduledAudit', 'DeleteScheduledAudit'],
  },
])('one audit takes the place of another where $reason', async ({ before, after, order }) => {
  const first = testWorld(before);
  expect(await apply(first, CHOICE)).toBe(EXIT.fine);
  const second = testWorld(after, { state: first.sandbox.state });
  expect(await apply(second, CHOICE), second.printed()).toBe(EXIT.fine);
  expect(writes(second)).toEqual(order);
  expect(await planned(second)).toBe(EXIT.fine);
});
