import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderBucket, requireEmpty } from '../../../src/sandbox/data-plane/bucket.ts';
import { safePath } from '../../../src/sandbox/data-plane/safe-path.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'defender-bucket-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const HOSTILE = [
  '../../etc/passwd',
  '/etc/passwd',
  'a/../../b',
  'a//b',
  '..',
  '.',
  '',
  'a\0b',
  'C:\\windows\\system32',
  '..\\..\\x',
  'con:stream',
  '.unfinished-1-1',
  `${'x'.repeat(900)}/y`,
  'ä'.repeat(300),
  'a/',
  'a%2Fb',
  'line\nfeed',
];

describe('the path of an object', () => {
  test('is its key where that is an ordinary one', () => {
    expect(safePath('defender/2026/11/23/soundbox-metrics-1-2026-11-23-07-35-00-cc0ef550.gz')).toBe(
      'defender/2026/11/23/soundbox-metrics-1-2026-11-23-07-35-00-cc0ef550.gz',
    );
    expect(safePath('year=2026/ä b')).toBe('year=2026/ä b');
  });

  test.each(HOSTILE)('stays in the bucket: %j', (key) => {
    expect(join('/bucket', safePath(key)).startsWith('/bucket/')).toBe(true);
  });

  test('stays in the bucket whatever the key is, and no two keys have one path', () => {
    const part = fc.oneof(fc.constantFrom('..', '.', '', '%', '%25', 'a', '\0', '\\', ' ', 'a.'), fc.string());
    const key = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(key, key, (one, other) => {
        expect(resolve('/bucket', safePath(one)).startsWith(`/bucket${sep}`)).toBe(true);
        expect(safePath(one) === safePath(other)).toBe(one === other);
      }),
    );
  });
});

describe('a bucket that is a folder', () => {
  test('holds whole objects, and the last one of a key', async () => {
    const bucket = folderBucket(root, 'lake');
    await bucket.put('a/b.txt', Buffer.from('one'));
    await bucket.put('a/b.txt', Buffer.from('two'));
    await bucket.put('a/c.txt', Buffer.from('three'));
    expect(readFileSync(join(root, 'lake/a/b.txt'), 'utf8')).toBe('two');
    expect(readdirSync(join(root, 'lake'), { recursive: true }).map(String).sort()).toEqual([
      'a',
      'a/b.txt',
      'a/c.txt',
    ]);
  });

  test('takes hostile names and keys in its folder', async () => {
    for (const [number, key] of HOSTILE.entries())
      for (const name of [`../${number}`, `lake-${number}`])
        await folderBucket(join(root, 'out'), name).put(key, Buffer.from(key));
    expect(readdirSync(root)).toEqual(['out']);
  });

  test('says what to do where it cannot be written, and leaves nothing half done', async () => {
    await expect(folderBucket('/proc/nowhere', 'lake').put('a', Buffer.from('x'))).rejects.toMatchObject({
      code: 'DG7001',
      message: '/proc/nowhere/lake/a cannot be written: there is no such file.',
      hint: 'Name another folder with --out.',
    });
  });

  test.each([
    { reason: 'a folder where a file is to lie', keys: ['a/b', 'a'] },
    { reason: 'a file where a folder is to lie', keys: ['a', 'a/b'] },
  ])('tells of keys that S3 takes and folders do not: $reason', async ({ keys: [one = '', other = ''] }) => {
    const bucket = folderBucket(root, 'lake');
    await bucket.put(one, Buffer.from('x'));
    await expect(bucket.put(other, Buffer.from('x'))).rejects.toMatchObject({
      code: 'DG7001',
      message: `The object ${other} cannot be written to ${join(root, 'lake')}: another object lies where one of the two needs a folder.`,
      hint: expect.stringContaining('`key` of the S3 action, `prefix` of the stream'),
    });
    expect(readdirSync(join(root, 'lake'))).toEqual(['a']);
  });

  test('has to begin empty', async () => {
    await requireEmpty(root);
    await requireEmpty(join(root, 'nowhere'));
    writeFileSync(join(root, 'old.gz'), '');
    await expect(requireEmpty(root)).rejects.toMatchObject({ code: 'DG7002' });
  });
});
