import { UsageError } from '../contracts/errors.js';
import { migrate } from '../postgres/migrate.js';
import { schemaVersion } from '../postgres/migrations.js';
import type { ServerAddress } from '../postgres/server-address.js';
import { WriterSession } from '../postgres/writer-session.js';
import { copyBotState } from './copy-bot-state.js';

/** What to say where a command is about a server and there is none. */
export function noServerError(): UsageError {
  return new UsageError(
    'INDEX_URL names no server.',
    'Set it to postgres://USER:PASSWORD@HOST:5432/DATABASE; docs/scaling.md says more.',
  );
}

export interface MigrateOptions {
  /** Of an index whose bot may have kept something, which is copied. */
  readonly directory?: string;
}

/**
 * Makes or updates the tables of an index on a server; says in a sentence what was done, and in another what was copied
 * of what a bot has kept.
 */
export async function migrateServer(
  address: ServerAddress | undefined,
  { directory }: MigrateOptions = {},
): Promise<string> {
  if (!address) throw noServerError();
  const session = await WriterSession.open(address);
  try {
    const before = await migrate(session.connection);
    const made = describe(address.shown, before);
    // Answers cite passages: before these are there, `isnad index` copies both.
    const kept = before > 0 && directory !== undefined ? await copyBotState(session, directory) : undefined;
    return kept === undefined ? made : `${made} ${kept}`;
  } finally {
    await session.close();
  }
}

function describe(shown: string, before: number): string {
  if (before === schemaVersion) return `The tables in ${shown} are up to date.`;
  return before === 0
    ? `The tables in ${shown} were made.`
    : `The tables in ${shown} were brought from version ${before} to ${schemaVersion}.`;
}
