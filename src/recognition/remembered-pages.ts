import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { RecognisedPage } from '../contracts/recognised-page.js';

/** Pages of so many bytes are kept, a few kilobytes each; those of files that were not read for the longest time go first. */
const defaultMaxBytes = 128 * 2 ** 20;

function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A page as it stands on a line of a file: behind a checksum, for a line may be cut or damaged. */
function toLine(page: RecognisedPage): string {
  const text = JSON.stringify(page);
  return `${digest(text)} ${text}\n`;
}

function fromLine(line: string): RecognisedPage | undefined {
  const [sum, text] = [line.slice(0, 64), line.slice(65)];
  return text !== '' && digest(text) === sum ? (JSON.parse(text) as RecognisedPage) : undefined;
}

/**
 * What was recognised of files, kept from run to run: recognition takes seconds a page, and a run may be interrupted, or
 * read all files again because something else has changed. A file of pages for each file of the folder, written to
 * page by page. What cannot be read or written is recognised again: nothing depends on it.
 */
export class RememberedPages {
  constructor(
    private readonly folder: string,
    private readonly maxBytes = defaultMaxBytes,
  ) {}

  /** The pages of a file as far as `recogniser` has read them, by their numbers. */
  read(bytes: Uint8Array, recogniser: string): ReadonlyMap<number, RecognisedPage> {
    const path = this.pathOf(bytes, recogniser);
    try {
      const now = new Date();
      const lines = readFileSync(path, 'utf8').split('\n');
      utimesSync(path, now, now);
      return new Map(lines.flatMap((line) => fromLine(line) ?? []).map((page) => [page.number, page]));
    } catch {
      return new Map();
    }
  }

  add(bytes: Uint8Array, recogniser: string, page: RecognisedPage): void {
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      // Behind what a kill may have cut a new line begins.
      appendFileSync(this.pathOf(bytes, recogniser), `\n${toLine(page)}`, { mode: 0o600 });
    } catch {
      // A full disk, or no permission.
    }
  }

  /** Forgets files by the SHA-256 sums of their content. */
  forget(sums: Iterable<string>): void {
    const gone = new Set(sums);
    if (gone.size === 0) return;
    try {
      for (const name of readdirSync(this.folder))
        if (gone.has(name.slice(0, name.indexOf('-')))) rmSync(join(this.folder, name), { force: true });
    } catch {
      // There is no folder yet.
    }
  }

  /** Forgets the files that were not read for the longest time, as far as there are too many. */
  trim(): void {
    try {
      const files = readdirSync(this.folder)
        .map((name) => {
          const path = join(this.folder, name);
          const { mtimeMs, size } = statSync(path);
          return { path, mtimeMs, size };
        })
        .sort((a, b) => b.mtimeMs - a.mtimeMs);
      let total = 0;
      for (const { path, size } of files) if ((total += size) > this.maxBytes) rmSync(path, { force: true });
    } catch {
      // There is no folder yet.
    }
  }

  private pathOf(bytes: Uint8Array, recogniser: string): string {
    return join(this.folder, `${digest(bytes)}-${digest(recogniser).slice(0, 16)}.txt`);
  }
}
