import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';
import { planFor } from '../../src/commands/planning/plan-targets.ts';
import { loadingProfiles } from '../../src/commands/planning/profiles.ts';
import { finish } from '../../src/model/steps.ts';
import type { LoadedProfiles } from '../../src/commands/planning/profiles.ts';
import { renderComment } from '../../src/render/markdown/comment.ts';
import { renderPlan } from '../../src/render/terminal/plan.ts';
import { renderProblems } from '../../src/render/terminal/problems.ts';
import { about } from '../render/fixtures/comments.ts';
import { reviewOf } from '../render/fixtures/plans.ts';
import { see } from '../render/rendered.ts';
import { testWorld } from '../world.ts';

const read = (name: string): string => readFileSync(new URL(`../../profiles/${name}`, import.meta.url), 'utf8');
const SETTINGS = read('defender.yaml');
const EXAMPLE = read('soundbox.yaml');

/** Pieces of YAML and of the language that a mutation puts where they do not belong. */
const piece = fc.oneof(
  fc.constantFrom(
    '"',
    "'",
    ': ',
    '- ',
    '\n',
    '\n  ',
    '{',
    '}',
    '[',
    ']',
    '&a ',
    '*a',
    '!!map ',
    '<<: ',
    '| ',
    '# ',
    'null',
    '~',
    '1e400',
    '-0',
    '0x1F',
    '${var.',
    '${var.lake}',
    '${target.account}',
    '$aws/rules/',
    '\u202e',
    '\0',
    '::error::',
    '__proto__: {}',
    'constructor',
    'é',
    '😀',
    '\ud800',
    '"https://user:secret\u202e@host"',
    'password: ',
  ),
  fc.constantFrom(
    'behaviors',
    'metricsExport',
    'topic',
    'targets',
    'actions',
    'tags',
    'ignore',
    'onlyIn',
    'renamedFrom',
    'criteria',
    'extendedS3Destination',
    'securityProfiles:',
    'rules:',
  ),
  fc.string({ maxLength: 6 }),
);

/** A file of profiles with some of its text cut out, doubled or overwritten. */
export const mutated = fc
  .array(fc.record({ at: fc.nat(EXAMPLE.length), cut: fc.nat(40), put: piece, lines: fc.boolean() }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((edits) =>
    edits.reduce((text, { at, cut, put, lines }) => {
      if (!lines) return text.slice(0, at) + put + text.slice(at + cut);
      const all = text.split('\n');
      const line = at % all.length;
      return [...all.slice(0, line), ...all.slice(line + (cut % 3)), ...all.slice(line, line + 1)].join('\n');
    }, EXAMPLE),
  );

/** Any text at all. */
export const random = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
);

/**
 * Reads and checks the text as a file of profiles and prints what is wrong; plans where nothing is, and prints the plan
 * for a terminal and for a pull request: all without an exception, and with nothing in it that acts.
 */
export function survive(text: string): void {
  const world = testWorld({ 'profiles/defender.yaml': SETTINGS, 'profiles/a.yaml': text });
  const loaded = finish(loadingProfiles(world, 'profiles'));
  const { problems, texts, targets } = loaded;
  for (const { file, line, column, message } of problems) {
    expect(file).toMatch(/^profiles\//);
    expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
    expect(message).not.toBe('');
  }
  const printed = renderProblems(problems, texts, { color: false, width: 100 });
  expect(printed).not.toMatch(STEERING);
  expect(targets).toHaveLength(1);
  if (problems.length === 0) survivePlan(loaded);
  expect(Object.keys(Object.prototype)).toEqual([]);
}

/** What an author wrote can steer neither a terminal nor a workflow. */
const STEERING = /^\s*::|##\[|\u001b|\u202e/m;

function survivePlan(loaded: LoadedProfiles): void {
  const [target] = loaded.targets;
  if (target === undefined) return;
  const review = reviewOf(planFor(loaded, target, new Map()).plan);
  expect(renderPlan(review, { color: false, width: 100 })).not.toMatch(STEERING);
  const { active, broken } = see(renderComment({ ...about, state: 'planned', reviews: [review] }).body);
  expect({ active, broken }).toEqual({ active: [], broken: [] });
}

const ODD_SCALARS =
  `1 -0 +1 .5 5. 1e3 0o17 0x1f 1_000 012 -.inf .NaN ~ True yes 2016-03-23 x x#y a:b "x\\ty" 'it''s' - ? } , ]`.split(
    ' ',
  );
const ODD_VALUES = ['', 'x y', 'x # y', '"\\u00e9\\\n  z"', '[1, 2]', '[a, {b: c}]', '{a: 1, b}', '- 1', 'x: y'];
const BLOCK_SCALARS = ['|\n    x\n     y', '>-\n    x\n\n    y', '|2\n    x'];

/** Text that is often YAML: indicators and indents where they may stand. */
export const yamlish = fc
  .array(
    fc.tuple(
      fc.constantFrom('', '  ', '    ', '- ', '  - ', '- - ', '? ', ': ', '\t', '# '),
      fc.constantFrom('a: ', 'b: ', '"c": ', "'d' : ", 'e:', 'f :', '? g\n: ', '1: ', 'null: ', '', '[a: ', '{ '),
      fc.constantFrom(...ODD_SCALARS, ...ODD_VALUES, ...BLOCK_SCALARS),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((lines) => lines.map((parts) => parts.join('')).join('\n'));
