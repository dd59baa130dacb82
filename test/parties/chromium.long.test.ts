import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { simulate } from '../../src/commands/simulate.ts';
import { simulate as run } from '../../src/sandbox/data-plane/simulation.ts';
import { EXAMPLE, OPTIONS } from '../sandbox/data-plane/flow.ts';
import { testWorld } from '../world.ts';
import { PARTIES, title } from './installed.ts';

const { chromium } = PARTIES;

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What a script finds out about the page in a frame as wide as it is told, in light or dark. */
const probe = (page: string, width: number): string => `<!doctype html>
<iframe id="page" srcdoc="${page.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" style="width:${width}px;height:2000px;border:0"></iframe>
<script>addEventListener('load', () => {
  const { contentDocument: page, contentWindow: view } = document.querySelector('#page');
  const seen = (selector) => [...page.querySelectorAll(selector)];
  const boxes = (selector) => seen(selector).map((one) => one.getBoundingClientRect());
  const shown = (selector) => boxes(selector).filter(({ width }) => width > 0);
  document.body.innerHTML = '<pre id=found>' + JSON.stringify({
    charts: boxes('svg[role=img]').filter(({ width, height }) => width > 250 && height > 150).length,
    curves: seen('.mean').filter((path) => path.getTotalLength() > 300).length,
    thresholds: boxes('.threshold').length,
    pictures: seen('img').filter((image) => image.complete && image.naturalWidth > 200).length,
    marks: seen('.mark').length,
    smallest: Math.min(...seen('.tick, .hour, .limit, td, p').map((one) => parseFloat(view.getComputedStyle(one).fontSize))),
    touching: shown('.hour').filter((one, index, all) => index > 0 && one.left < all[index - 1].right && one.top === all[index - 1].top).length,
    outside: shown('.tick, .limit, .peak, td').filter(({ left, right }) => left < 0 || right > view.innerWidth).length,
    isWide: page.documentElement.scrollWidth > view.innerWidth,
    background: view.getComputedStyle(page.body).backgroundColor,
  }) + '</pre>';
});</script>`;

describe.skipIf(!chromium.isHere)(title('the page of a simulation in Chromium', chromium), () => {
  let root = '';
  let page = '';
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'chromium-'));
    const world = testWorld(EXAMPLE);
    const told = {
      ...world,
      simulate: () => run(world.sandbox.state, { ...OPTIONS, devices: 50, hours: 24 }),
    };
    const choice = { folder: 'profiles', accept: [], only: [], devices: 50, hours: 24, seed: 7 };
    expect(await simulate(told, { ...choice, isApplied: false, report: 'report.html' })).toBe(0);
    page = world.disk.get('report.html') ?? '';
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const look = (name: string, width: number, ...flags: readonly string[]) => {
    const file = join(root, `${name}.html`);
    writeFileSync(file, probe(page.replace(/<meta http-equiv[^>]*>/, ''), width));
    const data = `--user-data-dir=${join(root, name)}`;
    const dom = execFileSync('chromium', [...FLAGS, data, ...flags, '--dump-dom', `file://${file}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(/<pre id="found">(.*)<\/pre>/.exec(dom)?.[1] ?? '{}') as Readonly<Record<string, unknown>>;
  };

  test.each([{ width: 390 }, { width: 1280 }])(
    'draws a curve for every metric, thresholds, the path and the alarms, readable at $width pixels',
    ({ width }) => {
      const { marks, ...seen } = look(`light-${width}`, width, '--window-size=1400,2100');
      expect(marks).toBeGreaterThan(0);
      expect(seen).toEqual({
        charts: 6,
        curves: 6,
        thresholds: 2,
        pictures: 1,
        smallest: 12,
        touching: 0,
        outside: 0,
        isWide: false,
        background: 'rgb(255, 255, 255)',
      });
    },
  );

  test('is dark where the reader wants it dark', () =>
    expect(look('dark', 800, '--force-dark-mode', '--blink-settings=preferredColorScheme=0')).toMatchObject({
      background: 'rgb(13, 17, 23)',
    }));

  test('is drawn as it stands, with its policy in force', () => {
    const [file, picture] = [join(root, 'page.html'), join(root, 'page.png')];
    writeFileSync(file, page);
    execFileSync(
      'chromium',
      [...FLAGS, `--user-data-dir=${join(root, 'page')}`, `--screenshot=${picture}`, `file://${file}`],
      { stdio: 'ignore' },
    );
    expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG');
    expect(readFileSync(picture).byteLength).toBeGreaterThan(20_000);
  });
});
