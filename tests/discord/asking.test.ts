import { describe, expect, it } from 'vitest';

import { seedPath, setStage, textOf } from './harness.js';
import { ephemeral } from '../fake-discord/world.js';

const whenQuestion = 'متى انتهى الحظر التسليحي على إيران؟';
const whenAnswer = 'أكتوبر لعام __2020__';
const englishTexts = {
  'visit.txt': 'The visit\nThe minister visited Cairo in 1999. He signed an agreement.\nRain fell in Lisbon.',
};

describe('/ask', () => {
  it('answers with the quotation, the sentence set off, its place and the confidence in words', async () => {
    const { discord, user, channel } = await setStage();
    const asked = discord.slash({ user, channel }, 'ask', { question: whenQuestion });
    const answer = await asked.answer();
    const text = textOf(answer);
    expect(asked.callbackType).toBe(5);
    expect(asked.acknowledgedAfterMs).toBeLessThan(3_000);
    expect(answer.flags & ephemeral).toBe(0);
    expect(text).toContain(whenAnswer);
    expect(text).toMatch(/^> \*\*وتحاول إيران/m);
    expect(text).toContain('المصدر 1 من 3');
    expect(text).toContain('مباحثات حول الملف النووي');
    expect(text).toContain('الفقرة 8 · السطر 9');
    expect(text).toMatch(/الثقة (?:عالية|متوسطة)/);
    expect(answer.pings).toEqual([]);
    expect(discord.malformed).toEqual([]);
  });

  it('answers in English to an English question, and links the source where the operator has links', async () => {
    const { discord, user, channel } = await setStage({
      texts: englishTexts,
      settings: { documentLink: 'https://example.org/read/{path}#L{line}' },
    });
    const text = textOf(
      await discord
        .slash({ user, channel }, 'ask', { question: 'When did the minister visit Cairo?' })
        .answer(),
    );
    expect(text).toContain('**The minister visited Cairo in __1999__.**');
    expect(text).toContain('[open the source](<https://example.org/read/visit.txt#L2>)');
    expect(text).toContain('Confidence');
  });

  it('has a command of its own under an Arabic name', async () => {
    const { discord, user, channel } = await setStage();
    const answer = await discord.slash({ user, channel }, 'اسأل', { سؤال: whenQuestion, خاص: true }).answer();
    expect(textOf(answer)).toContain(whenAnswer);
    expect(answer.flags & ephemeral).toBe(ephemeral);
  });

  it('says so when there is no answer, and offers the nearest passages as such, none of it set off', async () => {
    const { discord, user, channel } = await setStage();
    const answer = await discord
      .slash({ user, channel }, 'ask', { question: 'ما هي عاصمة اليابان؟' })
      .answer();
    const text = textOf(answer);
    expect(text).toContain('لا توجد في المستندات إجابة');
    expect(text).toContain('أقرب مقطع');
    expect(text).toContain('جرّب صياغة أخرى');
    expect(text.match(/^> .*\*\*/m)).toBeNull();
    expect(text).not.toContain('الثقة');
  });

  it('completes titles for `document` and asks that one alone', async () => {
    const { discord, user, channel } = await setStage({
      texts: { ...englishTexts, 'other.txt': 'Another\nThe minister visited Cairo in 2005 again.' },
    });
    const press = { user, channel };
    expect(await discord.autocomplete(press, 'ask', 'document', 'Anoth')).toEqual([
      { name: 'Another', value: 'other.txt' },
    ]);
    const ask = (document: string) =>
      discord.slash(press, 'ask', { question: 'When did the minister visit Cairo?', document }).answer();
    expect(textOf(await ask('other.txt'))).toContain('__2005__');
    expect(textOf(await ask('The visit'))).toContain('__1999__');
    const unknown = await ask('<@1> **nothing**');
    expect(unknown.content).toContain('There is no document called “\\<\\@1\\> \\*\\*nothing\\*\\*”');
  });

  it.each([
    ['only punctuation', '؟!…', 'كلمة واحدة|one word'],
    ['only emoji', '👩‍👩‍👧🎉', 'one word'],
    ['only control characters', '\u202e\u0007\u200f', 'one word'],
  ])('refuses %s kindly', async (_, question, said) => {
    const { discord, user, channel, answers } = await setStage();
    const asked = discord.slash({ user, channel }, 'ask', { question });
    expect((await asked.answer()).content).toMatch(new RegExp(said));
    expect(asked.callbackType).toBe(4);
    expect(answers.asked).toBe(0);
  });

  it('says that it cannot search when the index fails, and logs why without the question', async () => {
    const { discord, user, channel, answers, log } = await setStage();
    answers.error = new Error(`secret ${whenQuestion}`);
    const answer = await discord.slash({ user, channel }, 'ask', { question: whenQuestion }).answer();
    expect(answer.content).toContain('يتعذّر البحث');
    expect(log.join('')).toContain('question failed');
    expect(log.join('')).not.toContain('الحظر');
  });
});

describe('messages', () => {
  it('answers a mention, without pinging anybody', async () => {
    const { discord, user, channel } = await setStage();
    const next = discord.nextMessage(channel);
    const question = discord.post(user, channel, `<@${discord.world.bot.id}> ${whenQuestion}`);
    const answer = await next;
    expect(textOf(answer)).toContain(whenAnswer);
    expect(answer.referenceId).toBe(question.id);
    expect(answer.pings).toEqual([]);
  });

  it('answers a direct message', async () => {
    const { discord, user } = await setStage();
    const direct = discord.directChannel(user);
    const next = discord.nextMessage(direct);
    discord.post(user, direct, whenQuestion);
    expect(textOf(await next)).toContain(whenAnswer);
  });

  it('stays silent where nobody speaks to it', async () => {
    const { discord, user, channel, answers } = await setStage();
    const bot = discord.world.addUser('another bot', true);
    discord.post(user, channel, whenQuestion);
    discord.post(bot, channel, `<@${discord.world.bot.id}> ${whenQuestion}`);
    discord.post(user, channel, `@everyone ${whenQuestion}`);
    const next = discord.nextMessage(channel);
    discord.post(user, channel, `<@${discord.world.bot.id}> ${whenQuestion}`);
    await next;
    expect(answers.asked).toBe(1);
  });

  it('is asked through the menu of a message', async () => {
    const { discord, user, channel } = await setStage();
    const target = discord.post(discord.addUser('Basem'), channel, whenQuestion);
    const answer = await discord
      .messageMenu({ user, channel }, 'Ask the documents about this', target)
      .answer();
    expect(textOf(answer)).toContain(whenAnswer);
    const empty = discord.post(user, channel, '');
    const refused = await discord
      .messageMenu({ user, channel }, 'Ask the documents about this', empty)
      .answer();
    expect(refused.content).toContain('no text');
  });

  it('puts a message that is too long aside', async () => {
    const { discord, user, channel, answers } = await setStage();
    const next = discord.nextMessage(channel);
    discord.post(user, channel, `<@${discord.world.bot.id}> ${'كلمة '.repeat(300)}`);
    expect((await next).content).toContain('السؤال طويل جدًا');
    expect(answers.asked).toBe(0);
  });
});

describe('follow-ups', () => {
  it('understands a reply that leans on the question before it', async () => {
    const { discord, user, channel } = await setStage();
    const first = await discord
      .slash({ user, channel }, 'ask', { question: 'ما المناورات التي تم الاتفاق عليها مع روسيا؟' })
      .answer();
    const next = discord.nextMessage(channel);
    discord.post(user, channel, `<@${discord.world.bot.id}> وماذا عن باكستان؟`, { replyTo: first });
    const text = textOf(await next);
    expect(text).toContain('فُهم السؤال مع سابقه: ما المناورات التي تم الاتفاق عليها مع روسيا؟');
    expect(text).toContain('باكستان');
  });

  it('takes a question that stands for itself as it is', async () => {
    const { discord, user, channel } = await setStage();
    const first = await discord.slash({ user, channel }, 'ask', { question: 'ما زيارة باكستان؟' }).answer();
    const next = discord.nextMessage(channel);
    discord.post(user, channel, `<@${discord.world.bot.id}> ${whenQuestion}`, { replyTo: first });
    expect(textOf(await next)).not.toContain('فُهم السؤال');
  });

  it('does not lean on what others asked in a channel, nor on a deleted answer', async () => {
    const { discord, user, channel } = await setStage();
    const first = await discord.slash({ user, channel }, 'ask', { question: whenQuestion }).answer();
    let next = discord.nextMessage(channel);
    discord.post(user, channel, `<@${discord.world.bot.id}> وماذا عن باكستان؟`);
    expect(textOf(await next)).not.toContain('فُهم السؤال');
    next = discord.nextMessage(channel);
    const reply = discord.post(user, channel, `<@${discord.world.bot.id}> وماذا عن الصين؟`, {
      replyTo: first,
    });
    discord.deleteMessage(first);
    discord.deleteMessage(reply);
    const answer = await next;
    expect(answer.referenceId).toBeUndefined();
    expect(textOf(answer)).toContain('وماذا عن الصين');
  });

  it('opens a thread, which goes on from the answer', async () => {
    const { discord, user, channel } = await setStage();
    const first = await discord.slash({ user, channel }, 'ask', { question: whenQuestion }).answer();
    const opened = discord.pressButton({ user, channel }, first, 'thread');
    const said = await opened.answer();
    const thread = discord.world.channel(first.id);
    expect(said.content).toContain(`<#${thread.id}>`);
    expect(thread.name).toBe(whenQuestion);
    const [copy] = [...thread.messages.values()];
    expect(copy && textOf(copy)).toContain(whenAnswer);
    const next = discord.nextMessage(thread);
    discord.post(user, thread, `<@${discord.world.bot.id}> وماذا عن روسيا؟`);
    expect(textOf(await next)).toContain(`فُهم السؤال مع سابقه: ${whenQuestion}`);
    const again = await discord.pressButton({ user, channel }, first, 'thread').answer();
    expect(again.content).toContain(`<#${thread.id}>`);
    expect(discord.malformed).toEqual([]);
  });

  it.each([
    [false, 0],
    [true, 1],
  ])(
    'answers plain messages in its threads only with the privileged intent (%s)',
    async (readsMessageContent, asked) => {
      const { discord, user, channel, answers } = await setStage({
        settings: { readsMessageContent },
        discord: { allowsPrivilegedIntents: true },
      });
      const first = await discord.slash({ user, channel }, 'ask', { question: whenQuestion }).answer();
      await discord.pressButton({ user, channel }, first, 'thread').answer();
      const thread = discord.world.channel(first.id);
      answers.asked = 0;
      discord.post(user, thread, 'أين باكستان؟');
      // What is written in a channel of others stays unread with the intent as well.
      discord.post(user, channel, 'أين باكستان؟');
      const direct = discord.nextMessage(discord.directChannel(user));
      discord.post(user, discord.directChannel(user), whenQuestion);
      await direct;
      expect(answers.asked).toBe(asked + 1);
    },
  );

  it('says why it cannot open a thread', async () => {
    const { discord, user, channel } = await setStage();
    const first = await discord.slash({ user, channel }, 'ask', { question: whenQuestion }).answer();
    discord.deny(channel, 1n << 35n);
    const said = await discord.pressButton({ user, channel }, first, 'thread').answer();
    expect(said.content).toContain('Create Public Threads');
  });
});

describe('lists', () => {
  it('pages through the documents', async () => {
    const texts = Object.fromEntries(
      Array.from({ length: 23 }, (_, index) => [
        `${String(index).padStart(2, '0')}.txt`,
        `Title ${index}\nText.`,
      ]),
    );
    const { discord, user, channel } = await setStage({ texts });
    const list = await discord.slash({ user, channel }, 'documents').answer();
    expect(textOf(list)).toContain('Page 1 of 3, 23 documents');
    expect(textOf(list)).toContain('1 passage · 2026-11-01');
    const second = await discord.pressButton({ user, channel }, list, 'Next').answer();
    const last = await discord.pressButton({ user, channel }, second, 'Next').answer();
    expect(textOf(last)).toContain('Title 22');
    expect(() => discord.pressButton({ user, channel }, last, 'Next')).toThrow('disabled');
  });

  it('tells about itself, and how to ask in both languages', async () => {
    const { discord, user, channel } = await setStage();
    await discord.slash({ user, channel }, 'ask', { question: whenQuestion }).answer();
    const about = textOf(await discord.slash({ user, channel }, 'about').answer());
    expect(about).toMatch(/Model:\*\* fake/);
    expect(about).toContain('1 document, 11 passages');
    expect(about).toContain('1.2.3');
    expect(about).toMatch(/answers in \d+ ms/);
    const help = await discord.slash({ user, channel }, 'help').answer();
    expect(help.embeds).toHaveLength(2);
    expect(JSON.stringify(help.embeds)).toContain('/اسأل');
    expect(discord.malformed).toEqual([]);
  });

  it('names a document that has no title by its path', async () => {
    const { discord, user, channel } = await setStage({ texts: { [seedPath]: ' \nText of one line.' } });
    expect(await discord.autocomplete({ user, channel }, 'ask', 'document', '')).toEqual([
      { name: seedPath, value: seedPath },
    ]);
  });
});
