/**
 * The states in which a crash can leave the files of a directory, from a log of the operations on them that
 * `file-operations.c` has recorded. A crash of the process alone leaves what was done until then. A loss of
 * power leaves of a file what its last fsync covered, and of later writes none, some, or parts; names are
 * there as the last fsync of the directory found them, or as some of the later operations made them, in their
 * order (Pillai et al. 2014, "All File Systems Are Not Created Equal").
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

export interface FileOperation {
  readonly kind: 'create' | 'write' | 'truncate' | 'sync' | 'rename' | 'unlink' | 'mkdir';
  /** Name in the directory; empty for the directory itself. */
  readonly name: string;
  /** Where `bytes` were written, or the new length. Bytes. */
  readonly offset: number;
  /** What was written, or for a rename the new name. */
  readonly bytes: Buffer;
}

/** Name → content. */
export type DirectoryState = ReadonlyMap<string, Buffer>;

/** `directory`: that whose files the log is about; it has no sub-folders. */
export function readLog(path: string, directory: string): FileOperation[] {
  const log = readFileSync(path);
  const operations: FileOperation[] = [];
  for (let from = 0; from < log.length;) {
    const end = log.indexOf(0x0a, from);
    const [kind, offset, length, ...rest] = log.toString('utf8', from, end).split(' ');
    from = end + 1 + Number(length);
    const full = rest.join(' ');
    const bytes = log.subarray(end + 1, from);
    operations.push({
      kind: kind as FileOperation['kind'],
      name: full === directory ? '' : basename(full),
      offset: Number(offset),
      bytes: kind === 'rename' ? Buffer.from(basename(bytes.toString())) : bytes,
    });
  }
  return operations;
}

interface File {
  /** As of the last fsync. */
  safe: Buffer;
  /** Since then. */
  changes: FileOperation[];
}

function apply(content: Buffer, { kind, offset, bytes }: FileOperation): Buffer {
  const length = kind === 'truncate' ? offset : Math.max(content.length, offset + bytes.length);
  const changed = Buffer.alloc(length);
  content.copy(changed);
  if (kind === 'write') bytes.copy(changed, offset);
  return changed;
}

function rename(names: Map<string, File>, { kind, name, bytes }: FileOperation, file?: File): void {
  if (kind === 'create' && file) names.set(name, file);
  if (kind === 'rename') names.set(bytes.toString(), names.get(name)!);
  if (kind === 'rename' || kind === 'unlink') names.delete(name);
}

/** A directory as the kernel sees it, and what of it is on the disk. */
export class CrashingDirectory {
  private readonly names: Map<string, File>;
  private safeNames: Map<string, File>;
  private nameChanges: { operation: FileOperation; file: File | undefined }[] = [];

  /** `before`: what is on the disk already. */
  constructor(before: DirectoryState) {
    this.names = new Map([...before].map(([name, safe]) => [name, { safe, changes: [] }]));
    this.safeNames = new Map(this.names);
  }

  do(operation: FileOperation): void {
    const { kind, name } = operation;
    const file = kind === 'create' ? { safe: Buffer.alloc(0), changes: [] } : this.names.get(name);
    if (kind === 'write' || kind === 'truncate') {
      file?.changes.push(operation);
    } else if (kind === 'sync' && file) {
      file.safe = file.changes.reduce(apply, file.safe);
      file.changes = [];
    } else if (kind === 'sync') {
      this.safeNames = new Map(this.names);
      this.nameChanges = [];
    } else if (kind !== 'mkdir') {
      rename(this.names, operation, file);
      this.nameChanges.push({ operation, file });
    }
  }

  /** The process was killed. */
  killed(): DirectoryState {
    return new Map([...this.names].map(([name, file]) => [name, file.changes.reduce(apply, file.safe)]));
  }

  /** The power failed; nothing was on the disk but what was synced. */
  lostAll(): DirectoryState {
    return new Map([...this.safeNames].map(([name, { safe }]) => [name, safe]));
  }

  /** The same, but names were: of a file renamed before its fsync there is an empty one. */
  lostContent(): DirectoryState {
    return new Map([...this.names].map(([name, { safe }]) => [name, safe]));
  }

  /** Some names and some writes were, some only in part. `random`: from 0 to 1. */
  lostSome(random: () => number): DirectoryState {
    const names = new Map(this.safeNames);
    const kept = Math.floor(random() * (this.nameChanges.length + 1));
    for (const { operation, file } of this.nameChanges.slice(0, kept)) rename(names, operation, file);
    const survive = (content: Buffer, change: FileOperation): Buffer => {
      const fate = random();
      if (fate < 0.4) return content;
      if (fate < 0.7) return apply(content, change);
      // Disks write whole sectors of 512 bytes.
      const sectors = Math.floor((random() * change.bytes.length) / 512);
      return apply(content, { ...change, bytes: change.bytes.subarray(0, sectors * 512) });
    };
    return new Map([...names].map(([name, file]) => [name, file.changes.reduce(survive, file.safe)]));
  }
}
