import { OperatorError } from '../model/problem.ts';
import { forReading } from '../model/settings.ts';
import { wrap } from '../render/display-width.ts';
import { paletteFor } from '../render/palette.ts';
import { plainLines } from '../render/plain-text.ts';
import { maskText } from '../render/secrets.ts';
import type { Finding } from './doctor-finding.ts';
import { checkPermissions } from './doctor-permissions.ts';
import { checkSurroundings } from './doctor-surroundings.ts';
import type { Choice } from './inspect.ts';
import { prepare, requireSettings } from './prepare.ts';
import type { PreparedTarget } from './prepare.ts';
import { printProblems } from './validate.ts';
import type { ExitCode, Style, World } from './world.ts';
import { EXIT } from './world.ts';

/** What `doctor` is told. */
export type DoctorOptions = Pick<Choice, 'folder' | 'target'>;

/** Looks whether a plan and an apply can work in the accounts of the targets; sends only reads. Fine where nothing blocks. */
export async function doctor(world: World, { folder, target }: DoctorOptions): Promise<ExitCode> {
  const prepared = prepare(world, folder, target);
  if (prepared.problems.length > 0) {
    printProblems(world, prepared, false);
    return EXIT.invalid;
  }
  requireSettings(prepared, world);
  let code: ExitCode = EXIT.fine;
  for (const one of prepared.targets) {
    const { name, account, region } = one.target;
    const findings = await examine(world, one);
    world.print(`${paletteFor(world.style.color).bold(`${name} (${account}, ${region})`)}\n`);
    for (const finding of findings) world.print(render(finding, world.style));
    world.print(`\n${summary(findings)}\n`);
    if (findings.some(({ status }) => status === 'blocks')) code = EXIT.failed;
  }
  return code;
}

async function examine(world: World, { target, desired }: PreparedTarget): Promise<readonly Finding[]> {
  try {
    const aws = await world.connect(forReading(target), desired);
    const reached: Finding = { status: 'fine', what: `The credentials are for account ${target.account}.` };
    return [reached, ...(await checkPermissions(aws)), ...(await checkSurroundings(aws, desired))];
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const what = `${error.code}: ${error.message}`;
    return [{ status: 'blocks', what, ...(error.hint === undefined ? {} : { remedy: error.hint }) }];
  }
}

const MARKS = { fine: '✔', blocks: '✖', warns: '!', unchecked: '?' } as const;

function render({ status, what, remedy = '' }: Finding, { color, width }: Style): string {
  const paint = paletteFor(color);
  const tint = { fine: paint.green, blocks: paint.red, warns: paint.yellow, unchecked: paint.dim }[status];
  const rows = plainLines(maskText(what)).flatMap((line) => wrap(line, Math.max(40, width) - 4));
  // A remedy may be a command to copy, so it stays on its line.
  const help = remedy === '' ? [] : plainLines(maskText(remedy)).map((line) => `      ${paint.dim(line)}`);
  return `${[...rows.map((line, index) => `  ${index === 0 ? tint(MARKS[status]) : ' '} ${line}`), ...help].join('\n')}\n`;
}

function summary(findings: readonly Finding[]): string {
  const count = (status: Finding['status']): number => findings.filter((finding) => finding.status === status).length;
  const head = count('blocks') === 0 ? 'Nothing blocks' : `${count('blocks')} in the way`;
  const rest = [
    [count('warns'), 'to look at'],
    [count('unchecked'), 'not checked'],
  ] as const;
  return [head, ...rest.filter(([many]) => many > 0).map(([many, what]) => `${many} ${what}`)].join(', ') + '.';
}
