import type { ShardClaims, ShardPlan } from '../contracts/shards.js';
import { UsageError } from '../contracts/errors.js';
import { parseServerAddress } from '../postgres/server-address.js';
import type { Settings } from '../settings/settings.js';

/**
 * What decides which shards run on this machine, where the settings leave that open; else undefined.
 * @throws UsageError where there is no server to ask.
 */
export async function openShardClaims(
  { indexUrl }: Pick<Settings, 'indexUrl'>,
  { token, shards: plan }: { readonly token: string; readonly shards: ShardPlan },
): Promise<ShardClaims | undefined> {
  if (typeof plan !== 'object' || typeof plan.here !== 'number') return undefined;
  const { total, here: wanted } = plan;
  if (indexUrl === undefined) {
    throw new UsageError(
      `SHARDS is "any ${wanted} of ${total}", which machines agree on by the server of the index, and INDEX_URL names none.`,
      `Set INDEX_URL, or name the shards of this machine, as in SHARDS="0 of ${total}".`,
    );
  }
  const { ShardLocks } = await import('../postgres/shard-locks.js');
  // The first part of a token is the id of its bot, which is no secret.
  const [bot = ''] = token.split('.');
  return new ShardLocks({ address: parseServerAddress(indexUrl), bot, total, wanted });
}
