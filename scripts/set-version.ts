/** Writes the version of package.json wherever else it stands. Part of `npm run set-version`, before `npm run build`. */
import { readFileSync, writeFileSync } from 'node:fs';

const version = String(JSON.parse(readFileSync('package.json', 'utf8')).version);

function replaceOnce(file: string, find: RegExp, replacement: string): void {
  const text = readFileSync(file, 'utf8');
  if (!find.test(text)) throw new Error(`${file} has no version where it was expected.`);
  writeFileSync(file, text.replace(find, replacement));
}

replaceOnce('src/version.ts', /'\d[^']*'/, `'${version}'`);
// The lock says it twice, first of all else: for the whole, and for the package in the root.
for (const start of ['{\n  "name": "defender-gitops",\n', '    "": {\n      "name": "defender-gitops",\n'])
  replaceOnce(
    'package-lock.json',
    new RegExp(`(${start.replaceAll(/[{}]/g, String.raw`\$&`)} *"version": )"[^"]*"`),
    `$1"${version}"`,
  );
