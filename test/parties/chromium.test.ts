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

/** What a script, put into the page by the test, finds out about it, in light or dark. */
const PROBE = `<script>addEventListener('load', () => {
  const seen = (selector) => [...document.querySelectorAll(selector)];
  document.body.innerHTML = '<pre id=found>' + JSON.stringify({
    charts: seen('svg[role=img]').filter((chart) => chart.getBoundingClientRect().height > 80).length,
    curves: seen('.mean').filter((path) => path.getTotalLength() > 300).length,
    pictures: seen('img').filter((image) => image.complete && image.naturalWidth > 200).length,
    marks: seen('.mark').length,
    isWide: document.documentElement.scrollWidth > innerWidth,
    background: getComputedStyle(document.body).backgroundColor,
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

  const look = (name: string, ...flags: readonly string[]) => {
    const file = join(root, `${name}.html`);
    writeFileSync(file, page.replace(/<meta http-equiv[^>]*>/, '').replace('</html>', `${PROBE}</html>`));
    const data = `--user-data-dir=${join(root, name)}`;
    const dom = execFileSync('chromium', [...FLAGS, data, ...flags, '--dump-dom', `file://${file}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(/<pre id="found">(.*)<\/pre>/.exec(dom)?.[1] ?? '{}') as Readonly<Record<string, unknown>>;
  };

  test('draws a curve for every metric, the way, and the alarms, within the width of a phone', () => {
    const { marks, ...seen } = look('light', '--window-size=500,900');
    expect(marks).toBeGreaterThan(0);
    expect(seen).toEqual({
      charts: 6,
      curves: 6,
      pictures: 1,
      isWide: false,
      background: 'rgb(255, 255, 255)',
    });
  });

  test('is dark where the reader wants it dark', () =>
    expect(look('dark', '--force-dark-mode', '--blink-settings=preferredColorScheme=0')).toMatchObject({
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
