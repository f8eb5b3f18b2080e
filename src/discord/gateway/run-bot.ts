import { setTimeout as delay } from 'node:timers/promises';

import { Events } from 'discord.js';
import type { Client } from 'discord.js';

import type { UsageError } from '../../contracts/errors.js';
import { createBot } from '../bot.js';
import type { Bot, BotServices } from '../bot.js';
import type { DiscordSettings } from '../discord-settings.js';
import { describeError } from '../operation/describe-error.js';
import { createBackOff } from './back-off.js';
import type { BackOff } from './back-off.js';
import { Connection } from './connection.js';
import { handleInteraction } from './handle-interaction.js';
import { handleMessage } from './handle-message.js';

const dayMs = 86_400_000;
const forgetEveryMs = 3_600_000;
/** The end of the time for a shutdown: no answer is worked on any more, the last are sent, and Discord is told. */
const farewellMs = 1_000;
const sendingMs = 400;
const closingMs = 500;

export interface RunningBot {
  readonly bot: Bot;
  /** That which is connected, or is to be: another one after each failed login. */
  readonly client: Client;
  /** Resolves once Discord has let the bot in, however long that takes; rejects when it never will. */
  readonly connected: Promise<Client<true>>;
  /** Resolves when Discord refuses the bot in a way that trying again does not help, at login or later. */
  readonly refused: Promise<UsageError>;
  /** Takes nothing new, finishes what is in flight, says good-bye to Discord; all in the time set for it. */
  stop(): Promise<void>;
}

/**
 * Connects, as often as that takes, and answers until stopped.
 * @throws UsageError when DISCORD_COLLECTIONS cannot be read.
 */
export function runBot(
  settings: DiscordSettings,
  services: BotServices,
  backOff: BackOff = createBackOff(),
): RunningBot {
  const bot = createBot(settings, services);
  const { logger, now } = services;
  const { status } = services.monitoring;
  const inFlight = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    inFlight.add(work);
    void work.finally(() => inFlight.delete(work));
  };
  const connection = new Connection({
    settings,
    logger,
    backOff,
    now,
    prepare(client) {
      client.on(Events.InteractionCreate, (interaction) => {
        track(handleInteraction(bot, interaction));
      });
      client.on(Events.MessageCreate, (message) => {
        track(handleMessage(bot, message));
      });
    },
  });
  status.stage = 'connecting';
  status.readIndexServer = () => bot.answers.describeIndex().server;
  status.readQueue = () => bot.queue;
  status.readIndexCreatedAtMs = () => bot.answers.describeIndex().createdAtMs;
  status.readGateway = () => {
    const { ping } = connection.client.ws;
    const { state, problem } = connection;
    const guilds = connection.client.guilds.cache.size;
    return { state, problem, guilds, pingMs: ping >= 0 ? ping : undefined };
  };
  const forget = setInterval(() => {
    void forgetOldAnswers(bot);
  }, forgetEveryMs);
  const connected = connection.open().then((client) => {
    if (status.stage === 'connecting') status.stage = 'running';
    logger.log('info', 'ready', { guilds: client.guilds.cache.size });
    void forgetOldAnswers(bot);
    return client;
  });
  // Who is not interested learns of a refusal from `refused`.
  connected.catch(() => undefined);

  return {
    bot,
    get client() {
      return connection.client;
    },
    connected,
    refused: connection.refused,
    async stop() {
      status.stage = 'stopping';
      const { waiting, running } = bot.queue;
      logger.log('info', 'finishing', { waiting, running, commands: inFlight.size });
      // Who started it is told of it, as of an end, by the command that is in flight.
      bot.seeds.stop();
      const until = performance.now() + settings.shutdownTimeoutMs - farewellMs;
      const leftMs = (): number => Math.max(0, until - performance.now());
      await bot.queue.close(leftMs());
      // The answers are there; what is left is to send them.
      await within(Math.max(sendingMs, leftMs()), Promise.allSettled(inFlight));
      clearInterval(forget);
      await within(closingMs, connection.close());
      logger.log('info', 'stopped');
    },
  };
}

/** Waits for work, but no longer than that. */
async function within(timeMs: number, work: Promise<unknown>): Promise<void> {
  const done = new AbortController();
  await Promise.race([
    work,
    delay(timeMs, undefined, { signal: done.signal, ref: false }).catch(() => undefined),
  ]);
  done.abort();
}

async function forgetOldAnswers(bot: Bot): Promise<void> {
  try {
    const forgotten = await bot.shownAnswers.deleteBefore(bot.now() - bot.settings.keepAnswersDays * dayMs);
    if (forgotten > 0) bot.logger.log('info', 'old answers forgotten', { forgotten });
  } catch (error) {
    bot.logger.log('warn', 'old answers not forgotten', describeError(error));
  }
}
