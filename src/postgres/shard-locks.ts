import type { ShardClaims } from '../contracts/shards.js';
import { answeredWithin } from './answered-within.js';
import type { ServerAddress } from './server-address.js';
import { ServerDatabase } from './server-database.js';
import { keepAlive } from './writer-session.js';

export interface ShardLockOptions {
  readonly address: ServerAddress;
  /** Whose shards they are: bots that have an index in common share no shards. */
  readonly bot: string;
  /** Shards of the bot. */
  readonly total: number;
  /** Shards wanted here. */
  readonly wanted: number;
  /** How long, after its connection was lost, a machine takes no shards but those that it had: the others come back too. */
  readonly graceMs?: number;
}

/** A connection, and the locks that live as long as it does. */
interface Session {
  readonly database: ServerDatabase;
  readonly processId: number;
  readonly held: Set<number>;
  /** Before that, only locks that were held before are taken. */
  readonly openToOthersAtMs: number;
}

/**
 * Claims shards by advisory locks of the server that has the index. They end with their connection: what a machine had
 * that is gone, another takes over.
 */
export class ShardLocks implements ShardClaims {
  private session: Session | undefined;
  private lastHeld: ReadonlySet<number> = new Set();
  private hasConnected = false;
  private isClosed = false;

  constructor(private readonly options: ShardLockOptions) {}

  async renew(): Promise<readonly number[]> {
    const session = (await this.findLiving()) ?? (await this.open());
    const { held } = session;
    try {
      for (let shard = 0; shard < this.options.total && held.size < this.options.wanted; shard++) {
        const mayTake = this.lastHeld.has(shard) || performance.now() >= session.openToOthersAtMs;
        if (mayTake && !held.has(shard) && (await inTime(this.lock(session, shard)))) held.add(shard);
      }
    } catch (error) {
      await this.drop();
      throw error;
    }
    this.lastHeld = new Set(held);
    return [...held].sort((a, b) => a - b);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.drop();
  }

  /** The session, unless its connection was lost: the library makes a new one, which holds no locks. */
  private async findLiving(): Promise<Session | undefined> {
    const { session } = this;
    if (!session) return undefined;
    try {
      if ((await inTime(findProcessId(session.database))) === session.processId) return session;
    } catch {
      // Opening another says what is wrong.
    }
    await this.drop();
    return undefined;
  }

  private async open(): Promise<Session> {
    const database = await ServerDatabase.open(this.options.address, {
      isWriter: true,
      name: 'isnad shards',
      session: keepAlive,
    });
    try {
      const processId = await inTime(findProcessId(database));
      if (this.isClosed) throw new Error('Closed meanwhile.');
      const { graceMs = 15_000 } = this.options;
      const openToOthersAtMs = performance.now() + (this.hasConnected ? graceMs : 0);
      this.hasConnected = true;
      this.session = { database, processId, held: new Set(), openToOthersAtMs };
      return this.session;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  private async lock({ database, processId }: Session, shard: number): Promise<boolean> {
    const { address, bot, total } = this.options;
    const [row] = await database.query<{ locked: boolean; pid: number }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked, pg_backend_pid() AS pid',
      [`isnad shard ${shard} of ${total} ${address.schema} ${bot}`],
    );
    return row!.locked && row!.pid === processId;
  }

  private async drop(): Promise<void> {
    const { session } = this;
    this.session = undefined;
    await session?.database.close();
  }
}

/** How long the server may take: by then it may have given the locks of a connection that it does not hear of to others. */
const patienceMs = 10_000;

function inTime<Result>(work: Promise<Result>): Promise<Result> {
  return answeredWithin(patienceMs, work);
}

async function findProcessId(database: ServerDatabase): Promise<number> {
  const [row] = await database.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return row!.pid;
}
