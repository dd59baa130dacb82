/**
 * Makes the workflows in templates/ use the action at a commit, with the version beside it: `node scripts/pin-templates.ts COMMIT`.
 * Part of a release, before the package is packed: a commit cannot hold its own name, but what is made from it can.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';

const [, , commit = ''] = process.argv;
if (!/^[0-9a-f]{40}$/.test(commit)) throw new Error('Name the commit of the release, all 40 digits.');
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const files = globSync('templates/.github/workflows/*.yml');
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const pinned = text.replaceAll(/(uses: defender-gitops\/defender-gitops)@.*/g, `$1@${commit} # v${version}`);
  if (pinned === text) throw new Error(`${file} does not use the action.`);
  writeFileSync(file, pinned);
}
if (files.length === 0) throw new Error('There are no workflows in templates/.');
