import { beforeAll, describe, expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { doctor } from '../../src/commands/diagnose/doctor.ts';
import { EXIT } from '../../src/model/world.ts';
import { listOf } from '../../src/model/access/policy.ts';
import type { Policy } from '../../src/model/access/policy.ts';
import { deniedBy } from '../../src/sandbox/iam/authorization.ts';
import type { SandboxCall } from '../../src/sandbox/sandbox.ts';
import { emptyState } from '../../src/sandbox/state.ts';
import type { SandboxState } from '../../src/sandbox/state.ts';
import { FULL, SCENARIOS, SELDOM } from '../faults/scenarios.ts';
import type { Scenario } from '../faults/scenarios.ts';
import { planned, testWorld } from '../world.ts';
import { documentsOf, policiesOf } from './documents.ts';

/** So many profiles that a plan learns their attachments from the other side. */
const many = FULL.replace(
  'securityProfiles:\n',
  `securityProfiles:\n${Array.from({ length: 11 }, (_, index) => `  Many${index}: { description: x }\n`).join('')}`,
);

/** The ways of the faults, and those that need an operation of their own. */
const WAYS: readonly Scenario[] = [
  ...SCENARIOS,
  ...SELDOM,
  { name: 'nothing changes in many profiles', before: many, after: many },
];

/** A way, gone with the policies of the two roles as they are generated from where it leads. */
interface Run {
  readonly policies: { readonly plan: readonly Policy[]; readonly apply: readonly Policy[] };
  readonly calls: { readonly plan: readonly SandboxCall[]; readonly apply: readonly SandboxCall[] };
  readonly start: SandboxState;
  readonly accept: readonly string[];
}

const CHOICE = { folder: 'profiles', only: [], format: 'json' } as const;

async function go({ before, after }: Scenario): Promise<Run> {
  const documents = documentsOf(after, { forBackTest: true });
  const policies = {
    plan: policiesOf(documents, 'defender-gitops-plan'),
    apply: policiesOf(documents, 'defender-gitops-apply'),
  };
  const state = emptyState();
  expect(await apply(testWorld({ 'profiles/a.yaml': before }, { state }), { ...CHOICE, accept: [] })).toBe(EXIT.fine);
  const start = structuredClone(state);

  const reader = testWorld({ 'profiles/a.yaml': after }, { state, policies: policies.plan });
  await planned(reader, { ...CHOICE, accept: [], detailedExitcode: false, backTest: 1 });
  const { targets } = JSON.parse(reader.printed()) as { targets: { hazards: { id: string }[] }[] };
  const accept = targets.flatMap(({ hazards }) => hazards.map(({ id }) => id));
  await doctor(reader, CHOICE);
  expect(reader.printed()).not.toMatch(/may not|is not authorized/);

  const writer = testWorld({ 'profiles/a.yaml': after }, { state, policies: policies.apply });
  // Whoever has one role plans with it, too. It may pass roles and not look into them, nor at what the
  // account indexes and logs; of the first the plan makes a note.
  await planned(writer, { ...CHOICE, accept, detailedExitcode: false });
  writer.printed();
  expect(await apply(writer, { ...CHOICE, accept }), writer.printed()).toBe(EXIT.fine);
  return {
    policies,
    calls: { plan: reader.sandbox.calls, apply: writer.sandbox.calls.filter(isItsOwn) },
    start,
    accept,
  };
}

const LOOKS = ['GetIndexingConfiguration', 'GetV2LoggingOptions', 'ListTopicRuleDestinations'];
const isItsOwn = ({ service, operation }: SandboxCall): boolean => service !== 'iam' && !LOOKS.includes(operation);

const runs = new Map<string, Run>();
beforeAll(async () => {
  for (const way of WAYS) runs.set(way.name, await go(way));
});

const without = (policies: readonly Policy[], action: string): readonly Policy[] =>
  policies.map(({ Version, Statement }) => ({
    Version,
    Statement: Statement.map((statement) => ({
      ...statement,
      Action: listOf(statement.Action).filter((one) => one !== action),
    })),
  }));

const actionsOf = (policies: readonly Policy[]): readonly string[] =>
  policies.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => listOf(Action)));

describe.each(['plan', 'apply'] as const)('the generated policies of the %s role', (role) => {
  test('are enough for every way: nothing is denied', () => {
    const denials = [...runs].flatMap(([name, { policies, calls }]) =>
      calls[role].flatMap((call) => {
        const denied = deniedBy(policies[role], call);
        return denied === undefined ? [] : [`${name}: ${denied.action} on ${denied.resource}`];
      }),
    );
    expect(denials).toEqual([]);
    const sent = [...runs.values()].reduce((sum, { calls }) => sum + calls[role].length, 0);
    expect(sent).toBeGreaterThan(300);
  });

  test('have no action too much: each, taken away, makes a denial', () => {
    const all = new Set([...runs.values()].flatMap(({ policies }) => actionsOf(policies[role])));
    // The sandbox has no KMS.
    const unseen = [...all].filter((action) => action.startsWith('kms:'));
    expect(unseen).toEqual(role === 'plan' ? [] : ['kms:CreateGrant', 'kms:RevokeGrant', 'kms:DescribeKey']);
    const idle = [...all].filter(
      (action) =>
        !unseen.includes(action) &&
        ![...runs.values()].some(({ policies, calls }) => {
          const fewer = without(policies[role], action);
          return calls[role].some((call) => deniedBy(fewer, call) !== undefined);
        }),
    );
    expect(idle).toEqual([]);
  });
});

test('every statement has a name of its own, as IAM asks', () => {
  for (const { policies } of runs.values())
    for (const { Statement } of [...policies.plan, ...policies.apply]) {
      const names = Statement.flatMap(({ Sid = [] }) => Sid);
      expect(new Set(names).size, names.join(' ')).toBe(names.length);
    }
});

test('a plan needs nothing that only the apply role may do', () => {
  for (const { policies } of runs.values())
    expect(actionsOf(policies.plan).filter((action) => !/:(Describe|Get|List|Simulate|Validate)/.test(action))).toEqual(
      [],
    );
});

test.each([
  { action: 'iam:PassRole', reason: 'a profile and a rule get roles' },
  { action: 'iot:TagResource', reason: 'tags of what is made need it too' },
  { action: 'firehose:TagDeliveryStream', reason: 'tags of a stream need it too' },
  { action: 'iot:AttachSecurityProfile', reason: 'attaching is an action of its own' },
])('without $action the sandbox refuses, and the ledger names it: $reason', async ({ action }) => {
  const { start, policies, accept } = runs.get('from empty to full') as Run;
  const [way] = SCENARIOS.filter(({ name }) => name === 'from empty to full');
  const world = testWorld(
    { 'profiles/a.yaml': String(way?.after) },
    { state: structuredClone(start), policies: without(policies.apply, action) },
  );
  expect(await apply(world, { ...CHOICE, accept })).toBe(EXIT.failed);
  expect(world.printed()).toContain(`is not authorized to perform: ${action} on resource`);
});
