import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';
import { packagesIn } from './bundled-packages.ts';
import type { BundledPackage } from './bundled-packages.ts';

/** A package, who holds the copyright in it, and the terms of its licence. */
interface Licence {
  readonly title: string;
  readonly notices: readonly string[];
  readonly terms: string;
}

/** The licence of a package. */
function licenceOf({ folder, name, version, license }: BundledPackage): Licence {
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

/**
 * Writes the licences of all bundled packages, which must travel with the bundle: every copyright notice, and below those of
 * the packages that have the same terms the terms, once.
 */
export const thirdPartyLicences: Plugin = {
  name: 'third-party-licences',
  generateBundle(_options, bundle) {
    const licences = packagesIn(bundle).map(licenceOf);
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
