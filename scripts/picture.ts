/**
 * Makes the pictures of the README from what the program prints: the comment on a pull request, and a plan in a terminal.
 * Needs Debian's packages chromium, pngquant, fonts-noto-color-emoji, fonts-inter and fonts-dejavu. Run as `npm run picture`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import MarkdownIt from 'markdown-it';
import { apply } from '../src/commands/apply.ts';
import { planAll } from '../src/commands/planning/plan-targets.ts';
import type { World } from '../src/model/world.ts';
import { filesIn } from '../src/edges/files.ts';
import { openSandbox } from '../src/edges/sandbox.ts';
import { copyExample } from '../src/edges/example-folder.ts';
import { kinds } from '../src/kinds/index.ts';
import { operationsOf } from '../src/model/kinds/operation.ts';
import type { Review } from '../src/model/review.ts';
import { renderComment } from '../src/render/markdown/comment.ts';
import { renderPlan } from '../src/render/terminal/plan.ts';

const STYLE = readFileSync(join(import.meta.dirname, 'picture.css'), 'utf8');
const images = resolve(import.meta.dirname, '../docs/images');
const REPOSITORY = 'https://github.com/acme/iot-security';
const HEAD = '9f2c1e7b5a60';

/** Chromium without a window, and without any connection of its own. */
const FLAGS = [
  ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--hide-scrollbars'],
  ['--disable-background-networking', '--disable-component-update', '--disable-sync'],
].flat();

/** The plan of the example after one behavior is edited, and after a profile is taken out too, which is a hazard. */
async function plans(): Promise<{ hazardous: Review; plain: Review }> {
  const stage = copyExample();
  const { connect } = openSandbox(
    undefined,
    () => {},
    async () => operationsOf(kinds),
  );
  const world: World = {
    files: filesIn(stage.root),
    print: () => {},
    report: () => {},
    connect,
    today: '2026-11-22',
    repository: 'acme/iot-security',
    spareTarget: undefined,
    style: { color: true, width: 100 },
    breathe: () => undefined,
    stop: () => new AbortController().signal,
  };
  const choice = { folder: stage.folder, only: [], accept: [] };
  const planned = async (): Promise<Review> => {
    const [first] = (await planAll(world, choice)) ?? [];
    if (first === undefined) throw new Error('The example has problems.');
    return first.review;
  };
  try {
    await apply(world, choice);
    stage.edit(/value: \{ number: 10 \}/, 'value: { number: 15 }');
    stage.edit(/consecutiveDatapointsToAlarm: 2/, 'consecutiveDatapointsToAlarm: 3');
    stage.edit(/durationSeconds: 300/, 'durationSeconds: 600');
    const plain = await planned();
    stage.edit(/deletePercent: 20/, 'deletePercent: 10');
    stage.edit(/^ {2}SoundboxLive:.*\n(?: {4}.*\n)*/m, '');
    return { plain, hazardous: await planned() };
  } finally {
    stage.close();
  }
}

/** GitHub's Markdown, as far as our comments use it. */
function toHtml(text: string): string {
  const markdown = new MarkdownIt({
    html: true,
    highlight: (code, language) => (language === 'diff' ? diff(code) : ''),
  });
  return markdown.render(text).replace(/<blockquote>\s*<p>\[!(\w+)\]\s*/g, (_, kind: string) => {
    const title = `${kind.slice(0, 1)}${kind.slice(1).toLowerCase()}`;
    return `<blockquote class="alert ${kind.toLowerCase()}"><p class="title">${title}</p><p>`;
  });
}

function diff(code: string): string {
  const lines = code.replace(/\n$/, '').split('\n');
  return lines
    .map(
      (line) =>
        `<span class="${line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'same'}">${escaped(line) || ' '}</span>`,
    )
    .join('');
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Colours of a terminal as elements. */
function ansiToHtml(text: string): string {
  let open = 0;
  const html = escaped(text).replace(/\u001B\[([\d;]*)m/g, (_, codes: string) => {
    const on = codes
      .split(';')
      .map(Number)
      .filter((code) => code > 0 && code !== 22 && code !== 39);
    if (on.length > 0) {
      open++;
      return `<span class="${on.map((code) => `sgr${code}`).join(' ')}">`;
    }
    if (open === 0) return '';
    open--;
    return '</span>';
  });
  return `${html}${'</span>'.repeat(open)}`;
}

/** Takes a picture of a page as high as it is. */
function photograph(name: string, width: number, body: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'picture-'));
  const page = join(folder, 'page.html');
  const measured = '<script>document.title = Math.ceil(document.body.getBoundingClientRect().height)</script>';
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><title></title><style>${STYLE}</style><body>${body}${measured}`,
  );
  const chromium = (...args: readonly string[]): string =>
    execFileSync('chromium', [...FLAGS, `--user-data-dir=${folder}/data`, ...args, `file://${page}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const height = /<title>(\d+)<\/title>/.exec(chromium(`--window-size=${width},200`, '--dump-dom'))?.[1] ?? '';
  const picture = join(images, name);
  chromium(`--window-size=${width},${height}`, '--force-device-scale-factor=1.5', `--screenshot=${picture}`);
  execFileSync('pngquant', ['--force', '--ext=.png', '--strip', '--speed=1', '--quality=60-90', picture]);
  rmSync(folder, { recursive: true });
}

const { hazardous, plain } = await plans();
const { body } = renderComment({
  state: 'planned',
  reviews: [hazardous],
  head: HEAD,
  runUrl: `${REPOSITORY}/actions/runs/17`,
  links: ({ file, line }) => `${REPOSITORY}/blob/${HEAD}/${file}#L${line}`,
  notes: ['The profiles are valid.', 'The account was read at 12:04 UTC: 6 resources, all readable.'],
});
const header =
  '<header><i></i><b>github-actions</b><span class="bot">bot</span><span class="when">commented 2 minutes ago</span></header>';
photograph('plan-comment.png', 920, `<div class="comment">${header}<article>${toHtml(body)}</article></div>`);
const terminal = `<span class="sgr2">$</span> defender-gitops plan\n${ansiToHtml(renderPlan(plain, { color: true, width: 100 }))}`;
photograph('plan-terminal.png', 860, `<div class="terminal"><pre>${terminal}</pre></div>`);
