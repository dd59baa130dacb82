import { describe, expect, test } from 'vitest';
import { doctor } from '../../../src/commands/diagnose/doctor.ts';
import { EXIT } from '../../../src/model/world.ts';
import type { Problem } from '../../../src/model/problem.ts';
import type { SandboxCall } from '../../../src/sandbox/sandbox.ts';
import { regionOf } from '../../../src/sandbox/state.ts';
import type { RegionState } from '../../../src/sandbox/state.ts';
import { TARGET, planned, testWorld } from '../../world.ts';
import type { TestWorld } from '../../world.ts';

const SETTINGS = `owner: acme\ntargets: { production: { account: "${TARGET.account}", region: ${TARGET.region} } }\n`;
const AUDITS = `auditConfiguration:
  roleArn: role/Audits
  auditCheckConfigurations:
    LOGGING_DISABLED_CHECK: { enabled: true }
scheduledAudits:
  Daily: { frequency: DAILY, targetCheckNames: [LOGGING_DISABLED_CHECK] }
`;
const URL = 'https://example.com/metrics';
const KAFKA = `arn:aws:iot:${TARGET.region}:${TARGET.account}:ruledestination/vpc/2ce7813e`;
const RULE = `rules:
  R:
    sql: SELECT * FROM 'a'
    errorAction: { sqs: { queueUrl: "https://sqs/q", roleArn: role/r } }
    actions:
      - http: { url: "${URL}" }
      - kafka: { destinationArn: "${KAFKA}", topic: t, clientProperties: { bootstrap.servers: "b:9094" } }
`;

/** An account in which nobody configured logging. */
function worldOf(yaml: string, options: Parameters<typeof testWorld>[1] = {}): TestWorld {
  const world = testWorld({ 'profiles/a.yaml': SETTINGS + yaml }, options);
  delete account(world).logging;
  return world;
}
const account = ({ sandbox }: TestWorld): RegionState => regionOf(sandbox.state, TARGET.account, TARGET.region);
const destination = (arn: string, status: 'ENABLED' | 'IN_PROGRESS', more: object = {}) => ({
  [arn]: { arn, id: arn, status, createdAt: 0, changedAt: 0, ...more },
});

async function findings(world: TestWorld): Promise<readonly Pick<Problem, 'code' | 'line' | 'message'>[]> {
  await planned(world, { format: 'json', detailedExitcode: false });
  const { targets } = JSON.parse(world.printed()) as { targets: { findings: Problem[] }[] };
  return targets
    .flatMap((one) => one.findings)
    .filter(({ code }) => ['DG4205', 'DG4206'].includes(code))
    .map(({ code, line, message }) => ({ code, line, message }))
    .toSorted((left, right) => left.line - right.line);
}

async function diagnosis(world: TestWorld): Promise<string> {
  expect([EXIT.fine, EXIT.failed]).toContain(await doctor(world, { folder: 'profiles' }));
  return world.printed().replaceAll(/\s+/g, ' ');
}

const denied = (operation: string) => (call: SandboxCall) =>
  call.operation === operation
    ? ({ when: 'before', answer: { name: 'AccessDeniedException', message: 'no', status: 403 } } as const)
    : undefined;

describe('that AWS IoT does not log', () => {
  test('is noted at the check that will find it, when it is enabled', async () => {
    const message = expect.stringContaining('each audit will find that by LOGGING_DISABLED_CHECK') as unknown;
    expect(await findings(worldOf(AUDITS))).toEqual([{ code: 'DG4205', line: 6, message }]);
  });

  test.each([
    { logging: { defaultLogLevel: 'ERROR', disableAllLogs: false } as const, isOff: false, how: 'a level' },
    { logging: { defaultLogLevel: 'DISABLED', disableAllLogs: false } as const, isOff: true, how: 'no level' },
    { logging: { defaultLogLevel: 'INFO', disableAllLogs: true } as const, isOff: true, how: 'a level and no logs' },
  ])('is told by doctor where the account has $how', async ({ logging, isOff }) => {
    const world = worldOf(AUDITS);
    account(world).logging = logging;
    expect(await findings(world)).toHaveLength(isOff ? 1 : 0);
    expect(await diagnosis(world)).toContain(isOff ? 'AWS IoT does not log' : 'AWS IoT logs from ERROR on.');
  });

  test('is asked of no account whose profiles have neither rules nor the check', async () => {
    const world = worldOf('customMetrics: { m: { metricType: number } }\n');
    await diagnosis(world);
    expect(world.sandbox.calls.map(({ operation }) => operation)).not.toContain('GetV2LoggingOptions');
  });

  test('is not known where the role may not look, which stops nothing', async () => {
    const world = worldOf(AUDITS, { intercept: denied('GetV2LoggingOptions') });
    expect(await findings(world)).toEqual([]);
    expect(await diagnosis(world)).toContain('"Action": "iot:GetV2LoggingOptions"');
  });
});

describe('a topic rule destination', () => {
  test('that is not there is told at the action that sends to it', async () => {
    expect(await findings(worldOf(RULE))).toEqual([
      { code: 'DG4206', line: 8, message: `There is no topic rule destination for ${URL}, so nothing is sent there.` },
      {
        code: 'DG4206',
        line: 9,
        message: `There is no topic rule destination for ${KAFKA}, so nothing is sent there.`,
      },
    ]);
  });

  test('that waits to be confirmed is told, and one that is enabled is fine', async () => {
    const world = worldOf(RULE);
    account(world).ruleDestinations = {
      ...destination('arn:http', 'IN_PROGRESS', { url: URL }),
      ...destination(KAFKA, 'ENABLED'),
    };
    expect((await findings(world)).map(({ message }) => message)).toEqual([
      `The topic rule destination for ${URL} is IN_PROGRESS, so nothing is sent there.`,
    ]);
    const text = await diagnosis(world);
    expect(text).toContain(`for ${URL} is IN_PROGRESS`);
    expect(text).toContain(`The topic rule destination for ${KAFKA} is enabled.`);
  });

  test('by a URL with templates has the URL that confirms it', async () => {
    const templates = RULE.replace(`{ url: "${URL}" }`, `{ url: "${URL}/\${topic()}", confirmationUrl: "${URL}" }`);
    expect((await findings(worldOf(templates))).map(({ message }) => message)[0]).toContain(`for ${URL},`);
  });

  test('is asked for by no plan of rules that need none, and is not known where the role may not look', async () => {
    const world = worldOf(RULE.slice(0, RULE.indexOf('      - http')).replace('actions:\n', 'actions: []\n'));
    expect(await findings(world)).toEqual([]);
    expect(world.sandbox.calls.map(({ operation }) => operation)).not.toContain('ListTopicRuleDestinations');
    const blind = worldOf(RULE, { intercept: denied('ListTopicRuleDestinations') });
    expect(await findings(blind)).toEqual([]);
    expect(await diagnosis(blind)).toContain('"Action": "iot:ListTopicRuleDestinations"');
  });
});
