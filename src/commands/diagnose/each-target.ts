import { OperatorError } from '../../model/problem.ts';
import type { Target } from '../../model/settings.ts';
import { wrap } from '../../render/text/display-width.ts';
import { paletteFor } from '../../render/text/palette.ts';
import { plainLines } from '../../render/text/plain-text.ts';
import { maskText } from '../../render/text/secrets.ts';
import type { Diagnostic } from '../prerequisites/diagnostic.ts';
import type { Choice } from '../planning/plan-targets.ts';
import { loadProfiles, requireSettings } from '../planning/profiles.ts';
import type { TargetProfiles } from '../planning/profiles.ts';
import { printProblems } from '../planning/print-problems.ts';
import type { ExitCode, Style, World } from '../../model/world.ts';
import { EXIT } from '../../model/world.ts';

/**
 * Looks at each target of the profiles and prints what is found, with a summary. What ends a look is a diagnostic, too. Failed
 * where something blocks.
 */
export async function forEachTarget(
  world: World,
  { folder, target }: Pick<Choice, 'folder' | 'target'>,
  look: (one: TargetProfiles) => AsyncIterable<Diagnostic>,
): Promise<ExitCode> {
  const loaded = await loadProfiles(world, folder, target);
  if (loaded.problems.length > 0) {
    printProblems(world, loaded, false);
    return EXIT.invalid;
  }
  requireSettings(loaded, world);
  let code: ExitCode = EXIT.fine;
  for (const one of loaded.targets) {
    if (printDiagnostics(world, one.target, await allOf(look(one))) !== EXIT.fine) code = EXIT.failed;
  }
  return code;
}

async function allOf(diagnostics: AsyncIterable<Diagnostic>): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  try {
    for await (const diagnostic of diagnostics) found.push(diagnostic);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const { code, message, hint } = error;
    found.push({ status: 'blocks', code, message: message, ...(hint === undefined ? {} : { hint: hint }) });
  }
  return found;
}

function printDiagnostics(
  { print, style }: World,
  { name, account, region }: Target,
  diagnostics: readonly Diagnostic[],
): ExitCode {
  print(`${paletteFor(style.color).bold(`${name} (${account}, ${region})`)}\n`);
  for (const diagnostic of diagnostics) print(render(diagnostic, style));
  print(`\n${summary(diagnostics)}\n`);
  return diagnostics.some(({ status }) => status === 'blocks') ? EXIT.failed : EXIT.fine;
}

const MARKS = { fine: '✔', blocks: '✖', warns: '!', unchecked: '?' } as const;

function render({ status, code, message, hint = '' }: Diagnostic, { color, width }: Style): string {
  const paint = paletteFor(color);
  const tint = { fine: paint.green, blocks: paint.red, warns: paint.yellow, unchecked: paint.dim }[status];
  const told = code === undefined ? message : `${code}: ${message}`;
  const rows = plainLines(maskText(told)).flatMap((line) => wrap(line, Math.max(40, width) - 4));
  // A hint may be a command to copy, so it stays on its line.
  const help = hint === '' ? [] : plainLines(maskText(hint)).map((line) => `      ${paint.dim(line)}`);
  return `${[...rows.map((line, index) => `  ${index === 0 ? tint(MARKS[status]) : ' '} ${line}`), ...help].join('\n')}\n`;
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const count = (status: Diagnostic['status']): number =>
    diagnostics.filter((diagnostic) => diagnostic.status === status).length;
  const head = count('blocks') === 0 ? 'Nothing blocks' : `${count('blocks')} in the way`;
  const rest = [
    [count('warns'), 'to look at'],
    [count('unchecked'), 'not checked'],
  ] as const;
  return [head, ...rest.filter(([many]) => many > 0).map(([many, what]) => `${many} ${what}`)].join(', ') + '.';
}
