import type { Options } from './options.ts';

const DRY_RUN = '`defender-gitops plan` shows what would change, and changes nothing.';
const CHECK = '`defender-gitops validate` checks the profiles.';
const APPLY = '`defender-gitops apply` carries out what the profiles say.';

/** What other tools call a command, and what that is here. */
const COMMANDS: Readonly<Record<string, string>> = {
  diff: DRY_RUN,
  preview: DRY_RUN,
  status: DRY_RUN,
  drift: DRY_RUN,
  refresh: DRY_RUN,
  check: CHECK,
  lint: CHECK,
  test: CHECK,
  sync: APPLY,
  deploy: APPLY,
  up: APPLY,
  push: APPLY,
  destroy: 'Set `empty: true` on a target, then plan and apply: "Remove a target" in docs/ownership.md has the steps.',
  delete: 'Remove the lines from the YAML, then plan and apply. `empty: true` on a target removes everything there.',
  pull: '`defender-gitops import` writes what an account has as YAML.',
  new: '`defender-gitops init` writes first profiles and the GitHub workflow.',
  version: '`defender-gitops --version` prints it.',
};

/** What other tools call an option, and what that is here. */
const OPTIONS: Readonly<Record<string, string>> = {
  'dry-run': DRY_RUN,
  check: DRY_RUN,
  y: 'Write --yes.',
  'auto-approve': 'Write --yes.',
  force: 'There is none: `--accept ID` accepts one hazard, `--yes` skips the question of `apply`.',
  profile: 'Set the environment variable AWS_PROFILE.',
  region: 'Regions are those of the targets, in the settings: choose one by --target.',
  account: 'Accounts are those of the targets, in the settings: choose one by --target.',
  debug: 'Write --verbose.',
  v: 'Write --verbose.',
  q: 'Write --quiet.',
  silent: 'Write --quiet.',
  summary: 'Write --compact.',
  output: 'Write --out FILE for a file, --format FORMAT for a format.',
  o: 'Write --out FILE for a file, --format FORMAT for a format.',
  colour: 'Colours are for terminals; --no-color prints without.',
};

/** Where somebody finds what other tools have under the name of a command that there is not; undefined where that is not known. */
export function otherCommand(name: string): string | undefined {
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
}

/** The same for an option. What is told to be written is an option of the command. */
export function otherOption(name: string, options: Options): string | undefined {
  const word = name.replace(/^--?/, '');
  const hint = Object.hasOwn(OPTIONS, word) ? OPTIONS[word] : undefined;
  const meant = /^Write --([\w-]+)/.exec(hint ?? '')?.[1];
  return meant === undefined || Object.hasOwn(options, meant) ? hint : undefined;
}
