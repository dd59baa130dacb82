import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { iam } from '../src/commands/iam.ts';
import { documentsOf } from './roles/documents.ts';
import { planned, testWorld } from './world.ts';

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const page = read('docs/roles.md');
const example = Object.fromEntries(
  ['profiles/defender.yaml', 'profiles/soundbox.yaml'].map((file) => [file, read(file)]),
);

test('the page has the roles of the example', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` +\| (.*?) +\|$/gm)].map(([, name, why]) => ({ name, why }));
  const { roles } = documentsOf(example);
  const services = roles.filter(({ name }) => !name.startsWith('defender-gitops-'));
  expect(rows).toEqual(services.map(({ name, why }) => ({ name, why: why.join('; ').replaceAll('|', '\\|') })));
});

test('the page has what the program prints for one of them', async () => {
  const world = testWorld(example);
  await iam(world, { folder: 'profiles', role: ['RuleToFirehose'] });
  const block = /iam --role RuleToFirehose`:\n\n```json\n([^]*?)```/.exec(page)?.[1] ?? '{}';
  expect(JSON.parse(block)).toEqual(JSON.parse(world.printed()));
});

test('the page has the warning of a plan, to the letter', async () => {
  const world = testWorld(example, { rolePolicies: { RuleErrors: [{ Version: '2012-10-17', Statement: [] }] } });
  const wide = { ...world, style: { color: false, width: 200 } };
  await planned(wide, { folder: 'profiles', only: [], accept: [], detailedExitcode: false });
  const shown = /```\n(warning DG4201[^]*?)```/.exec(page)?.[1] ?? 'nothing';
  expect(world.printed()).toContain(shown);
});

test('every option of the command that the page names is one', () => {
  const options = new Set(page.match(/(?<![\w-])--[a-z]+(?:-[a-z]+)*/g));
  const known = [
    'for-back-test',
    'format',
    'role',
    'target',
    'github-ids',
    'branch',
    'environment',
    'workflow',
    'github-server',
  ];
  expect([...options].sort()).toEqual(known.map((name) => `--${name}`).sort());
});
