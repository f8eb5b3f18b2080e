import { UsageError } from '../contracts/errors.js';
import { distribute } from '../postgres/distribute.js';
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

/** Shards of a cluster: enough for it to grow, and few enough that a question goes to all of them. */
const defaultShards = 32;

export interface MigrateOptions {
  /** Of an index whose bot has kept something, perhaps. */
  readonly directory: string;
  /** Whether to spread the tables over a cluster of Citus. */
  readonly citus?: boolean;
  readonly shards?: number | undefined;
}

/**
 * Makes or updates the tables of an index on a server, spreads them over a cluster where that is wanted, and copies what
 * a bot has kept in the index of a directory; says what was done, a sentence each.
 */
export async function migrateServer(
  address: ServerAddress | undefined,
  { directory, citus = false, shards = defaultShards }: MigrateOptions,
): Promise<string[]> {
  if (!address) throw noServerError();
  const session = await WriterSession.open(address);
  try {
    const before = await migrate(session.connection);
    const done = [describeTables(address, before)];
    if (citus) {
      const spread = await distribute(session.connection, shards);
      done.push(
        `They ${spread.wasDistributed ? 'were already' : 'are'} spread over ${spread.shards} shards.`,
      );
    }
    // Answers cite passages: before these are there, `isnad index` copies both.
    const kept = before > 0 ? await copyBotState(session, directory) : undefined;
    return [...done, ...(kept === undefined ? [] : [kept])];
  } finally {
    await session.close();
  }
}

function describeTables({ shown }: ServerAddress, before: number): string {
  if (before === schemaVersion) return `The tables in ${shown} are up to date.`;
  return before === 0
    ? `The tables in ${shown} were made.`
    : `The tables in ${shown} were brought from version ${before} to ${schemaVersion}.`;
}
