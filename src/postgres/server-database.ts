import { setTimeout as delay } from 'node:timers/promises';
import { loadInto, type BulkRows } from './bulk-load.js';
import { abandon, connectToServer, type Client, type ConnectOptions } from './connect.js';
import { explainServerError, isConnectionLoss, isUnreachable } from './server-errors.js';
import type { ServerAddress } from './server-address.js';

/** What a statement is given: arrays of numbers become arrays of PostgreSQL. */
export type Parameter = string | number | boolean | null | Uint8Array | readonly number[] | Float32Array;

/** Runs statements, one after the other or at once. */
export interface Queryable {
  query<Row extends object>(text: string, parameters?: readonly Parameter[]): Promise<Row[]>;
}

/** A transaction on a connection of its own. */
export interface Transaction extends Queryable {
  /** Writes many rows. `target`: a table and its columns, `t (a, b)`. */
  load(target: string, rows: BulkRows): Promise<void>;
}

type Session = Pick<Client, 'unsafe'>;

function encodeParameter(value: Parameter): string | number | boolean | null | Uint8Array {
  if (value instanceof Float32Array) return `[${value.join(',')}]`;
  if (Array.isArray(value)) return `{${value.join(',')}}`;
  return value as Exclude<Parameter, readonly number[] | Float32Array>;
}

/** How long a question's statement may take beyond what the server allows it, before the connection counts as dead. */
const graceMs = 2_000;

/** Between attempts of a statement that only reads, when its connection has been lost: together what a promotion takes. */
const retryDelaysMs = [50, 200, 1_000];

/**
 * A connection pool to the server of an index; the first connection is made when one is needed. What fails is told as
 * an `IndexError` that holds no credentials.
 */
export class ServerDatabase implements Queryable {
  /** The schema that the tables are in, to be put before their names. */
  readonly schema: string;

  private isClosed = false;

  private constructor(
    readonly address: ServerAddress,
    private readonly options: ConnectOptions,
    private client: Promise<Client>,
    /** Whether a writer's one connection has ended, with its lock and its transaction. */
    private readonly writer: { isLost: boolean },
  ) {
    this.schema = address.schema;
  }

  static async open(address: ServerAddress, options: ConnectOptions = {}): Promise<ServerDatabase> {
    const writer = { isLost: false };
    const onClose = (): void => {
      writer.isLost = true;
    };
    try {
      const client = await connectToServer(address, options.isWriter ? { ...options, onClose } : options);
      return new ServerDatabase(address, options, Promise.resolve(client), writer);
    } catch (error) {
      throw explainServerError(error, address);
    }
  }

  /**
   * Runs one statement. Where the connection is lost under it, it is run again, so it must be one that may run twice;
   * a writer's is not.
   */
  async query<Row extends object>(text: string, parameters: readonly Parameter[] = []): Promise<Row[]> {
    for (let attempt = 0; ; attempt++) {
      const current = this.client;
      try {
        return await this.within(async () => run<Row>(await current, text, parameters));
      } catch (error) {
        const delayMs = this.options.isWriter ? undefined : retryDelaysMs[attempt];
        if (this.isWorthAnotherHost(error)) this.replace(current);
        else if (!isConnectionLoss(error)) throw explainServerError(error, this.address);
        if (delayMs === undefined) throw explainServerError(error, this.address);
        await delay(delayMs);
      }
    }
  }

  private isWorthAnotherHost(error: unknown): boolean {
    return !this.options.isWriter && this.address.hosts.length > 1 && isUnreachable(error);
  }

  /** Gives all connections up for new ones, unless another statement has done so. */
  private replace(current: Promise<Client>): void {
    if (this.client !== current || this.isClosed) return;
    void current.then(abandon, () => undefined);
    this.client = connectToServer(this.address, this.options);
    // Told to the statements that wait for it.
    this.client.catch(() => undefined);
  }

  /**
   * Runs `work` in one transaction: what it has written is there when it ends, and nothing of it when it throws. For a
   * writer, one at a time: its one connection is the transaction's. Begun here because the library, where it begins one
   * itself, ends the process when the connection is lost.
   */
  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const client = await this.client;
    // The library would send it on a new connection, which knows of no transaction.
    const session = (): Session => {
      if (this.writer.isLost) throw Object.assign(new Error('lost'), { code: 'CONNECTION_CLOSED' });
      return client;
    };
    try {
      await session().unsafe('BEGIN');
      const result = await work({
        query: async (text, parameters = []) => run(session(), text, parameters),
        load: (target, rows) => loadInto(session, target, rows),
      });
      await session().unsafe('COMMIT');
      return result;
    } catch (error) {
      if (!this.writer.isLost && !isConnectionLoss(error)) {
        await client.unsafe('ROLLBACK').catch(() => undefined);
      }
      throw explainServerError(error, this.address);
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.client
      .then((client) => client.end({ timeout: this.writer.isLost ? 0 : 5 }))
      .catch(() => undefined);
  }

  /**
   * The server ends statements that take too long. Where not even that is heard of, the network swallows what is sent,
   * and all connections are given up.
   */
  private async within<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.options.isWriter) return work();
    const { statementTimeoutMs, connectTimeoutSeconds, hosts } = this.address;
    const patienceMs = statementTimeoutMs + connectTimeoutSeconds * 1_000 * hosts.length + graceMs;
    const current = this.client;
    const answered = new AbortController();
    const silence = delay(patienceMs, undefined, { signal: answered.signal, ref: false }).then(() => {
      this.replace(current);
      throw Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' });
    });
    const asked = work();
    // Whichever is not waited for may still fail.
    silence.catch(() => undefined);
    asked.catch(() => undefined);
    try {
      return await Promise.race([asked, silence]);
    } finally {
      answered.abort();
    }
  }
}

async function run<Row extends object>(
  session: Session,
  text: string,
  parameters: readonly Parameter[],
): Promise<Row[]> {
  const values = parameters.map(encodeParameter) as never[];
  return session.unsafe<Row[]>(text, values, { prepare: parameters.length > 0 });
}
