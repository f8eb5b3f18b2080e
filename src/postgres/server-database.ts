import { setTimeout as delay } from 'node:timers/promises';
import { UsageError } from '../contracts/errors.js';
import { answeredWithin, isSilence } from './answered-within.js';
import { loadInto, type BulkRows } from './bulk-load.js';
import { abandon, connectToServer, type Client, type Connection, type ConnectOptions } from './connect.js';
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

function poolerError(): UsageError {
  return new UsageError(
    'INDEX_URL has pooler=transaction, through which no lock can be held.',
    'Let this command go to the server itself, or through a pooler in session mode.',
  );
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

/** How often a statement is sent again that nothing was heard of: each takes as long as the longest statement may. */
const maxSilences = 1;

/**
 * A connection pool to the server of an index; the first connection is made when one is needed. What fails is told as
 * an `IndexError` that holds no credentials.
 */
export class ServerDatabase implements Queryable {
  /** The schema that the tables are in, to be put before their names. */
  readonly schema: string;

  /** The host that answers, with its port. */
  host = '';
  /** Statements that were sent again because their connection was lost. */
  retries = 0;
  private isClosed = false;

  private constructor(
    readonly address: ServerAddress,
    private readonly options: ConnectOptions,
    private connection: Promise<Connection>,
    /** Whether a writer's one connection has ended, with its lock and its transaction. */
    private readonly writer: { isLost: boolean },
  ) {
    this.schema = address.schema;
    this.noteHost();
  }

  static async open(address: ServerAddress, options: ConnectOptions = {}): Promise<ServerDatabase> {
    if (options.isWriter && address.hasTransactionPooler) throw poolerError();
    const writer = { isLost: false };
    const onClose = (): void => {
      writer.isLost = true;
    };
    try {
      const connection = await connectToServer(address, options.isWriter ? { ...options, onClose } : options);
      return new ServerDatabase(address, options, Promise.resolve(connection), writer);
    } catch (error) {
      throw explainServerError(error, address);
    }
  }

  /** Connects when a statement needs it, and says then what it could not do. */
  static openLazily(address: ServerAddress, options: ConnectOptions = {}): ServerDatabase {
    return new ServerDatabase(address, options, connectToServer(address, options), { isLost: false });
  }

  /**
   * Runs one statement. Where the connection is lost under it, it is run again, so it must be one that may run twice;
   * a writer's is not.
   */
  async query<Row extends object>(text: string, parameters: readonly Parameter[] = []): Promise<Row[]> {
    let silences = 0;
    for (let attempt = 0; ; attempt++) {
      const current = this.connection;
      try {
        return await this.within(async () => this.run<Row>((await current).client, text, parameters));
      } catch (error) {
        if (isSilence(error)) silences++;
        const mayRetry = !this.options.isWriter && silences <= maxSilences;
        const delayMs = mayRetry ? retryDelaysMs[attempt] : undefined;
        if (this.isWorthAnotherHost(error)) this.replace(current);
        else if (!isConnectionLoss(error)) throw explainServerError(error, this.address);
        if (delayMs === undefined) throw explainServerError(error, this.address);
        this.retries++;
        await delay(delayMs);
      }
    }
  }

  private isWorthAnotherHost(error: unknown): boolean {
    return !this.options.isWriter && this.address.hosts.length > 1 && isUnreachable(error);
  }

  /** Gives all connections up for new ones, unless another statement has done so. */
  private replace(current: Promise<Connection>): void {
    if (this.connection !== current || this.isClosed) return;
    void current.then(abandon, () => undefined);
    this.connection = connectToServer(this.address, this.options);
    this.noteHost();
  }

  private noteHost(): void {
    this.connection.then(
      ({ host }) => {
        this.host = host;
      },
      // Told to the statements that wait for it.
      () => undefined,
    );
  }

  /**
   * Runs `work` in one transaction: what it has written is there when it ends, and nothing of it when it throws. For a
   * writer, one at a time: its one connection is the transaction's. Begun here because the library, where it begins one
   * itself, ends the process when the connection is lost.
   */
  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const { client } = await this.connection;
    // The library would send it on a new connection, which knows of no transaction.
    const session = (): Session => {
      if (this.writer.isLost) throw Object.assign(new Error('lost'), { code: 'CONNECTION_CLOSED' });
      return client;
    };
    try {
      await session().unsafe('BEGIN');
      const result = await work({
        query: async (text, parameters = []) => this.run(session(), text, parameters),
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
    await this.connection
      .then(({ client }) => client.end({ timeout: this.writer.isLost ? 0 : 5 }))
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
    const current = this.connection;
    return answeredWithin(patienceMs, work(), () => {
      this.replace(current);
    });
  }
  private async run<Row extends object>(
    session: Session,
    text: string,
    parameters: readonly Parameter[],
  ): Promise<Row[]> {
    const values = parameters.map(encodeParameter) as never[];
    // Behind a pooler the next transaction may be in a session that knows of no statement of this one.
    const prepare = parameters.length > 0 && !this.address.hasTransactionPooler;
    return session.unsafe<Row[]>(text, values, { prepare });
  }
}
