import { kinds } from '../kinds/index.ts';
import type { Address } from '../model/address.ts';
import type { Imported } from '../model/imported.ts';
import { OperatorError } from '../model/problem.ts';
import type { LiveState } from '../model/resource.ts';
import { forReading } from '../model/settings.ts';
import { importAccount } from '../pipeline/import/import.ts';
import { didYouMean } from '../pipeline/profiles/nearest.ts';
import { readAccount } from '../pipeline/read/read-account.ts';
import { importDocument } from '../render/json/import.ts';
import { importSummary, renderImport } from '../render/yaml/import.ts';
import { jsonText } from '../render/text/json.ts';
import { maskValue } from '../render/text/secrets.ts';
import { yamlLines } from '../render/text/yaml.ts';
import { loadValidProfiles } from './planning/print-problems.ts';
import { loadProfiles, onlyTarget, requireSettings } from './planning/profiles.ts';
import type { LoadedProfiles, TargetProfiles } from './planning/profiles.ts';
import { show } from './views/view.ts';
import type { Views } from './views/view.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** What was imported, and the file that it was written to, if it was. */
interface ImportResult {
  readonly imported: Imported;
  readonly folder: string;
  readonly out: string | undefined;
}

const VIEWS = {
  terminal: ({ imported, out, folder }) =>
    out === undefined
      ? renderImport(imported)
      : `${importSummary(imported, out)}\nNext: defender-gitops plan ${folder}\n`,
  yaml: ({ imported }) => renderImport(imported),
  json: ({ imported }) => jsonText(importDocument(imported)),
} satisfies Views<string, ImportResult>;

/** A format of what `import` finds. */
export type ImportFormat = keyof typeof VIEWS;

/** What `import` is told. */
export interface ImportOptions {
  readonly folder: string;
  readonly target?: string | readonly string[];
  readonly format?: ImportFormat;
  /** Only these, and what they refer to. */
  readonly only: readonly string[];
  /** The file to write as YAML; printed where it is left out. */
  readonly out?: string;
}

/** Writes what the account of one target has and the profiles lack as YAML. Only reads the account; never overwrites a file. */
export async function importTarget(world: World, options: ImportOptions): Promise<ExitCode> {
  const loaded = loadValidProfiles(world, options);
  if (loaded === undefined) return EXIT.invalid;
  requireSettings(loaded, world);
  const target = onlyTarget(loaded, 'import');
  if (options.out !== undefined) refuseExisting(world, options.out);
  const aws = await world.connect(forReading(target.target), target.desired);
  const { owner } = loaded;
  const reads = { kinds, report: world.report, desired: target.desired, owner, lenient: true } as const;
  const { live, reading } = await readAccount(aws, reads);
  const found = importLive(loaded, target, live, options.only);
  const imported = disputed(world, options.folder, { ...found, unread: reading.unread });
  const { format, out, folder } = options;
  show(world, VIEWS, { format, files: { yaml: out } }, { imported, out, folder });
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
