import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
  type BigIntStats,
} from 'node:fs';
import { join } from 'node:path';

import type { SkippedFile, SourceFile } from '../contracts/document.js';
import type { FileProblem } from '../contracts/file-problem.js';
import { isSettled, stampOf } from './file-stamp.js';
import { problemOfError, problemOfType } from './file-system-problems.js';
import { isWithin, resolveFolder } from './scan-folder.js';

/**
 * The file's bytes, or undefined when they are more than `maxFileBytes`: it may have grown since its size
 * was asked for.
 */
function readLimited(file: number, sizeBytes: number, maxFileBytes: number): Buffer | undefined {
  // One byte more than is expected: the read that finds nothing more needs room too.
  let bytes = Buffer.allocUnsafeSlow(sizeBytes + 1);
  let length = 0;
  for (;;) {
    const bytesRead = readSync(file, bytes, length, bytes.length - length, null);
    if (bytesRead === 0) return bytes.subarray(0, length);
    length += bytesRead;
    if (length > maxFileBytes) return undefined;
    if (length === bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.min(length * 2, maxFileBytes) + 1);
      bytes.copy(larger);
      bytes = larger;
    }
  }
}

/** The bytes of an opened file, or why it is not read. */
function readOpened(
  file: number,
  opened: BigIntStats,
  realRoot: string,
  realPath: string,
  maxFileBytes: number,
): Buffer | FileProblem {
  const wrongType = problemOfType(opened);
  if (wrongType !== undefined) return wrongType;
  // A folder on the way may have been replaced by a link between the look and the opening.
  const pathNow = realpathSync.native(realPath);
  const fileNow = statSync(pathNow, { bigint: true });
  if (!isWithin(realRoot, pathNow) || fileNow.ino !== opened.ino || fileNow.dev !== opened.dev) {
    return { code: 'replaced' };
  }
  const sizeBytes = Number(opened.size);
  const tooLarge = (bytes: number): FileProblem => ({
    code: 'too-large',
    sizeBytes: bytes,
    limitBytes: maxFileBytes,
  });
  if (sizeBytes > maxFileBytes) return tooLarge(sizeBytes);
  return readLimited(file, sizeBytes, maxFileBytes) ?? tooLarge(maxFileBytes + 1);
}

/**
 * Reads one file of the documents folder, such as `scanFolder` found, whatever has happened to it since:
 * never anything outside of the folder, never more than `maxFileBytes`, never waiting on a pipe.
 * Synchronous: for files of a few kilobytes that is ten times as fast.
 * @throws UsageError when the folder itself has gone.
 */
export function loadSourceFile(
  folder: string,
  path: string,
  { maxFileBytes }: { readonly maxFileBytes: number },
): SourceFile | SkippedFile {
  const realRoot = resolveFolder(folder);
  try {
    const realPath = realpathSync.native(join(realRoot, path));
    if (!isWithin(realRoot, realPath)) return { path, problem: { code: 'link-outside' } };
    const file = openSync(realPath, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      // Before a byte is read: what changes meanwhile has another stamp afterwards.
      const opened = fstatSync(file, { bigint: true });
      const stamp = isSettled(opened, Date.now()) ? stampOf(opened) : undefined;
      const bytes = readOpened(file, opened, realRoot, realPath, maxFileBytes);
      if ('code' in bytes) return { path, problem: bytes };
      return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes, stamp };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { path, problem: problemOfError(error) };
  }
}
