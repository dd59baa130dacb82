/** Prints what CHANGELOG.md says of the version in package.json; nothing where that version is not to be released. */
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const sections = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m);
const notes = sections.find((section) => section.split('\n')[0] === version);
if (notes !== undefined) process.stdout.write(`${notes.split('\n').slice(1).join('\n').trim()}\n`);
