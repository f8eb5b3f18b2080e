import type postgres from 'postgres';
import { IndexError } from '../contracts/errors.js';
import type { ServerAddress, SessionTarget } from './server-address.js';

export type Client = ReturnType<typeof postgres>;

export interface Connection {
  readonly client: Client;
  /** The host that it leads to, with its port. */
  readonly host: string;
}

export interface ConnectOptions {
  /** For one writer: statements may take as long as they need, and one connection does it. */
  readonly isWriter?: boolean;
  /** What the server calls its connections. */
  readonly name?: string;
  /** Settings of each session, such as `hnsw.ef_search`. */
  readonly session?: Readonly<Record<string, string>>;
  /** Told whenever a connection has ended. */
  readonly onClose?: () => void;
}

/** Seconds until a connection is tried again: soon, for questions wait for it. */
function backoffSeconds(retries: number): number {
  return Math.min(2, 0.05 * 2 ** retries) * (0.5 + Math.random() / 2);
}

/** The library compares the certificate of a host that is an IP address with the name `localhost`, unless it is told better. */
function tlsOptions(mode: ServerAddress['tls'], host: string): 'prefer' | 'require' | false | object {
  if (mode === 'verify-full') return { host, rejectUnauthorized: true };
  return mode === 'disable' ? false : mode;
}

async function connectTo(
  address: ServerAddress,
  index: number,
  { isWriter = false, name = isWriter ? 'isnad index' : 'isnad', session = {}, onClose }: ConnectOptions,
): Promise<Client> {
  // Asking an embedded index does without the library.
  const { default: open } = await import('postgres');
  return open({
    host: address.hosts[index]!,
    port: address.ports[index]!,
    database: address.database,
    ...(address.user !== undefined && { username: address.user }),
    ...(address.password !== undefined && { password: address.password }),
    ssl: tlsOptions(address.tls, address.hosts[index]!),
    max: isWriter ? 1 : address.pool,
    connect_timeout: address.connectTimeoutSeconds,
    idle_timeout: isWriter ? 0 : 60,
    // A writer's lock ends with its connection.
    ...(isWriter && { max_lifetime: null }),
    ...(onClose && { onclose: onClose }),
    backoff: backoffSeconds,
    // No look at the catalogue at every connection: we name our types in the statements.
    fetch_types: false,
    onnotice: () => undefined,
    connection: {
      application_name: name,
      // A pooler would have to refuse them: its sessions are set already, and shared.
      ...(!address.hasTransactionPooler && {
        statement_timeout: isWriter ? 0 : address.statementTimeoutMs,
        ...session,
      }),
    },
  });
}

/** Gives a client up without waiting for what it does. */
export async function abandon({ client }: Pick<Connection, 'client'>): Promise<void> {
  await client.end({ timeout: 0 }).catch(() => undefined);
}

type Role = 'primary' | 'standby';

async function findRole(client: Client): Promise<Role> {
  const [row] = await client.unsafe<{ standby: boolean }[]>('SELECT pg_is_in_recovery() AS standby');
  return row!.standby ? 'standby' : 'primary';
}

/** The role that will do at once; undefined where any does. `prefer-standby` takes a primary where there is no standby. */
function roleFor(target: SessionTarget | undefined, isWriter: boolean): Role | undefined {
  if (isWriter || target === 'read-write' || target === 'primary') return 'primary';
  return target === undefined ? undefined : 'standby';
}

/**
 * Connects to the first host that will do. The library is given one host at a time: of several it goes from one to the
 * next for ever where none answers, and takes a standby for one that can be written to.
 * @throws IndexError where all hosts answer and none will do; else what the last one has failed with.
 */
export async function connectToServer(address: ServerAddress, options: ConnectOptions): Promise<Connection> {
  const hostAt = (index: number): string => `${address.hosts[index]}:${address.ports[index]}`;
  // Made when it is needed, and what one host cannot do it says in its own words.
  if (address.hosts.length === 1) return { client: await connectTo(address, 0, options), host: hostAt(0) };
  const wanted = roleFor(address.target, options.isWriter ?? false);
  let failure: Error | undefined;
  let secondChoice: Connection | undefined;
  for (const index of address.hosts.keys()) {
    let isChosen = false;
    const onClose = (): void => {
      if (isChosen) options.onClose?.();
    };
    const client = await connectTo(address, index, { ...options, onClose });
    const connection = { client, host: hostAt(index) };
    try {
      const role = await findRole(client);
      if (wanted === undefined || role === wanted) {
        if (secondChoice) void abandon(secondChoice);
        isChosen = true;
        return connection;
      }
      if (address.target === 'prefer-standby' && !secondChoice) {
        secondChoice = connection;
        continue;
      }
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
    void abandon(connection);
  }
  if (secondChoice) return secondChoice;
  throw (
    failure ??
    new IndexError(
      'INDEX_UNREACHABLE',
      `None of the servers ${address.shown} is a ${wanted}.`,
      'Name one that is in INDEX_URL, or change target_session_attrs in it.',
    )
  );
}
