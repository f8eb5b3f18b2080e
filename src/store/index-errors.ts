import { IndexError, IsnadError } from '../contracts/errors.js';
import { databasePath } from './database-path.js';
import { sqliteCode } from './sqlite.js';

/** Whether SQLite says that the file itself is damaged, or is no database at all. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error) ?? '';
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

/** Whether an error says that the database is damaged, or a row is not what was stored. */
export function isCorruption(error: unknown): boolean {
  return isDamage(error) || (error instanceof IndexError && error.code === 'INDEX_DAMAGED');
}

export function corruptedError(directory: string, cause?: unknown): IndexError {
  return new IndexError(
    'INDEX_DAMAGED',
    `The index database ${databasePath(directory)} is damaged.`,
    'Run "isnad index": it sets the damaged file aside and builds the index from the documents again.',
    { cause },
  );
}

export function neverFinishedError(directory: string): IndexError {
  return new IndexError(
    'INDEX_MISSING',
    `The index in ${directory} was never finished.`,
    'Run "isnad index" to finish it.',
  );
}

const writeRemedy =
  'See that the directory can be written to and that its disk has room, or set INDEX_DIR to another one.';
const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL']);
const writeCodes = /^(?:EIO|EROFS|EACCES|EPERM|SQLITE_(?:IOERR|READONLY|CANTOPEN)(?:_[A-Z]+)*)$/;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function fullError(directory: string, cause: unknown): IndexError {
  return new IndexError(
    'INDEX_WRITE',
    `The index in ${directory} could not be written: the disk is full.`,
    'Make room on it, then run the command again; what was finished before is whole.',
    { cause },
  );
}

/** What an error on opening a file of the index means to the person at the keyboard. */
export function explainOpening(error: unknown, directory: string): unknown {
  if (error instanceof IsnadError) return error;
  if (isDamage(error)) return corruptedError(directory, error);
  if (fullCodes.has(codeOf(error))) return fullError(directory, error);
  const reason = error instanceof Error ? error.message : String(error);
  return new IndexError(
    'INDEX_WRITE',
    `The index in ${directory} cannot be opened: ${reason}.`,
    writeRemedy,
    { cause: error },
  );
}

/** What an error on writing to the index means to the person at the keyboard. */
export function explainWriting(error: unknown, directory: string): unknown {
  if (error instanceof IsnadError) return error;
  if (isDamage(error)) return corruptedError(directory, error);
  const code = codeOf(error);
  if (fullCodes.has(code)) return fullError(directory, error);
  if (!(error instanceof Error) || !writeCodes.test(code)) return error;
  return new IndexError(
    'INDEX_WRITE',
    `The index in ${directory} could not be written: ${error.message}.`,
    writeRemedy,
    { cause: error },
  );
}
