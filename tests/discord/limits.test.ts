import { describe, expect, it } from 'vitest';

import { setStage, textOf } from './harness.js';

const question = 'متى انتهى الحظر التسليحي على إيران؟';
const perMinute = (user: number, channel: number, guild: number) => ({
  questionsPerMinute: { user, channel, guild },
});

describe('rate limits', () => {
  it.each([
    ['user', perMinute(2, 99, 99), /وصلت منك أسئلة كثيرة.* بعد (?:دقيقة واحدة|\d+ ثانية)/],
    ['channel', perMinute(99, 2, 99), /وصلت من هذه القناة/],
    ['guild', perMinute(99, 99, 2), /وصلت من هذا الخادم/],
  ])('say kindly how long to wait (%s), and let go when the time is over', async (_, settings, said) => {
    const stage = await setStage({ settings });
    const { discord, user, channel, answers } = stage;
    const ask = () => discord.slash({ user, channel }, 'ask', { question }).answer();
    await ask();
    await ask();
    const refused = await ask();
    expect(refused.content).toMatch(said);
    expect(refused.flags & 64).toBe(64);
    expect(answers.asked).toBe(2);
    stage.advance(61_000);
    expect(textOf(await ask())).toContain('2020');
  });

  it('count each user by themselves, on slash commands and mentions together', async () => {
    const { discord, user, channel } = await setStage({ settings: perMinute(1, 99, 99) });
    await discord.slash({ user, channel }, 'ask', { question }).answer();
    const next = discord.nextMessage(channel);
    discord.post(user, channel, `<@${discord.world.bot.id}> ${question}`);
    expect((await next).content).toContain('أسئلة كثيرة');
    const other = discord.addUser('Basem');
    expect(textOf(await discord.slash({ user: other, channel }, 'ask', { question }).answer())).toContain(
      '2020',
    );
  });
});

describe('the queue', () => {
  it('refuses at once what is over its bounds, and answers the rest', async () => {
    const { discord, channel, answers } = await setStage({
      settings: { ...perMinute(99, 99, 99), concurrency: 1, maxWaiting: 2, maxWaitingPerUser: 1 },
    });
    answers.delayMs = 300;
    const [first, second, third, fourth] = ['a', 'b', 'c', 'd'].map((name) => discord.addUser(name));
    if (!first || !second || !third || !fourth) throw new Error('No users.');
    const ask = (user: typeof first) => discord.slash({ user, channel }, 'ask', { question });
    const running = ask(first);
    const waiting = [ask(first), ask(second)];
    const tooMany = await ask(first).answer();
    expect(tooMany.content).toContain('لديك سؤال واحد في الانتظار');
    const full = await ask(third).answer();
    expect(full.content).toContain('كثيرون يسألون الآن');
    for (const asked of [running, ...waiting]) expect(textOf(await asked.answer())).toContain('2020');
    expect(textOf(await ask(fourth).answer())).toContain('2020');
  });

  it('acknowledges everything at once, whatever is being worked on', async () => {
    const { discord, channel, answers } = await setStage({
      settings: { ...perMinute(99, 99, 99), concurrency: 1, maxWaiting: 50 },
    });
    answers.delayMs = 200;
    const asked = Array.from({ length: 20 }, (_, index) =>
      discord.slash({ user: discord.addUser(`u${index}`), channel }, 'ask', { question }),
    );
    await Promise.all(asked.map((each) => each.answer(20_000)));
    const slowest = Math.max(...asked.map((each) => each.acknowledgedAfterMs ?? Infinity));
    expect(slowest).toBeLessThan(2_500);
  });

  it('gives up what takes too long, cancels it, and says so', async () => {
    const { discord, user, channel, answers } = await setStage({ settings: { answerTimeoutMs: 200 } });
    answers.delayMs = 60_000;
    const answer = await discord.slash({ user, channel }, 'ask', { question }).answer();
    expect(answer.content).toContain('طال البحث');
    expect(answers.aborted).toBe(1);
  });
});
