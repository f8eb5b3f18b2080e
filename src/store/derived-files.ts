import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { DerivedFile } from '../contracts/manifest.js';
import { syncToDisk } from './sync-to-disk.js';

const derivedName = /^(?:graph|lexical)-\d+\.(?:hnsw|bin)(?:\.part)?$/;

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/**
 * Writes a file so that under its own name there is all of it or nothing: `write` fills a `.part` file,
 * which is synced, summed and renamed, and the directory synced. Only its owner can read it.
 */
export async function writeDerivedFile(
  directory: string,
  name: string,
  write: (path: string) => void,
): Promise<DerivedFile> {
  const path = join(directory, name);
  const part = `${path}.part`;
  try {
    // Before there is anything in it: not every writer can be told a mode.
    closeSync(openSync(part, 'w', 0o600));
    write(part);
    const bytes = statSync(part).size;
    // A writer that fails without saying so leaves an empty file or none.
    if (bytes === 0) throw new Error(`${name} came out empty`);
    syncToDisk(part);
    const sha256 = await sha256Of(part);
    renameSync(part, path);
    syncToDisk(directory);
    return { name, bytes, sha256 };
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** Writes all of `pieces`, one after the other. */
export function writePieces(path: string, pieces: readonly Uint8Array[]): void {
  const descriptor = openSync(path, 'w', 0o600);
  try {
    for (const piece of pieces) {
      // One call writes at most about 2 GB, and may write less than asked for.
      for (let done = 0; done < piece.length;) {
        done += writeSync(descriptor, piece, done, Math.min(piece.length - done, 1 << 30));
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Whether the file is there, as long as it was and with the same checksum. */
export async function isIntact(directory: string, file: DerivedFile): Promise<boolean> {
  const path = join(directory, file.name);
  try {
    return statSync(path).size === file.bytes && (await sha256Of(path)) === file.sha256;
  } catch {
    return false;
  }
}

/**
 * The content of a file that is there, as long as it was and with the same checksum; undefined of any other. Read a
 * stretch at a time, so that other work has its turn, and files above the 2 GiB of `readFile` can be read.
 */
export async function readIntact(directory: string, file: DerivedFile): Promise<Buffer | undefined> {
  const path = join(directory, file.name);
  try {
    if (statSync(path).size !== file.bytes) return undefined;
    const content = Buffer.allocUnsafeSlow(file.bytes);
    const hash = createHash('sha256');
    let read = 0;
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      hash.update(chunk as Buffer);
      content.set(chunk as Buffer, read);
      read += (chunk as Buffer).length;
    }
    return read === file.bytes && hash.digest('hex') === file.sha256 ? content : undefined;
  } catch {
    return undefined;
  }
}

/** Deletes graphs and lexical indexes that are not among `kept`, finished or not. */
export function removeStrayFiles(directory: string, kept: readonly DerivedFile[]): void {
  const names = new Set(kept.map((file) => file.name));
  for (const name of readdirSync(directory)) {
    if (derivedName.test(name) && !names.has(name)) rmSync(join(directory, name), { force: true });
  }
}
