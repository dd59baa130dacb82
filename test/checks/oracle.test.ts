import { describe, expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { EXIT } from '../../src/model/world.ts';
import type { SandboxRequestHandler } from '../../src/sandbox/request-handler.ts';
import type { SandboxFault } from '../../src/sandbox/fault.ts';
import { planned, testWorld } from '../world.ts';
import type { TestWorld } from '../world.ts';
import type { Found } from './found.ts';
import { SETTINGS } from './found.ts';

const OPERATION = 'ValidateSecurityProfileBehaviors';

/** A profile whose behavior begins in line 7, its criteria in 9, their members in 10 to 12. */
const profile = (operator: string, more = ''): string => `${SETTINGS()}securityProfiles:
  Soundbox:
    targets: [thinggroup/soundboxes]
    behaviors:
      - name: Quiet
        metric: aws:num-disconnects
        criteria:
          comparisonOperator: ${operator}
          value: { count: 5 }
          durationSeconds: 300
${more}`;
const RIGHT = profile('less-than');
const WRONG = profile('in-cidr-set');

/** AWS, of another mind than the sandbox: its answer on behaviors is this one, whatever they are. */
const ofAnotherMind =
  (answer: object) =>
  (handler: SandboxRequestHandler): SandboxRequestHandler => ({
    ...handler,
    handle: async (request, ...rest) => {
      const answered = await handler.handle(request, ...rest);
      if (!request.path.endsWith('/security-profile-behaviors/validate')) return answered;
      return { response: { ...answered.response, body: new TextEncoder().encode(JSON.stringify(answer)) } };
    },
  });

function worldOf(yaml: string, options: Parameters<typeof testWorld>[1] = {}): TestWorld {
  return testWorld({ 'profiles/a.yaml': yaml }, options);
}

const refusing = (yaml: string, ...messages: readonly string[]): TestWorld => {
  const validationErrors = messages.map((errorMessage) => ({ errorMessage }));
  return worldOf(yaml, { door: ofAnotherMind({ valid: false, validationErrors }) });
};

const asked = ({ sandbox }: TestWorld): readonly Record<string, unknown>[] =>
  sandbox.calls.filter(({ operation }) => operation === OPERATION).map(({ input }) => input);

async function problemsOf(world: TestWorld): Promise<readonly Found[]> {
  expect(await planned(world, { format: 'json' })).toBe(EXIT.invalid);
  return (JSON.parse(world.printed()) as { problems: readonly Found[] }).problems;
}

async function findingsOf(world: TestWorld): Promise<readonly Found[]> {
  expect(await planned(world, { format: 'json' }), 'the plan is made').not.toBe(EXIT.invalid);
  const { targets } = JSON.parse(world.printed()) as { targets: readonly { findings: readonly Found[] }[] };
  return targets.flatMap(({ findings }) => findings);
}

describe('AWS is asked', () => {
  test('about profiles that change, and about no others', async () => {
    const world = worldOf(RIGHT);
    expect(await findingsOf(world)).toEqual([]);
    expect(asked(world)).toMatchObject([{ behaviors: [{ name: 'Quiet', criteria: { durationSeconds: 300 } }] }]);
    await apply(world, { folder: 'profiles', only: [], accept: [], format: 'json' });
    world.printed();
    world.sandbox.calls.length = 0;
    expect(await findingsOf(world)).toEqual([]);
    expect(asked(world)).toEqual([]);
  });

  test('about what it can know: not about metrics that come with the same plan', async () => {
    const world = worldOf(
      profile(
        'less-than',
        `      - { name: Full, metric: battery, criteria: { comparisonOperator: greater-than, value: { number: 1 } } }
customMetrics: { battery: { metricType: number } }
`,
      ),
    );
    expect(await findingsOf(world)).toEqual([]);
    expect(asked(world)).toMatchObject([{ behaviors: [{ name: 'Quiet' }] }]);
  });

  test('and its taking a part says nothing of the rest: learning stands beside rules on a metric that is not there yet', async () => {
    const world = worldOf(`${SETTINGS()}securityProfiles:
  Soundbox:
    behaviors:
      - { name: Usual, metric: aws:num-messages-sent, criteria: { mlDetectionConfig: { confidenceLevel: HIGH } } }
      - { name: Full, metric: battery, criteria: { comparisonOperator: greater-than, value: { number: 1 } } }
customMetrics: { battery: { metricType: number } }
`);
    const problems = await problemsOf(world);
    expect(asked(world)).toMatchObject([{ behaviors: [{ name: 'Usual' }] }]);
    expect(problems.map(({ check }) => check)).toEqual(['learning-beside-rules']);
  });

  test('also about what its documentation speaks against, and agrees', async () => {
    const world = worldOf(WRONG);
    const problems = await problemsOf(world);
    expect(asked(world)).toHaveLength(1);
    expect(problems.map(({ check }) => check)).toEqual(['metric-operator', 'aws-refuses']);
    expect(problems.every(({ hint = '' }) => !hint.includes('tell us'))).toBe(true);
  });
});

describe('what AWS says stands at its line', () => {
  test.for<{ message: string; line: number; reason: string }>([
    {
      message: 'Behavior Quiet is malformed. comparisonOperator less-than is not taken.',
      line: 10,
      reason: 'a member',
    },
    {
      message: "Behavior Quiet requires criteria's duration field to be set",
      line: 12,
      reason: 'a member, in other words',
    },
    {
      message: 'Behavior Quiet is malformed. consecutiveDatapointsToAlarm 100000 should be in range[1,10]',
      line: 9,
      reason: 'the nearest line above what was not written',
    },
    { message: 'Quiet: no.', line: 7, reason: 'the behavior' },
    { message: 'Something is wrong.', line: 7, reason: 'the only behavior' },
  ])('$reason: $message', async ({ message, line }) => {
    expect(await problemsOf(refusing(RIGHT, message))).toMatchObject([
      { check: 'aws-refuses', line, severity: 'error' },
    ]);
  });

  test('of several behaviors the one that is named', async () => {
    const two = profile('less-than', '      - { name: Quiet2, metric: aws:num-messages-sent }\n');
    const [first, second] = await problemsOf(refusing(two, 'Behavior Quiet2 is malformed.', 'All is lost.'));
    expect([first?.line, second?.line]).toEqual([6, 13]);
  });
});

describe('AWS and its documentation disagree', () => {
  test('AWS refuses what is documented: an error that says so', async () => {
    const [problem] = await problemsOf(refusing(RIGHT, 'Behavior Quiet is malformed.'));
    expect(problem).toMatchObject({
      message: 'AWS refuses the behaviors: Behavior Quiet is malformed.',
      hint: expect.stringContaining('What AWS documents says nothing against it'),
    });
  });

  test('AWS takes what is not documented: a warning, and the plan is made', async () => {
    const findings = await findingsOf(worldOf(WRONG, { door: ofAnotherMind({ valid: true, validationErrors: [] }) }));
    expect(findings).toMatchObject([
      {
        check: 'aws-accepts',
        severity: 'warning',
        line: 10,
        message: expect.stringMatching(
          /^AWS takes this, though by its documentation it would not: aws:num-disconnects/,
        ),
        hint: expect.stringContaining('metric-operator'),
      },
    ]);
  });
});

describe('AWS cannot be asked', () => {
  const denied = (name: string): SandboxFault => ({
    when: 'before',
    answer: {
      name,
      message: 'User: arn:aws:iam::1:user/me is not authorized',
      status: name === 'AccessDeniedException' ? 403 : 400,
    },
  });
  const unanswering = (yaml: string, name: string): TestWorld =>
    worldOf(yaml, { intercept: ({ operation }) => (operation === OPERATION ? denied(name) : undefined) });

  test.for(['AccessDeniedException', 'InvalidRequestException'])(
    '%s: a note, once, and the plan is made',
    async (name) => {
      const more = `  Other: { targets: [thinggroup/pilots], behaviors: [{ name: b, metric: aws:num-disconnects }] }\n`;
      const findings = await findingsOf(unanswering(profile('less-than', more), name));
      expect(findings).toMatchObject([
        { check: 'aws-not-asked', severity: 'note', line: 6, hint: expect.stringContaining(`iot:${OPERATION}`) },
      ]);
    },
  );

  test('what the documentation speaks against stays an error', async () => {
    const problems = await problemsOf(unanswering(WRONG, 'AccessDeniedException'));
    expect(problems.map(({ check }) => check)).toEqual(['metric-operator']);
  });

  test('without credentials the problems of the profiles are told, not that there are none', async () => {
    const world = worldOf(WRONG, { account: '999999999999' });
    const problems = await problemsOf(world);
    expect(problems.map(({ check }) => check)).toEqual(['metric-operator']);
    await expect(planned(worldOf(RIGHT, { account: '999999999999' }))).rejects.toMatchObject({ code: 'DG4005' });
  });
});
