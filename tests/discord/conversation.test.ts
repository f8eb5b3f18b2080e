import { afterAll, beforeAll, expect, it } from 'vitest';

import type { FakeMessage } from '../fake-discord/world.js';
import { seedPath, setStage, textOf } from './harness.js';
import { openRealAnswers } from './real-answers.js';
import type { RealAnswers } from './real-answers.js';

let real: RealAnswers;
beforeAll(async () => {
  real = await openRealAnswers(seedPath);
}, 60_000);
afterAll(() => {
  real.close();
});

/** Every quotation that is shown stands in a document, letter by letter. */
function quotationOf(message: FakeMessage): string {
  return (message.embeds[0]?.description ?? '')
    .split('\n')
    .filter((line) => line.startsWith('> '))
    .map((line) => line.slice(2).replace(/^\u200f/, ''))
    .join('\n')
    .replace(/\*\*|__/g, '')
    .replace(/\\(.)/g, '$1');
}

async function nextAnswer(
  ask: () => Promise<FakeMessage>,
  wanted: (message: FakeMessage) => boolean,
): Promise<FakeMessage> {
  // The new index is taken up between questions, so the first one after it may still meet the old.
  let answer = await ask();
  for (let attempts = 0; attempts < 20 && !wanted(answer); attempts++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answer = await ask();
  }
  return answer;
}

it('holds a conversation in Arabic and English over the seed article, on the product itself', async () => {
  const { discord, user, channel, guild, services } = await setStage({
    realAnswers: real.answers,
    settings: { questionsPerMinute: { user: 99, channel: 99, guild: 99 } },
  });
  const press = { user, channel };
  const me = `<@${discord.world.bot.id}>`;
  const seed = (await real.answers.findContext(1, 100_000))?.text ?? '';

  // A slash command in Arabic: the sentence with the date, exact, with its place.
  const whenQuestion = 'متى انتهى الحظر التسليحي على إيران؟';
  const first = await discord.slash(press, 'اسأل', { سؤال: whenQuestion }).answer();
  expect(textOf(first)).toContain('تشرين الأول/ أكتوبر لعام');
  expect(textOf(first)).toContain('الفقرة 8 · السطر 9');
  expect(textOf(first)).toContain('الثقة');
  expect(seed).toContain(quotationOf(first));

  // Of another question the other sources.
  const several = await discord.slash(press, 'اسأل', { سؤال: 'ما علاقة إيران وروسيا؟' }).answer();
  await discord.pressButton(press, several, 'التالي').answer();
  expect(textOf(several)).toContain('المصدر 2 من');
  expect(seed).toContain(quotationOf(several));

  // The context, a thumb.
  const context = await discord.pressButton(press, first, 'سياق أوسع').answer();
  expect(seed).toContain(quotationOf(context));
  await discord.pressButton(press, first, '👍').answer();
  expect(await services.feedback.list(guild.id)).toHaveLength(1);

  // A reply that leans on the question before it.
  const aboutPakistan = discord.nextMessage(channel);
  const visit = await discord.slash(press, 'ask', { question: 'كم استمرت زيارة باقري؟' }).answer();
  discord.post(user, channel, `${me} وماذا عن باكستان؟`, { replyTo: visit });
  const followUp = await aboutPakistan;
  expect(textOf(followUp)).toContain('فُهم السؤال مع سابقه: كم استمرت زيارة باقري؟');
  expect(quotationOf(followUp)).toContain('باكستان');
  expect(seed).toContain(quotationOf(followUp));

  // In a thread, and in a direct message.
  await discord.pressButton(press, visit, 'افتح نقاشًا').answer();
  const thread = discord.world.channel(visit.id);
  const inThread = discord.nextMessage(thread);
  discord.post(user, thread, `${me} من هو وزير الدفاع الروسي؟`);
  expect(quotationOf(await inThread)).toContain('سيرغي شويغو');
  const direct = discord.directChannel(user);
  const inDirect = discord.nextMessage(direct);
  discord.post(user, direct, whenQuestion);
  expect(quotationOf(await inDirect)).toContain('2020');

  // In English, about an Arabic article: an exact quotation, or an honest word.
  const english = await discord
    .slash(press, 'ask', { question: 'Who is the prime minister of Pakistan?' })
    .answer();
  expect(textOf(english)).toMatch(/Confidence|hold no answer/);
  expect(seed).toContain(quotationOf(english));

  // Nothing to be found.
  const japan = await discord.slash(press, 'ask', { question: 'ما هي عاصمة اليابان؟' }).answer();
  expect(textOf(japan)).toContain('لا توجد في المستندات إجابة');

  // Another process finishes an index: the bot takes it up by itself, in both directions.
  await real.add(
    'tokyo.md',
    '# Japan\n\nThe capital of Japan is Tokyo. It has been the capital since 1868.\n',
  );
  const askTokyo = () => discord.slash(press, 'ask', { question: 'What is the capital of Japan?' }).answer();
  const tokyo = await nextAnswer(askTokyo, (message) => quotationOf(message).includes('Tokyo'));
  expect(textOf(tokyo)).toContain('**The capital of Japan is');
  expect(textOf(tokyo)).toContain('tokyo.md');
  await real.remove('tokyo.md');
  await nextAnswer(askTokyo, (message) => !quotationOf(message).includes('Tokyo'));
  const gone = await discord.pressButton(press, tokyo, 'More context').answer();
  expect(gone.content).toContain('changed or gone');

  expect(discord.malformed).toEqual([]);
  for (const message of channel.messages.values()) {
    if (message.author.isBot) expect(message.pings).toEqual([]);
  }
}, 60_000);
