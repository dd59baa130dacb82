import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'rolldown';

/** The package that a module belongs to, with its licence. */
function packageOf(module: string): { title: string; text: string } {
  let folder = dirname(module);
  for (; !isPackage(folder); folder = dirname(folder));
  const { name, version, license } = manifest(folder);
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file === undefined ? `Licensed under ${license}.` : readFileSync(join(folder, file), 'utf8');
  return { title: `${name} ${version} (${license})`, text: text.replaceAll('\r\n', '\n').trim() };
}

/** Packages have a package.json inside them too, to mark a folder as ES modules: those have no version. */
function isPackage(folder: string): boolean {
  return existsSync(join(folder, 'package.json')) && manifest(folder).version !== undefined;
}

function manifest(folder: string): { name?: string; version?: string; license?: string } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** Writes the licences of all bundled packages, each text once: they must travel with the bundle. */
export const thirdPartyLicences: Plugin = {
  name: 'third-party-licences',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
    const titles = new Map<string, Set<string>>();
    for (const module of modules.filter((id) => id.includes('/node_modules/'))) {
      const { title, text } = packageOf(module);
      titles.set(text, (titles.get(text) ?? new Set()).add(title));
    }
    const sections = [...titles].map(([text, set]) => `${[...set].sort().join('\n')}\n\n${text}\n`).sort();
    this.emitFile({
      type: 'asset',
      fileName: 'THIRD_PARTY_LICENSES.txt',
      source: sections.join(`\n${'-'.repeat(80)}\n\n`),
    });
  },
};
