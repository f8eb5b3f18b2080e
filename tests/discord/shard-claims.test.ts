import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { IndexError } from '../../src/contracts/errors.js';
import { runShards } from '../../src/discord/gateway/run-shards.js';
import { createLogger } from '../../src/discord/operation/logger.js';

it('runs the shards that are claimed, as they come and go, and those that it has while nobody can tell', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-claims-'));
  const file = join(folder, 'shard.mjs');
  writeFileSync(file, `setInterval(() => undefined, 1_000); process.on('SIGTERM', () => process.exit(0));`);
  const log: string[] = [];
  let held: readonly number[] | Error = [];
  let isClosed = false;
  let looks = 0;
  const stop = new AbortController();
  const running = await runShards(
    { token: 'a.b.c', apiUrl: 'http://127.0.0.1:1', shards: { total: 4, here: 2 }, shutdownTimeoutMs: 5_000 },
    {
      program: { file, given: [], execArgv: [] },
      hopelessExitCode: 2,
      claims: {
        renew() {
          looks++;
          return held instanceof Error ? Promise.reject(held) : Promise.resolve(held);
        },
        close() {
          isClosed = true;
          return Promise.resolve();
        },
      },
      claimEveryMs: 10,
      logger: createLogger((line) => {
        const { event, shardId, code } = JSON.parse(line) as Record<string, string | number | undefined>;
        log.push([event, shardId, code].filter((each) => each !== undefined).join(' '));
      }),
      signal: stop.signal,
    },
  );
  const expectLogged = async (...lines: readonly string[]): Promise<void> => {
    await expect.poll(() => log, { timeout: 20_000 }).toEqual(lines);
    log.length = 0;
  };
  await expectLogged('waiting for a shard that no other machine runs');
  held = [1, 3];
  await expectLogged('shard started 1', 'shard started 3');
  held = new IndexError('INDEX_UNREACHABLE', 'The server is gone.', 'Wait.');
  await expectLogged('shards not claimed INDEX_UNREACHABLE');
  const before = looks;
  await expect.poll(() => looks).toBeGreaterThan(before + 3);
  held = [3];
  await expectLogged('shard given up 1', 'shard ended 1');
  held = [0, 3];
  await expectLogged('shard started 0');
  await running.stop();
  expect(log.toSorted()).toEqual(['shard ended 0', 'shard ended 3']);
  expect(isClosed).toBe(true);
  stop.abort();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);
