import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // onnxruntime-node registers itself once a process and fails in worker threads.
    pool: 'forks',
    testTimeout: 30_000,
  },
});
