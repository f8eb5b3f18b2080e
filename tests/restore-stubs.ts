import { afterAll, vi } from 'vitest';

// A process takes one file after the other: what the last test of a file has stubbed must not reach the next one.
afterAll(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
