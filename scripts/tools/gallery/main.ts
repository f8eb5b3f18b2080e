import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import type { AnswerService } from '../../../src/contracts/answer.js';
import { defaultDiscordSettings } from '../../../src/discord/discord-settings.js';
import { runBot } from '../../../src/discord/gateway/run-bot.js';
import { createLogger } from '../../../src/discord/operation/logger.js';
import { startMonitoring } from '../../../src/discord/operation/monitoring.js';
import { registerCommands } from '../../../src/discord/registration/register-commands.js';
import { FakeAnswers } from '../../../tests/discord/fake-answers.js';
import { FakeSeeds } from '../../../tests/discord/fake-seeds.js';
import {
  createMemoryFeedback,
  createMemoryGuildSettings,
  createMemoryShownAnswers,
} from '../../../tests/discord/memory-stores.js';
import { openRealAnswers } from '../../../tests/discord/real-answers.js';
import { FakeDiscord, manageGuild } from '../../../tests/fake-discord/fake-discord.js';
import type { FakeChannel } from '../../../tests/fake-discord/world.js';
import { hostileTexts } from './hostile-texts.js';
import { renderPage } from './render-page.js';
import type { GalleryCase } from './render-page.js';
import { countOf } from '../../../src/text/count.js';

/**
 * Draws the bot's messages as Discord would, into `out`: ten typical ones by the product itself over the
 * seed article, ten over texts that were made to break it. Pictures need a Chromium; `--chromium` names it.
 */
const { values: options } = parseArgs({
  options: { out: { type: 'string', default: '.isnad/gallery' }, chromium: { type: 'string', default: '' } },
});
const seedPath = '000_3be0290bbfd39d7b.txt';

interface Press {
  readonly user: { readonly id: string; readonly username: string; readonly isBot: boolean };
  readonly channel: FakeChannel;
  readonly permissions: bigint;
}

async function withBot(
  answers: AnswerService,
  use: (discord: FakeDiscord, press: Press) => Promise<GalleryCase[]>,
): Promise<GalleryCase[]> {
  const discord = await FakeDiscord.start();
  const channel = discord.addTextChannel(discord.addGuild('Guild'), 'general');
  const settings = {
    ...defaultDiscordSettings,
    token: discord.token,
    apiUrl: discord.apiUrl,
    documentLink: 'https://example.org/{path}#L{line}',
    questionsPerMinute: { user: 99, channel: 99, guild: 99 },
  };
  await registerCommands(settings);
  const monitoring = await startMonitoring({ ...settings, version: '0.1.0', now: Date.now });
  const running = runBot(settings, {
    answers,
    seeds: new FakeSeeds(new FakeAnswers({})),
    shownAnswers: createMemoryShownAnswers(),
    feedback: createMemoryFeedback(),
    guildSettings: createMemoryGuildSettings(),
    logger: createLogger(() => undefined),
    version: '0.1.0',
    monitoring,
    now: Date.now,
  });
  await running.connected;
  try {
    return await use(discord, { user: discord.addUser('Amal'), channel, permissions: manageGuild });
  } finally {
    await running.stop();
    await discord.stop();
  }
}

async function drawTypical(discord: FakeDiscord, press: Press): Promise<GalleryCase[]> {
  const ask = async (name: string, question: string, isPrivate = false): Promise<GalleryCase> => ({
    name,
    asked: `/ask ${question}`,
    message: structuredClone(await discord.slash(press, 'ask', { question, private: isPrivate }).answer()),
  });
  const when = 'متى انتهى الحظر التسليحي على إيران؟';
  const answer = await discord.slash(press, 'ask', { question: when }).answer();
  const first = structuredClone(answer);
  const context = await discord.pressButton(press, answer, 'context').answer();
  const several = 'ما أحد أهداف زيارة باقري إلى روسيا؟';
  const ofSeveral = await discord.slash(press, 'ask', { question: several }).answer();
  const second = structuredClone(await discord.pressButton(press, ofSeveral, 'التالي').answer());
  const next = discord.nextMessage(press.channel);
  discord.post(press.user, press.channel, `<@${discord.world.bot.id}> وماذا عن باكستان؟`, {
    replyTo: answer,
  });
  return [
    { name: 'an answer', asked: `/اسأل ${when}`, message: first },
    { name: 'the second source of another', asked: `/ask ${several} › التالي`, message: second },
    { name: 'more context', asked: 'سياق أوسع', message: context },
    { name: 'a follow-up', asked: '@Isnad وماذا عن باكستان؟', message: await next },
    await ask('a private answer', 'من هو وزير الدفاع الروسي؟', true),
    await ask('no answer', 'ما هي عاصمة اليابان؟'),
    await ask('a question in English', 'Who is the prime minister of Pakistan?'),
    { name: 'documents', asked: '/documents', message: await discord.slash(press, 'documents').answer() },
    { name: 'settings', asked: '/settings', message: await discord.slash(press, 'settings').answer() },
    { name: 'help', asked: '/help', message: await discord.slash(press, 'help').answer() },
  ];
}

async function drawHostile(discord: FakeDiscord, press: Press): Promise<GalleryCase[]> {
  const cases: GalleryCase[] = [];
  for (const [name, , , question] of hostileTexts) {
    const message = await discord.slash(press, 'ask', { question }).answer();
    cases.push({ name, asked: `/ask ${question}`, message });
  }
  return cases;
}

function draw(name: string, cases: readonly GalleryCase[], height: number): void {
  const page = join(options.out, `${name}.html`);
  writeFileSync(page, renderPage(cases));
  if (options.chromium === '') return;
  execFileSync(options.chromium, [
    '--headless',
    '--no-sandbox',
    '--hide-scrollbars',
    `--window-size=720,${height}`,
    `--screenshot=${join(options.out, `${name}.png`)}`,
    page,
  ]);
}

mkdirSync(options.out, { recursive: true });
const real = await openRealAnswers(seedPath);
const typical = await withBot(real.answers, drawTypical);
real.close();
const texts = Object.fromEntries(hostileTexts.map(([, path, text]) => [path, text]));
const hostile = await withBot(new FakeAnswers(texts), drawHostile);
draw('typical', typical, 4_600);
draw('hostile', hostile, 4_600);
draw('answer', typical.slice(0, 1), 510);
draw('mixed-directions', hostile.slice(4, 5), 490);
process.stdout.write(`${countOf(typical.length + hostile.length, 'message')} drawn in ${options.out}\n`);
