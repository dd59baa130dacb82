import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const CLI = new URL('../../dist/cli.mjs', import.meta.url).pathname;

/** V8 takes so many first members of objects that begin as `{}`: https://github.com/v8/v8/blob/main/src/objects/transitions.h */
const NAMES = 1536 + 300;

const folder = mkdtempSync(join(tmpdir(), 'defender-names-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Tells whether two objects that become the same are still the same to V8, now and then and at the end. */
const WATCH = `
  let apart = false;
  const look = () => {
    const [name, one, other] = ['of' + Math.random(), {}, {}];
    one[name] = other[name] = 1;
    apart ||= !%HaveSameMap(one, other);
  };
  setInterval(look, 10).unref();
  process.on('exit', () => { look(); process.stderr.write(apart ? '\\napart' : '\\nshared'); });
`;

beforeAll(() => {
  mkdirSync(join(folder, 'profiles'));
  writeFileSync(join(folder, 'watch.cjs'), WATCH);
  const settings = 'owner: me\ntargets: { production: { account: "111122223333", region: eu-west-1 } }\n';
  writeFileSync(join(folder, 'profiles/defender.yaml'), settings);
});

/** A file for each of the profiles, with something before its value. */
function declareAll(before = ''): void {
  for (let nth = 0; nth < NAMES; nth++) {
    const text = `securityProfiles: { Profile${nth}: ${before}{ description: One of many } }\n`;
    writeFileSync(join(folder, `profiles/${nth}.yaml`), text);
  }
}

/** Runs the program, and gives how the objects that it makes were to V8. */
function shapesIn(...words: readonly string[]): string | undefined {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--allow-natives-syntax', '--require', join(folder, 'watch.cjs'), CLI, ...words],
    { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', HOME: folder, CI: '1' } },
  );
  expect(status, stderr).toBe(0);
  return stderr.split('\n').at(-1);
}

// Where they are apart, each is of a form of its own, and a plan of thousands takes twice as long.
test('however many names there are, objects are shared', () => {
  // What has an anchor is read by another reader.
  declareAll('&one ');
  expect(shapesIn('validate')).toBe('shared');
  declareAll();
  expect(shapesIn('validate')).toBe('shared');
  expect(shapesIn('apply', '--sandbox=state.json')).toBe('shared');
  expect(shapesIn('plan', '--sandbox=state.json')).toBe('shared');
  for (let nth = 0; nth < NAMES; nth++) rmSync(join(folder, `profiles/${nth}.yaml`));
  expect(shapesIn('import', '--sandbox=state.json')).toBe('shared');
});
