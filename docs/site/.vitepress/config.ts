import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { defineConfig } from 'vitepress';
import { GITHUB, addressOf, headingId, linkOn, pages, repository, sidebar } from '../pages.ts';

const foldersWithPages = new Set(pages.map((page) => page.split('/')[0]));

interface Token {
  readonly type: string;
  attrGet(name: string): string | null;
}

/** Without images from elsewhere, and the links around them: whoever opens a page asks nobody but its own site. */
function withoutBadges<T extends Token>(children: T[] | null): T[] | null {
  const isBadge = (token: T | undefined): boolean =>
    token?.type === 'image' && /^https?:/.test(token.attrGet('src') ?? '');
  return (
    children?.filter(
      (token, index, all) =>
        !isBadge(token) &&
        !(token.type === 'link_open' && isBadge(all[index + 1])) &&
        !(token.type === 'link_close' && isBadge(all[index - 1])),
    ) ?? null
  );
}

export default defineConfig({
  title: 'defender-gitops',
  description: 'GitOps for AWS IoT Device Defender',
  base: '/defender-gitops/',
  srcDir: repository,
  srcExclude: [
    ...readdirSync(repository).flatMap((name) => (foldersWithPages.has(name) ? [] : [name, `${name}/**`])),
    'docs/site/**',
  ],
  rewrites: Object.fromEntries(pages.map((page) => [page, `${addressOf(page)}.md`])),
  outDir: '../../.cache/site',
  cacheDir: '../../.cache/vitepress',
  cleanUrls: true,
  router: { prefetchLinks: false },
  vite: { publicDir: false },
  markdown: {
    anchor: { slugify: headingId },
    config(md) {
      // Before anything else reads them, links become those of the site: a page moves with its links, and a dead one ends the build.
      md.core.ruler.push('links-of-the-site', ({ tokens, env }) => {
        const file = relative(repository, env.realPath ?? env.path);
        for (const token of tokens) token.children = withoutBadges(token.children);
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
          const href = token.type === 'link_open' ? token.attrGet('href') : null;
          if (href !== null) token.attrSet('href', linkOn(file, href));
        }
      });
      // Braces of a workflow or a policy are text: Vue would evaluate them.
      for (const rule of ['text', 'code_inline']) {
        const plain = md.renderer.rules[rule];
        md.renderer.rules[rule] = (...all) => plain?.(...all).replaceAll('{{', '&#123;&#123;') ?? '';
      }
    },
  },
  themeConfig: {
    sidebar: sidebar(),
    outline: [2, 3],
    search: {
      provider: 'local',
      // A section has to have all words: "dry run" is not about every run. A short word is taken as it is: "dry" is not "try".
      options: {
        miniSearch: {
          searchOptions: {
            combineWith: 'AND',
            fuzzy: (word: string) => (word.length > 4 ? 0.2 : false),
            // Who uses the program comes before who works on it.
            boostDocument: (id: string) =>
              /(?:decisions|adding-a|architecture|benchmarks|contributing|mutants|promises|sandbox-honesty)/.test(id)
                ? 0.2
                : 1,
          },
        },
      },
    },
    socialLinks: [{ icon: 'github', link: GITHUB }],
    editLink: { pattern: `${GITHUB}/edit/main/:path`, text: 'Edit this page' },
  },
});
