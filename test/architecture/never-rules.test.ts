import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import config from '../../oxlint.config.ts';
import { clean, violations } from './planted.ts';

const repository = resolve(import.meta.dirname, '../..');
const bin = (name: string): string => join(repository, 'node_modules/.bin', name);

/** A tree of our shape with our configuration, whose globs count from where it lies. */
async function plant(root: string, files: Iterable<readonly [string, string]>): Promise<void> {
  for (const [file, code] of files) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), code);
  }
  await cp(join(repository, 'oxlint.config.ts'), join(root, 'oxlint.config.ts'));
  const tsconfig = JSON.parse(await readFile(join(repository, 'tsconfig.json'), 'utf8'));
  await writeFile(
    join(root, 'tsconfig.json'),
    JSON.stringify({ ...tsconfig, compilerOptions: { ...tsconfig.compilerOptions, types: [] } }),
  );
}

/** What a tool prints, in a folder, with its exit code. */
function run(tool: string, args: readonly string[], cwd: string): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const path = `${join(repository, 'node_modules/.bin')}:${process.env['PATH']}`;
    execFile(bin(tool), args, { cwd, env: { ...process.env, PATH: path }, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    );
  });
}

/** The complaints of oxlint about a tree, each as `file rule`. */
async function complaints(root: string): Promise<{ code: number; found: ReadonlySet<string> }> {
  const { code, output } = await run('oxlint', ['-f', 'json', '.'], root);
  const { diagnostics } = JSON.parse(output) as {
    diagnostics: readonly { filename: string; code: string }[];
  };
  return {
    code,
    found: new Set(diagnostics.map(({ filename, code: rule }) => `${filename} ${configured(rule)}`)),
  };
}

/** `eslint(max-lines)` is configured as `max-lines`, and `import(no-cycle)` as `import/no-cycle`. */
const configured = (rule: string): string => rule.replace(/^eslint\((.+)\)$/, '$1').replace(/^(\w+)\((.+)\)$/, '$1/$2');

/** Every violation, in a file of its own. */
const planted = Object.entries(violations)
  .flatMap(([rule, rows]) => rows.map(([reason, place, code]) => ({ rule, reason, place, code })))
  .map(({ place, ...row }, index) => ({ ...row, file: place.replace(/\/$/, `/planted-${index}.ts`) }));

let scratch = '';
let found: ReadonlySet<string>;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'never-rules-'));
  const root = join(scratch, 'planted');
  await plant(root, [...Object.entries(clean), ...planted.map(({ file, code }) => [file, code] as const)]);
  ({ found } = await complaints(root));
});
afterAll(() => rm(scratch, { recursive: true }));

describe('the never rules', () => {
  test('a tree that keeps them is passed', async () => {
    const root = join(scratch, 'clean');
    await plant(root, Object.entries(clean));
    expect(await complaints(root)).toEqual({ code: 0, found: new Set() });
  });

  test.for(planted)('$rule: $reason', ({ file, rule }) => {
    expect(found).toContain(`${file} ${rule}`);
  });

  test('every rule that is switched on is broken above', () => {
    const rules = [config, ...config.overrides].flatMap((part) => Object.entries(part.rules ?? {}));
    const on = rules.filter(([, setting]) => setting !== 'off').map(([rule]) => rule);
    expect(on.filter((rule) => !(rule in violations))).toEqual([]);
  });

  test('every folder of src has boundaries', async () => {
    const root = join(scratch, 'folders');
    const entries = await readdir(join(repository, 'src'), { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== 'generated');
    const files = folders.flatMap(({ name }) => [`src/${name}/a.ts`, `src/${name}/deep/a.ts`]);
    await plant(
      root,
      files.map((file) => [file, `import 'left-pad';`] as const),
    );
    const complained = await complaints(root);
    expect(files.filter((file) => !complained.found.has(`${file} no-restricted-imports`))).toEqual([]);
  });

  test('enums are refused by the compiler', async () => {
    const root = join(scratch, 'enums');
    await plant(root, [['src/model/enum.ts', 'export enum E { A }']]);
    const { code, output } = await run('tsc', ['--noEmit', '--pretty', 'false', '-p', 'tsconfig.json'], root);
    expect(output).toContain('src/model/enum.ts(1,13): error TS1294');
    expect(code).not.toBe(0);
  });
});
