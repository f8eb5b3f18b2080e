import type { IndexServer } from '../contracts/answer.js';
import type { Embedder } from '../contracts/embedder.js';
import { checkSchema } from '../postgres/migrate.js';
import type { ServerAddress } from '../postgres/server-address.js';
import { ReadingHosts } from '../postgres/reading-hosts.js';
import { ServerDatabase } from '../postgres/server-database.js';
import { isUnreachable } from '../postgres/server-errors.js';
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
  private losses = 0;
  /** The snapshot that could not be loaded; tried once. */
  private refused: number | undefined;

  private constructor(
    private readonly options: ServerOptions,
    private readonly hosts: ReadingHosts,
    private snapshot: OpenSnapshot,
    /** Where the snapshot is read from. */
    private database: ServerDatabase,
  ) {}

  /** @throws IndexError when there is no finished index, the server is gone, or it is made for another model. */
  static async open(options: ServerOptions): Promise<ServerSnapshotHolder> {
    const hosts = await ReadingHosts.open(options.address, session);
    try {
      await checkSchema(hosts.database);
      const { manifest, database } = await hosts.findNewest();
      if (!manifest) throw neverFinishedError(options.address.shown);
      const snapshot = await openServerSnapshot(database, manifest, options.embedder);
      return new ServerSnapshotHolder(options, hosts, snapshot, database);
    } catch (error) {
      await hosts.close();
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

  get interruptions(): number {
    return this.hosts.retries;
  }

  describeServer(): IndexServer {
    const { hosts, losses, isGone, snapshot } = this;
    return {
      description: snapshot.server!,
      isReachable: !isGone,
      ...hosts.describe(),
      losses,
      retries: hosts.retries,
    };
  }

  close(): void {
    void this.watch.close();
    void this.hosts.close();
  }

  private async takeUpNewer(): Promise<void> {
    let wanted: number | undefined;
    try {
      const { manifest, database } = await this.hosts.findNewestInTime();
      this.tellIfBack();
      wanted = manifest?.snapshot;
      const isHeld = wanted === this.snapshot.manifest.snapshot && database === this.database;
      if (!manifest || isHeld || wanted === this.refused) return;
      this.snapshot = await openServerSnapshot(database, manifest, this.options.embedder).catch(
        (error: unknown) => {
          if (database !== this.hosts.database) this.hosts.forgetPrimary();
          throw error;
        },
      );
      this.database = database;
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
      if (this.isGone) return;
      this.isGone = true;
      this.losses++;
      this.options.onNotice?.(reason);
      return;
    }
    if (wanted === undefined || wanted === this.refused) return;
    this.refused = wanted;
    this.options.onNotice?.(`Could not load the new index; still serving the previous one: ${reason}`);
  }
}
