import { OperatorError } from '../model/problem.ts';
import { apply } from './apply.ts';
import { plan } from './plan.ts';
import { simulate } from './simulate.ts';
import { validate } from './validate.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** A copy of the example that the demo may edit. */
export interface Stage {
  readonly folder: string;
  /** Replaces text in the one file that has it. Throws where none has. */
  readonly edit: (find: RegExp, replacement: string) => void;
  /** Takes every edit back. */
  readonly restore: () => void;
  /** Keeps a file that was written, and says where; undefined where that is not possible. */
  readonly keep: (file: string) => string | undefined;
}

const FLEET = { devices: 50, hours: 24, seed: 1, isApplied: true } as const;
const PAGE = 'simulation.html';
const CHOICE = { only: [], accept: [] } as const;

/** Walks the whole way on a sandbox: each step is the real command on the example, and has to end as it says. */
export async function demo(world: World, stage: Stage): Promise<ExitCode> {
  const { folder, edit } = stage;
  const say = (text: string): void =>
    world.print(`\n── ${text} ${'─'.repeat(Math.max(3, Math.min(world.style.width, 100) - text.length - 4))}\n\n`);
  const planned = (detailedExitcode = true): Promise<ExitCode> => plan(world, { folder, detailedExitcode, ...CHOICE });
  const applied = (): Promise<ExitCode> => apply(world, { folder, yes: true, ...CHOICE });

  say('1. The profiles are checked; no account is needed');
  expect(await validate(world, { folder }), EXIT.fine);
  say('2. The plan for an empty account');
  expect(await planned(), EXIT.changes);
  say('3. It is applied, and each change read back');
  expect(await applied(), EXIT.fine);
  say('4. Planned again');
  expect(await planned(), EXIT.fine);

  say('5. Somebody edits one threshold: the battery counts as flat at 15 percent');
  edit(/value: \{ number: 10 \}/, 'value: { number: 15 }');
  expect(await planned(), EXIT.changes);
  say('6. It is applied');
  expect(await applied(), EXIT.fine);

  say('7. Somebody takes the rule and its stream out, and lets the metrics go to an MQTT topic');
  edit(/basicIngest: SoundboxMetricsToLake/, 'mqtt: defender/soundbox/all');
  edit(/^rules:\n(?:(?: .*)?\n)*/m, 'rules: {}\n');
  edit(/^deliveryStreams:\n(?:(?: .*)?(?:\n|$))*/m, 'deliveryStreams: {}\n');
  expect(await planned(), EXIT.changes);
  say('8. A hazard that nobody accepted stops the run before anything is changed');
  const ids = await refusedHazards(applied);
  say('9. A reviewer accepts it, in the settings like any other line');
  edit(/accept: \[\]/, `accept: [${ids}]`);
  expect(await applied(), EXIT.fine);
  say('10. Planned again');
  expect(await planned(), EXIT.fine);

  say('11. The edits are taken back');
  stage.restore();
  expect(await applied(), EXIT.fine);
  say('12. A made-up fleet reports for a day, through what was applied');
  expect(await simulated(world, stage), EXIT.fine);
  world.print('\nThat was the real program on the sandbox. Your profiles: defender-gitops plan --sandbox\n');
  return EXIT.fine;
}

async function simulated(world: World, { folder, keep }: Stage): Promise<ExitCode> {
  const code = await simulate(world, { folder, ...CHOICE, ...FLEET, report: PAGE });
  const page = keep(PAGE);
  if (page !== undefined) world.print(`\nWith charts: ${page}\n`);
  return code;
}

/** Applies, and gives the ids of the hazards that it was refused for. */
async function refusedHazards(applied: () => Promise<ExitCode>): Promise<string> {
  try {
    await applied();
  } catch (error) {
    const ids = error instanceof OperatorError ? /accept: \[(.*)\]/.exec(error.hint ?? '')?.[1] : undefined;
    if (ids !== undefined) return ids;
    throw error;
  }
  throw new Error('The demo expected a hazard and met none.');
}

function expect(code: ExitCode, expected: ExitCode): void {
  if (code !== expected) throw new Error(`The demo expected exit code ${expected} and got ${code}.`);
}
