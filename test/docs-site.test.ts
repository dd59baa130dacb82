import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addressOf, linkOn, pages, repository, sidebar } from '../docs/site/pages.ts';

const read = (file: string): string => readFileSync(join(repository, file), 'utf8');

test('every page of docs is on the site, at an address of its own', () => {
  const documents = globSync('docs/**/*.md', { cwd: repository, exclude: ['**/node_modules'] });
  expect(documents.filter((file) => !pages.includes(file))).toEqual([]);
  const addresses = pages.map(addressOf);
  expect(addresses).toEqual([...new Set(addresses)]);
});

test('the sidebar leads to every page once, by task', () => {
  const groups = sidebar();
  expect(groups.slice(0, 3).map(({ text }) => text)).toEqual(['Start', 'Write profiles', 'Follow the metrics']);
  const links = groups.flatMap(({ items = [] }) => items.map(({ link = '' }) => link));
  expect(links.sort()).toEqual(
    pages
      .filter((page) => page !== 'README.md')
      .map((page) => `/${addressOf(page)}`)
      .sort(),
  );
});

test.for([
  {
    from: 'docs/action.md',
    href: 'pace.md#the-record-of-a-run',
    to: '/pace#the-record-of-a-run',
    because: 'pages move with their links',
  },
  { from: 'README.md', href: 'docs/security.md', to: '/security', because: 'the README is the home page' },
  { from: 'docs/security.md', href: '../SECURITY.md', to: '/project/security', because: 'two pages have this name' },
  { from: 'docs/pace.md', href: '../README.md', to: '/', because: 'the home page has no name' },
  { from: 'docs/pace.md', href: '#the-record-of-a-run', to: '#the-record-of-a-run', because: 'it stays on its page' },
  {
    from: 'docs/pace.md',
    href: '../schemas/record.schema.json',
    to: 'https://github.com/defender-gitops/defender-gitops/blob/main/schemas/record.schema.json',
    because: 'a file that is no page is read on GitHub',
  },
  {
    from: 'README.md',
    href: 'docs/decisions/',
    to: 'https://github.com/defender-gitops/defender-gitops/tree/main/docs/decisions',
    because: 'so is a folder',
  },
  { from: 'README.md', href: 'https://aws.amazon.com/', to: 'https://aws.amazon.com/', because: 'it is elsewhere' },
])('$href on $from leads to $to: $because', ({ from, href, to }) => expect(linkOn(from, href)).toBe(to));

test.for(['gone.md', '../gone.md', '../../outside.md'])('a link to %s ends the build', (href) =>
  expect(() => linkOn('docs/pace.md', href)).toThrow(/docs\/pace\.md: there is no .*, which a link names/),
);

test('the README names the address that the site is built for', () => {
  const [, base] = /base: '(.*)'/.exec(read('docs/site/.vitepress/config.ts')) ?? [];
  expect(read('README.md')).toContain(`https://defender-gitops.github.io${base}`);
});
