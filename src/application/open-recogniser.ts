import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  createPageRecogniser,
  type PageRecogniser,
  type RecognitionLimits,
} from '../recognition/page-recogniser.js';
import { RememberedPages } from '../recognition/remembered-pages.js';
import { programExecArgv, recognitionProgramFile } from './program-files.js';
import { readResidentBytes } from './resident-memory.js';

export interface RecognitionOptions {
  /** All that programs see of the environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly limits?: Partial<RecognitionLimits>;
}

function folderIn(directory: string): string {
  return join(directory, 'recognition');
}

function memoryIn(directory: string): string {
  return join(directory, 'recognised');
}

/** Forgets what was recognised of files that the index has no more, by the SHA-256 sums of their content. */
export function forgetRecognised(directory: string, sums: Iterable<string>): void {
  new RememberedPages(memoryIn(directory)).forget(sums);
}

/** Removes what a run that was killed has left of the pages that it was reading. */
export function removeLeftPictures(directory: string): void {
  rmSync(folderIn(directory), { recursive: true, force: true });
}

/** What reads scans for the index in `directory`, which also has the room for their pictures. */
export function openRecogniser(
  { environment, limits }: RecognitionOptions,
  directory: string,
  signal: AbortSignal | undefined,
): PageRecogniser {
  return createPageRecogniser({
    environment,
    folder: folderIn(directory),
    memory: memoryIn(directory),
    libraryProgram: [process.execPath, ...programExecArgv, recognitionProgramFile],
    measureMemory: readResidentBytes,
    signal,
    ...(limits && { limits }),
  });
}
