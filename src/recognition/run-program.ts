import { spawn, type ChildProcess } from 'node:child_process';

/** How programs are run, and what one of them may take. */
export interface ProgramLimits {
  readonly maxSeconds: number;
  readonly maxResidentMegabytes: number;
}

export interface ProgramContext {
  /** All that programs see of the environment; where they are looked for among it. */
  readonly environment: NodeJS.ProcessEnv;
  /** How much memory a process holds; undefined where that cannot be told. */
  readonly measureMemory: (pid: number | undefined) => number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Why a program has given nothing. */
export type ProgramFailure = 'missing' | 'time' | 'memory' | 'output' | 'failed';

export class ProgramError extends Error {
  constructor(
    readonly failure: ProgramFailure,
    /** The end of what the program has said of it. */
    readonly complaint = '',
  ) {
    super(`A program ended without success: ${failure}.`);
  }
}

const megabyte = 2 ** 20;
const lookEveryMs = 100;
/** The words of the fullest page are a few hundred kilobytes. */
const maxOutputUnits = 16 * megabyte;
const maxComplaintUnits = 2_000;

/** Ends a program with all that it has started. */
function kill(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/**
 * Runs a program, without a shell, and gives what it writes to its standard output.
 * @throws ProgramError where it gives nothing; what the signal is aborted with where that is.
 */
export function runProgram(
  command: string,
  args: readonly string[],
  { environment, measureMemory, signal }: ProgramContext,
  { maxSeconds, maxResidentMegabytes }: ProgramLimits,
): Promise<string> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    // In a group of its own, which Ctrl-C at a terminal does not reach: it is ended here.
    const child = spawn(command, args, {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let failure: ProgramFailure | undefined;
    let output = '';
    let complaint = '';
    const end = (why?: ProgramFailure): void => {
      failure ??= why;
      kill(child);
    };
    const stop = (): void => {
      end();
    };
    const timer = setTimeout(end, maxSeconds * 1000, 'time');
    const watch = setInterval(() => {
      if ((measureMemory(child.pid) ?? 0) > maxResidentMegabytes * megabyte) end('memory');
    }, lookEveryMs);
    const settle = (code: number | null, why?: ProgramFailure): void => {
      clearTimeout(timer);
      clearInterval(watch);
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) reject(signal.reason as Error);
      else if (code === 0 && failure === undefined) resolve(output);
      else reject(new ProgramError(failure ?? why ?? 'failed', complaint.trim()));
    };
    signal?.addEventListener('abort', stop);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (output.length + chunk.length > maxOutputUnits) end('output');
      else output += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      complaint = (complaint + chunk).slice(-maxComplaintUnits);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      // One that cannot be started never closes.
      if (child.pid === undefined) settle(null, error.code === 'ENOENT' ? 'missing' : 'failed');
    });
    child.on('close', (code) => {
      settle(code);
    });
  });
}
