import { IndexError } from '../contracts/errors.js';
import type { ServerDatabase, Transaction } from './server-database.js';
import { readShards } from './shards.js';

/** Tables whose rows belong to one document, and are where it is. The others are small and stay on the coordinator. */
const distributed = ['documents', 'passages', 'vectors', 'words', 'postings'] as const;

/** A refusal of what a cluster needs. */
function cannotDistribute(reason: string, remedy: string): IndexError {
  return new IndexError('INDEX_MISMATCH', reason, remedy);
}

async function checkCitus(transaction: Transaction, shown: string): Promise<void> {
  const [row] = await transaction.query<{ name: string | null }>(
    "SELECT to_regproc('create_distributed_table')::text AS name",
  );
  if (row?.name != null) return;
  throw cannotDistribute(
    `The server ${shown} has no Citus.`,
    'Create the extension citus in its database, or leave --citus out.',
  );
}

async function checkEmpty(transaction: Transaction, schema: string, shown: string): Promise<void> {
  const documents = await transaction.query(`SELECT id FROM ${schema}.documents LIMIT 1`);
  if (documents.length === 0) return;
  throw cannotDistribute(
    `The tables in ${shown} hold an index that is on one server, and its documents have their places.`,
    'Put ?schema=NAME with another name into INDEX_URL, and run "isnad migrate --citus" and "isnad index".',
  );
}

/**
 * Spreads the tables of an empty index over a cluster of Citus, by a number that each document gets from its id and all
 * that belongs to it has too: what is joined is in one place. All or nothing. Gives back over how many shards they are
 * spread, and whether they were so before.
 * @throws IndexError where the server has no Citus, or the tables are not empty.
 */
export async function distribute(
  database: ServerDatabase,
  shards: number,
): Promise<{ readonly shards: number; readonly wasDistributed: boolean }> {
  const { schema, address } = database;
  return database.transaction(async (transaction) => {
    await checkCitus(transaction, address.shown);
    const before = await readShards({ schema, query: (text, given) => transaction.query(text, given) });
    if (before > 1) return { shards: before, wasDistributed: true };
    await checkEmpty(transaction, schema, address.shown);
    for (const table of distributed) {
      const together =
        table === distributed[0]
          ? `shard_count => ${shards}, colocate_with => 'none'`
          : `colocate_with => '${schema}.${distributed[0]}'`;
      await transaction.query(`SELECT create_distributed_table('${schema}.${table}', 'shard', ${together})`);
    }
    await transaction.query(`INSERT INTO ${schema}.meta (key, value) VALUES ('shards', $1)`, [
      String(shards),
    ]);
    return { shards, wasDistributed: false };
  });
}
