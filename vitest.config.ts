import { defineConfig } from 'vitest/config';

const report = process.env['TEST_REPORT'];

/** They count what V8 runs, measure processor time, or talk to programs over sockets: each of these files has a process of its own. */
const ALONE = ['growth/**', 'hostile/**', 'subscribe/**', 'edges', 'package/**'];
/** They try a sample of their generated cases in the quick suite, and all in the long one. */
const SAMPLED = ['contract/laws', 'sandbox/wire-gate', 'render/terminal/properties', 'pipeline/yaml/fast'].map(
  (file) => `test/${file}.test.ts`,
);
const apart = process.env['TEST_TOGETHER'] === undefined ? ALONE : [];

/**
 * `npm test` runs the quick tests, `npm run test:long` the long ones. TEST_REPORT names a file for the results as JSON; where
 * TEST_TOGETHER is set, no file has a process of its own: mutation tests start few files many times.
 */
export default defineConfig(({ mode }) => {
  const isLong = mode === 'long';
  const [files, testTimeout] = isLong ? ['*.long.test.ts', 1_800_000] : ['!(*.long).test.ts', 120_000];
  const alone = apart.map((folder) => `test/${folder}/${files}`);
  return {
    test: {
      hookTimeout: 120_000,
      testTimeout,
      setupFiles: ['test/setup.ts'],
      unstubEnvs: true,
      // Half a megabyte that Node runs as it is.
      server: { deps: { external: [/\/src\/generated\//] } },
      // The default leaves a core for a person who watches.
      maxWorkers: '100%',
      reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
      projects: [
        {
          extends: true as const,
          // Files share their worker's modules: to load the SDK anew for each of 200 files takes a third of the time. So what a test sets it takes back.
          test: {
            name: 'shared',
            isolate: false,
            include: [`test/**/${files}`, ...(isLong ? SAMPLED : [])],
            exclude: alone,
          },
        },
        { extends: true as const, test: { name: 'alone', include: alone } },
      ],
    },
  };
});
