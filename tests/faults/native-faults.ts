import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Faults {
  /** Operations below this directory count. */
  readonly below: string;
  /** Where to log them. */
  readonly log?: string;
  /** Number of the operation before which the process kills itself. */
  readonly kill?: number;
  /** Number of the operation in need of room at which the disk becomes full. */
  readonly full?: number;
  /** Number of the first fsync that fails. */
  readonly sync?: number;
}

/** `file-operations.c` works by the dynamic linker of Linux; elsewhere the tests by other means must do. */
export const hasNativeFaults = process.platform === 'linux';

let library: string | undefined;

/** The compiler is there: hnswlib-node needs one to be installed. */
function compiledLibrary(): string {
  if (library === undefined) {
    library = join(mkdtempSync(join(tmpdir(), 'isnad-faults-')), 'file-operations.so');
    const source = join(import.meta.dirname, 'file-operations.c');
    execFileSync(process.env.CC ?? 'cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']);
  }
  return library;
}

/** Variables that bring faults upon a process. */
export function faultEnvironment({ below, log, kill, full, sync }: Faults): Record<string, string> {
  return {
    LD_PRELOAD: compiledLibrary(),
    FAULTS_BELOW: below,
    ...(log !== undefined && { FAULTS_LOG: log }),
    ...(kill !== undefined && { FAULTS_KILL: `${kill}` }),
    ...(full !== undefined && { FAULTS_FULL: `${full}` }),
    ...(sync !== undefined && { FAULTS_SYNC: `${sync}` }),
    // Whose operations would go past the library.
    UV_USE_IO_URING: '0',
  };
}
