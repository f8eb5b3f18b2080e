import { UsageError } from '../contracts/errors.js';

/** What INDEX_URL says, taken apart. */
export interface ServerAddress {
  /** For the client library: without what only we read. */
  readonly url: string;
  /** The PostgreSQL schema that holds the index. */
  readonly schema: string;
  /** Hosts and database, without credentials: for messages. */
  readonly shown: string;
  /** Connections at most. */
  readonly pool: number;
  readonly connectTimeoutSeconds: number;
  /** A statement that a reader waits for longer is given up. */
  readonly statementTimeoutMs: number;
}

const scheme = /^postgres(?:ql)?:\/\//;
const schemaName = /^[a-z_][a-z0-9_]{0,62}$/;

const example = 'Write it as postgres://USER:PASSWORD@HOST:5432/DATABASE.';

function wholeNumber(parameters: URLSearchParams, name: string, byDefault: number, most: number): number {
  const text = parameters.get(name);
  parameters.delete(name);
  if (text === null) return byDefault;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new UsageError(
    `INDEX_URL has ${name}=${text}, which is no whole number from 1 to ${most}.`,
    `Set ${name} to such a number, or leave it out.`,
  );
}

/** Whether a setting names a server rather than a directory. */
export function isServerUrl(text: string): boolean {
  return scheme.test(text);
}

/**
 * Reads `postgres://user:password@host1:5432,host2/database?schema=isnad&pool=8`. What else is behind the question mark,
 * such as `sslmode` and `target_session_attrs`, is for the client library.
 * @throws UsageError for an address that cannot be used; without what it holds of credentials.
 */
export function parseServerAddress(text: string): ServerAddress {
  if (!isServerUrl(text)) {
    throw new UsageError('INDEX_URL does not begin with "postgres://".', example);
  }
  // Several hosts are no URL: the first stands for all while the rest is read.
  const authorityStart = text.indexOf('//') + 2;
  const end = text.slice(authorityStart).search(/[/?]/);
  const authorityEnd = end < 0 ? text.length : authorityStart + end;
  const authority = text.slice(authorityStart, authorityEnd);
  const at = authority.lastIndexOf('@');
  const credentials = at < 0 ? undefined : authority.slice(0, at);
  const hosts = authority.slice(at + 1);
  let url: URL;
  try {
    url = new URL(`postgres://host${text.slice(authorityEnd)}`);
    decodeURIComponent(credentials ?? '');
  } catch {
    throw new UsageError('INDEX_URL cannot be read as an address.', example);
  }
  const database = decodeURIComponent(url.pathname.slice(1));
  if (
    hosts === '' ||
    database === '' ||
    hosts.split(',').some((host) => !/^[^:]+(?::\d{1,5})?$/.test(host))
  ) {
    throw new UsageError('INDEX_URL does not name a host and a database.', example);
  }
  const parameters = url.searchParams;
  const schema = parameters.get('schema') ?? 'isnad';
  parameters.delete('schema');
  if (!schemaName.test(schema) || schema.startsWith('pg_')) {
    throw new UsageError(
      `INDEX_URL has schema=${schema}, which is no name of a schema.`,
      'Use lower-case Latin letters, digits and "_".',
    );
  }
  const pool = wholeNumber(parameters, 'pool', 8, 1000);
  const connectTimeoutSeconds = wholeNumber(parameters, 'connect_timeout', 5, 600);
  const statementTimeoutMs = wholeNumber(parameters, 'statement_timeout', 15_000, 3_600_000);
  const query = parameters.size > 0 ? `?${parameters.toString()}` : '';
  const login = credentials === undefined ? '' : `${credentials}@`;
  return {
    url: `postgres://${login}${hosts}${url.pathname}${query}`,
    schema,
    shown: `${hosts}/${database}`,
    pool,
    connectTimeoutSeconds,
    statementTimeoutMs,
  };
}
