import { readFileSync } from 'node:fs';

import type { Client } from 'discord.js';
import { afterEach } from 'vitest';

import type { AnswerService } from '../../src/contracts/answer.js';
import type { BotServices } from '../../src/discord/bot.js';
import { defaultDiscordSettings } from '../../src/discord/discord-settings.js';
import type { DiscordSettings } from '../../src/discord/discord-settings.js';
import type { BackOff } from '../../src/discord/gateway/back-off.js';
import { runBot } from '../../src/discord/gateway/run-bot.js';
import type { RunningBot } from '../../src/discord/gateway/run-bot.js';
import { createLogger } from '../../src/discord/operation/logger.js';
import { startMonitoring } from '../../src/discord/operation/monitoring.js';
import type { Monitoring } from '../../src/discord/operation/monitoring.js';
import { registerCommands } from '../../src/discord/registration/register-commands.js';
import { FakeDiscord } from '../fake-discord/fake-discord.js';
import type { FakeDiscordOptions } from '../fake-discord/fake-discord.js';
import type { FakeNetwork } from '../fake-discord/fake-network.js';
import type { FakeChannel, FakeGuild, FakeUser } from '../fake-discord/world.js';
import { FakeAnswers } from './fake-answers.js';
import { FakeSeeds } from './fake-seeds.js';
import {
  createMemoryFeedback,
  createMemoryGuildSettings,
  createMemoryShownAnswers,
} from './memory-stores.js';

export const seedPath = '000_3be0290bbfd39d7b.txt';
export const seedText = readFileSync(new URL(`../../seeds/${seedPath}`, import.meta.url), 'utf8');

export interface Stage {
  readonly discord: FakeDiscord;
  readonly settings: DiscordSettings;
  readonly services: BotServices;
  readonly answers: FakeAnswers;
  readonly seeds: FakeSeeds;
  /** The bot, connected. */
  readonly running: RunningBot & { readonly client: Client<true> };
  readonly monitoring: Monitoring;
  readonly guild: FakeGuild;
  readonly channel: FakeChannel;
  readonly user: FakeUser;
  /** Lines of the log so far. */
  readonly log: string[];
  /** Moves the bot’s clock. */
  advance(timeMs: number): void;
  /** Stops the bot and starts it anew on the same stores, as after an update. */
  restart(): Promise<void>;
}

export interface StageOptions {
  readonly settings?: Partial<DiscordSettings>;
  readonly discord?: FakeDiscordOptions;
  readonly texts?: Readonly<Record<string, string>>;
  readonly backOff?: BackOff;
  /** Between the bot and Discord, so that the way can be blocked. */
  readonly network?: FakeNetwork;
  /** Instead of the fake. */
  readonly realAnswers?: AnswerService;
  /** Instead of those in memory. */
  readonly stores?: Pick<BotServices, 'shownAnswers' | 'feedback' | 'guildSettings'>;
}

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A fake Discord with one guild, channel and user, and the bot in it, registered and ready. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const discord = await FakeDiscord.start(options.discord);
  open.push(() => discord.stop());
  const guild = discord.addGuild('Guild');
  const channel = discord.addTextChannel(guild, 'general');
  const user = discord.addUser('Amal');
  const answers = new FakeAnswers(options.texts ?? { [seedPath]: seedText });
  const seeds = new FakeSeeds(answers);
  const log: string[] = [];
  let clockOffsetMs = 0;
  const settings: DiscordSettings = {
    ...defaultDiscordSettings,
    token: discord.token,
    apiUrl: options.network === undefined ? discord.apiUrl : await options.network.standBefore(discord),
    ...options.settings,
  };
  const monitoring = await startMonitoring({ ...settings, version: '1.2.3', now: Date.now });
  open.push(() => monitoring.close());
  const services: BotServices = {
    answers: options.realAnswers ?? answers,
    seeds,
    shownAnswers: createMemoryShownAnswers(),
    feedback: createMemoryFeedback(),
    guildSettings: createMemoryGuildSettings(),
    ...options.stores,
    logger: createLogger((line) => log.push(line)),
    monitoring,
    version: '1.2.3',
    now: () => Date.now() + clockOffsetMs,
  };
  await registerCommands(settings);
  const connect = async (): Promise<Stage['running']> => {
    const bot = runBot(settings, services, options.backOff);
    const client = await bot.connected;
    return { ...bot, client };
  };
  let running = await connect();
  open.push(() => running.stop());
  return {
    discord,
    settings,
    services,
    answers,
    seeds,
    monitoring,
    get running() {
      return running;
    },
    guild,
    channel,
    user,
    log,
    advance(timeMs) {
      clockOffsetMs += timeMs;
    },
    async restart() {
      await running.stop();
      running = await connect();
    },
  };
}

/** What a reader of a message sees of its first embed, invisible marks taken out. */
export function textOf(message: {
  content: string;
  embeds: readonly {
    title?: string | undefined;
    description?: string | undefined;
    fields?: readonly { name: string; value: string }[] | undefined;
    footer?: { text: string } | undefined;
  }[];
}): string {
  const [embed] = message.embeds;
  const fields = (embed?.fields ?? []).flatMap(({ name, value }) => [name, value]);
  return [message.content, embed?.title, embed?.description, ...fields, embed?.footer?.text]
    .filter((part) => part !== undefined && part !== '')
    .join('\n')
    .replace(/[\u200e\u200f\u2066-\u2069]/gu, '');
}
