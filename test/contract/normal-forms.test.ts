import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { accepts } from '../arbitraries/from-schema.ts';
import { specs } from '../arbitraries/specs.ts';
import { TARGET } from '../arbitraries/target.ts';

/** As for the other laws: another seed every run, unless one is set. */
const seed = Number(process.env['LAWS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const longer = Number(process.env['LAWS_TIMES'] ?? 1);

test.each(kinds)('a $name that is normalized twice is normalized once, and valid', (kind) => {
  fc.assert(
    fc.property(specs(kind), (spec) => {
      expect(accepts(kind.schema, spec)).toBe(true);
      const normal = kind.normalize(spec, TARGET);
      expect(kind.normalize(normal, TARGET)).toEqual(normal);
      expect(accepts(kind.schema, normal)).toBe(true);
    }),
    { seed, numRuns: Math.ceil(200 * longer) },
  );
});
