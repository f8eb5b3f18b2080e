import { Client, Events, GatewayIntentBits, Options, Partials } from 'discord.js';

import { createBot } from '../bot.js';
import type { Bot, BotServices } from '../bot.js';
import type { DiscordSettings } from '../discord-settings.js';
import { describeError } from '../operation/describe-error.js';
import { startHealthServer } from '../operation/health-server.js';
import type { HealthServer } from '../operation/health-server.js';
import { handleInteraction } from './handle-interaction.js';
import { handleMessage } from './handle-message.js';
import { explainLoginError } from './login-errors.js';

const dayMs = 86_400_000;
const forgetEveryMs = 3_600_000;

export interface RunningBot {
  readonly client: Client<true>;
  readonly bot: Bot;
  /** Undefined when no port is set. */
  readonly healthPort: number | undefined;
  /** Takes nothing new, finishes what is in flight, says good-bye to Discord. */
  stop(): Promise<void>;
}

/**
 * Logs in and answers until stopped.
 * @throws UsageError for a token that Discord refuses, or an intent that has not been allowed there.
 */
export async function runBot(settings: DiscordSettings, services: BotServices): Promise<RunningBot> {
  const bot = createBot(settings, services);
  const client = createClient(settings);
  const inFlight = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    inFlight.add(work);
    void work.finally(() => inFlight.delete(work));
  };
  client.on(Events.InteractionCreate, (interaction) => {
    track(handleInteraction(bot, interaction));
  });
  client.on(Events.MessageCreate, (message) => {
    track(handleMessage(bot, message));
  });
  logGateway(bot, client);
  const forget = setInterval(() => {
    forgetOldAnswers(bot);
  }, forgetEveryMs);
  let health: HealthServer | undefined;
  try {
    health =
      settings.metricsPort === undefined ? undefined : await openHealth(bot, client, settings.metricsPort);
    const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
    await login(client, settings.token);
    const readyClient = await ready;
    forgetOldAnswers(bot);
    bot.logger.log('info', 'ready', { guilds: client.guilds.cache.size });
    return {
      client: readyClient,
      bot,
      healthPort: health?.port,
      async stop() {
        bot.logger.log('info', 'stopping', { waiting: bot.queue.waiting, running: bot.queue.running });
        await bot.queue.close(settings.shutdownTimeoutMs);
        // The answers are there; what is left is to send them.
        await Promise.race([Promise.allSettled(inFlight), delay(settings.shutdownTimeoutMs)]);
        clearInterval(forget);
        await client.destroy();
        await health?.close();
        bot.logger.log('info', 'stopped');
      },
    };
  } catch (error) {
    clearInterval(forget);
    await client.destroy();
    await health?.close();
    throw error;
  }
}

function createClient(settings: DiscordSettings): Client {
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
    rest: { api: settings.apiUrl, globalRequestsPerSecond: 250 },
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

async function login(client: Client, token: string): Promise<void> {
  try {
    await client.login(token);
  } catch (error) {
    throw explainLoginError(error);
  }
}

function logGateway(bot: Bot, client: Client): void {
  client.on(Events.ShardDisconnect, ({ code }, shardId) => {
    bot.logger.log('warn', 'gateway disconnected', { shardId, closeCode: code });
  });
  client.on(Events.ShardReconnecting, (shardId) => {
    bot.logger.log('info', 'gateway reconnecting', { shardId });
  });
  client.on(Events.ShardResume, (shardId, replayed) => {
    bot.logger.log('info', 'gateway resumed', { shardId, replayed });
  });
  client.on(Events.ShardError, (error, shardId) => {
    bot.logger.log('warn', 'gateway error', { shardId, ...describeError(error) });
  });
  client.on(Events.Error, (error) => {
    bot.logger.log('error', 'client error', describeError(error));
  });
  client.on(Events.Invalidated, () => {
    bot.logger.log('error', 'session invalidated');
  });
  client.rest.on('rateLimited', ({ route, timeToReset, global }) => {
    bot.logger.log('warn', 'rate limited by Discord', { route, timeToReset, global });
  });
}

function forgetOldAnswers(bot: Bot): void {
  try {
    const forgotten = bot.shownAnswers.deleteBefore(bot.now() - bot.settings.keepAnswersDays * dayMs);
    if (forgotten > 0) bot.logger.log('info', 'old answers forgotten', { forgotten });
  } catch (error) {
    bot.logger.log('warn', 'old answers not forgotten', describeError(error));
  }
}

function openHealth(bot: Bot, client: Client, port: number): Promise<HealthServer> {
  const indexAgeSeconds = (): number => {
    try {
      return Math.max(0, Math.round((bot.now() - bot.answers.describeIndex().createdAtMs) / 1_000));
    } catch {
      return Number.NaN;
    }
  };
  return startHealthServer(
    port,
    () => {
      const indexAge = indexAgeSeconds();
      const hasIndex = !Number.isNaN(indexAge);
      return {
        isHealthy: client.isReady() && hasIndex,
        detail: { gateway: client.isReady(), index: hasIndex },
      };
    },
    () =>
      bot.metrics.render({
        queueWaiting: bot.queue.waiting,
        queueRunning: bot.queue.running,
        indexAgeSeconds: indexAgeSeconds(),
        gatewayReady: client.isReady(),
        gatewayPingMs: client.ws.ping,
        guilds: client.guilds.cache.size,
        residentBytes: process.memoryUsage.rss(),
      }),
    bot.settings.metricsHost,
  );
}

function delay(timeMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, timeMs).unref();
  });
}
