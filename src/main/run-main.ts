import { CommanderError } from 'commander';
import { InstallationError, IsnadError, UsageError } from '../contracts/errors.js';
import { sanitizeLine } from '../terminal/sanitize.js';
import { spellCommands } from './command-spelling.js';

/** What every command of Isnad ends with. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  partial: 3,
  noAnswer: 4,
  /** Not 0, for a script must not take it for an answer; not 4, for there is something to look at. */
  unsure: 5,
  interrupted: 130,
} as const;

const systemErrors: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Make room on it, then run the command again; what was finished before is whole.',
  SQLITE_FULL:
    'The disk is full. Make room on it, then run the command again; what was finished before is whole.',
  EDQUOT: 'The disk quota is used up. Make room, then run the command again.',
  EROFS: 'The disk of the index is read-only. Set INDEX_DIR to a directory that can be written to.',
  EACCES:
    'A file or directory may not be read or written. Check its permissions, or set INDEX_DIR to another directory.',
  EPERM:
    'A file or directory may not be read or written. Check its permissions, or set INDEX_DIR to another directory.',
  SQLITE_READONLY:
    'The index cannot be written to. Check its permissions, or set INDEX_DIR to another directory.',
  SQLITE_BUSY: 'The index was busy for too long. Wait until the indexer is done, then run the command again.',
};

function describe(error: unknown): { message: string; exitCode: number } {
  // Starting again, as a service manager does after a failure, helps neither of them.
  if (error instanceof UsageError || error instanceof InstallationError)
    return { message: `${error.message} ${error.remedy}`, exitCode: exitCodes.usage };
  if (error instanceof IsnadError)
    return { message: `${error.message} ${error.remedy}`, exitCode: exitCodes.failed };
  if (error instanceof Error && error.name === 'AbortError') {
    return { message: 'Interrupted; the next run goes on from here.', exitCode: exitCodes.interrupted };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = error instanceof Error ? error.message : String(error);
  const message =
    systemErrors[code] ?? systemErrors[code.replace(/_[A-Z]+$/, '')] ?? `Unexpected error: ${reason}`;
  return { message, exitCode: exitCodes.failed };
}

/** Says on stderr why a command has failed. */
export type ReportFailure = (message: string, error: unknown) => void;

function reportToPerson(message: string): void {
  process.stderr.write(`isnad: ${sanitizeLine(message)}\n`);
}

export interface MainOptions {
  readonly reportFailure?: ReportFailure;
  /** Ends the process at once: what is still open does not keep it alive. */
  readonly exits?: boolean;
}

/** Runs a command to its exit code. Errors come out as one sentence on stderr, never as a stack trace. */
export function runMain(
  command: () => number | Promise<number>,
  { reportFailure = reportToPerson, exits = false }: MainOptions = {},
): void {
  // A reader that has seen enough ("ask … | head -1") is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.failed);
  });
  // Nobody reads the progress any more; the work is wanted all the same.
  process.stderr.on('error', () => undefined);
  const end = (exitCode: number): void => {
    process.exitCode = exitCode;
    if (exits) process.exit();
  };
  Promise.resolve()
    .then(command)
    .then(end, (error: unknown) => {
      if (error instanceof CommanderError) {
        // Help that was asked for, and printed.
        end(exitCodes.done);
        return;
      }
      const { message, exitCode } = describe(error);
      reportFailure(spellCommands(message), error);
      end(exitCode);
    });
}
