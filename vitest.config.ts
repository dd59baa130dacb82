import { defineConfig } from 'vitest/config';

const report = process.env['TEST_REPORT'];

/** `npm test` runs the quick tests, `npm run test:long` the long ones. TEST_REPORT names a file for the results as JSON. */
export default defineConfig(({ mode }) => ({
  test: {
    ...(mode === 'long'
      ? { include: ['test/**/*.long.test.ts'], testTimeout: 600_000 }
      : { include: ['test/**/*.test.ts'], exclude: ['test/**/*.long.test.ts'], testTimeout: 120_000 }),
    hookTimeout: 120_000,
    setupFiles: ['test/setup.ts'],
    // Files share their worker's modules: to load the SDK anew for each of 200 files takes a third of the time. So what a test sets it takes back.
    isolate: false,
    unstubEnvs: true,
    // The default leaves a core for a person who watches.
    maxWorkers: '100%',
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
}));
