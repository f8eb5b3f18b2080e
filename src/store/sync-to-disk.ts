import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** Has what is in a file, or which names are in a directory, outlive a loss of power. */
export function syncToDisk(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** As {@link syncToDisk}, where it may be read: one may be allowed to write to a directory and no more. */
function syncIfReadable(directory: string): void {
  try {
    syncToDisk(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
  }
}

/** Makes a directory that only its owner can read, with those above it that are missing, for good. */
export function makeDirectory(directory: string): void {
  const first = mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = directory; made.length >= first.length; made = dirname(made)) {
    syncIfReadable(dirname(made));
  }
}
