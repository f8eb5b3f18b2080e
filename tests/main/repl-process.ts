import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isnad } from '../compiled-program.js';

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const command = [...isnad, 'repl'] as const;

/** Runs a command on a terminal of its own; what the terminal shows goes to stdout. */
const onTerminal = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';

export interface ReplPlace {
  readonly folder: string;
  readonly indexRoot: string;
  remove(): void;
}

/** A documents folder with these files, and a place for its index. */
export function createReplPlace(files: Readonly<Record<string, string>>): ReplPlace {
  const root = mkdtempSync(join(tmpdir(), 'isnad-repl-'));
  const folder = join(root, 'documents');
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return {
    folder,
    indexRoot: join(root, 'index'),
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(place: ReplPlace, program: readonly string[]): ChildProcess & { finished: Promise<Outcome> } {
  const child = spawn(program[0]!, program.slice(1), {
    cwd: project,
    // A REPL that waits for ever fails its test and leaves nothing behind.
    timeout: 50_000,
    env: {
      ...process.env,
      INDEX_DIR: place.indexRoot,
      SEEDS_DIR: place.folder,
      ALLOW_DOWNLOAD: '0',
      TERM: 'xterm',
      CITATIONS: '3',
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const finished = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({ exitCode, stdout, stderr });
    });
  });
  return Object.assign(child, { finished });
}

/** Feeds `input` to a REPL through a pipe. */
export function runPiped(place: ReplPlace, input: string, args: readonly string[] = []): Promise<Outcome> {
  const child = start(place, [...command, ...args]);
  // A REPL that left early does not read the rest.
  child.stdin!.on('error', () => undefined);
  child.stdin!.end(input);
  return child.finished;
}

/** What the terminal must have shown since the last keys, and the keys that are typed then. */
export type Step = readonly [shown: string, keys: string];

/** Types into a REPL on a terminal, step by step. */
export async function runOnTerminal(place: ReplPlace, steps: readonly Step[]): Promise<Outcome> {
  const child = start(place, ['python3', '-c', onTerminal, ...command]);
  let shown = '';
  let step = 0;
  child.stdout!.on('data', (text: string) => {
    shown += text;
    const next = steps[step];
    if (!next || !shown.includes(next[0])) return;
    shown = '';
    step++;
    child.stdin!.write(next[1]);
  });
  return child.finished;
}
