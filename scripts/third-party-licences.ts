import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'rolldown';

/** A package, who holds the copyright in it, and the terms of its licence. */
interface Licence {
  readonly title: string;
  readonly notices: readonly string[];
  readonly terms: string;
}

/** The licence of the package that a module belongs to. */
function licenceOf(module: string): Licence {
  let folder = dirname(module);
  for (; !isPackage(folder); folder = dirname(folder));
  const { name, version, license } = manifest(folder);
  const title = `${name} ${version} (${license})`;
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (file === undefined) return { title, notices: [], terms: `Licensed under ${license}.` };
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').replaceAll(HEADING, '');
  const [terms = ''] = text.split(/^.*END OF TERMS AND CONDITIONS/m);
  return {
    title,
    notices: [...text.matchAll(NOTICE)].map(([notice]) => notice.trim()),
    terms: terms.replaceAll(NOTICE, '').trim(),
  };
}

/** Of Apache's licence all that follows the terms is how to use it, with a form to fill in, where some name themselves. */
const NOTICE = /(?<=^\W*)Copyright (?!License|\[).*$/gm;
const HEADING = /^\W*(?:The )?(?:MIT|ISC) License(?:\]\(.*?\))?(?: \(MIT\))?\)?(?=$| Copyright)|^[=-]+$/gim;

/** Packages have a package.json inside them too, to mark a folder as ES modules: those have no version. */
function isPackage(folder: string): boolean {
  return existsSync(join(folder, 'package.json')) && manifest(folder).version !== undefined;
}

function manifest(folder: string): { name?: string; version?: string; license?: string } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/**
 * Writes the licences of all bundled packages, which must travel with the bundle: every copyright notice, and below those of
 * the packages that have the same terms the terms, once.
 */
export const thirdPartyLicences: Plugin = {
  name: 'third-party-licences',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
    const licences = modules.filter((id) => id.includes('/node_modules/')).map(licenceOf);
    const byWords = new Map<string, { entries: Set<string>; terms: string }>();
    for (const { title, notices, terms } of licences) {
      const words = terms.replaceAll(/\W+/g, ' ').trim();
      const section = byWords.get(words) ?? { entries: new Set(), terms };
      section.entries.add([title, ...notices].join('\n  '));
      byWords.set(words, section);
    }
    const sections = [...byWords.values()].map(
      ({ entries, terms }) => `${[...entries].sort().join('\n')}\n\n${terms}\n`,
    );
    this.emitFile({
      type: 'asset',
      fileName: 'THIRD_PARTY_LICENSES.txt',
      source: sections.sort().join(`\n${'-'.repeat(80)}\n\n`),
    });
  },
};
