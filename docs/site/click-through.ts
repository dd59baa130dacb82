/**
 * Opens every page of the built site in Chromium, as a reader would, and ends with 1 where anything is wrong: a page that the sidebar does
 * not reach, an error in the console, a link into nothing, a page wider than a phone, a word that the search does not find.
 * `npm run docs` builds the site and runs this.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { addressOf, pages, repository } from './pages.ts';

const BASE = '/defender-gitops/';
const site = join(repository, '.cache/site');

/** The words that people search for, and the page that has to be among the first five results of each. */
const SEARCHES: readonly (readonly [words: string, page: string])[] = [
  ['drift', 'action'],
  ['dry run', 'glossary'],
  ['least privilege', 'roles'],
  ['rate limit', 'pace'],
  ['retry', 'glossary'],
  ['idempotent', 'glossary'],
  ['sandbox', 'sandbox'],
  ['emulator', 'glossary'],
  ['rollback', 'glossary'],
  ['destroy', 'glossary'],
  ['mqtt', 'subscribe'],
  ['cloudformation', 'recipes'],
];

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The site as GitHub Pages serves it: below a folder, and pages also without `.html`. */
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const path = join(site, pathname.startsWith(BASE) ? pathname.slice(BASE.length) : '404');
  const file = [path, `${path}.html`, join(path, 'index.html')].find(
    (one) => existsSync(one) && statSync(one).isFile(),
  );
  response.writeHead(file === undefined ? 404 : 200, { 'content-type': TYPES[extname(file ?? '')] ?? 'text/plain' });
  response.end(readFileSync(file ?? join(site, '404.html')));
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const urlOf = (file: string): string => `${origin}${BASE}${addressOf(file).replace(/^index$/, '')}`;

const folders = (process.env['PATH'] ?? '').split(delimiter);
const executablePath = folders.map((folder) => join(folder, 'chromium')).find((file) => existsSync(file));
if (executablePath === undefined) throw new Error('Chromium is not installed (apt-get install chromium).');
const browser = await chromium.launch({ executablePath });
const problems: string[] = [];

/** Opens a tab, all complaints of which are problems, and which reaches nothing but the site. */
async function tab(width: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const say = (text: string): number => problems.push(`${page.url().slice(origin.length)} at ${width} px: ${text}`);
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && say(message.text()));
  page.on('pageerror', ({ message }) => say(message));
  page.on('response', (response) => response.status() >= 400 && say(`${response.status()} for ${response.url()}`));
  await page.route(
    ({ origin: other }) => other !== origin,
    (route) => {
      say(`asks ${route.request().url()}`);
      return route.abort();
    },
  );
  return page;
}

/** Opens a page by its address, and waits until it answers to keys and clicks. */
async function open(page: Page, file: string): Promise<void> {
  await page.goto(urlOf(file));
  await page.waitForFunction(() => '__vue_app__' in (document.querySelector('#app') ?? {}));
}

/** Every link of the page within the site, and every identifier that such a link can name. */
const linksAndPlaces = (page: Page): Promise<{ links: string[]; places: string[]; isWide: boolean; title: string }> =>
  page.evaluate(() => ({
    links: [...document.querySelectorAll<HTMLAnchorElement>('main a[href]')].map(({ href }) => href),
    places: [...document.querySelectorAll('[id]')].map(({ id }) => id),
    isWide: document.documentElement.scrollWidth > window.innerWidth,
    title: document.querySelector('main h1')?.textContent ?? '',
  }));

/** Loads every page by its address, on a phone. */
async function openAll(): Promise<void> {
  const found = new Map<string, { links: string[]; places: string[] }>();
  const left = [...pages];
  await Promise.all(
    [1, 2].map(async () => {
      const page = await tab(390);
      for (let file = left.shift(); file !== undefined; file = left.shift()) {
        await open(page, file);
        const { isWide, title, ...rest } = await linksAndPlaces(page);
        if (isWide) problems.push(`${file} is wider than 390 px.`);
        if (title === '') problems.push(`${file} has no title.`);
        found.set(urlOf(file), rest);
      }
    }),
  );
  for (const [url, { links }] of found) {
    for (const link of links.filter((one) => one.startsWith(origin))) {
      const [path = '', place = ''] = link.split('#');
      const target = found.get(path);
      if (target === undefined) problems.push(`${url}: there is no page ${path}`);
      else if (place !== '' && !target.places.includes(decodeURIComponent(place))) {
        problems.push(`${url}: there is no ${link}`);
      }
    }
  }
}

/** Clicks every entry of the sidebar, one after the other. */
async function clickSidebar(): Promise<void> {
  const page = await tab(1280);
  await open(page, 'README.md');
  for (const heading of await page.locator('.VPSidebarItem.collapsed .caret').all()) await heading.click();
  const entries = await page.locator('.VPSidebar a').all();
  if (entries.length !== pages.length - 1) {
    problems.push(`The sidebar has ${entries.length} entries for ${pages.length - 1} pages.`);
  }
  for (const entry of entries) {
    const text = await entry.innerText();
    await entry.click();
    const title = page.locator('main h1', { hasText: text });
    await title.waitFor({ timeout: 5000 }).catch(() => problems.push(`The sidebar's "${text}" does not open it.`));
  }
}

/** Searches for each word by keyboard, and opens the page that has to be found. */
async function search(): Promise<void> {
  const page = await tab(1280);
  for (const [words, expected] of SEARCHES) {
    await open(page, 'README.md');
    await page.keyboard.press('Control+k');
    await page.locator('.VPLocalSearchBox input').fill(words);
    const results = page.locator('.VPLocalSearchBox .result');
    await results
      .first()
      .waitFor({ timeout: 5000 })
      .catch(() => undefined);
    const found = await results.evaluateAll((all) => all.slice(0, 5).map((one) => one.getAttribute('href') ?? ''));
    const place = found.findIndex((href) => href.split('#')[0] === `${BASE}${expected}`);
    if (place === -1) {
      problems.push(`The search for "${words}" does not find ${expected}, but ${found.join(', ') || 'nothing'}.`);
      continue;
    }
    await results.nth(place).click();
    const texts = words.split(' ').map((word) => page.locator('main', { hasText: word }).waitFor({ timeout: 5000 }));
    await Promise.all(texts).catch(() => problems.push(`${expected} does not have "${words}".`));
    if (new URL(page.url()).pathname !== `${BASE}${expected}`) problems.push(`"${words}" opens ${page.url()}.`);
  }
}

try {
  await openAll();
  await clickSidebar();
  await search();
} catch (error) {
  problems.push((error as Error).message);
} finally {
  await browser.close();
  server.close();
}
if (problems.length > 0) {
  console.error([...new Set(problems)].join('\n'));
  process.exit(1);
}
console.log(`${pages.length} pages opened at 390 and 1280 px, ${SEARCHES.length} searches: no problem.`);
