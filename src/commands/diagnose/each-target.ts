import { OperatorError } from '../../model/problem.ts';
import type { Target } from '../../model/settings.ts';
import { wrap } from '../../render/text/display-width.ts';
import { paletteFor } from '../../render/text/palette.ts';
import { plainLines } from '../../render/text/plain-text.ts';
import { maskText } from '../../render/text/secrets.ts';
import type { Remark } from '../prerequisites/diagnostic.ts';
import type { Choice } from '../planning/plan-targets.ts';
import { prepare, requireSettings } from '../planning/profiles.ts';
import type { PreparedTarget } from '../planning/profiles.ts';
import { printProblems } from '../planning/print-problems.ts';
import type { ExitCode, Style, World } from '../../model/world.ts';
import { EXIT } from '../../model/world.ts';

/**
 * Looks at each target of the profiles and prints what is found, with a summary. What ends a look is a remark, too. Failed
 * where something blocks.
 */
export async function lookAtTargets(
  world: World,
  { folder, target }: Pick<Choice, 'folder' | 'target'>,
  look: (one: PreparedTarget) => AsyncIterable<Remark>,
): Promise<ExitCode> {
  const prepared = prepare(world, folder, target);
  if (prepared.problems.length > 0) {
    printProblems(world, prepared, false);
    return EXIT.invalid;
  }
  requireSettings(prepared, world);
  let code: ExitCode = EXIT.fine;
  for (const one of prepared.targets) {
    if (printRemarks(world, one.target, await allOf(look(one))) !== EXIT.fine) code = EXIT.failed;
  }
  return code;
}

async function allOf(remarks: AsyncIterable<Remark>): Promise<readonly Remark[]> {
  const found: Remark[] = [];
  try {
    for await (const remark of remarks) found.push(remark);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const { code, message, hint } = error;
    found.push({ status: 'blocks', code, what: message, ...(hint === undefined ? {} : { remedy: hint }) });
  }
  return found;
}

function printRemarks(
  { print, style }: World,
  { name, account, region }: Target,
  remarks: readonly Remark[],
): ExitCode {
  print(`${paletteFor(style.color).bold(`${name} (${account}, ${region})`)}\n`);
  for (const remark of remarks) print(render(remark, style));
  print(`\n${summary(remarks)}\n`);
  return remarks.some(({ status }) => status === 'blocks') ? EXIT.failed : EXIT.fine;
}

const MARKS = { fine: '✔', blocks: '✖', warns: '!', unchecked: '?' } as const;

function render({ status, code, what, remedy = '' }: Remark, { color, width }: Style): string {
  const paint = paletteFor(color);
  const tint = { fine: paint.green, blocks: paint.red, warns: paint.yellow, unchecked: paint.dim }[status];
  const told = code === undefined ? what : `${code}: ${what}`;
  const rows = plainLines(maskText(told)).flatMap((line) => wrap(line, Math.max(40, width) - 4));
  // A remedy may be a command to copy, so it stays on its line.
  const help = remedy === '' ? [] : plainLines(maskText(remedy)).map((line) => `      ${paint.dim(line)}`);
  return `${[...rows.map((line, index) => `  ${index === 0 ? tint(MARKS[status]) : ' '} ${line}`), ...help].join('\n')}\n`;
}

function summary(remarks: readonly Remark[]): string {
  const count = (status: Remark['status']): number => remarks.filter((remark) => remark.status === status).length;
  const head = count('blocks') === 0 ? 'Nothing blocks' : `${count('blocks')} in the way`;
  const rest = [
    [count('warns'), 'to look at'],
    [count('unchecked'), 'not checked'],
  ] as const;
  return [head, ...rest.filter(([many]) => many > 0).map(([many, what]) => `${many} ${what}`)].join(', ') + '.';
}
