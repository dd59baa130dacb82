import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  readSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeFolder, troubleOf, writeWhole } from '../../src/disk/disk.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'defender-disk-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const troubleWith = (work: () => void): string => {
  try {
    work();
  } catch (error) {
    return troubleOf(error);
  }
  return 'none';
};

describe('writing a file whole', () => {
  test('makes its folder, and leaves nothing beside it', () => {
    writeWhole(join(root, 'a/b/c.json'), 'one');
    writeWhole(join(root, 'a/b/c.json'), 'two');
    expect(readFileSync(join(root, 'a/b/c.json'), 'utf8')).toBe('two');
    expect(readdirSync(join(root, 'a/b'))).toEqual(['c.json']);
  });

  test('goes through a link, and leaves it one', () => {
    writeFileSync(join(root, 'real.json'), 'old');
    symlinkSync('real.json', join(root, 'link.json'));
    writeWhole(join(root, 'link.json'), 'new');
    expect(readFileSync(join(root, 'real.json'), 'utf8')).toBe('new');
    expect(readlinkSync(join(root, 'link.json'))).toBe('real.json');
  });

  test('goes into a pipe, which is not replaced by a file', () => {
    const pipe = join(root, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    const bytes = Buffer.alloc(3);
    try {
      writeWhole(pipe, 'one');
      readSync(reader, bytes);
    } finally {
      closeSync(reader);
    }
    expect(bytes.toString()).toBe('one');
    expect(readdirSync(root)).toEqual(['pipe']);
  });

  test('whoever reads it meanwhile sees the old text or the new one, never a part', () => {
    const file = join(root, 'plan.json');
    writeWhole(file, 'old');
    const reader = openSync(file, constants.O_RDONLY);
    const read = Buffer.alloc(3);
    try {
      writeWhole(file, 'a longer text');
      readSync(reader, read);
    } finally {
      closeSync(reader);
    }
    expect(read.toString(), 'who has it open goes on with what it was').toBe('old');
    expect(readFileSync(file, 'utf8')).toBe('a longer text');
  });

  test('leaves the old text where the new one does not fit, and nothing beside it', () => {
    const file = join(root, 'plan.json');
    writeWhole(file, 'old');
    const script = `import { writeWhole } from ${JSON.stringify(new URL('../../src/disk/disk.ts', import.meta.url).href)};
      try { writeWhole(${JSON.stringify(file)}, 'x'.repeat(100_000)); } catch (error) { console.log(error.code); }`;
    // A file of this process takes no more than 8 blocks.
    const limited = ['-c', 'ulimit -f 8; exec "$@"', 'sh', process.execPath];
    const said = execFileSync('sh', [...limited, '--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(said.trim()).toBe('EFBIG');
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(root)).toEqual(['plan.json']);
  });

  const refused: { reason: string; path: () => string; trouble: string }[] = [
    { reason: 'a folder', path: () => (mkdirSync(join(root, 'a')), join(root, 'a')), trouble: 'it is a folder' },
    {
      reason: 'below a file',
      path: () => (writeFileSync(join(root, 'a'), ''), join(root, 'a/b')),
      trouble: 'a part of the path is a file, not a folder',
    },
    {
      reason: 'deep below a file',
      path: () => (writeFileSync(join(root, 'a'), ''), join(root, 'a/b/c')),
      trouble: 'a part of the path is a file, not a folder',
    },
    { reason: 'a name too long', path: () => join(root, 'x'.repeat(300)), trouble: 'the name is too long' },
    {
      reason: 'a circle of links',
      path: () => (symlinkSync('a', join(root, 'a')), join(root, 'a/b')),
      trouble: 'something else is there',
    },
  ];
  test.each(refused)('ends with a word about $reason, and leaves nothing half done', ({ path, trouble }) => {
    const place = path();
    const before = readdirSync(root);
    expect(troubleWith(() => writeWhole(place, 'x'))).toBe(trouble);
    expect(readdirSync(root)).toEqual(before);
  });

  test.skipIf(!existsSync('/sys'))(
    'tells why the file was not written, and not that there is nothing to remove',
    () => {
      expect(troubleWith(() => writeWhole('/sys/x', 'x'))).toBe('this user may not');
    },
  );

  test('ends where the file system takes no folders, which Node does not', () => {
    expect(troubleWith(() => writeWhole('/proc/nowhere/deep/x', 'x'))).toBe('there is no such file');
    expect(troubleWith(() => makeFolder('/dev/null/x'))).toBe('a part of the path is a file, not a folder');
  });
});

test('a trouble that has no words here is told in those of Node', () => {
  expect(troubleOf(Object.assign(new Error('EXDEV: cross-device link'), { code: 'EXDEV' }))).toMatch(/cross-device/);
});
