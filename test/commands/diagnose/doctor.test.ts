import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { apply } from '../../../src/commands/apply.ts';
import { doctor } from '../../../src/commands/diagnose/doctor.ts';
import { planOperations } from '../../../src/commands/diagnose/permissions.ts';
import { kinds } from '../../../src/kinds/index.ts';
import type { SandboxCall } from '../../../src/sandbox/sandbox.ts';
import { regionOf } from '../../../src/sandbox/state.ts';
import { planned, TARGET, testWorld, writes } from '../../world.ts';
import type { TestWorld } from '../../world.ts';

const EXAMPLE = Object.fromEntries(
  ['defender.yaml', 'soundbox.yaml'].map((name) => [
    `profiles/${name}`,
    readFileSync(new URL(`../../../profiles/${name}`, import.meta.url), 'utf8'),
  ]),
);
const PLAN_ACTIONS: readonly string[] = planOperations(kinds).map(({ action }) => action);
/** What the example has nothing of. */
const EMPTY_SECTIONS = {
  'profiles/empty.yaml': kinds
    .filter(({ section }) => !Object.values(EXAMPLE).some((text) => text.includes(`\n${section}:`)))
    .map(({ section }) => `${section}: {}\n`)
    .join(''),
};
const CHOICE = { folder: 'profiles', only: [], accept: [] };

const world = (options: Parameters<typeof testWorld>[1] = {}) =>
  testWorld(EXAMPLE, { durations: { streamCreating: 0 }, ...options });

/** What doctor prints, in one line a finding, and its exit code. */
async function examined(one: TestWorld): Promise<{ code: number; text: string; findings: readonly string[] }> {
  one.printed();
  const before = writes(one).length;
  const code = await doctor({ ...one, style: { color: false, width: 1_000 } }, { folder: 'profiles' });
  expect(writes(one).slice(before), 'doctor only reads').toEqual([]);
  const text = one.printed();
  return { code, text, findings: text.split(/\n(?= {2}\S)/).map((part) => part.replaceAll(/\s+/g, ' ').trim()) };
}

/** Answers an operation with an error instead. */
const refusing =
  (operation: string, name: string, message: string, status = 403) =>
  (call: SandboxCall) =>
    call.operation === operation ? ({ when: 'before', answer: { name, message, status } } as const) : undefined;

/** What plans can do without. */
const SLOWER = 'Plans of many resources take longer without';
const USEFUL: Readonly<Record<string, string>> = {
  'iot:ListThingGroups': SLOWER,
  'iot:ListSecurityProfilesForTarget': SLOWER,
  'tag:GetResources': SLOWER,
  'iot:ValidateSecurityProfileBehaviors': 'Behaviors are checked by what AWS documents only without',
};

describe('doctor', () => {
  test('finds nothing in the way of the example, before and after it is applied', async () => {
    const one = world();
    const before = await examined(one);
    expect(before.code).toBe(0);
    expect(before.text).toMatch(/^production \(111122223333, ap-south-1\)\n {2}✔ The credentials are for account/);
    expect(before.findings).toContain('✔ Thing group soundboxes exists.');
    expect(before.text).toMatch(/\nNo check failed, \d+ not checked\.\n$/);
    await apply(one, CHOICE);
    const after = await examined(one);
    expect(after.code).toBe(0);
    expect(after.findings).toContain('✔ Delivery stream soundbox-metrics is active.');
    expect(after.findings).toContain(`✔ The role may read what a plan reads (${PLAN_ACTIONS.length} operations).`);
  });

  test('tries every operation that a plan of the example sends', async () => {
    const one = world();
    await apply(one, CHOICE);
    one.sandbox.calls.length = 0;
    await planned(one);
    const sent = new Set(one.sandbox.calls.map(({ service, operation }) => `${service}:${operation}`));
    sent.delete('sts:GetCallerIdentity');
    if (sent.delete('tagging:GetResources')) sent.add('tag:GetResources');
    expect(PLAN_ACTIONS).toEqual(expect.arrayContaining([...sent]));
    one.sandbox.calls.length = 0;
    await examined(one);
    const tried = one.sandbox.calls.map(
      ({ service, operation }) => `${service === 'tagging' ? 'tag' : service}:${operation}`,
    );
    expect(tried).toEqual(expect.arrayContaining([...PLAN_ACTIONS]));
  });

  test.for(PLAN_ACTIONS.map((action) => ({ action })))(
    'names the missing permission $action with the statement to add',
    async ({ action }) => {
      const operation = action.slice(action.indexOf(':') + 1);
      const message = `User: arn:aws:iam::1:user/me is not authorized to perform: ${action}`;
      let isDenied = false;
      const intercept = (call: SandboxCall) =>
        isDenied ? refusing(operation, 'AccessDeniedException', message)(call) : undefined;
      const one = testWorld({ ...EXAMPLE, ...EMPTY_SECTIONS }, { durations: { streamCreating: 0 }, intercept });
      await apply(one, CHOICE);
      isDenied = true;
      const { code, findings } = await examined(one);
      const isNeeded = USEFUL[action] === undefined;
      expect(code).toBe(isNeeded ? 1 : 0);
      const found = findings.filter((finding) => finding.startsWith(isNeeded ? '✖' : '!')).join('\n');
      expect(found).toContain(isNeeded ? message : `${USEFUL[action]} ${action}.`);
      expect(found).toContain(`Add to the role: { "Effect": "Allow", "Action": "${action}", "Resource": "*" }`);
    },
  );

  test.for([
    { name: 'InvalidRequestException', status: 400 },
    { name: 'NotConfiguredException', status: 404 },
    { name: 'SubscriptionRequiredException', status: 422 },
  ])("says in plain words, with AWS's, that the account has no Detect: $name", async ({ name, status }) => {
    const one = world({ intercept: refusing('ListSecurityProfiles', name, 'Not for this account.', status) });
    const { code, text } = await examined(one);
    expect(code).toBe(1);
    expect(text).toMatch(/✖ Device Defender Detect is not available: .*Not for this account\./);
    expect(text).toContain('closed to new customers since 31 August 2026');
    expect(text).not.toContain('Detect answers');
  });

  test('where there is no Detect, tells of each security profile what the self-managed alternative covers', async () => {
    const profiles = `
securityProfiles:
  both:
    targets: [all/things]
    behaviors:
      - { name: b1, metric: 'aws:num-disconnects', criteria: { comparisonOperator: less-than, value: { count: 5 }, durationSeconds: 300 } }
      - { name: b2, metric: 'aws:num-listening-tcp-ports', criteria: { comparisonOperator: less-than, value: { count: 5 } } }
      - { name: b3, metric: 'aws:num-messages-sent', metricDimension: { dimensionName: topics }, criteria: { comparisonOperator: less-than, value: { count: 5 }, durationSeconds: 300 } }
    retainedMetrics: [battery]
    metricsExport: { mqttTopic: metrics, roleArn: 'arn:aws:iam::123456789012:role/r', metrics: [battery] }
  cloud:
    targets: [all/things]
    retainedMetrics: ['aws:num-messages-sent']
customMetrics: { battery: { metricType: number } }
dimensions: { topics: { type: TOPIC_FILTER, stringValues: ['a/#'] } }
`;
    const intercept = refusing('ListSecurityProfiles', 'InvalidRequestException', 'Not for this account.', 400);
    const { findings } = await examined(
      testWorld({ 'profiles/defender.yaml': `${EXAMPLE['profiles/defender.yaml']}${profiles}` }, { intercept }),
    );
    expect(findings).toContainEqual(
      expect.stringMatching(
        /SecurityProfile\/both under the self-managed alternative: covered are aws:num-disconnects; not covered: the device-side aws:num-listening-tcp-ports, the custom battery, dimensions \(aws:num-messages-sent\), the export to metrics\./,
      ),
    );
    expect(findings).toContainEqual(
      expect.stringContaining(
        'SecurityProfile/cloud under the self-managed alternative: covered are aws:num-messages-sent; nothing is left out.',
      ),
    );
  });

  test('without a section of Detect needs none, and says that it is not there', async () => {
    const rules = `${EXAMPLE['profiles/defender.yaml']}\nrules: { R: { sql: SELECT 1, actions: [] } }\n`;
    const intercept = ({ operation }: SandboxCall) =>
      ['ListSecurityProfiles', 'ListCustomMetrics', 'ListDimensions'].includes(operation)
        ? ({
            when: 'before',
            answer: { name: 'InvalidRequestException', message: 'Not for this account.', status: 400 },
          } as const)
        : undefined;
    const { code, findings } = await examined(testWorld({ 'profiles/defender.yaml': rules }, { intercept }));
    expect(code).toBe(0);
    expect(findings).toContainEqual(
      expect.stringMatching(
        /^! Device Defender Detect is not available: .* No file has securityProfiles, so nothing needs it\. Detect is closed/,
      ),
    );
  });

  test('takes what no file needs for nothing that blocks', async () => {
    const rules = `${EXAMPLE['profiles/defender.yaml']}\nrules: { R: { sql: SELECT 1, actions: [] } }\n`;
    const intercept = refusing('DescribeDimension', 'AccessDeniedException', 'No.');
    const { code, findings } = await examined(testWorld({ 'profiles/defender.yaml': rules }, { intercept }));
    expect(code).toBe(0);
    expect(findings).toContainEqual(
      expect.stringMatching(
        /^\? The role may not send iot:DescribeDimension: .* No file has dimensions, so plans go on without it\./,
      ),
    );
  });

  test('takes a throttled read for what could not be checked', async () => {
    const one = world({ intercept: refusing('ListDimensions', 'ThrottlingException', 'Slow down.', 400) });
    const { code, findings } = await examined(one);
    expect(code).toBe(0);
    expect(findings).toContainEqual(expect.stringMatching(/^\? iot:ListDimensions: .*Slow down\./));
  });

  test('names a thing group that is not there', async () => {
    const one = world();
    delete regionOf(one.sandbox.state, TARGET.account, TARGET.region).thingGroups['soundboxes'];
    const { code, findings } = await examined(one);
    expect(code).toBe(1);
    expect(findings).toContainEqual(
      expect.stringMatching(/^✖ Thing group soundboxes does not exist\. .*aws iot create-thing-group .* soundboxes/),
    );
  });

  test('names a delivery stream that a rule sends to and nobody has', async () => {
    const one = world();
    const text = one.disk.get('profiles/soundbox.yaml') ?? '';
    one.disk.set('profiles/soundbox.yaml', text.replace(/^deliveryStreams:\n(?:(?: .*)?(?:\n|$))*/m, ''));
    const { code, findings } = await examined(one);
    expect(code).toBe(1);
    expect(findings).toContainEqual(expect.stringMatching(/^✖ Delivery stream soundbox-metrics does not exist\./));
  });

  test('warns of a disabled rule on an export path, and of a stream that is not active', async () => {
    const one = world();
    await apply(one, CHOICE);
    const { topicRules, deliveryStreams } = regionOf(one.sandbox.state, TARGET.account, TARGET.region);
    const [rule] = Object.values(topicRules);
    const [stream] = Object.values(deliveryStreams);
    if (rule === undefined || stream === undefined) throw new Error('the example has a rule and a stream');
    Object.assign(rule.payload, { ruleDisabled: true });
    stream.status = 'CREATING_FAILED';
    const { code, findings } = await examined(one);
    expect(code).toBe(0);
    expect(findings).toContainEqual(expect.stringMatching(/^! Topic rule SoundboxMetricsToLake is disabled\./));
    expect(findings).toContainEqual(expect.stringMatching(/^! Delivery stream soundbox-metrics is CREATING_FAILED\./));
  });

  describe('of roles', () => {
    const EXPORT = 'arn:aws:iam::111122223333:role/DefenderMetricsExport';
    const STREAM = 'arn:aws:iam::111122223333:role/FirehoseToLake';
    const aboutRoles = (findings: readonly string[]) => findings.filter((finding) => finding.includes(':role/'));

    /** The example, with IAM's answer about every role replaced by one with this trust policy. */
    const trustingBy = (statement: object | readonly object[]): TestWorld =>
      world({
        door: (handler) => ({
          ...handler,
          handle: async (request) => {
            const answered = await handler.handle(request);
            const text = new TextDecoder().decode(answered.response.body);
            const policy = encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statement }));
            const document = /(?<=<AssumeRolePolicyDocument>).*(?=<\/AssumeRolePolicyDocument>)/;
            const body = new TextEncoder().encode(text.replace(document, policy));
            return { response: { ...answered.response, body } };
          },
        }),
      });

    test('says that each is there and trusts the service that has to assume it, asking once for each', async () => {
      const one = world();
      const { code, findings } = await examined(one);
      expect(code).toBe(0);
      expect(findings).toContain(`✔ ${EXPORT} trusts iot.amazonaws.com.`);
      expect(findings).toContainEqual(expect.stringMatching(`^✔ ${STREAM} trusts firehose\\.amazonaws\\.com\\.`));
      const asked = one.sandbox.calls
        .filter(({ operation }) => operation === 'GetRole')
        .map(({ input }) => input['RoleName']);
      expect(asked.length).toBeGreaterThan(3);
      expect(new Set(asked).size).toBe(asked.length);
    });

    test('asks AWS whether each may do what it is there for, and says exactly what to add', async () => {
      const topic = 'arn:aws:iot:ap-south-1:111122223333:topic';
      const allow = (Action: string, Resource: string, more: object = {}) => ({
        Version: '2012-10-17' as const,
        Statement: [{ Effect: 'Allow' as const, Action, Resource, ...more }],
      });
      const one = world({
        rolePolicies: {
          DefenderMetricsExport: [allow('iot:Publish', `${topic}/$aws/rules/*`)],
          DefenderAlerts: [allow('sns:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
          RuleToFirehose: [
            allow('firehose:*', '*'),
            {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Deny', Action: 'firehose:PutRecordBatch', Resource: '*' }],
            },
          ],
        },
      });
      const { code, findings } = await examined(one);
      expect(code).toBe(1);
      const role = 'arn:aws:iam::111122223333:role';
      const live = `${topic}/defender/soundbox/metrics`;
      const stream = 'arn:aws:firehose:ap-south-1:111122223333:deliverystream/soundbox-metrics';
      const sns = 'arn:aws:sns:ap-south-1:111122223333:fleet-alerts';
      const added = `Add to its policies: {"Effect":"Allow","Action":"iot:Publish","Resource":"${live}"}`;
      expect(
        findings.filter(
          (finding) => / (may|denied|Whether) |permissions:/.test(finding) && !/^. The role may/.test(finding),
        ),
      ).toEqual([
        `✖ ${role}/DefenderMetricsExport may not send iot:Publish on ${live}. ${added}`,
        `? Whether ${role}/DefenderAlerts may send sns:Publish on ${sns} depends on aws:SecureTransport, which was not evaluated.`,
        `✖ ${role}/RuleToFirehose is denied firehose:PutRecordBatch on ${stream}. Find the statement with "Effect": "Deny", and leave this out of it.`,
        `✔ ${role}/RuleErrors has its permissions: s3:PutObject.`,
        expect.stringMatching(`^✔ ${role}/FirehoseToLake has its permissions: s3:Abort`),
      ]);
    });

    test('judges by the policies themselves where AWS does not let it ask, but for their conditions', async () => {
      const statement = (Effect: 'Allow' | 'Deny', Action: string, more: object = {}) => ({
        Version: '2012-10-17' as const,
        Statement: [{ Effect, Action, Resource: '*', ...more }],
      });
      const one = world({
        intercept: refusing('SimulatePrincipalPolicy', 'AccessDenied', 'not authorized'),
        rolePolicies: {
          DefenderAlerts: [statement('Allow', 's3:*')],
          DefenderMetricsExport: [statement('Allow', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
          RuleToFirehose: [statement('Allow', 'firehose:*'), statement('Deny', 'firehose:PutRecordBatch')],
          RuleErrors: [statement('Allow', 'sns:*'), statement('Allow', 's3:Put*')],
        },
      });
      const { code, findings } = await examined(one);
      expect(code).toBe(1);
      const role = 'arn:aws:iam::111122223333:role';
      const said = (name: string): readonly string[] =>
        findings.filter((finding) => finding.includes(`${role}/${name} `) && !finding.includes(' trusts '));
      expect(said('DefenderAlerts')).toEqual([
        expect.stringMatching(/^✖ .* may not send sns:Publish on .* Add to its/),
      ]);
      expect(said('DefenderMetricsExport')).toHaveLength(2);
      expect(said('DefenderMetricsExport')[0]).toMatch(
        /^\? Whether .* depends on a condition, which was not evaluated\./,
      );
      expect(said('RuleToFirehose')).toEqual([expect.stringMatching(/^✖ .* is denied firehose:PutRecordBatch on /)]);
      expect(said('RuleErrors')).toEqual([expect.stringMatching(/^✔ .* has its permissions: s3:PutObject\.$/)]);
      expect(said('FirehoseToLake')).toEqual([expect.stringMatching(/^✔ /)]);
    });

    test('counts the boundary of a role', async () => {
      const statement = (Action: string) => ({
        Version: '2012-10-17' as const,
        Statement: [{ Effect: 'Allow' as const, Action, Resource: '*' }],
      });
      const bounded = '<PermissionsBoundary><PermissionsBoundaryArn>arn:aws:iam::111122223333:policy/RuleErrors-1';
      const one = world({
        intercept: refusing('SimulatePrincipalPolicy', 'AccessDenied', 'not authorized'),
        rolePolicies: { RuleErrors: [statement('s3:*'), statement('sns:*')] },
        door: (handler) => ({
          ...handler,
          handle: async (request) => {
            const answered = await handler.handle(request);
            const text = new TextDecoder().decode(answered.response.body);
            const more = `${bounded}</PermissionsBoundaryArn></PermissionsBoundary></Role>`;
            const body = new TextEncoder().encode(text.replace('</Role>', more));
            return { response: { ...answered.response, body } };
          },
        }),
      });
      const { findings } = await examined(one);
      expect(findings).toContainEqual(expect.stringMatching(/^✖ \S+\/RuleErrors may not send s3:PutObject on /));
    });

    test('goes on where it may neither ask nor read the policies', async () => {
      const refuse = (operation: string) => refusing(operation, 'AccessDenied', 'not authorized');
      const one = world({
        intercept: (call) => refuse('SimulatePrincipalPolicy')(call) ?? refuse('ListAttachedRolePolicies')(call),
      });
      const { code, findings } = await examined(one);
      expect(code).toBe(0);
      expect(findings).toContainEqual(
        expect.stringMatching(
          /^\? What .*FirehoseToLake may do was not checked: .* Add to the role: .*iam:SimulatePrincipalPolicy/,
        ),
      );
    });

    test('names one that does not trust its service, with the statement to add', async () => {
      const one = world();
      regionOf(one.sandbox.state, TARGET.account, TARGET.region).unassumableRoles.push(STREAM);
      const { code, findings } = await examined(one);
      expect(code).toBe(1);
      expect(findings).toContainEqual(
        expect.stringContaining(
          `✖ ${STREAM} does not trust firehose.amazonaws.com. Add to its trust policy: { "Effect": "Allow", "Principal": { "Service": "firehose.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        ),
      );
      expect(findings).toContain(`✔ ${EXPORT} trusts iot.amazonaws.com.`);
    });

    test('names one that does not exist', async () => {
      const one = world({ intercept: refusing('GetRole', 'NoSuchEntity', 'cannot be found.', 404) });
      const { code, findings } = await examined(one);
      expect(code).toBe(1);
      expect(findings).toContainEqual(
        expect.stringMatching(/^✖ The role \S+role\/FirehoseToLake does not exist\. Correct roleArn, or create /),
      );
    });

    test('warns of one whose path is another, which IAM does not look at', async () => {
      const one = world();
      const text = one.disk.get('profiles/soundbox.yaml') ?? '';
      one.disk.set('profiles/soundbox.yaml', text.replaceAll('role/FirehoseToLake', 'role/path/FirehoseToLake'));
      const { code, findings } = await examined(one);
      expect(code).toBe(0);
      expect(findings).toContainEqual(
        expect.stringMatching(
          /^! The role of the name in \S+role\/path\/FirehoseToLake is \S+3:role\/FirehoseToLake\. Correct/,
        ),
      );
    });

    test('says that one could not be checked where IAM may not be read, with the statement to add', async () => {
      const one = world({ intercept: refusing('GetRole', 'AccessDenied', 'not authorized to perform: iam:GetRole') });
      const { code, findings } = await examined(one);
      expect(code).toBe(0);
      const told = aboutRoles(findings).find((finding) => finding.includes(STREAM)) ?? '';
      expect(told).toMatch(/^\? \S+ has to trust firehose\.amazonaws\.com, which was not checked: .*iam:GetRole/);
      expect(told).toContain(`{ "Effect": "Allow", "Action": "iam:GetRole", "Resource": "${STREAM}" }`);
    });

    test('goes on where IAM cannot be reached or is throttled', async () => {
      const unreachable = world({
        intercept: ({ operation }) => (operation === 'GetRole' ? { when: 'before', answer: 'reset' } : undefined),
      });
      const throttled = world({ intercept: refusing('GetRole', 'Throttling', 'Rate exceeded', 400) });
      for (const one of [unreachable, throttled]) {
        const { code, findings } = await examined(one);
        expect(code).toBe(0);
        expect(findings).toContainEqual(expect.stringMatching(/^\? \S+FirehoseToLake was not checked: .*in a minute/));
        expect(findings).toContain('✔ Thing group soundboxes exists.');
      }
    });

    test('leaves those of other accounts to whoever may look there', async () => {
      const one = world();
      const text = one.disk.get('profiles/soundbox.yaml') ?? '';
      const other = 'arn:aws:iam::444455556666:role/FirehoseToLake';
      one.disk.set('profiles/soundbox.yaml', text.replaceAll('roleArn: role/FirehoseToLake', `roleArn: ${other}`));
      const { code, findings } = await examined(one);
      expect(code).toBe(0);
      expect(findings).toContainEqual(
        expect.stringMatching(
          /^\? \S+4455\S+ has to trust firehose\S+; it is in another account.* get-role --role-name Fire/,
        ),
      );
    });

    const IOT = { Effect: 'Allow', Principal: { Service: 'iot.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const Condition = { StringEquals: { 'aws:SourceAccount': '111122223333' } };
    const CONDITIONAL = ', with conditions that are not looked into.';
    test.for<{ reason: string; statement: object | readonly object[]; says: string }>([
      { reason: 'a single statement is no list', statement: IOT, says: '.' },
      {
        reason: 'actions may be a list',
        statement: [{ ...IOT, Action: ['sts:TagSession', 'sts:AssumeRole'] }],
        says: '.',
      },
      { reason: 'actions may have wildcards', statement: [{ ...IOT, Action: 'STS:Assume*' }], says: '.' },
      { reason: 'one statement without a condition is enough', statement: [{ ...IOT, Condition }, IOT], says: '.' },
      { reason: 'conditions depend on the request', statement: [{ ...IOT, Condition }], says: CONDITIONAL },
      {
        reason: 'so do those of a denial',
        statement: [IOT, { ...IOT, Effect: 'Deny', Condition }],
        says: CONDITIONAL,
      },
      { reason: 'a denial weighs more', statement: [IOT, { ...IOT, Effect: 'Deny' }], says: '' },
      { reason: 'another action', statement: [{ ...IOT, Action: 'sts:AssumeRoleWithSAML' }], says: '' },
      { reason: 'another service', statement: [{ ...IOT, Principal: { Service: ['ec2.amazonaws.com'] } }], says: '' },
      { reason: 'an account is no service', statement: [{ ...IOT, Principal: { AWS: '*' } }], says: '' },
      { reason: 'nobody', statement: [], says: '' },
    ])('reads the trust policy: $reason', async ({ statement, says }) => {
      const { findings } = await examined(trustingBy(statement));
      const told = aboutRoles(findings).find((finding) => finding.includes(EXPORT)) ?? '';
      if (says === '') expect(told).toMatch(/^✖ \S+ does not trust iot\.amazonaws\.com\. Add to its trust policy: /);
      else expect(told).toBe(`✔ ${EXPORT} trusts iot.amazonaws.com${says}`);
    });
  });

  test('stops at credentials of another account, with its remedy', async () => {
    const one = world({ account: '999999999999' });
    const { code, text } = await examined(one);
    expect(code).toBe(1);
    expect(text).toMatch(/✖ DG4005: The credentials are for account 999999999999/);
    expect(text).toContain('--target');
    expect(one.sandbox.calls.map((call) => call.operation)).toEqual(['GetCallerIdentity']);
  });

  test('prints the problems of profiles that are not valid, and asks nobody', async () => {
    const one = testWorld({ ...EXAMPLE, 'profiles/wrong.yaml': 'securityProfile: {}\n' });
    const { code, text } = await examined(one);
    expect(code).toBe(3);
    expect(text).toContain('DG1101');
    expect(one.sandbox.calls).toEqual([]);
  });
});
