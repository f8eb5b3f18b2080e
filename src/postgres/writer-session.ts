import { IndexError } from '../contracts/errors.js';
import type { ServerAddress } from './server-address.js';
import { ServerDatabase, type Parameter, type Queryable, type Transaction } from './server-database.js';

/** A writer whose machine is gone gives way after about a minute, not after two hours. */
export const keepAlive = {
  tcp_keepalives_idle: '30',
  tcp_keepalives_interval: '10',
  tcp_keepalives_count: '3',
};

/**
 * The one connection of the one writer of an index. It holds a lock of the server for as long as it lives; if it is lost
 * every further statement is refused, for another writer may be at work by then.
 */
export class WriterSession implements Queryable {
  private constructor(
    private readonly database: ServerDatabase,
    private readonly processId: number,
  ) {}

  /** @throws IndexError when another writer holds the lock. */
  static async open(address: ServerAddress): Promise<WriterSession> {
    // No statement is worth compiling.
    const session = { ...keepAlive, jit: 'off' };
    const database = await ServerDatabase.open(address, { isWriter: true, session });
    try {
      const [row] = await database.query<{ locked: boolean; pid: number }>(
        'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked, pg_backend_pid() AS pid',
        [`isnad index ${address.schema}`],
      );
      if (!row!.locked) throw lockedError(address);
      return new WriterSession(database, row!.pid);
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  get schema(): string {
    return this.database.schema;
  }

  get address(): ServerAddress {
    return this.database.address;
  }

  /** For what needs no lock, as making the tables does. */
  get connection(): ServerDatabase {
    return this.database;
  }

  async query<Row extends object>(text: string, parameters: readonly Parameter[] = []): Promise<Row[]> {
    return this.write((transaction) => transaction.query<Row>(text, parameters));
  }

  /** Writes all or nothing. */
  write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.database.transaction(async (transaction) => {
      const [row] = await transaction.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      if (row!.pid !== this.processId) throw lostError(this.address);
      return work(transaction);
    });
  }

  close(): Promise<void> {
    return this.database.close();
  }
}

function lockedError({ shown }: ServerAddress): IndexError {
  return new IndexError(
    'INDEX_LOCKED',
    `Another indexer is at work on ${shown}.`,
    'Wait until it is done, then run the command again.',
  );
}

function lostError({ shown }: ServerAddress): IndexError {
  return new IndexError(
    'INDEX_UNREACHABLE',
    `The connection to ${shown} was lost while indexing.`,
    'Run the command again: it goes on with what was written; the previous index keeps serving.',
  );
}
