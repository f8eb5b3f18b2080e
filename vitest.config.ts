import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { compiledProgramFiles } from './tests/compiled-program.js';
import { SlowestFirst } from './tests/slowest-first.js';

/** Files that need a process of their own: they load native packages that fail, or replace modules. */
const alone = ['tests/embedding/*.test.ts', 'tests/store/sync-to-disk.test.ts', 'tests/traps.test.ts'];

export default defineConfig({
  resolve: { alias: [{ find: /^.*\/program-files\.js$/, replacement: compiledProgramFiles }] },
  test: {
    globalSetup: 'tests/compiled-program.ts',
    setupFiles: ['tests/property-seed.ts', 'tests/restore-stubs.ts'],
    // onnxruntime-node registers itself once a process and fails in worker threads.
    pool: 'forks',
    // One more than there are cores: tests that start processes wait for them.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 60_000,
    hookTimeout: 30_000,
    sequence: { sequencer: SlowestFirst },
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['tests/**/*.test.ts'],
          exclude: alone,
          // A process takes one file after the other: loading the program anew for each takes as long as the tests.
          isolate: false,
          restoreMocks: true,
          unstubGlobals: true,
          unstubEnvs: true,
        },
      },
    ],
  },
});
