import type { ReadSummary, SkippedFile } from '../../src/contracts/document.js';
import type { FileProblem } from '../../src/contracts/file-problem.js';
import type {
  IndexingProgress,
  IndexingReport,
  SeedFile,
  SeedLibrary,
  SeedOutcome,
} from '../../src/contracts/seed-library.js';
import type { FakeAnswers } from './fake-answers.js';

/** A seeds folder in memory, whose indexer puts the files into a FakeAnswers. */
export class FakeSeeds implements SeedLibrary {
  readonly maxFileBytes = 2 ** 20;
  readonly readableExtensions = ['.txt', '.md', '.html'];
  readonly files = new Map<string, Uint8Array>();
  collections: string[] = [];
  error: Error | undefined;
  reindexed = 0;
  read: ReadSummary[] = [];
  skipped: SkippedFile[] = [];
  /** What happens while the indexer runs. */
  during: (onProgress: (progress: IndexingProgress) => void) => Promise<void> = () => Promise.resolve();
  private stopping = new AbortController();
  private changed = new Set<string>();

  constructor(private readonly answers: FakeAnswers) {}

  findEndingProblem(extension: string): FileProblem | undefined {
    return extension === '.doc' ? { code: 'foreign', kind: 'old-word' } : undefined;
  }

  findCollections(): string[] {
    return this.collections;
  }

  async add(file: SeedFile, options: { readonly replace: boolean }): Promise<SeedOutcome> {
    const path = file.collection === undefined ? file.name : `${file.collection}/${file.name}`;
    const exists =
      this.files.has(path) || (await this.answers.findDocuments({ pathPrefixes: [path] })).length > 0;
    if (exists && !options.replace) return { kind: 'exists', path };
    if (file.bytes.length === 0)
      return { kind: 'unreadable', path, skipped: { path, problem: { code: 'empty' } } };
    this.files.set(path, file.bytes);
    this.changed.add(path);
    return { kind: exists ? 'replaced' : 'added', path };
  }

  async remove(path: string): Promise<boolean> {
    this.changed.add(path);
    const had = this.files.delete(path);
    return had || (await this.answers.findDocuments({ pathPrefixes: [path] })).length > 0;
  }

  stop(): void {
    this.stopping.abort();
    this.stopping = new AbortController();
  }

  async reindex(
    options: { onProgress?: (progress: IndexingProgress) => void } = {},
  ): Promise<IndexingReport> {
    this.reindexed++;
    const { signal } = this.stopping;
    const stopped = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
    await Promise.race([this.during(options.onProgress ?? (() => undefined)), stopped]);
    if (this.error !== undefined) throw this.error;
    let removed = 0;
    for (const path of this.changed) {
      const bytes = this.files.get(path);
      if (bytes === undefined) removed += this.answers.remove(path) ? 1 : 0;
      else this.answers.put(path, Buffer.from(bytes).toString('utf8'));
    }
    const added = this.changed.size - removed;
    options.onProgress?.({ step: 'embedding', done: 1, total: 2 });
    this.changed = new Set();
    return { added, changed: 0, removed, skipped: this.skipped, read: this.read, durationMs: 12 };
  }
}
