import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SkippedFile } from '../contracts/document.js';
import type { DocumentSource } from '../contracts/document-parser.js';
import type { FileProblem } from '../contracts/file-problem.js';
import { IsnadError, UsageError } from '../contracts/errors.js';
import type {
  IndexingProgress,
  IndexingReport,
  SeedFile,
  SeedLibrary,
  SeedOutcome,
} from '../contracts/seed-library.js';
import { createDocumentReader } from './document-reader.js';
import { findParser, readableExtensions } from '../documents/document-parsers.js';
import { findForeignKind } from '../documents/foreign-files.js';
import { isWithin, resolveFolder } from '../documents/scan-folder.js';
import { isnadFile, programExecArgv, projectDirectory } from './program-files.js';
import type { IndexerProgress, IndexerReport } from './indexer-run.js';
import { countOf } from '../text/count.js';

export interface SeedLibraryOptions {
  readonly folder: string;
  readonly maxFileBytes: number;
  /** Whether the indexer reads pages that are pictures. */
  readonly recognisesScans: boolean;
}

function checkName(name: string): void {
  if (
    name === '' ||
    name.startsWith('.') ||
    /[/\\\u0000-\u001f]/u.test(name) ||
    Buffer.byteLength(name) > 200
  ) {
    throw new UsageError(
      `"${name}" is not a name for a file or folder here.`,
      'Use a short name without slashes that does not begin with a dot.',
    );
  }
}

/** The real path of a folder or file below `root`. @throws UsageError when it leads out, or is not there. */
function resolveInside(root: string, ...parts: string[]): string {
  const real = realpathSync(join(root, ...parts));
  if (!isWithin(root, real))
    throw new UsageError(
      `${parts.join('/')} leads out of the documents folder.`,
      'Name a file inside of it.',
    );
  return real;
}

function toContractProgress(progress: IndexerProgress): IndexingProgress | undefined {
  switch (progress.step) {
    case 'recognise':
      return { step: 'reading', done: progress.done, total: progress.total };
    case 'embed':
      return { step: 'embedding', done: progress.doneBytes, total: progress.totalBytes };
    case 'graph':
      return { step: 'writing', done: progress.done, total: progress.total };
    default:
      return undefined;
  }
}

/** Why the indexer would skip a file; undefined where it would not, or where only recognising its pages would show that. */
async function findWhySkipped(
  source: DocumentSource,
  recognisesScans: boolean,
): Promise<SkippedFile | undefined> {
  const reader = createDocumentReader();
  try {
    const parsed = await reader.read(source);
    if (!('problem' in parsed)) return undefined;
    return recognisesScans && parsed.problem.code === 'scan' ? undefined : parsed;
  } finally {
    reader.close();
  }
}

/** What the indexer ends with when it was told to stop, be it by this process or by who stops both. */
const interruptedExitCode = 130;

function createAbortError(): DOMException {
  return new DOMException('The indexing was stopped before its end.', 'AbortError');
}

/** Runs the indexer in a process of its own: it fills its process's only thread, and may be killed. */
function runIndexerProcess(
  folder: string,
  rebuild: boolean,
  onProgress: (progress: IndexingProgress) => void,
  signal: AbortSignal,
): Promise<IndexingReport> {
  return new Promise((resolve, reject) => {
    const child = fork(isnadFile, ['index', folder, '--json', ...(rebuild ? ['--from-scratch'] : [])], {
      execArgv: [...programExecArgv],
      cwd: projectDirectory,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Sends SIGTERM, and rejects at once with an AbortError: who waits need not wait for the process to end.
      signal,
    });
    let output = '';
    let complaint = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    // Only its end is wanted, however much there is.
    child.stderr?.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2_000)));
    child.on('message', (message) => {
      const progress = toContractProgress(message as IndexerProgress);
      if (progress) onProgress(progress);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === interruptedExitCode) {
        reject(createAbortError());
        return;
      }
      if (code !== 0 && code !== 3) {
        const said = complaint.trim().split('\n').at(-1) ?? '';
        reject(
          new IsnadError(
            'INDEXER_FAILED',
            `The indexer ended without success: ${said.replace(/^isnad: /, '')}`,
            'Run "isnad index" to see more.',
          ),
        );
        return;
      }
      const { added, changed, removed, skipped, read, seconds } = JSON.parse(output) as IndexerReport;
      resolve({
        added: added.length,
        changed: changed.length,
        removed: removed.length,
        skipped: skipped.map(({ path, problem }) => ({ path, problem })),
        read,
        durationMs: seconds * 1000,
      });
    });
  });
}

class FolderSeedLibrary implements SeedLibrary {
  readonly maxFileBytes: number;
  readonly readableExtensions = readableExtensions;
  private readonly folder: string;
  private readonly recognisesScans: boolean;
  private running: Promise<unknown> | undefined;
  private readonly stopping = new AbortController();
  private readonly listeners = new Set<(progress: IndexingProgress) => void>();
  private waiting: { readonly rebuild: boolean; readonly report: Promise<IndexingReport> } | undefined;

  constructor({ folder, maxFileBytes, recognisesScans }: SeedLibraryOptions) {
    this.folder = folder;
    this.recognisesScans = recognisesScans;
    this.maxFileBytes = maxFileBytes;
  }

  findEndingProblem(extension: string): FileProblem | undefined {
    const kind = findForeignKind(extension.toLowerCase());
    return kind && { code: 'foreign', kind };
  }

  findCollections(): string[] {
    return readdirSync(resolveFolder(this.folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort(new Intl.Collator(undefined, { numeric: true }).compare);
  }

  async add(
    { collection, name, bytes }: SeedFile,
    { replace }: { readonly replace: boolean },
  ): Promise<SeedOutcome> {
    checkName(name);
    if (!findParser(name)) {
      throw new UsageError(
        `Files like "${name}" are not read.`,
        `These are: ${readableExtensions.join(', ')}.`,
      );
    }
    if (bytes.length > this.maxFileBytes) {
      throw new UsageError(
        `"${name}" is larger than ${countOf(this.maxFileBytes, 'byte')}.`,
        'Split it, or raise MAX_FILE_MB.',
      );
    }
    if (collection !== undefined) checkName(collection);
    const root = resolveFolder(this.folder);
    const path = collection === undefined ? name : `${collection}/${name}`;
    const skipped = await findWhySkipped({ path, bytes }, this.recognisesScans);
    if (skipped) return { kind: 'unreadable', path, skipped };
    if (collection !== undefined) mkdirSync(join(root, collection), { recursive: true });
    const folder = collection === undefined ? root : resolveInside(root, collection);
    const target = join(folder, name);
    // Hidden, so that an indexer at work passes over it.
    const part = join(folder, `.${randomUUID()}.part`);
    try {
      await writeFile(part, bytes, { flag: 'wx', flush: true });
      try {
        linkSync(part, target);
        return { kind: 'added', path };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        if (!replace) return { kind: 'exists', path };
        renameSync(part, target);
        return { kind: 'replaced', path };
      }
    } finally {
      rmSync(part, { force: true });
    }
  }

  async remove(path: string): Promise<boolean> {
    const root = resolveFolder(this.folder);
    try {
      const real = resolveInside(root, path);
      if (!statSync(real).isFile() || !findParser(real)) return false;
      await rm(real);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
  }

  /**
   * A run that is under way may already have passed what the caller has just changed, so it waits for that
   * one and shares the next with all who came meanwhile.
   */
  async reindex({
    rebuild = false,
    onProgress,
  }: Parameters<SeedLibrary['reindex']>[0] = {}): Promise<IndexingReport> {
    if (onProgress) this.listeners.add(onProgress);
    try {
      if (this.stopping.signal.aborted) throw createAbortError();
      if (!this.waiting || (rebuild && !this.waiting.rebuild)) {
        const before = this.waiting?.report ?? this.running ?? Promise.resolve();
        const report = before.catch(() => undefined).then(() => this.start(rebuild));
        this.waiting = { rebuild, report };
      }
      return await this.waiting.report;
    } finally {
      if (onProgress) this.listeners.delete(onProgress);
    }
  }

  stop(): void {
    this.stopping.abort();
  }

  private start(rebuild: boolean): Promise<IndexingReport> {
    this.waiting = undefined;
    const { signal } = this.stopping;
    if (signal.aborted) throw createAbortError();
    const onProgress = (progress: IndexingProgress): void => {
      for (const listener of this.listeners) listener(progress);
    };
    const run = runIndexerProcess(resolveFolder(this.folder), rebuild, onProgress, signal);
    const running = run
      .catch(() => undefined)
      .finally(() => {
        if (this.running === running) this.running = undefined;
      });
    this.running = running;
    return run;
  }
}

/** Changes a documents folder and its index, the index through the indexer's own process. */
export function createSeedLibrary(options: SeedLibraryOptions): SeedLibrary {
  return new FolderSeedLibrary(options);
}
