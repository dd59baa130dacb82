import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OutputBundle } from 'rolldown';

/** A package of which something is in the bundle, and where it is installed. */
export interface BundledPackage {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
}

/** The packages that a bundle has modules of, each once. */
export function packagesIn(bundle: OutputBundle): readonly BundledPackage[] {
  const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  const folders = modules.filter((id) => id.includes('/node_modules/')).map(folderOf);
  return [...new Set(folders)].map((folder) => ({ folder, ...manifest(folder) }));
}

/** Packages have a package.json inside them too, to mark a folder as ES modules: those have no version. */
function folderOf(module: string): string {
  let folder = dirname(module);
  while (!existsSync(join(folder, 'package.json')) || manifest(folder).version === undefined) folder = dirname(folder);
  return folder;
}

function manifest(folder: string): Pick<BundledPackage, 'name' | 'version' | 'license'> {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
