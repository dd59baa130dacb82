import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/command-table.ts';
import { completion } from '../../../src/commands/usage/completion.ts';
import { testWorld } from '../../world.ts';

function scriptFor(shell: string): string {
  const world = testWorld({});
  completion(world, COMMANDS, shell);
  return world.printed();
}

const hasShell = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** What a shell offers at the end of a command line. */
const OFFERS: Readonly<Record<string, (words: readonly string[]) => readonly string[]>> = {
  bash: (words) => {
    const line = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}`;
    return run('bash', `${scriptFor('bash')}\n${line}\n_defender_gitops\nprintf '%s\\n' "\${COMPREPLY[@]}"`);
  },
  fish: (words) =>
    run('fish', `${scriptFor('fish')}\ncomplete -C '${words.join(' ')}'`).map((line) => line.split('\t')[0] ?? ''),
};

function run(shell: string, script: string): readonly string[] {
  const { stdout, stderr, status } = spawnSync(shell, ['-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout.split('\n').filter((line) => line !== '');
}

const rows = [
  { what: 'commands', words: ['defender-gitops', 'pl'], offers: ['plan'] },
  { what: 'options', words: ['defender-gitops', 'plan', '--o'], offers: ['--only', '--only-changed', '--out'] },
  { what: 'formats', words: ['defender-gitops', 'graph', '--format', 'd'], offers: ['dot'] },
  { what: 'what can be explained', words: ['defender-gitops', 'explain', 'num-disc'], offers: ['num-disconnects'] },
  { what: 'commands to get help about', words: ['defender-gitops', 'help', 'simul'], offers: ['simulate'] },
];

describe.each(Object.keys(OFFERS))('%s', (shell) => {
  test.skipIf(!hasShell(shell)).each(rows)('completes $what', ({ words, offers }) => {
    expect([...(OFFERS[shell]?.(words) ?? [])].sort()).toEqual(offers);
  });
});

test.skipIf(!hasShell('zsh'))('zsh takes its script', () => {
  const script = `autoload -U compinit; compinit -u -D\n${scriptFor('zsh')}\nprint -r -- $_comps[defender-gitops]`;
  expect(run('zsh', script)).toEqual(['_defender_gitops']);
});

test.each(['bash', 'zsh', 'fish'])('the script for %s has every command and every option', (shell) => {
  const script = scriptFor(shell);
  for (const [name, { options }] of Object.entries(COMMANDS)) {
    expect(script).toContain(name);
    for (const option of Object.keys(options)) expect(script, `${name} --${option}`).toContain(option);
  }
});

test('another shell is refused with the ones that there are', () => {
  expect(() => scriptFor('tcsh')).toThrow(
    expect.objectContaining({ code: 'DG5001', hint: 'It is one of: bash, zsh, fish.' }),
  );
});
