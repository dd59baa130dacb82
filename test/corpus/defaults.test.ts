import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { withDefaults } from '../../src/kinds/shared/normal-form.ts';
import { diff } from '../../src/pipeline/plan/diff.ts';
import { specs } from '../arbitraries/specs.ts';
import { TARGET } from '../arbitraries/target.ts';

test.each(kinds)('a $name with every default said says what it said without', (kind) => {
  fc.assert(
    fc.property(specs(kind), (spec) => {
      const normal = kind.normalize(spec, TARGET);
      expect(diff(normal, kind.normalize(withDefaults(kind.schema, normal), TARGET))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
