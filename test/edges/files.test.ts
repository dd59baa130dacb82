import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { filesIn } from '../../src/edges/files.ts';
import { githubRepository } from '../../src/edges/repository.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'defender-files-'));
  mkdirSync(join(root, 'profiles/deep'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const put = (file: string, text = 'a: 1\n'): void => writeFileSync(join(root, file), text);
const read = (folder = 'profiles') => [...filesIn(root).readProfiles(folder)];
const readFiles = (folder?: string) => read(folder).map(({ file }) => file);

describe('a folder of profiles', () => {
  test('every YAML file below it is read, in the order of names, and nothing else', () => {
    for (const file of ['b.yaml', 'a.yml', 'deep/c.YAML', 'README.md', '.hidden.yaml', 'x.yaml.bak'])
      put(`profiles/${file}`);
    expect(readFiles()).toEqual(['profiles/a.yml', 'profiles/b.yaml', 'profiles/deep/c.YAML']);
    expect(readFiles('.')).toEqual(['profiles/a.yml', 'profiles/b.yaml', 'profiles/deep/c.YAML']);
  });

  test('one file may be named instead', () => {
    put('profiles/a.yaml');
    put('profiles/b.yaml');
    expect(readFiles('profiles/b.yaml')).toEqual(['profiles/b.yaml']);
  });

  test('a link inside it is followed once, also in a circle', () => {
    put('profiles/deep/a.yaml');
    symlinkSync('..', join(root, 'profiles/deep/up'));
    symlinkSync('deep/a.yaml', join(root, 'profiles/also.yaml'));
    expect(readFiles()).toEqual(['profiles/also.yaml', 'profiles/deep/a.yaml']);
    expect(read().every((found) => 'bytes' in found)).toBe(true);
  });

  const refused: { reason: string; make: () => void; code: string }[] = [
    {
      reason: 'a link that leads out of it',
      code: 'DG1302',
      make: () => (put('secret.yaml'), symlinkSync('../secret.yaml', join(root, 'profiles/x.yaml'))),
    },
    {
      reason: 'a linked folder that leads out of it',
      code: 'DG1302',
      make: () => symlinkSync(tmpdir(), join(root, 'profiles/x')),
    },
    { reason: 'a link to nothing', code: 'DG1305', make: () => symlinkSync('nothing', join(root, 'profiles/x.yaml')) },
    {
      reason: 'a FIFO, which would be waited for',
      code: 'DG1303',
      make: () => void execFileSync('mkfifo', [join(root, 'profiles/x.yaml')]),
    },
    {
      reason: 'a link to a FIFO',
      code: 'DG1303',
      make: () => (
        execFileSync('mkfifo', [join(root, 'profiles/fifo')]),
        symlinkSync('fifo', join(root, 'profiles/x.yaml'))
      ),
    },
    { reason: 'a device', code: 'DG1302', make: () => symlinkSync('/dev/zero', join(root, 'profiles/x.yaml')) },
    { reason: 'more than a mebibyte', code: 'DG1001', make: () => put('profiles/x.yaml', 'a'.repeat(1_048_577)) },
  ];
  test.each(refused)('$code: $reason is refused', ({ make, code }) => {
    make();
    expect(read()).toMatchObject([{ code }]);
  });

  test('a file is read when it is its turn', () => {
    for (const file of ['a.yaml', 'b.yaml']) put(`profiles/${file}`);
    const files = filesIn(root).readProfiles('profiles')[Symbol.iterator]();
    files.next();
    put('profiles/b.yaml', 'a: 2\n');
    expect(files.next().value).toMatchObject({ bytes: Buffer.from('a: 2\n') });
  });

  test('a folder below it that cannot be read is told, and all else is read', () => {
    put('profiles/a.yaml');
    put('profiles/deep/b.yaml');
    put('profiles/z.yaml');
    const files = filesIn(root).readProfiles('profiles')[Symbol.iterator]();
    expect(files.next().value).toMatchObject({ file: 'profiles/a.yaml' });
    // As root, whom no permission stops, one can only take it away.
    rmSync(join(root, 'profiles/deep'), { recursive: true });
    const message = 'The folder cannot be read: there is no such file.';
    expect(files.next().value).toMatchObject({ code: 'DG1305', file: 'profiles/deep', message });
    expect(files.next().value).toMatchObject({ file: 'profiles/z.yaml' });
  });

  test('a folder without YAML is told from one that is fine', () => {
    put('profiles/README.md');
    expect(read).toThrow(
      expect.objectContaining({ code: 'DG1309', message: 'There is no YAML file in profiles.', exitCode: 3 }),
    );
  });

  test('a folder that is not there is told with its name', () => {
    expect(() => filesIn(root).readProfiles('nowhere')).toThrow('There is no folder nowhere.');
  });
});

test('a file is written whole, in folders that are made', () => {
  filesIn(root).write('out/plan.json', '{}');
  expect(readFileSync(join(root, 'out/plan.json'), 'utf8')).toBe('{}');
  expect(readdirSync(join(root, 'out'))).toEqual(['plan.json']);
  chmodSync(join(root, 'out'), 0o755);
  expect(() => filesIn(root).write('out/plan.json/x', '')).toThrow(/cannot be written/);
});

describe('the repository is known', () => {
  const config = (url: string): void => {
    mkdirSync(join(root, '.git'), { recursive: true });
    put('.git/config', `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n\tfetch = x\n`);
  };
  test.each([
    ['https://github.com/acme/iot.git'],
    ['git@github.com:acme/iot.git'],
    ['ssh://git@github.com/acme/iot'],
    ['https://github.com/acme/iot/'],
  ])('from git’s remote %s', (url) => {
    config(url);
    expect(githubRepository(root, {})).toBe('acme/iot');
  });

  test('from GitHub Actions first', () => {
    config('https://github.com/acme/iot');
    expect(githubRepository(root, { GITHUB_REPOSITORY: 'a/b' })).toBe('a/b');
  });

  test('not at all without git', () => expect(githubRepository(root, {})).toBeUndefined());
});
