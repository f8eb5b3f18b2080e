import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { FakeDiscord } from '../../tests/fake-discord/fake-discord.js';
import type { FakeChannel, FakeUser } from '../../tests/fake-discord/world.js';
import { countOf } from '../../src/text/count.js';

/**
 * Asks the bot, started as `npm start` starts it, far more than a community does, against the fake Discord
 * on loopback. Every question must be answered or politely refused, none lost, none acknowledged late, and
 * the bot's memory must stay flat from round to round.
 */

const { values: options } = parseArgs({
  options: {
    questions: { type: 'string', default: '1000' },
    users: { type: 'string', default: '200' },
    guilds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '10' },
    port: { type: 'string', default: '19464' },
  },
});
const questionsPerRound = Number(options.questions);
const rounds = Number(options.rounds);
const spreadMs = Number(options.seconds) * 1_000;
/** Discord gives an interaction up after this; nobody should wait longer for a sign of life in a message. */
const lateMs = 3_000;
const lostMs = 120_000;
const project = fileURLToPath(new URL('../..', import.meta.url));

const questions = [
  'متى انتهى الحظر التسليحي على إيران؟',
  'من هو وزير الدفاع الروسي؟',
  'كم استمرت زيارة باقري لباكستان؟',
  'ما هي عاصمة اليابان؟',
  'Who is the prime minister of Pakistan?',
  'ما أهداف زيارة باقري؟',
];

interface Result {
  readonly way: 'slash' | 'message';
  readonly kind: 'answered' | 'refused' | 'lost';
  readonly acknowledgedMs: number;
  readonly answeredMs: number;
}

function delay(timeMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, timeMs));
}

async function askBySlash(
  discord: FakeDiscord,
  user: FakeUser,
  channel: FakeChannel,
  question: string,
): Promise<Result> {
  const startedMs = performance.now();
  const interaction = discord.slash({ user, channel }, 'ask', { question });
  try {
    const message = await interaction.answer(lostMs);
    return {
      way: 'slash',
      kind: message.embeds.length > 0 ? 'answered' : 'refused',
      acknowledgedMs: interaction.acknowledgedAfterMs ?? Infinity,
      answeredMs: performance.now() - startedMs,
    };
  } catch {
    return {
      way: 'slash',
      kind: 'lost',
      acknowledgedMs: interaction.acknowledgedAfterMs ?? Infinity,
      answeredMs: Infinity,
    };
  }
}

async function askByMessage(discord: FakeDiscord, user: FakeUser, question: string): Promise<Result> {
  const channel = discord.directChannel(user);
  const startedMs = performance.now();
  const next = discord.nextMessage(channel, lostMs);
  discord.post(user, channel, question);
  try {
    const message = await next;
    const answeredMs = performance.now() - startedMs;
    const typed = discord.rest.log.find(
      ({ path, atMs }) => path === `/channels/${channel.id}/typing` && atMs >= startedMs,
    );
    return {
      way: 'message',
      kind: message.embeds.length > 0 ? 'answered' : 'refused',
      acknowledgedMs: Math.min(answeredMs, (typed?.atMs ?? Infinity) - startedMs),
      answeredMs,
    };
  } catch {
    return { way: 'message', kind: 'lost', acknowledgedMs: Infinity, answeredMs: Infinity };
  }
}

function quantile(sorted: readonly number[], share: number): string {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return `${value.toFixed(0).padStart(6)} ms`;
}

async function readResidentMegabytes(): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${options.port}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\d+)$/m.exec(text)?.[1]) / 2 ** 20;
}

// The bot's own speed is measured: Discord's limits would hold back these few channels long before it is busy.
const unlimited = { requests: 1_000_000, windowMs: 1_000 };
const discord = await FakeDiscord.start({ rateLimits: { global: unlimited, everyRoute: unlimited } });
const index = mkdtempSync(join(tmpdir(), 'isnad-load-'));
const channels = Array.from({ length: Number(options.guilds) }, (_, number) =>
  discord.addGuild(`Guild ${number}`),
).flatMap((guild) => ['one', 'two', 'three'].map((name) => discord.addTextChannel(guild, name)));
const users = Array.from({ length: Number(options.users) }, (_, number) => discord.addUser(`user-${number}`));
const environment = {
  ...process.env,
  INDEX_DIR: index,
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.apiUrl,
  DISCORD_METRICS_PORT: options.port,
};
const start = (name: string) =>
  spawn(process.execPath, ['--import', 'tsx', 'src/main/isnad.ts', name], { cwd: project, env: environment });
await new Promise((resolve) => start('register').on('exit', resolve));
const bot = start('start');
await new Promise<void>((resolve) => {
  bot.stderr.on('data', (chunk: Buffer) => {
    if (chunk.toString().includes('"event":"ready"')) resolve();
  });
});

let hasFailed = false;
const memory: number[] = [];
for (let round = 1; round <= rounds; round++) {
  discord.rest.log.splice(0);
  const asked = Array.from({ length: questionsPerRound }, async (_, number) => {
    await delay((number / questionsPerRound) * spreadMs);
    const user = users[number % users.length];
    const channel = channels[(number * 7) % channels.length];
    const question = questions[number % questions.length];
    if (user === undefined || channel === undefined || question === undefined)
      throw new Error('Nobody asks.');
    // One question in five comes as a direct message, which is acknowledged by typing.
    return Math.floor(number / users.length) % 5 === 4
      ? askByMessage(discord, user, question)
      : askBySlash(discord, user, channel, question);
  });
  const results = await Promise.all(asked);
  const ascending = (left: number, right: number): number => left - right;
  const acknowledgedBy = (way: Result['way']): number[] =>
    results
      .filter((result) => result.way === way)
      .map((result) => result.acknowledgedMs)
      .sort(ascending);
  const describe = (times: readonly number[]): string =>
    `median ${quantile(times, 0.5)}, p99 ${quantile(times, 0.99)}, most ${quantile(times, 1)}`;
  const answered = results.map((result) => result.answeredMs).sort(ascending);
  const counts = (kind: Result['kind']): number => results.filter((result) => result.kind === kind).length;
  const late = results.filter((result) => result.acknowledgedMs > lateMs).length;
  memory.push(await readResidentMegabytes());
  hasFailed ||= late > 0 || counts('lost') > 0 || discord.malformed.length > 0;
  process.stdout.write(
    [
      `round ${round}: ${countOf(questionsPerRound, 'question')} in ${options.seconds} s from ${countOf(users.length, 'user')} in ${countOf(Number(options.guilds), 'guild')}`,
      `  answered ${counts('answered')}, politely refused ${counts('refused')}, lost ${counts('lost')}, acknowledged late ${late}, malformed ${discord.malformed.length}`,
      `  slash commands acknowledged: ${describe(acknowledgedBy('slash'))}`,
      `  messages acknowledged:       ${describe(acknowledgedBy('message'))}`,
      `  answered or refused:         ${describe(answered)}`,
      `  memory of the bot: ${(memory.at(-1) ?? 0).toFixed(0)} MB`,
      '',
    ].join('\n'),
  );
  // The limits are by the minute: the next round shall meet the same.
  if (round < rounds) await delay(61_000 - spreadMs);
}

bot.kill('SIGTERM');
await new Promise((resolve) => bot.on('exit', resolve));
await discord.stop();
rmSync(index, { recursive: true, force: true });
process.exitCode = hasFailed ? 1 : 0;
