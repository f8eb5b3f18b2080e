import { isIP } from 'node:net';

import { z } from 'zod';

import { UsageError } from '../contracts/errors.js';
import type { ShardPlan } from '../contracts/shards.js';
import { parseEnvironment, wholeNumber, yesOrNo } from './parse-environment.js';
import { parseShards, shardsRule } from './parse-shards.js';

const address = 'must be an address that begins with http:// or https://';
const httpAddress = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), address);

const portRange = 'must be a whole number from 0 to 65535';

const environment = z.object({
  DISCORD_TOKEN: z.string().trim().optional(),
  DISCORD_API_URL: httpAddress.default('https://discord.com/api'),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{15,21}$/, 'must be the id of a server, 15 to 21 digits')
    .optional(),
  DISCORD_MESSAGE_CONTENT: yesOrNo(false),
  SHARDS: z
    .string()
    .refine((value) => parseShards(value) !== undefined, shardsRule)
    .optional(),
  DISCORD_METRICS_PORT: z.coerce
    .number({ error: portRange })
    .int(portRange)
    .min(0, portRange)
    .max(65_535, portRange)
    .optional(),
  DISCORD_METRICS_HOST: z
    .string()
    .refine((value) => isIP(value) !== 0, 'must be an address of this machine, such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  DISCORD_COLLECTIONS: z.string().optional(),
  DISCORD_DOCUMENT_LINK: httpAddress
    .refine((value) => value.includes('{path}'), 'must contain {path}')
    .optional(),
  DISCORD_GLOSS: yesOrNo(false),
  DISCORD_QUESTIONS_PER_MINUTE_USER: wholeNumber(1, 1_000, 6),
  DISCORD_QUESTIONS_PER_MINUTE_CHANNEL: wholeNumber(1, 10_000, 30),
  DISCORD_QUESTIONS_PER_MINUTE_GUILD: wholeNumber(1, 10_000, 60),
  DISCORD_CONCURRENCY: wholeNumber(1, 64, 4),
  DISCORD_MAX_WAITING: wholeNumber(1, 10_000, 200),
  DISCORD_MAX_WAITING_PER_USER: wholeNumber(1, 100, 3),
  DISCORD_ANSWER_TIMEOUT_SECONDS: wholeNumber(1, 600, 30),
  DISCORD_MAX_QUESTION_CHARACTERS: wholeNumber(10, 1_000, 1_000),
  DISCORD_KEEP_ANSWERS_DAYS: wholeNumber(1, 3_650, 30),
  DISCORD_SHUTDOWN_SECONDS: wholeNumber(0, 300, 10),
});

/** What a header can carry. */
const visibleAscii = /^[!-~]+$/;

/** Shows nothing of the token, unlike the complaints about other variables. */
function checkToken(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  const parts = token.split('.');
  if (visibleAscii.test(token) && parts.length === 3 && parts.every((part) => part !== '')) return token;
  throw new UsageError(
    'DISCORD_TOKEN does not have the form of a bot’s token, which is three parts with dots between them.',
    'Copy it again from the developer portal (Bot › Reset Token) into DISCORD_TOKEN in .env, without quotes or spaces.',
  );
}

/** The names of all variables, for the test of `.env.example`. */
export const discordVariableNames: readonly string[] = Object.keys(environment.shape);

/**
 * Reads the bot's settings from given variables. `token` is undefined where there is none; `isShard` tells
 * that the sharding manager has started this process, and then SHARDS is this shard's number.
 * @throws UsageError that names every wrong variable, or says that the token has not the form of one.
 */
export function parseDiscordSettings(values: NodeJS.ProcessEnv) {
  const isShard = values.SHARDING_MANAGER === 'true';
  const data = parseEnvironment(environment, isShard ? { ...values, SHARDS: '' } : values);
  const shards: ShardPlan = (data.SHARDS === undefined ? undefined : parseShards(data.SHARDS)) ?? 'none';
  return {
    isShard,
    token: checkToken(data.DISCORD_TOKEN),
    apiUrl: data.DISCORD_API_URL.replace(/(?<!\/)\/+$/, ''),
    guildId: data.DISCORD_GUILD_ID,
    readsMessageContent: data.DISCORD_MESSAGE_CONTENT,
    shards,
    metricsPort: portOf(data.DISCORD_METRICS_PORT, isShard ? Number(values.SHARDS) : 0),
    metricsHost: data.DISCORD_METRICS_HOST,
    collections: data.DISCORD_COLLECTIONS,
    documentLink: data.DISCORD_DOCUMENT_LINK,
    showsGloss: data.DISCORD_GLOSS,
    questionsPerMinute: {
      user: data.DISCORD_QUESTIONS_PER_MINUTE_USER,
      channel: data.DISCORD_QUESTIONS_PER_MINUTE_CHANNEL,
      guild: data.DISCORD_QUESTIONS_PER_MINUTE_GUILD,
    },
    concurrency: data.DISCORD_CONCURRENCY,
    maxWaiting: data.DISCORD_MAX_WAITING,
    maxWaitingPerUser: data.DISCORD_MAX_WAITING_PER_USER,
    answerTimeoutMs: data.DISCORD_ANSWER_TIMEOUT_SECONDS * 1_000,
    maxQuestionCharacters: data.DISCORD_MAX_QUESTION_CHARACTERS,
    keepAnswersDays: data.DISCORD_KEEP_ANSWERS_DAYS,
    shutdownTimeoutMs: data.DISCORD_SHUTDOWN_SECONDS * 1_000,
  };
}

/** Each shard takes the next port; 0, any free one, stays 0. */
function portOf(port: number | undefined, shardNumber: number): number | undefined {
  return port === undefined || port === 0 ? port : port + shardNumber;
}

/** The bot's settings of this process; to be called after `loadSettings`, which reads the `.env` file. */
export function loadDiscordSettings() {
  return parseDiscordSettings(process.env);
}
