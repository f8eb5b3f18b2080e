import { Client, GatewayIntentBits, Options, Partials } from 'discord.js';

import type { DiscordSettings } from '../discord-settings.js';
import { createPatientStrategy } from './patient-strategy.js';
import type { Patience } from './patient-strategy.js';
import { restOptions } from './rest-options.js';

/** A client of discord.js that is good for one login: where that fails, another is made. */
export function createClient(settings: DiscordSettings, patience: Patience): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(settings.readsMessageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Without it direct messages of a channel that is not cached yet never arrive.
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    // Discord does not count answers to interactions against its limit of 50 requests a second, but discord.js
    // does, and would let typing and replies wait behind them. What Discord does refuse is waited out.
    rest: { ...restOptions(settings.apiUrl), globalRequestsPerSecond: 250 },
    ws: { buildStrategy: (manager) => createPatientStrategy(manager, patience) },
    // Nothing is looked up in old messages or other members; memory stays flat.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: 50, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 500, keepOverLimit: (user) => user.id === user.client.user.id },
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildScheduledEventManager: 0,
      GuildInviteManager: 0,
      StageInstanceManager: 0,
      AutoModerationRuleManager: 0,
      ThreadMemberManager: 0,
    }),
  });
}
