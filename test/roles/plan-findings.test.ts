import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import type { Problem } from '../../src/model/problem.ts';
import { planned, testWorld } from '../world.ts';
import type { TestWorld } from '../world.ts';

const EXAMPLE = Object.fromEntries(
  ['defender.yaml', 'soundbox.yaml'].map((name) => [
    `profiles/${name}`,
    readFileSync(new URL(`../../profiles/${name}`, import.meta.url), 'utf8'),
  ]),
);
const CHOICE = { folder: 'profiles', only: [], accept: [], format: 'json' } as const;
const NOTHING = { Version: '2012-10-17' as const, Statement: [] };
const ROLE = 'arn:aws:iam::111122223333:role';

/** What a plan finds about roles: where, and what. */
async function found(world: TestWorld): Promise<readonly Problem[]> {
  world.printed();
  await planned(world, { ...CHOICE, detailedExitcode: false });
  const { targets } = JSON.parse(world.printed()) as { targets: { findings: Problem[] }[] };
  return targets.flatMap(({ findings }) => findings).filter(({ code }) => code.startsWith('DG42'));
}

const asked = (world: TestWorld): readonly unknown[] =>
  world.sandbox.calls
    .filter(({ service }) => service === 'iam')
    .map(({ input }) => input['RoleName'] ?? input['PolicySourceArn']);

describe('a plan', () => {
  test('says at the line of the role exactly what it lacks', async () => {
    const world = testWorld(EXAMPLE, { rolePolicies: { RuleErrors: [NOTHING] } });
    const text = EXAMPLE['profiles/soundbox.yaml'] ?? '';
    const line = text.split('\n').findIndex((one) => one.includes('role/RuleErrors')) + 1;
    const object = 'arn:aws:s3:::acme-device-lake/errors/*/*';
    expect(await found(world)).toEqual([
      {
        code: 'DG4201',
        severity: 'warning',
        message: `${ROLE}/RuleErrors may not send s3:PutObject on ${object}.`,
        hint: `Add to its policies: {"Effect":"Allow","Action":"s3:PutObject","Resource":"${object}"}`,
        file: 'profiles/soundbox.yaml',
        line,
        column: expect.any(Number) as number,
      },
    ]);
  });

  test('has nothing to say where roles may do what they are for', async () => {
    expect(await found(testWorld(EXAMPLE))).toEqual([]);
  });

  test('looks only at the roles of what changes, and an apply at none', async () => {
    const world = testWorld(EXAMPLE, { durations: { streamCreating: 0 } });
    await apply(world, CHOICE);
    expect(asked(world)).toEqual([]);
    await found(world);
    expect(asked(world)).toEqual([]);
    const text = EXAMPLE['profiles/soundbox.yaml'] ?? '';
    world.disk.set('profiles/soundbox.yaml', text.replace('sizeInMBs: 64', 'sizeInMBs: 32'));
    await found(world);
    expect(new Set(asked(world))).toEqual(new Set(['FirehoseToLake', `${ROLE}/FirehoseToLake`]));
  });

  test.each([
    {
      reason: 'IAM may not be read',
      answer: { name: 'AccessDenied', message: 'not authorized', status: 403 },
      hint: /iam:GetRole/,
    },
    { reason: 'IAM is out of reach', answer: 'reset' as const, hint: /again/ },
  ])('makes one note where $reason, and asks once', async ({ answer, hint }) => {
    const world = testWorld(EXAMPLE, {
      intercept: ({ service }) => (service === 'iam' ? { when: 'before', answer } : undefined),
    });
    const findings = await found(world);
    expect(findings).toEqual([
      expect.objectContaining({ code: 'DG4202', severity: 'note', hint: expect.stringMatching(hint) as string }),
    ]);
    expect(findings[0]?.message).toMatch(/ So it is with 4 more\.$/);
    expect(asked(world)).toHaveLength(1);
  });
});
