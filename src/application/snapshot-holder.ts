import type { Embedder } from '../contracts/embedder.js';
import { IndexError } from '../contracts/errors.js';
import type { IndexStore } from '../contracts/index-store.js';
import { markCorrupted } from '../store/corruption-marker.js';
import { corruptedError, isCorruption, neverFinishedError } from '../store/index-errors.js';
import { findStoreIdentity, openIndexStore } from '../store/open-index-store.js';
import { openSnapshot, type OpenSnapshot } from './open-snapshot.js';
import { SnapshotWatch } from './snapshot-watch.js';

export interface SnapshotOptions {
  readonly directory: string;
  readonly embedder: Embedder;
  /** Told in one sentence about what was repaired, and about a new index that could not be loaded. */
  readonly onNotice?: ((message: string) => void) | undefined;
}

/** Says it in our words, and leaves word for the next indexer. */
export function explainCorruption(error: unknown, directory: string): unknown {
  if (!isCorruption(error)) return error;
  markCorrupted(directory);
  return error instanceof IndexError ? error : corruptedError(directory, error);
}

/** Loads the newest finished snapshot, which may be replaced by a newer one while it is being loaded. */
async function openNewest(options: SnapshotOptions, store: IndexStore): Promise<OpenSnapshot> {
  const { directory, embedder } = options;
  for (;;) {
    const manifest = await store.findCurrentManifest();
    if (!manifest) throw neverFinishedError(directory);
    // Its files are deleted as soon as there is a newer one: what fails then did not fail for good.
    const isReplaced = async (): Promise<boolean> =>
      (await store.findCurrentManifest())?.snapshot !== manifest.snapshot;
    try {
      const snapshot = await openSnapshot(directory, store, manifest, embedder);
      if (snapshot.repaired.length === 0 || !(await isReplaced())) return snapshot;
    } catch (error) {
      if (!store.isOpen || !(await isReplaced())) throw error;
    }
  }
}

function noticeRepairs({ onNotice }: SnapshotOptions, { repaired }: OpenSnapshot): void {
  if (repaired.length === 0) return;
  onNotice?.(
    `${repaired.join(' and ')} did not match the manifest and was rebuilt in memory; run "isnad index" to repair the index.`,
  );
}

/** The snapshot that answers now. Notices newer ones by itself and loads them beside it. */
export class SnapshotHolder {
  private readonly watch = new SnapshotWatch(() => this.takeUpNewer());
  /** What could not be loaded; tried once. */
  private refused: string | undefined;
  /** Stores that were replaced; questions in flight may still read them. */
  private readonly retired: IndexStore[] = [];

  private constructor(
    private readonly options: SnapshotOptions,
    private store: IndexStore,
    private snapshot: OpenSnapshot,
  ) {}

  /** @throws IndexError when there is no finished index, or it is damaged or made for another model. */
  static async open(options: SnapshotOptions): Promise<SnapshotHolder> {
    const store = openIndexStore(options.directory);
    try {
      const snapshot = await openNewest(options, store);
      noticeRepairs(options, snapshot);
      return new SnapshotHolder(options, store, snapshot);
    } catch (error) {
      store.close();
      throw error;
    }
  }

  get(): OpenSnapshot {
    return this.snapshot;
  }

  /** Loads a newer snapshot if there is one; resolves when that has come to an end, good or bad. */
  refresh(): Promise<void> {
    return this.watch.refresh();
  }

  explain(error: unknown): unknown {
    return explainCorruption(error, this.options.directory);
  }

  close(): void {
    const looking = this.watch.close();
    const closeAll = (): void => {
      for (const store of [...this.retired, this.store]) store.close();
    };
    // A store cannot be closed under a loop over its rows.
    if (looking) void looking.then(closeAll);
    else closeAll();
  }

  private async takeUpNewer(): Promise<void> {
    let wanted: string | undefined;
    let other: IndexStore | undefined;
    try {
      const identity = findStoreIdentity(this.options.directory);
      if (identity === undefined) return;
      if (identity !== this.store.identity) other = openIndexStore(this.options.directory);
      const number = (await (other ?? this.store).findCurrentManifest())?.snapshot;
      const isNews = number !== undefined && (other ?? number !== this.snapshot.manifest.snapshot);
      wanted = `${identity} ${number}`;
      if (!isNews || wanted === this.refused) {
        other?.close();
        return;
      }
      const snapshot = await openNewest(this.options, other ?? this.store);
      noticeRepairs(this.options, snapshot);
      this.snapshot = snapshot;
      if (other) {
        this.retired.push(this.store);
        this.store = other;
      }
    } catch (error) {
      other?.close();
      this.refuse(wanted, error);
    }
  }

  private refuse(wanted: string | undefined, error: unknown): void {
    // An indexer has begun a new database and not finished it.
    if (error instanceof IndexError && error.code === 'INDEX_MISSING') return;
    const mark = wanted ?? 'unreadable';
    if (this.watch.isClosed || this.refused === mark) return;
    this.refused = mark;
    const reason = error instanceof Error ? error.message : String(error);
    this.options.onNotice?.(`Could not load the new index; still serving the previous one: ${reason}`);
  }
}
