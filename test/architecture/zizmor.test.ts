import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { PARTIES, title } from '../parties/installed.ts';

const root = new URL('../..', import.meta.url).pathname;
const CONFIG = join(root, '.github/zizmor.yml');
const OURS = ['.github', 'templates', 'action.yml'];
const { zizmor } = PARTIES;

/** What zizmor says of files, each finding as the name of its audit. https://docs.zizmor.sh/audits/ */
function findings(folder: string, inputs: readonly string[], ...options: readonly string[]): readonly string[] {
  const words = ['--offline', '--no-progress', '--strict-collection', '--no-exit-codes', '--format=json-v1'];
  const { status, stdout, stderr } = spawnSync('zizmor', [...words, ...options, ...inputs], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  return (JSON.parse(stdout) as readonly { readonly ident: string }[]).map(({ ident }) => ident);
}

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'zizmor-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!zizmor.isHere)(title('zizmor, at its strictest but for guesses', zizmor), () => {
  test('finds nothing in our workflows and templates but what .github/zizmor.yml answers', () => {
    expect(findings(root, OURS, '--persona=pedantic', `--config=${CONFIG}`)).toEqual([]);
  });

  test('would find what each answer is about', () => {
    const answered = Object.keys((parse(readFileSync(CONFIG, 'utf8')) as { rules: object }).rules);
    expect(findings(root, OURS, '--persona=pedantic', '--no-config')).toEqual(expect.arrayContaining(answered));
  });

  test('finds nothing in what `init` of a release writes, without any answer', () => {
    cpSync(join(root, 'templates'), join(folder, 'templates'), { recursive: true });
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
    const script = join(root, 'scripts/pin-templates.ts');
    const { status, stderr } = spawnSync(process.execPath, [script, 'a'.repeat(40)], { cwd: folder, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    expect(findings(folder, ['templates'], '--no-config')).toEqual([]);
  });

  test('finds a mistake that is there', () => {
    mkdirSync(join(folder, '.github/workflows'), { recursive: true });
    const broken = `on: pull_request_target\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo \${{ github.head_ref }}\n`;
    writeFileSync(join(folder, '.github/workflows/a.yml'), broken);
    expect(findings(folder, ['.github'], '--no-config')).toEqual(
      expect.arrayContaining(['dangerous-triggers', 'template-injection']),
    );
  });
});
