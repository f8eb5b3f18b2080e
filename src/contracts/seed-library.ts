import type { FileProblem } from './file-problem.js';
import type { ReadSummary, SkippedFile } from './document.js';

export interface SeedFile {
  /** Name of a folder directly under the documents folder; the documents folder itself when undefined. */
  readonly collection: string | undefined;
  /** A safe file name: no separators, no leading dot. The library checks again. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * `exists`: a file of that name is there and `replace` was not asked for; nothing was written. `unreadable`: nor was it,
 * because the file would be skipped.
 */
export type SeedOutcome = {
  /** Relative to the documents folder. */
  readonly path: string;
} & (
  | { readonly kind: 'added' | 'replaced' | 'exists' }
  | { readonly kind: 'unreadable'; readonly skipped: SkippedFile }
);

export interface IndexingProgress {
  readonly step: 'reading' | 'embedding' | 'writing';
  /** In any unit, the same for both. */
  readonly done: number;
  /** 0 while it is not known. */
  readonly total: number;
}

export interface IndexingReport {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly skipped: readonly SkippedFile[];
  /** What was read of the files that were added or changed, where there is something to say of it. */
  readonly read: readonly ReadSummary[];
  readonly durationMs: number;
}

/** Changes the documents folder and updates the index to match it. */
export interface SeedLibrary {
  readonly maxFileBytes: number;
  /** Endings of file names that are read, in lower case, each with its dot. */
  readonly readableExtensions: readonly string[];
  /** Why files of another ending are not read, where it is known what they are. `extension`: of a file name, with its dot. */
  findEndingProblem(extension: string): FileProblem | undefined;
  /** Names of the folders directly under the documents folder, in order. */
  findCollections(): string[];
  /** Writes a file whole or not at all; throws IsnadError when it cannot. */
  add(file: SeedFile, options: { readonly replace: boolean }): Promise<SeedOutcome>;
  /** False when there is no such file. Throws IsnadError for a path that leads out of the folder. */
  remove(path: string): Promise<boolean>;
  /** Calls at the same time share one run or wait their turn. Rejects with an AbortError when stopped before its end. */
  reindex(options?: {
    readonly rebuild?: boolean;
    readonly onProgress?: (progress: IndexingProgress) => void;
  }): Promise<IndexingReport>;
  /** Breaks off a run that is under way and starts none any more; the next run, of whichever process, resumes it. */
  stop(): void;
}
