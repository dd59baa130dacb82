import { kinds } from '../kinds/index.ts';
import type { Address } from '../model/address.ts';
import type { Imported } from '../model/imported.ts';
import { OperatorError } from '../model/problem.ts';
import { inSteps, inWhole } from '../model/steps.ts';
import { groupsBy } from '../model/values/groups.ts';
import { forReading } from '../model/settings.ts';
import { importForeign } from '../pipeline/import/foreign/import-foreign.ts';
import { readForeign } from '../pipeline/import/foreign/read-foreign.ts';
import { importing } from '../pipeline/import/import.ts';
import { didYouMean } from '../model/values/nearest.ts';
import { readAccount } from '../pipeline/read/read-account.ts';
import { importDocument } from '../render/json/import.ts';
import { importSummary, isNothing, writingImport } from '../render/yaml/import.ts';
import { writingJson } from '../render/text/json.ts';
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
      ? writingImport(imported)
      : `${importSummary(imported, out)}\n${isNothing(imported) ? '' : `Next: defender-gitops plan ${folder}\n`}`,
  yaml: ({ imported }) => writingImport(imported),
  json: ({ imported }) => writingJson(importDocument(imported)),
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
  /** A file of another tool that is read in the account's place. */
  readonly from?: string;
  /** The file to write as YAML; printed where it is left out. */
  readonly out?: string;
}

/** Writes what the account of one target, or a file, has and the profiles lack as YAML. Changes nothing; never overwrites a file. */
export async function importTarget(world: World, options: ImportOptions): Promise<ExitCode> {
  const loaded = await loadValidProfiles(world, options);
  if (loaded === undefined) return EXIT.invalid;
  requireSettings(loaded, world);
  const target = onlyTarget(loaded, 'import');
  const { format, out, folder, from } = options;
  if (out !== undefined) refuseExisting(world, out);
  const found =
    from === undefined
      ? await fromAccount(world, options, loaded, target)
      : fromFile(world, { ...options, from }, loaded, target);
  const imported = await disputed(world, folder, found);
  await show(world, VIEWS, { format, files: isNothing(imported) ? {} : { yaml: out } }, { imported, out, folder });
  return EXIT.fine;
}

async function fromAccount(
  world: World,
  { only }: ImportOptions,
  loaded: LoadedProfiles,
  target: TargetProfiles,
): Promise<Imported> {
  const aws = await world.connect(forReading(target.target), target.desired);
  const { owner } = loaded;
  const reads = {
    kinds,
    report: world.report,
    breathe: world.breathe,
    desired: target.desired,
    owner,
    lenient: true,
    also: only as readonly Address[],
  } as const;
  const { live, reading } = await readAccount(aws, reads);
  const unknown = only.find((address) => !live.has(address as Address));
  if (unknown !== undefined)
    throw new OperatorError('DG3005', `The account of ${target.target.name} has no ${unknown}.`, {
      hint: didYouMean(unknown, live.keys()),
    });
  const imported = await inSteps(importing({ ...inputOf(loaded, target, only), live }), world.breathe);
  return { ...imported, unread: reading.unread };
}

/** Nothing is asked of AWS. */
function fromFile(
  { files }: World,
  { only, from }: ImportOptions & { readonly from: string },
  loaded: LoadedProfiles,
  target: TargetProfiles,
): Imported {
  const file = readForeign(from, files.read(from), target.target);
  const input = { ...inputOf(loaded, target, []), name: from, file };
  const all = importForeign(input);
  const found = [...all.resources, ...all.leftOut].map(({ address }) => address);
  const unknown = only.find((address) => !found.includes(address as Address));
  if (unknown !== undefined)
    throw new OperatorError('DG1310', `${from} has no ${unknown}.`, { hint: didYouMean(unknown, found) });
  return only.length === 0 ? all : importForeign({ ...input, only: only as readonly Address[] });
}

function inputOf({ owner, profiles }: LoadedProfiles, { target, desired }: TargetProfiles, only: readonly string[]) {
  const print = (value: Parameters<typeof yamlLines>[0]): string => `${yamlLines(value, 110).join('\n')}\n`;
  return { target, owner, kinds, profiles, desired, only: only as readonly Address[], print, mask: maskValue };
}

/** The same, with what the checks have against what AWS or the file has: whoever writes it down should know that it does not validate. */
async function disputed(world: World, folder: string, imported: Imported): Promise<Imported> {
  const text = filledIn(await inWhole(writingImport(imported), world.breathe), imported);
  const written = { file: 'import', bytes: new TextEncoder().encode(text) };
  const files = { ...world.files, readProfiles: (from: string) => [...world.files.readProfiles(from), written] };
  const { problems } = await loadProfiles({ ...world, files }, folder, imported.target.name);
  const about = groupsBy(problems, ({ address = '' }) => address);
  const resources = imported.resources.map((one) => {
    const found = about.get(filledIn(one.address, imported)) ?? [];
    const sentences = found.map(({ code, message, hint }) => [`${code}.`, message, hint ?? ''].join(' ').trim());
    return sentences.length === 0 ? one : { ...one, disputed: sentences };
  });
  return { ...imported, resources };
}

/** A text with something in place of each variable that the target has yet to get. */
function filledIn(text: string, { origin }: Imported): string {
  const missing = (origin?.variables ?? []).filter(({ value }) => value === undefined);
  return missing.reduce((filled, { name, sample }) => filled.replaceAll(`\${var.${name}}`, () => String(sample)), text);
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
