import type { Embedder } from '../contracts/embedder.js';
import { checkSchema } from '../postgres/migrate.js';
import type { ServerAddress } from '../postgres/server-address.js';
import { ServerDatabase } from '../postgres/server-database.js';
import { isUnreachable } from '../postgres/server-errors.js';
import { findServerManifest } from '../postgres/snapshot-manifest.js';
import { vectorSearchSession } from '../postgres/vector-index.js';
import { neverFinishedError } from '../store/index-errors.js';
import type { SnapshotSource } from './open-answer-service.js';
import type { OpenSnapshot } from './open-snapshot.js';
import { openServerSnapshot } from './server-snapshot.js';
import { SnapshotWatch } from './snapshot-watch.js';

export interface ServerOptions {
  readonly address: ServerAddress;
  readonly embedder: Embedder;
  /** Told in one sentence about a server that is gone or back, and about a new index that could not be loaded. */
  readonly onNotice?: ((message: string) => void) | undefined;
}

/** What sessions that answer questions are set to. */
const session = {
  ...vectorSearchSession,
  // The planner takes ten for the length of any list, and would sort a hundred thousand postings.
  enable_sort: 'off',
  // Compiling a statement of a question takes ten times as long as running it.
  jit: 'off',
};

/** Connects to a server for answering. */
export function connectForAnswering(address: ServerAddress): Promise<ServerDatabase> {
  return ServerDatabase.open(address, { session });
}

/** The snapshot of a server that answers now. Notices newer ones by itself. */
export class ServerSnapshotHolder implements SnapshotSource {
  private readonly watch = new SnapshotWatch(() => this.takeUpNewer());
  private isGone = false;
  /** The snapshot that could not be loaded; tried once. */
  private refused: number | undefined;

  private constructor(
    private readonly options: ServerOptions,
    private readonly database: ServerDatabase,
    private snapshot: OpenSnapshot,
  ) {}

  /** @throws IndexError when there is no finished index, the server is gone, or it is made for another model. */
  static async open(options: ServerOptions): Promise<ServerSnapshotHolder> {
    const database = await connectForAnswering(options.address);
    try {
      await checkSchema(database);
      const manifest = await findServerManifest(database, database.schema);
      if (!manifest) throw neverFinishedError(options.address.shown);
      const snapshot = await openServerSnapshot(database, manifest, options.embedder);
      return new ServerSnapshotHolder(options, database, snapshot);
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  get(): OpenSnapshot {
    return this.snapshot;
  }

  refresh(): Promise<void> {
    return this.watch.refresh();
  }

  explain(error: unknown): unknown {
    return error;
  }

  close(): void {
    void this.watch.close();
    void this.database.close();
  }

  private async takeUpNewer(): Promise<void> {
    let wanted: number | undefined;
    try {
      const manifest = await findServerManifest(this.database, this.database.schema);
      this.tellIfBack();
      wanted = manifest?.snapshot;
      if (!manifest || wanted === this.snapshot.manifest.snapshot || wanted === this.refused) return;
      this.snapshot = await openServerSnapshot(this.database, manifest, this.options.embedder);
    } catch (error) {
      this.notice(wanted, error);
    }
  }

  private tellIfBack(): void {
    if (!this.isGone) return;
    this.isGone = false;
    this.options.onNotice?.(`The index server ${this.options.address.shown} is back.`);
  }

  private notice(wanted: number | undefined, error: unknown): void {
    if (this.watch.isClosed) return;
    const reason = error instanceof Error ? error.message : String(error);
    if (isUnreachable(error)) {
      if (!this.isGone) this.options.onNotice?.(reason);
      this.isGone = true;
      return;
    }
    if (wanted === undefined || wanted === this.refused) return;
    this.refused = wanted;
    this.options.onNotice?.(`Could not load the new index; still serving the previous one: ${reason}`);
  }
}
