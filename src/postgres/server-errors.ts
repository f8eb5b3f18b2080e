import { IndexError, IsnadError } from '../contracts/errors.js';
import type { ServerAddress } from './server-address.js';

/** Codes of the client library and of the operating system: nobody answers there. */
const unreachable =
  /^(?:CONNECT_TIMEOUT|CONNECTION_(?:CLOSED|ENDED|DESTROYED)|E(?:CONNREFUSED|CONNRESET|NOTFOUND|HOSTUNREACH|NETUNREACH|TIMEDOUT|PIPE|AI_AGAIN)|57P0[123]|53300|08(?!P01)\w{3})$/;

/** How Node.js and OpenSSL say that a certificate will not do. */
const untrusted =
  /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_(?:VERIFY|GET)_|HOSTNAME_MISMATCH)/;

const poolerRemedy =
  'Where a pooler such as PgBouncer is in front of it, add pooler=transaction to INDEX_URL; docs/scaling.md says more.';

const sentences: readonly [pattern: RegExp, message: string, remedy: string][] = [
  [
    untrusted,
    'has a certificate that is not trusted',
    'Name the server as its certificate does and give Node.js its authority by NODE_EXTRA_CA_CERTS, or let sslmode in INDEX_URL be "require".',
  ],
  [
    /^(?:EPROTO|ERR_SSL_)/,
    'speaks another TLS',
    'Check the TLS settings of the server, and that INDEX_URL names its port.',
  ],
  [/^28/, 'refused the login', 'Check user, password and sslmode in INDEX_URL.'],
  [/^(?:26000|42P05)$/, 'has lost a prepared statement, as behind a pooler', poolerRemedy],
  [/^3D000$/, 'has no such database', 'Create the database, or correct its name in INDEX_URL.'],
  [
    /^42501$/,
    'does not allow this user to do that',
    'Grant the rights that docs/scaling.md lists, or use the user that may write.',
  ],
  [
    /^25006$/,
    'is a read-only standby',
    'Name the primary in INDEX_URL, or add target_session_attrs=read-write to it.',
  ],
  [/^(?:53100|53\d{3})$/, 'is out of disk space or memory', 'Make room on it, then run the command again.'],
  [
    /^57014$/,
    'took too long for a statement',
    'Try again; if it goes on, raise statement_timeout in INDEX_URL or give the server more memory.',
  ],
  [
    /^(?:42704|0A000|58P01)$/,
    'lacks the extension "vector"',
    'Install pgvector 0.7 or newer, then run CREATE EXTENSION vector in the database as its owner.',
  ],
];

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Whether an error says that a connection ended under a statement, which may or may not have been run. */
export function isConnectionLoss(error: unknown): boolean {
  return /^(?:CONNECTION_(?:CLOSED|DESTROYED)|ECONNRESET|EPIPE|57P0[123])$/.test(codeOf(error));
}

/** Whether an error says that the server cannot be reached, or is just going down or coming up. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof IndexError ? error.code === 'INDEX_UNREACHABLE' : unreachable.test(codeOf(error));
}

/**
 * What an error of the client library means, without anything of the address but hosts and database: messages of the
 * library may repeat what it was given, so the error itself is not passed on.
 */
export function explainServerError(error: unknown, { shown, tls }: ServerAddress): unknown {
  const code = codeOf(error);
  if (error instanceof IsnadError) return error;
  if (!(error instanceof Error) || code === '') return error;
  if (unreachable.test(code)) {
    // A server without TLS hangs up on who begins with it.
    const isTlsWanted = code === 'ECONNRESET' && (tls === 'require' || tls === 'verify-full');
    return new IndexError(
      'INDEX_UNREACHABLE',
      `The index server ${shown} cannot be reached (${code}).`,
      isTlsWanted
        ? `See that it runs and offers TLS, which sslmode=${tls} in INDEX_URL asks for, then try again.`
        : 'See that it runs and that INDEX_URL names it, then try again.',
    );
  }
  const known = sentences.find(([pattern]) => pattern.test(code));
  if (known) {
    return new IndexError('INDEX_WRITE', `The index server ${shown} ${known[1]} (${code}).`, known[2]);
  }
  // A code of PostgreSQL: five characters.
  if (!/^[0-9A-Z]{5}$/.test(code)) return error;
  return new IndexError(
    'INDEX_WRITE',
    `The index server ${shown} reports: ${error.message} (${code}).`,
    // What PgBouncer says of all that it refuses.
    code === '08P01' ? poolerRemedy : 'See the log of the server for more.',
  );
}
