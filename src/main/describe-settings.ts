import type { ShardPlan } from '../contracts/shards.js';
import type { DiscordSettings } from '../discord/discord-settings.js';
import type { LogFields } from '../discord/operation/logger.js';
import type { Settings } from '../settings/settings.js';

/**
 * The settings that the log may show. The token is not among them; of addresses, which can hold passwords, only
 * the host is, and of what names servers only that it is set.
 */
export function describeSettings(settings: Settings, discord: Omit<DiscordSettings, 'token'>): LogFields {
  return {
    seedsDirectory: settings.seedsDirectory,
    indexDirectory: settings.indexUrl === undefined ? settings.indexRoot : 'on a server',
    embeddingModel: settings.embeddingModel,
    discord: new URL(discord.apiUrl).origin,
    messageContent: discord.readsMessageContent,
    shards: describeShards(discord.shards),
    metricsPort: discord.metricsPort ?? 'none',
    hasCollections: discord.collections !== undefined,
    hasDocumentLink: discord.documentLink !== undefined,
    concurrency: discord.concurrency,
    answerTimeoutSeconds: discord.answerTimeoutMs / 1_000,
    keepAnswersDays: discord.keepAnswersDays,
    shutdownSeconds: discord.shutdownTimeoutMs / 1_000,
  };
}

function describeShards(plan: ShardPlan): string | number {
  if (typeof plan !== 'object') return plan;
  const { total, here } = plan;
  return `${typeof here === 'number' ? `any ${here}` : here.join(', ')} of ${total}`;
}
