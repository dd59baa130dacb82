import { expect, test } from 'vitest';
import { renderBug } from '../../../src/render/terminal/error.ts';

test('a bug is told in a few lines that are ready to be reported', () => {
  const error = new TypeError('x is not a function\u001B[2J of AKIAABCDEFGHIJKLMNOP');
  error.stack = `file:///core.mjs:81\nconst minified=1;\n\n${'    at f (core.mjs:81:1)\n'.repeat(9)}`;
  const told = renderBug(error, '1.2.3', 'v24.0.0');
  expect(told).toMatch(
    /^This is a bug of defender-gitops 1\.2\.3, on Node v24\.0\.0:\n {2}TypeError: x is not a function/,
  );
  expect(told.match(/ {4}at f/g)).toHaveLength(5);
  expect(told).not.toMatch(/minified|\u001B|AKIAABCDEFGHIJKLMNOP/);
  expect(told).toContain('/issues\n');
  expect(renderBug('a text', '1.2.3', 'v24.0.0')).toContain('Error: a text');
});
