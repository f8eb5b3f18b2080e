import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect } from 'vitest';
import { isnad } from '../compiled-program.js';

export const project = resolve(import.meta.dirname, '..', '..');

export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Place {
  /** For documents. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly remove: () => void;
}

/** A folder of documents and a place for its index, away from the project's own. */
export function createPlace(files: Readonly<Record<string, string | Uint8Array>> = {}): Place {
  const root = mkdtempSync(join(tmpdir(), 'isnad-test-'));
  const folder = join(root, 'documents');
  mkdirSync(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return {
    folder,
    environment: { SEEDS_DIR: folder, INDEX_DIR: join(root, 'index'), ALLOW_DOWNLOAD: '0' },
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/**
 * Runs `isnad NAME` as a user's shell would, and holds it to what all commands promise: no stack trace,
 * and nothing on stdout but results.
 */
export async function runCommand(
  name: 'ask' | 'index' | 'evaluate' | 'repl' | 'register' | 'start' | 'migrate',
  given: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  const child = spawn(isnad[0], [isnad[1], name, ...given], {
    cwd: project,
    // Settings of whoever runs the tests stay out of them.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      output[stream] += chunk;
    });
  }
  await once(child, 'close');
  expect(output.stderr + output.stdout).not.toMatch(/^\s+at .*[(:]\d+|node:internal|Unexpected error/m);
  return { exitCode: child.exitCode, ...output };
}
