import { kinds } from '../kinds/index.ts';
import type { Address } from '../model/address.ts';
import type { Imported } from '../model/imported.ts';
import { OperatorError } from '../model/problem.ts';
import type { LiveState } from '../model/resource.ts';
import { forReading } from '../model/settings.ts';
import { importAccount } from '../pipeline/import/import.ts';
import { didYouMean } from '../pipeline/profiles/nearest.ts';
import { readAccount } from '../pipeline/read/observe.ts';
import { importSummary, renderImport } from '../render/yaml/import.ts';
import { maskValue } from '../render/text/secrets.ts';
import { yamlLines } from '../render/text/yaml.ts';
import { onlyTarget, loadProfiles, requireSettings } from './planning/profiles.ts';
import type { LoadedProfiles, TargetProfiles } from './planning/profiles.ts';
import { printProblems } from './planning/print-problems.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** What `import` is told. */
export interface ImportOptions {
  readonly folder: string;
  readonly target?: string | readonly string[];
  /** Only these, and what they refer to. */
  readonly only: readonly string[];
  /** The file to write; printed where it is left out. */
  readonly out?: string;
}

/** Writes what the account of one target has and the profiles lack as YAML. Only reads the account; never overwrites a file. */
export async function importTarget(world: World, options: ImportOptions): Promise<ExitCode> {
  const loaded = loadProfiles(world, options.folder, options.target);
  if (loaded.problems.length > 0) {
    printProblems(world, loaded, false);
    return EXIT.invalid;
  }
  requireSettings(loaded, world);
  const target = onlyTarget(loaded, 'import');
  if (options.out !== undefined) refuseExisting(world, options.out);
  const aws = await world.connect(forReading(target.target), target.desired);
  const { live, reading } = await readAccount(aws, { kinds, report: world.report, lenient: true });
  const found = importLive(loaded, target, live, options.only);
  const imported = disputed(world, options.folder, { ...found, unread: reading.unread });
  const text = renderImport(imported);
  if (options.out === undefined) world.print(text);
  else {
    world.files.write(options.out, text);
    world.print(`${importSummary(imported, options.out)}\nNext: defender-gitops plan ${options.folder}\n`);
  }
  return EXIT.fine;
}

function importLive(
  { owner, profiles }: LoadedProfiles,
  { target, desired }: TargetProfiles,
  live: LiveState,
  only: readonly string[],
): Imported {
  const unknown = only.find((address) => !live.has(address as Address));
  if (unknown !== undefined)
    throw new OperatorError('DG3005', `The account of ${target.name} has no ${unknown}.`, {
      hint: didYouMean(unknown, live.keys()),
    });
  const addresses = only as readonly Address[];
  const print = (value: Parameters<typeof yamlLines>[0]): string => `${yamlLines(value, 110).join('\n')}\n`;
  return importAccount({ target, owner, kinds, profiles, desired, live, only: addresses, print, mask: maskValue });
}

/** The same, with what the checks have against what AWS has: whoever writes it down should know that it does not validate. */
function disputed(world: World, folder: string, imported: Imported): Imported {
  const written = { file: 'import', bytes: new TextEncoder().encode(renderImport(imported)) };
  const files = { ...world.files, readProfiles: (from: string) => [...world.files.readProfiles(from), written] };
  const { problems } = loadProfiles({ ...world, files }, folder, imported.target.name);
  const resources = imported.resources.map((one) => {
    const found = problems.filter(({ address }) => address === one.address);
    const sentences = found.map(({ code, message, hint }) => [`${code}.`, message, hint ?? ''].join(' ').trim());
    return sentences.length === 0 ? one : { ...one, disputed: sentences };
  });
  return { ...imported, resources };
}

/** What is in the file already counts as declared, so overwriting it would take that away. */
function refuseExisting({ files }: World, out: string): void {
  try {
    files.read(out);
  } catch (error) {
    if (error instanceof OperatorError) return;
    throw error;
  }
  throw new OperatorError('DG1307', `${out} is there already.`, { hint: 'Name another file; nothing is overwritten.' });
}
