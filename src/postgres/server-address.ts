import { UsageError } from '../contracts/errors.js';

const sessionTargets = ['read-write', 'read-only', 'primary', 'standby', 'prefer-standby'] as const;
/** `prefer`: where the server offers it; `require`: whoever the server is; `verify-full`: by its certificate and name. */
const tlsModes = ['disable', 'prefer', 'require', 'verify-full'] as const;

export type SessionTarget = (typeof sessionTargets)[number];

/** What INDEX_URL says, taken apart. */
export interface ServerAddress {
  /** Tried in this order. */
  readonly hosts: readonly string[];
  /** One a host. */
  readonly ports: readonly number[];
  readonly database: string;
  /** Undefined where PGUSER, PGPASSWORD and the user of the system are to say it. */
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly tls: (typeof tlsModes)[number];
  /** Which of several hosts will do for answering; the indexer always needs one that can be written to. */
  readonly target: SessionTarget | undefined;
  /** The PostgreSQL schema that holds the index. */
  readonly schema: string;
  /** Hosts and database, without credentials: for messages. */
  readonly shown: string;
  /** Connections at most. */
  readonly pool: number;
  readonly connectTimeoutSeconds: number;
  /** A statement that a reader waits for longer is given up. */
  readonly statementTimeoutMs: number;
  /** A standby that has been without the newest snapshot for longer gives way to the primary. */
  readonly maxLagSeconds: number;
  /** Whether a pooler is in between that gives each transaction another session. */
  readonly hasTransactionPooler: boolean;
}

const scheme = /^postgres(?:ql)?:\/\//;
const schemaName = /^[a-z_][a-z0-9_]{0,62}$/;
const hostAndPort = /^(?<host>\[[0-9a-f:.]+\]|[\w.-]+)(?::(?<port>\d{1,5}))?$/i;
const defaultPort = 5432;

const example = 'Write it as postgres://USER:PASSWORD@HOST:5432/DATABASE.';

/** Whether a setting names a server rather than a directory. */
export function isServerUrl(text: string): boolean {
  return scheme.test(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UsageError(
      'INDEX_URL has a "%" that two hexadecimal digits do not follow.',
      'Write "%" itself as %25.',
    );
  }
}

/** The values behind the question mark; those that nobody has asked for are refused by name, never by value. */
class UrlParameters {
  private readonly values: URLSearchParams;

  constructor(query: string) {
    this.values = new URLSearchParams(query);
  }

  take(name: string): string | undefined {
    const value = this.values.get(name) ?? undefined;
    this.values.delete(name);
    return value;
  }

  takeNumber(name: string, byDefault: number, most: number): number {
    const text = this.take(name);
    if (text === undefined) return byDefault;
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw new UsageError(
      `INDEX_URL has ${name}=${text}, which is no whole number from 1 to ${most}.`,
      `Set ${name} to such a number, or leave it out.`,
    );
  }

  takeChoice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const text = this.take(name);
    const choice = choices.find((each) => each === text);
    if (text === undefined || choice !== undefined) return choice;
    throw new UsageError(
      `INDEX_URL has ${name}=${text}, which is not known.`,
      `Set ${name} to ${choices.join(', ')}, or leave it out.`,
    );
  }

  refuseRest(): void {
    const [name] = this.values.keys();
    if (name === undefined) return;
    throw new UsageError(
      `INDEX_URL has a parameter "${name}", which is not known.`,
      'docs/scaling.md lists those that are.',
    );
  }
}

function readHosts(text: string): Pick<ServerAddress, 'hosts' | 'ports'> {
  const hosts: string[] = [];
  const ports: number[] = [];
  for (const each of text.split(',')) {
    const { host, port = String(defaultPort) } = hostAndPort.exec(each)?.groups ?? {};
    const number = Number(port);
    if (host === undefined || number < 1 || number > 65_535) {
      throw new UsageError('INDEX_URL does not name a host with a port from 1 to 65535.', example);
    }
    hosts.push(host.replace(/^\[|\]$/g, ''));
    ports.push(number);
  }
  return { hosts, ports };
}

/**
 * Reads `postgres://user:password@host1:5432,host2/database?schema=isnad&pool=8`.
 * @throws UsageError for an address that cannot be used; without what it holds of credentials.
 */
export function parseServerAddress(text: string): ServerAddress {
  if (!isServerUrl(text)) throw new UsageError('INDEX_URL does not begin with "postgres://".', example);
  const [beforeQuery = '', ...queries] = text.replace(scheme, '').split('?');
  const at = beforeQuery.lastIndexOf('@');
  const credentials = beforeQuery.slice(0, Math.max(0, at));
  const [authority = '', ...path] = beforeQuery.slice(at + 1).split('/');
  const database = decode(path.join('/'));
  if (credentials.includes('/') || /[#@]/.test(queries.join('?') + authority) || queries.length > 1) {
    throw new UsageError(
      'INDEX_URL has a "/", "?", "#" or "@" where none can be.',
      'In a user name or a password write them as %2F, %3F, %23 and %40.',
    );
  }
  if (authority === '' || database === '' || database.includes('/')) {
    throw new UsageError('INDEX_URL does not name a host and a database.', example);
  }
  const [user = '', ...password] = credentials.split(':');
  const parameters = new UrlParameters(queries[0] ?? '');
  const schema = parameters.take('schema') ?? 'isnad';
  if (!schemaName.test(schema) || schema.startsWith('pg_')) {
    throw new UsageError(
      `INDEX_URL has schema=${schema}, which is no name of a schema.`,
      'Use lower-case Latin letters, digits and "_".',
    );
  }
  const address: ServerAddress = {
    ...readHosts(authority),
    database,
    user: user === '' ? undefined : decode(user),
    password: password.length === 0 ? undefined : decode(password.join(':')),
    tls: parameters.takeChoice('sslmode', tlsModes) ?? 'prefer',
    target: parameters.takeChoice('target_session_attrs', sessionTargets),
    schema,
    shown: `${authority}/${database}`,
    pool: parameters.takeNumber('pool', 8, 1000),
    connectTimeoutSeconds: parameters.takeNumber('connect_timeout', 5, 600),
    statementTimeoutMs: parameters.takeNumber('statement_timeout', 15_000, 3_600_000),
    hasTransactionPooler: parameters.takeChoice('pooler', ['transaction', 'session']) === 'transaction',
    maxLagSeconds: parameters.takeNumber('max_lag', 60, 86_400),
  };
  parameters.refuseRest();
  return address;
}
