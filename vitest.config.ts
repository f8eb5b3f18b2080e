import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/compiled-program.ts',
    // onnxruntime-node registers itself once a process and fails in worker threads.
    pool: 'forks',
    // By default one core is left to the watcher, which is not there.
    maxWorkers: '100%',
    testTimeout: 30_000,
  },
});
