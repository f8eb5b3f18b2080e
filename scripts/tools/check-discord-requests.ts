import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { recordingVariable } from '../../tests/fake-discord/exchange-recorder.js';
import type { Exchange } from '../../tests/fake-discord/exchange-recorder.js';
import { DiscordDescription } from './discord-description.js';

/**
 * Runs the tests of the bot and of the fake Discord, and checks every request that they make, and every answer of the
 * fake, against Discord's own OpenAPI description: method, path, parameters, status and body. Take `specs/openapi.json`
 * of the repository discord/discord-api-spec.
 *
 *   node --import tsx scripts/tools/check-discord-requests.ts openapi.json
 *
 * `--recording FILE` checks what an earlier run recorded, with FAKE_DISCORD_RECORDING=FILE, and runs no tests.
 * Exit code 1 when something differs or a test fails, 2 when there is nothing to check.
 */

const project = fileURLToPath(new URL('../..', import.meta.url));

function record(file: string): number {
  const run = spawnSync('npx', ['vitest', 'run', 'tests/discord', 'tests/fake-discord'], {
    cwd: project,
    env: { ...process.env, [recordingVariable]: file },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return run.status ?? 1;
}

function checkAll(description: DiscordDescription, recording: string): number {
  const lines = readFileSync(recording, 'utf8').split('\n').filter(Boolean);
  const found = new Map<string, number>();
  for (const line of lines) {
    for (const { where, what } of description.findDifferences(JSON.parse(line) as Exchange)) {
      const difference = `${where}: ${what}`;
      found.set(difference, (found.get(difference) ?? 0) + 1);
    }
  }
  for (const [difference, times] of found) process.stdout.write(`${times} × ${difference}\n`);
  process.stdout.write(`${lines.length} exchanges checked, ${found.size} kinds of difference.\n`);
  return lines.length === 0 ? 2 : found.size === 0 ? 0 : 1;
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { recording: { type: 'string' } },
  });
  const [path] = positionals;
  if (path === undefined || !existsSync(path)) {
    fail('Give the path of Discord’s OpenAPI description, openapi.json.');
    return;
  }
  let description: DiscordDescription;
  try {
    description = new DiscordDescription(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    fail(`${path} is no OpenAPI 3.1 description. Take specs/openapi.json of discord/discord-api-spec.`);
    return;
  }
  if (values.recording !== undefined) {
    if (existsSync(values.recording)) process.exitCode = checkAll(description, values.recording);
    else fail(`There is no recording ${values.recording}.`);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'isnad-exchanges-'));
  try {
    const recording = join(folder, 'exchanges.jsonl');
    const testsStatus = record(recording);
    const status = existsSync(recording) ? checkAll(description, recording) : 2;
    process.exitCode = status === 0 ? testsStatus : status;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
