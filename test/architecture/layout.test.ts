import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { entryImports, mayImport } from '../../oxlint.config.ts';
import { missingEntries } from '../../scripts/complete-lock.ts';

const repository = resolve(import.meta.dirname, '../..');
const sources = globSync('{src,scripts,bench}/**/*.ts', { cwd: repository });
const read = (file: string): string => readFileSync(resolve(repository, file), 'utf8');

/** Names that say nothing of what is inside. */
const isVague = (file: string): boolean =>
  /\b(utils?|helpers?|managers?|common|misc|impl|types)\b/.test(basename(file));

/** A file that only passes on what others export. */
const isBarrel = (text: string): boolean => {
  const lines = text.split('\n').filter((line) => /\S/.test(line) && !/^\s*(\/\/|\/?\*)/.test(line));
  return lines.length > 0 && lines.every((line) => /^(import|export) .*from '/.test(line));
};

describe('the layout', () => {
  test('every file is named after what it holds', () => {
    expect(sources.filter(isVague)).toEqual([]);
    expect(isVague('src/render/text-utils.ts')).toBe(true);
  });

  test('the only index is the list of kinds', () => {
    expect(sources.filter((file) => basename(file) === 'index.ts')).toEqual(['src/kinds/index.ts']);
  });

  test('no file only passes on what others export', () => {
    // But for the lists of what is bundled.
    const others = sources.filter((file) => !file.startsWith('src/sdk/'));
    expect(others.filter((file) => isBarrel(read(file)))).toEqual([]);
    expect(isBarrel(`/** All. */\nexport * from './a.ts';\n`)).toBe(true);
  });

  test('every export says what is promised', () => {
    const bare = sources
      .filter((file) => file.startsWith('src/') && !file.startsWith('src/generated/'))
      .flatMap((file) =>
        [...read(file).matchAll(/(.*)\n(export (?!\{|\*).+)/g)].map(([, above, line]) => [file, above, line]),
      )
      .filter(([, above = '']) => !above.endsWith('*/'));
    expect(bare.map(([file, , line]) => `${file}: ${line}`)).toEqual([]);
  });

  test('nothing in the project refers to what a clone does not have', () => {
    const files = globSync('{src,test,scripts,docs,profiles,.ci,.github}/**/*.*', {
      cwd: repository,
      exclude: ['**/node_modules'],
    });
    expect(files.filter((file) => /(?<!(?:from|import) '[./]*)\.\.\/shared\/|\/work\/shared/.test(read(file)))).toEqual(
      [],
    );
  });
});

describe('docs/ARCHITECTURE.md', () => {
  const page = read('docs/ARCHITECTURE.md');
  const rooms = globSync('src/*/', { cwd: repository }).map((room) => basename(room));

  /** The table of imports: what each room may import, sorted. */
  const table = Object.fromEntries(
    [...(page.split('\n| from')[1]?.split('\n\n')[0] ?? '').matchAll(/^\| ([a-z][a-z/*-]+) +\| ([a-z,./ -]*)\|/gm)].map(
      ([, room = '', list = '']) => [
        room,
        list
          .split(',')
          .flatMap((word) => word.trim() || [])
          .sort(),
      ],
    ),
  );

  test('maps every room of src', () => {
    expect(rooms.filter((room) => !page.includes(`\n  ${room}/ `))).toEqual([]);
  });

  test('lists the imports that oxlint.config.ts allows', () => {
    const { entries, ...ofRooms } = table;
    const allowed = Object.entries(mayImport).map(([room, { ours }]) => [
      room,
      ours.map((path) => path.replace(/\/(\*\*|\*\.ts|index\.ts)$/, '')).sort(),
    ]);
    expect(ofRooms).toEqual(Object.fromEntries(allowed));
    const folders = /\{(.+)\}/.exec(entryImports.join())?.[1]?.split(',') ?? [];
    const lists = entryImports.flatMap((path) => /^\.\/(\w+)\/index\.ts$/.exec(path)?.[1] ?? []);
    expect(entries).toEqual([...folders, ...lists].sort());
  });
});

describe('a package-lock.json', () => {
  const lock = JSON.parse(read('package-lock.json'));

  test.each(['package-lock.json', 'mutants/package-lock.json', 'docs/site/package-lock.json'])(
    '%s names the packages of every platform, or npm ci would refuse it',
    (file) => expect(Object.keys(missingEntries(JSON.parse(read(file)))), 'run: npm run complete-lock').toEqual([]),
  );

  test('a platform package that is not in it is found', () => {
    const { 'node_modules/@oxlint/binding-win32-x64-msvc': entry, ...packages } = lock.packages;
    expect(missingEntries({ packages })).toEqual({ 'node_modules/@oxlint/binding-win32-x64-msvc': entry });
  });
});
