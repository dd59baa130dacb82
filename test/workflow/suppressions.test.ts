import { afterEach, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../src/model/world.ts';
import { merge, openPull } from '../edges/github/history.ts';
import { pullRequestEvent, pushEvent, scheduleEvent } from '../edges/github/payloads.ts';
import { TARGET } from '../world.ts';
import { openStory, type Story } from './story.ts';

const finding = {
  checkName: 'LOGGING_DISABLED_CHECK',
  resourceIdentifier: { account: TARGET.account },
};
const PROFILES = {
  'profiles/a.yaml': `owner: acme/iot-security
targets: { production: { account: "${TARGET.account}", region: ${TARGET.region} } }
auditConfiguration:
  roleArn: role/Audits
  auditCheckConfigurations: { LOGGING_DISABLED_CHECK: { enabled: true } }
scheduledAudits:
  Weekly: { frequency: WEEKLY, dayOfWeek: MON, targetCheckNames: [LOGGING_DISABLED_CHECK] }
auditSuppressions:
  LoggingComesLater:
    checkName: LOGGING_DISABLED_CHECK
    resourceIdentifier: { account: "${TARGET.account}" }
    until: 2026-12-10
    description: AWS IoT will log soon
`,
};
const TOLD = 'Suppressing `LOGGING_DISABLED_CHECK` runs out on 2026-12-10.';

let story: Story;
beforeEach(async () => {
  story = await openStory({ 'README.md': 'Fleet' });
  const pull = openPull(story.world, PROFILES);
  await story.run(pullRequestEvent(story.world, pull));
  expect((await story.run(pushEvent(story.world, merge(story.world, pull, 'squash')))).code).toBe(EXIT.fine);
});
afterEach(() => story.close());

const issue = (): string => [...story.world.issues.values()].map(({ body }) => body ?? '').join('\n');

test('a run that looks for drift tells what runs out before long, on its page and in the issue about drift', async () => {
  const clean = await story.run(scheduleEvent(story.world));
  expect(clean).toMatchObject({ code: EXIT.fine, outputs: { 'has-changes': 'false' } });
  expect(clean.summary).toContain(TOLD);
  expect(issue()).toBe('');

  await story.console.iot('UpdateAuditSuppression', { ...finding, suppressIndefinitely: true });
  await story.run(scheduleEvent(story.world));
  expect(issue()).toContain('until');
  expect(issue()).toContain(TOLD);
});
