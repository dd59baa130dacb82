/** Which files of the repository are pages of the site, where each one is, and where its links lead. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';

/** The root of the repository. */
export const repository = resolve(import.meta.dirname, '../..');

/** The repository on GitHub. */
export const GITHUB = 'https://github.com/defender-gitops/defender-gitops';

/** What the names of pages match, from the root of the repository: the first is the home page. */
const PAGES = [
  'README.md',
  '{CONTRIBUTING,CODE_OF_CONDUCT,SECURITY}.md',
  'docs/*.md',
  'docs/decisions/*.md',
  'examples/*/README.md',
];

/** The files that are pages, sorted within each pattern. */
export const pages: readonly string[] = PAGES.flatMap((pattern) => globSync(pattern, { cwd: repository }).sort());

/** Where the page of a file is, from the root of the site, without its ending: `docs/pace.md` is `pace`, and the README is `index`. */
export function addressOf(file: string): string {
  if (file === 'README.md') return 'index';
  // docs/security.md and SECURITY.md are two pages.
  const path = file.includes('/') ? file.replace(/^docs\//, '') : `project/${file}`;
  return path
    .replace(/(?:\/README)?\.md$/, '')
    .toLowerCase()
    .replaceAll('_', '-');
}

/** Where a link of a page leads on the site: to a page, or to a file on GitHub. Throws where there is no such file. */
export function linkOn(file: string, href: string): string {
  if (/^(?:[a-z]+:|#)/.test(href)) return href;
  const [path = '', heading] = href.split('#');
  const target = posix.join(posix.dirname(file), path).replace(/\/$/, '');
  if (target.startsWith('..') || !existsSync(join(repository, target))) {
    throw new Error(`${file}: there is no ${target}, which a link names.`);
  }
  const anchor = heading === undefined ? '' : `#${heading}`;
  if (pages.includes(target)) return `/${addressOf(target).replace(/^index$/, '')}${anchor}`;
  const view = statSync(join(repository, target)).isDirectory() ? 'tree' : 'blob';
  return `${GITHUB}/${view}/main/${target}${anchor}`;
}

/** The identifier that GitHub gives to a heading, so that a link leads to the same place here and there. */
export const headingId = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

/** An entry of the sidebar: a page, or a group of pages under a heading. */
export interface Entry {
  readonly text: string;
  readonly link?: string;
  readonly items?: Entry[];
  readonly collapsed?: boolean;
}

const titleOf = (file: string): string => {
  const [, title = file] = /^# (.+)$/m.exec(readFileSync(join(repository, file), 'utf8')) ?? [];
  return title.replaceAll('`', '');
};

const entryOf = (file: string): Entry => ({ text: titleOf(file), link: linkOn('README.md', file) });

/** The sidebar: the groups of the README's "Documentation", then examples and decisions. Throws where a page is in none. */
export function sidebar(): Entry[] {
  const readme = readFileSync(join(repository, 'README.md'), 'utf8');
  const [, list = ''] = /\n## Documentation\n(.*?)\n## /s.exec(readme) ?? [];
  const listed = new Set(['README.md']);
  const groups = list.split(/^\*\*/m).slice(1);
  const byTask = groups.map((group) => {
    const [text = ''] = group.split('**');
    const files = [...group.matchAll(/\]\(([^)#]+)\)/g)].map(([, file = '']) => file);
    const fresh = files.filter((file) => pages.includes(file) && !listed.has(file) && listed.add(file));
    return { text, items: fresh.map(entryOf) };
  });
  const rest = pages.filter((file) => !listed.has(file));
  const below = (folder: string): readonly string[] => rest.filter((file) => file.startsWith(`${folder}/`));
  const [examples, decisions] = [below('examples'), below('docs/decisions')];
  const lost = rest.filter((file) => !examples.includes(file) && !decisions.includes(file));
  if (lost.length > 0) throw new Error(`The README's "Documentation" does not lead to ${lost.join(', ')}.`);
  return [
    ...byTask,
    { text: 'Examples', items: examples.map(entryOf) },
    { text: 'Decisions', items: decisions.map(entryOf), collapsed: true },
  ];
}
