import { expect, test } from 'vitest';
import { addressOf } from '../../../src/model/address.ts';
import type { Problem } from '../../../src/model/problem.ts';
import { renderProblems } from '../../../src/render/terminal/problems.ts';

const PAGE = { color: false, width: 200 };

function unheard(line: number, severity: 'error' | 'warning'): Problem {
  const about = { address: addressOf('SecurityProfile', `P${line}`), file: 'profiles/a.yaml', line, column: 3 };
  return {
    code: 'DG8019',
    check: 'export-not-received',
    severity,
    message: 'No rule reads t.',
    hint: 'Add one.',
    ...about,
  };
}

const warnings = (count: number): readonly Problem[] =>
  Array.from({ length: count }, (_, index) => unheard(index + 1, 'warning'));

test('a warning of many places is told once, with where else it is so', () => {
  expect(renderProblems(warnings(5), new Map(), PAGE)).toBe(
    [
      'warning export-not-received: No rule reads t.',
      '  profiles/a.yaml:1:3',
      '  and at profiles/a.yaml:2:3, profiles/a.yaml:3:3, profiles/a.yaml:4:3 and profiles/a.yaml:5:3',
      '  help: Add one.',
      '',
      '5 warnings in 1 file',
      '',
    ].join('\n'),
  );
  expect(renderProblems(warnings(50), new Map(), PAGE)).toContain(
    'and at profiles/a.yaml:2:3, profiles/a.yaml:3:3, profiles/a.yaml:4:3 and 46 more places\n',
  );
});

test('errors are told each for itself, for each has to be fixed', () => {
  const told = renderProblems([unheard(1, 'error'), unheard(2, 'error')], new Map(), PAGE);
  expect(told.match(/No rule reads t\./g)).toHaveLength(2);
  expect(told).not.toContain('and at');
});

const ofOneRule = (count: number): readonly Problem[] =>
  Array.from({ length: count }, (_, nth) => ({ ...unheard(nth + 1, 'error'), message: `No rule reads t${nth}.` }));

test('of many problems of one rule the first 20 are told, and how many more there are', () => {
  const other = { ...unheard(99, 'warning'), check: 'too-many-rules', message: 'There are too many.' };
  const told = renderProblems([...ofOneRule(25), other], new Map(), PAGE);
  expect(told.match(/No rule reads t\d+\./g)).toHaveLength(20);
  expect(told).toContain('… and 5 more like these: DG8019 (--all shows them)\n');
  expect(told).toContain('There are too many.');
  expect(told).toContain('25 problems and 1 warning in 1 file\n');
});

test('all are told where all are asked for', () => {
  const told = renderProblems(ofOneRule(25), new Map(), { ...PAGE, all: true });
  expect(told.match(/No rule reads t\d+\./g)).toHaveLength(25);
  expect(told).not.toContain('more DG8019');
});
