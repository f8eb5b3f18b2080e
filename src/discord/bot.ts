import type { AnswerLanguage, AnswerService } from '../contracts/answer.js';
import type {
  FeedbackStore,
  GuildSettings,
  GuildSettingsStore,
  ShownAnswerStore,
} from '../contracts/bot-stores.js';
import type { SeedLibrary } from '../contracts/seed-library.js';
import { createFairQueue } from './asking/fair-queue.js';
import type { FairQueue } from './asking/fair-queue.js';
import { findScope, parseCollectionGrants } from './asking/collections.js';
import type { CollectionGrants, Location, Scope } from './asking/collections.js';
import { createRateLimiter } from './asking/rate-limiter.js';
import type { RateLimiter } from './asking/rate-limiter.js';
import type { DiscordSettings } from './discord-settings.js';
import type { Logger } from './operation/logger.js';
import type { Metrics } from './operation/metrics.js';
import type { Monitoring } from './operation/monitoring.js';
import type { LimitScope } from './wording/wording.js';

/** What the bot stands on; made elsewhere. */
export interface BotServices {
  readonly answers: AnswerService;
  readonly shownAnswers: ShownAnswerStore;
  readonly feedback: FeedbackStore;
  readonly guildSettings: GuildSettingsStore;
  readonly seeds: SeedLibrary;
  readonly logger: Logger;
  readonly monitoring: Pick<Monitoring, 'status' | 'metrics'>;
  /** The version of the product, which /about shows. */
  readonly version: string;
  readonly now: () => number;
}

/** The bot without Discord: everything that commands and buttons work with. */
export interface Bot extends BotServices {
  readonly settings: DiscordSettings;
  readonly grants: CollectionGrants | undefined;
  readonly queue: FairQueue;
  readonly limits: Readonly<Record<LimitScope, RateLimiter>>;
  readonly metrics: Metrics;
}

/** @throws UsageError when DISCORD_COLLECTIONS cannot be read. */
export function createBot(settings: DiscordSettings, services: BotServices): Bot {
  const { user, channel, guild } = settings.questionsPerMinute;
  return {
    ...services,
    settings,
    grants: parseCollectionGrants(settings.collections),
    queue: createFairQueue(settings),
    limits: {
      user: createRateLimiter(user, services.now),
      channel: createRateLimiter(channel, services.now),
      guild: createRateLimiter(guild, services.now),
    },
    metrics: services.monitoring.metrics,
  };
}

export const defaultGuildSettings: GuildSettings = {
  allowedChannelIds: [],
  language: undefined,
  threshold: undefined,
  areAnswersPublic: true,
  showsGloss: undefined,
  collections: [],
  channelCollections: {},
};

export async function settingsOf(bot: Bot, guildId: string | undefined): Promise<GuildSettings> {
  return (guildId === undefined ? undefined : await bot.guildSettings.find(guildId)) ?? defaultGuildSettings;
}

export async function scopeOf(bot: Bot, location: Location): Promise<Scope> {
  return findScope(bot.grants, await settingsOf(bot, location.guildId), location);
}

/** What glosses a quotation in a place; undefined where none is to be glossed. */
export async function glossFor(
  bot: Bot,
  guildId: string | undefined,
): Promise<AnswerService['gloss'] | undefined> {
  const isOn = (await settingsOf(bot, guildId)).showsGloss ?? bot.settings.showsGloss;
  return isOn ? (citation, into) => bot.answers.gloss(citation, into) : undefined;
}

/** The language of the bot's own words: the guild's choice, else what the occasion suggests. */
export async function languageOf(
  bot: Bot,
  guildId: string | undefined,
  otherwise: AnswerLanguage,
): Promise<AnswerLanguage> {
  return (await settingsOf(bot, guildId)).language ?? otherwise;
}
