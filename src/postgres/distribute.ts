import { UsageError } from '../contracts/errors.js';
import type { WriterSession } from './writer-session.js';

/** Over how many shards a cluster spreads documents: a few for each worker, also of a larger cluster later. */
const clusterShards = 32;

const spread = ['documents', 'passages', 'vectors', 'postings'];
/** Small, and joined with all that is spread. */
const everywhere = ['segments'];

/**
 * Spreads the tables over the workers of a Citus cluster: a document with its passages, vectors and lists of postings is
 * on one of them, so that questions are added up there.
 * @throws UsageError where the server is none of a cluster, or holds documents.
 */
export async function distribute(session: WriterSession): Promise<void> {
  const { schema, address } = session;
  const [citus] = await session.query("SELECT 1 AS here FROM pg_extension WHERE extname = 'citus'");
  if (!citus) {
    throw new UsageError(
      `The server ${address.shown} has no extension "citus".`,
      'Run "isnad migrate" without --citus, or CREATE EXTENSION citus on the coordinator and its workers first.',
    );
  }
  const [known] = await session.query<{ value: string }>(
    `SELECT value FROM ${schema}.meta WHERE key = 'shards'`,
  );
  if (known) return;
  const [filled] = await session.query(`SELECT 1 AS here FROM ${schema}.documents LIMIT 1`);
  if (filled) {
    throw new UsageError(
      `The index in ${address.shown} holds documents, which cannot be spread any more.`,
      'Add ?schema=NAME to INDEX_URL, run "isnad migrate --citus", then "isnad index".',
    );
  }
  for (const table of spread) {
    // One command a statement: Citus takes no more.
    await session.connection.query(
      `SELECT create_distributed_table('${schema}.${table}', 'shard', shard_count => ${clusterShards}${
        table === spread[0] ? '' : `, colocate_with => '${schema}.${spread[0]!}'`
      })`,
    );
  }
  for (const table of everywhere) {
    await session.connection.query(`SELECT create_reference_table('${schema}.${table}')`);
  }
  await session.query(`INSERT INTO ${schema}.meta (key, value) VALUES ('shards', $1)`, [
    String(clusterShards),
  ]);
}
