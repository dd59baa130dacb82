import { describe, expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import type { ApplyOptions } from '../../src/commands/apply.ts';
import { EXIT } from '../../src/model/world.ts';
import { planned, testWorld, writes } from '../world.ts';
import type { TestWorld } from '../world.ts';

const SETTINGS = `owner: me
targets:
  staging: { account: "111122223333", region: ap-south-1 }
  production: { account: "111122223333", region: eu-west-1 }
`;

interface Asked {
  readonly world: TestWorld;
  readonly questions: readonly string[];
}

/** Applies two metrics to two targets, with somebody at the terminal who answers so. */
async function applied(
  answer: string | undefined,
  more: Partial<ApplyOptions> = {},
): Promise<Asked & { code: number }> {
  const questions: string[] = [];
  const world: TestWorld = {
    ...testWorld({
      'profiles/defender.yaml': SETTINGS,
      'profiles/a.yaml': 'customMetrics: { a: { metricType: number }, b: { metricType: number, onlyIn: [staging] } }\n',
    }),
    ask: async (question) => {
      questions.push(question);
      return answer;
    },
  };
  if (more.plan !== undefined) await planned(world, { out: more.plan });
  const code = await apply(world, { folder: 'profiles', only: [], accept: [], ...more });
  return { world, questions, code };
}

describe('apply at a terminal', () => {
  test('asks once, with each target by its name and how much is done there, before anything is changed', async () => {
    const { questions, code } = await applied('yes');
    expect(questions).toEqual([
      [
        '',
        'This changes 2 targets:',
        '',
        '  staging (111122223333, ap-south-1): 2 to create',
        '  production (111122223333, eu-west-1): 1 to create',
        '  In total: 3 to create',
        '',
        'Apply? Only "yes" is accepted: ',
      ].join('\n'),
    ]);
    expect(code).toBe(EXIT.fine);
  });

  test('takes the word with blanks around it', async () => {
    expect((await applied(' yes\n')).code).toBe(EXIT.fine);
  });

  test.each(['', 'no', 'y', 'YES', undefined])('changes nothing for the answer %j, and says so', async (answer) => {
    const { world, code } = await applied(answer);
    expect(writes(world)).toEqual([]);
    expect(world.printed()).toMatch(/\nNothing was changed\.\n$/);
    expect(code).toBe(EXIT.failed);
  });

  const unasked: { reason: string; more: Partial<ApplyOptions> }[] = [
    { reason: 'with --yes', more: { yes: true } },
    { reason: 'with a plan that was reviewed', more: { plan: 'plan.json' } },
    { reason: 'as JSON, which is for programs', more: { format: 'json' } },
  ];
  test.each(unasked)('asks nothing $reason', async ({ more }) => {
    const { questions, code } = await applied('no', more);
    expect(questions).toEqual([]);
    expect(code).toBe(EXIT.fine);
  });

  test('asks nothing where there is nothing to do', async () => {
    const { world } = await applied('yes');
    const ask = (): never => {
      throw new Error('asked');
    };
    expect(await apply({ ...world, ask }, { folder: 'profiles', only: [], accept: [] })).toBe(EXIT.fine);
  });

  test('asks nothing where a hazard stops it anyway', async () => {
    const { world, questions } = await applied('yes');
    world.disk.set('profiles/a.yaml', 'customMetrics: {}\n');
    const again = apply(world, { folder: 'profiles', only: [], accept: [] });
    await expect(again).rejects.toMatchObject({ code: 'DG4103' });
    expect(questions).toHaveLength(1);
  });
});
