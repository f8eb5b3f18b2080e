import { UsageError } from '../contracts/errors.js';
import { migrate } from '../postgres/migrate.js';
import { schemaVersion } from '../postgres/migrations.js';
import type { ServerAddress } from '../postgres/server-address.js';
import { WriterSession } from '../postgres/writer-session.js';

/** What to say where a command is about a server and there is none. */
export function noServerError(): UsageError {
  return new UsageError(
    'INDEX_URL names no server.',
    'Set it to postgres://USER:PASSWORD@HOST:5432/DATABASE; docs/scaling.md says more.',
  );
}

/** Makes or updates the tables of an index on a server; says in one sentence what was done. */
export async function migrateServer(address: ServerAddress | undefined): Promise<string> {
  if (!address) throw noServerError();
  const session = await WriterSession.open(address);
  try {
    const before = await migrate(session.connection);
    if (before === schemaVersion) return `The tables in ${address.shown} are up to date.`;
    return before === 0
      ? `The tables in ${address.shown} were made.`
      : `The tables in ${address.shown} were brought from version ${before} to ${schemaVersion}.`;
  } finally {
    await session.close();
  }
}
