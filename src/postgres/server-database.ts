import type postgres from 'postgres';
import { IndexError } from '../contracts/errors.js';
import { copyTo, insertInto, type BulkRows } from './bulk-load.js';
import { explainServerError } from './server-errors.js';
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

export interface OpenOptions {
  /** For one writer: statements may take as long as they need, and one connection does it. */
  readonly isWriter?: boolean;
  /** Settings of each session, such as `hnsw.ef_search`. */
  readonly session?: Readonly<Record<string, string>>;
}

type Client = ReturnType<typeof postgres>;
type Session = Pick<Client, 'unsafe'>;

function encodeParameter(value: Parameter): string | number | boolean | null | Uint8Array {
  if (value instanceof Float32Array) return `[${value.join(',')}]`;
  if (Array.isArray(value)) return `{${value.join(',')}}`;
  return value as Exclude<Parameter, readonly number[] | Float32Array>;
}

/**
 * A connection pool to the server of an index; the first connection is made when one is needed. What fails is told as
 * an `IndexError` that holds no credentials.
 */
export class ServerDatabase implements Queryable {
  /** The schema that the tables are in, to be put before their names. */
  readonly schema: string;

  private knownCopy: boolean | undefined;

  private constructor(
    readonly address: ServerAddress,
    private readonly client: Client,
  ) {
    this.schema = address.schema;
  }

  static async open(address: ServerAddress, options: OpenOptions = {}): Promise<ServerDatabase> {
    const { isWriter = false, session = {} } = options;
    // Asking an embedded index does without the library.
    const { default: connect } = await import('postgres');
    const client = connect(address.url, {
      max: isWriter ? 1 : address.pool,
      connect_timeout: address.connectTimeoutSeconds,
      idle_timeout: isWriter ? 0 : 60,
      // No look at the catalogue at every connection: we name our types in the statements.
      fetch_types: false,
      onnotice: () => undefined,
      connection: {
        application_name: isWriter ? 'isnad index' : 'isnad',
        statement_timeout: isWriter ? 0 : address.statementTimeoutMs,
        ...session,
      },
    });
    return new ServerDatabase(address, client);
  }

  query<Row extends object>(text: string, parameters: readonly Parameter[] = []): Promise<Row[]> {
    return this.guard(() => run<Row>(this.client, text, parameters));
  }

  /** Runs `work` in one transaction: what it has written is there when it ends, and nothing of it when it throws. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.guard(async () => {
      const result: { value?: Result } = {};
      const hasCopy = await this.hasCopy();
      await this.client.begin(async (session) => {
        result.value = await work({
          query: (text, parameters = []) => run(session, text, parameters),
          load: async (target, rows) => {
            if (hasCopy) {
              await copyTo(await session.unsafe(`COPY ${target} FROM STDIN`).writable(), rows);
            } else await insertInto(target, rows, (text) => session.unsafe(text));
          },
        });
      });
      return result.value as Result;
    });
  }

  /** PGlite, which the tests run, has none over its socket. */
  private async hasCopy(): Promise<boolean> {
    this.knownCopy ??= !/PGlite/.test(
      (await run<{ version: string }>(this.client, 'SELECT version()', []))[0]!.version,
    );
    return this.knownCopy;
  }

  async close(): Promise<void> {
    await this.client.end({ timeout: 5 }).catch(() => undefined);
  }

  private async guard<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw explainServerError(error, this.address);
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

/** @throws IndexError for a row that must be there and is not. */
export function only<Row>(rows: readonly Row[], address: ServerAddress): Row {
  const [row] = rows;
  if (row !== undefined) return row;
  throw new IndexError(
    'INDEX_DAMAGED',
    `The index in ${address.shown} lacks a row that every index has.`,
    'Run "isnad index --from-scratch" to build it again from the documents.',
  );
}
