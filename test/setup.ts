import fc from 'fast-check';

/**
 * Everywhere but in CI each run tries other inputs, and a failure names its seed. In CI the same inputs are tried every time,
 * so that a change is judged by what it changes; FC_SEED and LAWS_SEED choose others.
 */
const { CI, FC_SEED } = process.env;
if (FC_SEED !== undefined) fc.configureGlobal({ seed: Number(FC_SEED) });
else if (CI !== undefined && CI !== '') {
  fc.configureGlobal({ seed: 20261122 });
  process.env['LAWS_SEED'] ??= '20261122';
}
