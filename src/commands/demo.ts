import { OperatorError } from '../model/problem.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';
import { renderError } from '../render/terminal/error.ts';
import { renderFileEdit } from '../render/terminal/file-edit.ts';
import type { FileEdit } from '../render/terminal/file-edit.ts';
import { paletteFor } from '../render/text/palette.ts';
import { apply } from './apply.ts';
import { plan } from './plan.ts';
import { simulate } from './simulate.ts';
import { validate } from './validate.ts';

/** A copy of the example that the demo may edit. */
export interface Stage {
  readonly folder: string;
  /** Replaces text in the one file that has it, and says what is different now. Throws where none has. */
  readonly edit: (find: RegExp, replacement: string) => FileEdit;
  /** Takes every edit back. */
  readonly restore: () => void;
  /** The folder that simulated buckets are written to. */
  readonly lake: string;
  /** Answers a query about the objects below a folder, as rows of texts; undefined where no engine is installed. */
  readonly ask: (
    folder: string,
    query: { readonly table: string; readonly sql: string },
  ) => Promise<readonly (readonly string[])[] | undefined>;
  /** Keeps a file that was written, and says where; undefined where that is not possible. */
  readonly keep: (file: string) => string | undefined;
}

/** What `demo` is told. */
export interface DemoOptions {
  /** Whether everything is shown that the commands print, and not only what matters. */
  readonly full?: boolean;
}

const FLEET = { devices: 50, hours: 24, seed: 1, isApplied: true } as const;
const PAGE = 'simulation.html';
const CHOICE = { only: [], accept: [], yes: true, detailedExitcode: true } as const;

/** What is asked of the lake in the end, and of which objects in it; profiles/soundbox.yaml ends with the same. */
const QUERY = {
  objects: 'acme-device-lake/defender',
  table: 'soundbox_metrics',
  sql: `SELECT thing, min(value.number) AS lowest FROM soundbox_metrics
WHERE name = 'battery_level' GROUP BY thing
HAVING min(value.number) <= 10 ORDER BY lowest`,
} as const;

/** A demo under way. */
interface Show {
  readonly world: World;
  readonly stage: Stage;
  readonly full: boolean;
}

/** A command of the demo: as it would be typed, what it has to end with, and which of its lines matter. */
interface Shown {
  readonly line: string;
  readonly run: (world: World) => Promise<ExitCode>;
  readonly ends: ExitCode;
  readonly matters: RegExp;
}

/** Tells the story of a repository on a sandbox: each step is the real command on the example, and has to end as it says. */
export async function demo(world: World, stage: Stage, { full = false }: DemoOptions = {}): Promise<ExitCode> {
  const show: Show = { world, stage, full };
  const { folder, edit } = stage;
  world.print('A fleet of payment soundboxes on the sandbox, which simulates AWS: nothing leaves this machine.\n');
  const planned = (ends: ExitCode, matters: RegExp): Promise<void> =>
    ran(show, { line: 'plan', run: (on) => plan(on, { folder, ...CHOICE }), ends, matters });
  const applied = (matters: RegExp): Promise<void> =>
    ran(show, { line: 'apply', run: (on) => apply(on, { folder, ...CHOICE }), ends: EXIT.fine, matters });

  title(show, '1. The YAML is checked, planned and applied; each change is read back');
  await ran(show, { line: 'validate', run: (on) => validate(on, { folder }), ends: EXIT.fine, matters: /✔/ });
  await planned(EXIT.changes, /^Plan for|^ {2}\+ create/);
  await applied(/^Applied/);

  title(show, '2. A threshold is edited: a battery counts as flat at 15 percent');
  edited(show, edit(/value: \{ number: 10 \}/, 'value: { number: 15 }'));
  await planned(EXIT.changes, /^Plan for|^ {2}~|→/);
  await applied(/^Applied/);

  title(show, '3. The rule and its stream are removed: nothing is lost before a reviewer accepts it');
  edited(show, edit(/basicIngest: SoundboxMetricsToLake.*/, 'mqtt: defender/soundbox/all'));
  edited(show, edit(/^rules:\n(?:(?: .*)?\n)*/m, 'rules: {}\n'));
  edited(show, edit(/^deliveryStreams:\n(?:(?: .*)?(?:\n|$))*/m, 'deliveryStreams: {}\n'));
  await planned(EXIT.changes, /^Plan for|^ {2}[!~-]|^ {6}(Deleting|2 of)/);
  const accept = await refused(show);
  edited(show, edit(/accept: \[\]/, `accept: [${accept}]`));
  await applied(/^Applied/);

  title(show, '4. The edits are reverted, and a simulated fleet reports for a day');
  stage.restore();
  await applied(/^Applied/);
  const page = await simulated(show);
  title(show, '5. The lake is asked: whose battery went flat?');
  await answered(show);
  world.print(closing(page));
  return EXIT.fine;
}

function title({ world }: Show, text: string): void {
  const { width, color } = world.style;
  const line = '─'.repeat(Math.max(3, Math.min(width, 100) - text.length - 4));
  world.print(paletteFor(color).bold(`\n── ${text} ${line}\n`));
}

function edited({ world }: Show, edit: FileEdit): void {
  world.print(renderFileEdit(edit, world.style));
}

/** Runs a command, with what matters of the lines that it prints. */
async function ran(show: Show, { line, run, ends, matters }: Shown): Promise<void> {
  const { world, full } = show;
  typed(show, line);
  let text = '';
  // A line that matters is found whole.
  const style = { ...world.style, width: Math.max(world.style.width, 120) };
  const quiet: World = { ...world, style, print: (more) => void (text += more), report: () => undefined };
  const code = await run(full ? world : quiet);
  if (code !== ends) throw new Error(`The demo expected exit code ${ends} of ${line} and got ${code}.`);
  const lines = text.split('\n').filter((one) => matters.test(bare(one)));
  if (!full) world.print(lines.map((one) => `${one}\n`).join(''));
}

function typed({ world, full }: Show, line: string): void {
  const { cyan } = paletteFor(world.style.color);
  world.print(`  ${cyan(`$ defender-gitops ${line}`)}\n${full ? '\n' : ''}`);
}

/** Applies what a hazard stops, and gives the ids to accept. */
async function refused(show: Show): Promise<string> {
  const { world, stage } = show;
  try {
    await apply({ ...world, print: () => undefined, report: () => undefined }, { folder: stage.folder, ...CHOICE });
  } catch (error) {
    const ids = error instanceof OperatorError ? /accept: \[(.*)\]/.exec(error.hint ?? '')?.[1] : undefined;
    if (ids === undefined || !(error instanceof OperatorError)) throw error;
    typed(show, 'apply');
    world.print(renderError(error, world.style));
    return ids;
  }
  throw new Error('The demo expected a hazard and met none.');
}

async function simulated(show: Show): Promise<string | undefined> {
  const { folder, lake, keep } = show.stage;
  await ran(show, {
    line: `simulate --sandbox --report ${PAGE} --out lake`,
    run: (on) => simulate(on, { folder, ...FLEET, report: PAGE, out: lake }),
    ends: EXIT.fine,
    matters: /^ {2}(reported|exported|alarms)|→ \d/,
  });
  return keep(PAGE);
}

/** Asks what the simulated fleet left in its bucket, by an engine that is no part of the program. */
async function answered({ world, stage: { lake, ask } }: Show): Promise<void> {
  const { objects, ...query } = QUERY;
  const rows = await ask(`${lake}/${objects}`, query);
  world.print(query.sql.replaceAll(/^/gm, '  ').concat('\n'));
  world.print(
    rows === undefined
      ? '  DuckDB would answer, and is not installed here: npm install --no-save @duckdb/node-api\n'
      : `${rows.map((row) => `  → ${row.join('  ')}\n`).join('')}  DuckDB read the objects. In AWS Athena does, with the table that \`defender-gitops tables\` prints.\n`,
  );
}

function closing(page: string | undefined): string {
  return [
    '',
    ...(page === undefined ? [] : [`Charts, alarms and the data path as a picture: open ${page}`]),
    'Next:',
    '  npx defender-gitops init              first profiles and the GitHub workflow, in your repository',
    '  npx defender-gitops plan --sandbox    plan them without an AWS account',
    '  npx defender-gitops demo --full       this demo with everything that its commands print',
    '',
  ].join('\n');
}

/** A line without its colours. */
function bare(line: string): string {
  return line.replaceAll(/\u001b\[[\d;]*m/g, '');
}
