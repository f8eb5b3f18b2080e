import { describe, expect, it } from 'vitest';

import { formatCustomId } from '../../src/discord/components/custom-id.js';
import { ephemeral } from '../fake-discord/world.js';
import type { FakeMessage } from '../fake-discord/world.js';
import { seedPath, seedText, setStage, textOf } from './harness.js';
import type { Stage } from './harness.js';

const question = 'متى انتهى الحظر التسليحي على إيران؟';

function customIdOf(message: FakeMessage, action: string): string {
  const ids = message.components.flatMap((row) =>
    row.components.map((component) => component.custom_id ?? ''),
  );
  const found = ids.find((id) => id.includes(`|${action}|`));
  if (found === undefined) throw new Error(`No ${action}.`);
  return found;
}

function askIn({ discord, user, channel }: Stage, isPrivate = false): Promise<FakeMessage> {
  return discord.slash({ user, channel }, 'ask', { question, private: isPrivate }).answer();
}

describe('pages', () => {
  it('turns to the second and third source and back', async () => {
    const stage = await setStage();
    const { discord, user, channel } = stage;
    const first = await askIn(stage);
    const firstText = textOf(first);
    const press = { user, channel };
    await discord.pressButton(press, first, 'التالي').answer();
    expect(textOf(first)).toContain('المصدر 2 من 3');
    await discord.pressButton(press, first, 'التالي').answer();
    expect(textOf(first)).toContain('المصدر 3 من 3');
    expect(() => discord.pressButton(press, first, 'التالي')).toThrow('disabled');
    await discord.pressButton(press, first, 'السابق').answer();
    await discord.pressButton(press, first, 'السابق').answer();
    expect(textOf(first)).toBe(firstText);
    expect(discord.malformed).toEqual([]);
  });

  it('gives another reader a page of their own and leaves the answer as it is', async () => {
    const stage = await setStage();
    const { discord, channel } = stage;
    const answer = await askIn(stage);
    const before = textOf(answer);
    const reader = discord.addUser('Basem');
    const own = await discord.pressButton({ user: reader, channel }, answer, 'التالي').answer();
    expect(own.flags & ephemeral).toBe(ephemeral);
    expect(textOf(own)).toContain('المصدر 2 من 3');
    expect(textOf(answer)).toBe(before);
    await discord.pressButton({ user: reader, channel }, own, 'التالي').answer();
    expect(textOf(own)).toContain('المصدر 3 من 3');
  });

  it('works after a restart of the bot', async () => {
    const stage = await setStage();
    const { discord, user, channel } = stage;
    const answer = await askIn(stage);
    const before = textOf(answer);
    await stage.restart();
    await discord.pressButton({ user, channel }, answer, 'التالي').answer();
    expect(textOf(answer)).toContain('المصدر 2 من 3');
    await discord.pressButton({ user, channel }, answer, 'السابق').answer();
    expect(textOf(answer)).toBe(before);
  });

  it.each<[string, (stage: Stage) => void]>([
    [
      'changed',
      ({ answers }) => {
        answers.put(seedPath, `${seedText}\nمزيد`);
      },
    ],
    [
      'gone',
      ({ answers }) => {
        answers.remove(seedPath);
      },
    ],
  ])('says so when the document has %s', async (_, change) => {
    const stage = await setStage();
    const { discord, user, channel } = stage;
    const answer = await askIn(stage);
    change(stage);
    const context = await discord.pressButton({ user, channel }, answer, 'context').answer();
    expect(context.content).toContain('تغيّر ذلك المستند أو حُذف');
    await discord.pressButton({ user, channel }, answer, 'التالي').answer();
    expect(textOf(answer)).toContain('تغيّر ذلك المستند أو حُذف');
    expect(textOf(answer)).not.toContain('التسليحي عليها');
    expect(discord.malformed).toEqual([]);
  });

  it('says so when the answer is no longer kept', async () => {
    const stage = await setStage({ settings: { keepAnswersDays: 30 } });
    const { discord, user, channel } = stage;
    const answer = await askIn(stage);
    stage.advance(31 * 86_400_000);
    await stage.restart();
    const said = await discord.pressButton({ user, channel }, answer, 'التالي').answer();
    expect(said.content).toContain('no longer kept');
  });
});

describe('more context', () => {
  it('shows the neighbouring text with the excerpt set off, to whoever asks', async () => {
    const stage = await setStage();
    const { discord, channel } = stage;
    const answer = await askIn(stage);
    const reader = discord.addUser('Basem');
    const context = await discord.pressButton({ user: reader, channel }, answer, 'context').answer();
    const text = textOf(context);
    expect(context.flags & ephemeral).toBe(ephemeral);
    expect(text).toMatch(/^> \*\*وتحاول إيران.*الدول الأخرى\.\*\*$/m);
    expect(text).toContain('وفي آب/أغسطس الماضي');
    expect(text).toContain('وأضاف أن بلاده');
    expect(discord.malformed).toEqual([]);
  });
});

describe('show to everyone', () => {
  it('turns a private answer public, once, with buttons that work for all', async () => {
    const stage = await setStage();
    const { discord, user, channel } = stage;
    const answer = await askIn(stage, true);
    expect(answer.flags & ephemeral).toBe(ephemeral);
    const id = customIdOf(answer, 'show');
    const shown = discord.pressButton({ user, channel }, answer, 'أظهرها للجميع');
    await shown.until(({ followUps }) => followUps.length === 1);
    const [copy] = shown.followUps;
    expect(copy && textOf(copy)).toContain('2020');
    expect(copy?.flags).toBe(0);
    expect(answer.components).toEqual([]);
    const again = await discord.forgeButton({ user, channel }, answer, id).answer();
    expect(again.content).toContain('ظاهرة للجميع');
    const reader = discord.addUser('Basem');
    const own = copy && (await discord.pressButton({ user: reader, channel }, copy, 'التالي').answer());
    expect(own && textOf(own)).toContain('المصدر 2 من 3');
  });

  it('is not offered in a direct message or under a public answer', async () => {
    const stage = await setStage();
    const direct = stage.discord.directChannel(stage.user);
    const next = stage.discord.nextMessage(direct);
    stage.discord.post(stage.user, direct, question);
    expect(JSON.stringify((await next).components)).not.toContain('|show|');
    expect(JSON.stringify((await askIn(stage)).components)).not.toContain('|show|');
  });
});

describe('feedback', () => {
  it('stores 👍, and for 👎 what the form says', async () => {
    const stage = await setStage();
    const { discord, user, channel, guild, services } = stage;
    const answer = await askIn(stage);
    const press = { user, channel };
    const thanks = await discord.pressButton(press, answer, '👍').answer();
    expect(thanks.content).toContain('شكرًا');
    expect(await services.feedback.list(guild.id)).toMatchObject([
      { verdict: 'helpful', question, userId: user.id },
    ]);

    const opened = await discord.pressButton(press, answer, '👎').until(({ modal }) => modal !== undefined);
    expect(await services.feedback.list(guild.id)).toMatchObject([
      { verdict: 'unhelpful', whatWasWrong: '' },
    ]);
    const sent = await discord.submitForm(press, opened, { wrong: 'التاريخ خطأ\u202e' }).answer();
    expect(sent.content).toContain('شكرًا');
    expect(await services.feedback.list(guild.id)).toMatchObject([
      { verdict: 'unhelpful', whatWasWrong: 'التاريخ خطأ', whatWouldBeRight: '' },
    ]);
    expect(discord.malformed).toEqual([]);
  });
});

describe('forged presses', () => {
  it.each(['page', 'context', 'show', 'good', 'bad', 'thread'] as const)(
    'refuse somebody else’s private answer: %s',
    async (action) => {
      const stage = await setStage();
      const { discord, channel, guild, services } = stage;
      const answer = await askIn(stage, true);
      const id = customIdOf(answer, 'good').replace('|good|', `|${action}|`);
      const mallory = discord.addUser('Mallory');
      const said = await discord.forgeButton({ user: mallory, channel }, answer, id).answer();
      expect(said.content).toContain('إجابة شخص آخر');
      expect(textOf(said)).not.toContain('2020');
      expect(await services.feedback.list(guild.id)).toEqual([]);
    },
  );

  it('find nothing from another channel, another guild, or a direct message', async () => {
    const stage = await setStage();
    const { discord, user, guild } = stage;
    const answer = await askIn(stage);
    const id = customIdOf(answer, 'context');
    const otherGuild = discord.addGuild('Other');
    const elsewhere = [
      discord.addTextChannel(guild, 'other'),
      discord.addTextChannel(otherGuild, 'general'),
      discord.directChannel(user),
    ];
    for (const channel of elsewhere) {
      const said = await discord
        .forgeButton({ user, channel }, { ...answer, channelId: channel.id }, id)
        .answer();
      expect(said.content).toContain('no longer kept');
    }
  });

  it.each([
    ['', 'empty'],
    ['isnad1|page|AAAAAAAAAAAAAAAA|0', 'an answer that never was'],
    ['isnad1|page|../../etc|0', 'not an id'],
    ['isnad1|page|__proto__|0', 'a name of JavaScript’s own'],
    ['isnad1|constructor|-|0', 'an action that is none'],
    ['isnad1|remark|AAAAAAAAAAAAAAAA|0', 'a form as a button'],
    ['isnad1|set-visibility|-|0', 'a list as a button'],
    ['isnad0|page|AAAAAAAAAAAAAAAA|0', 'another version'],
    ['x'.repeat(100), 'noise'],
  ])('say politely that %j is unknown (%s)', async (id) => {
    const stage = await setStage();
    const { discord, user, channel, log } = stage;
    const answer = await askIn(stage);
    const said = await discord.forgeButton({ user, channel }, answer, id).answer();
    expect(said.content).toMatch(/no longer kept|do not know this button/);
    expect(said.flags & ephemeral).toBe(ephemeral);
    expect(log.join('')).not.toContain('"level":"error"');
  });

  it('of a page far off show the last one', async () => {
    const stage = await setStage();
    const { discord, user, channel } = stage;
    const answer = await askIn(stage);
    const id = customIdOf(answer, 'good').split('|')[2] ?? '';
    await discord.forgeButton({ user, channel }, answer, formatCustomId('page', id, 999_999)).answer();
    expect(textOf(answer)).toContain('المصدر 3 من 3');
    const context = await discord
      .forgeButton({ user, channel }, answer, formatCustomId('context', id, 77))
      .answer();
    expect(context.content).toContain('تغيّر');
  });
});
