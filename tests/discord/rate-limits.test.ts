import { describe, expect, it } from 'vitest';

import type { FakeMessage } from '../fake-discord/world.js';
import { setStage, textOf } from './harness.js';

const question = 'متى انتهى الحظر التسليحي على إيران؟';

describe('the bot within the limits of Discord', () => {
  it('keeps to what the headers of a channel tell it, and answers everybody', async () => {
    const window = { requests: 2, windowMs: 400 };
    const { discord, user, channel } = await setStage({
      discord: {
        rateLimits: {
          routes: {
            'POST /channels/{channel_id}/messages': window,
            'POST /channels/{channel_id}/typing': window,
          },
        },
      },
      settings: { questionsPerMinute: { user: 99, channel: 99, guild: 99 } },
    });
    const askers = [user, discord.addUser('Basem'), discord.addUser('Dana'), discord.addUser('Hala')];
    for (const asker of askers) discord.post(asker, channel, `<@${discord.world.bot.id}> ${question}`);
    let answers: FakeMessage[] = [];
    const isOfBot = ({ author }: FakeMessage) => author.id === discord.world.bot.id;
    while (answers.length < askers.length) {
      await discord.nextMessage(channel);
      answers = [...channel.messages.values()].filter(isOfBot);
    }
    for (const answer of answers) expect(textOf(answer)).toContain('2020');
    const refused = discord.rest.log.filter(({ status }) => status === 429);
    expect(refused).toEqual([]);
  });

  it('waits out the limit of all its requests, and loses no question', async () => {
    const { discord, user, guild } = await setStage({
      discord: { rateLimits: { global: { requests: 5, windowMs: 300 } } },
      settings: { questionsPerMinute: { user: 99, channel: 99, guild: 99 }, maxWaitingPerUser: 99 },
    });
    const channels = Array.from({ length: 8 }, (_, number) => {
      const channel = discord.addTextChannel(guild, `channel-${number}`);
      discord.announce(channel);
      return channel;
    });
    const answers = channels.map((channel) => discord.nextMessage(channel, 15_000));
    for (const channel of channels) discord.post(user, channel, `<@${discord.world.bot.id}> ${question}`);
    for (const answer of answers) expect(textOf(await answer)).toContain('2020');
    expect(discord.rest.log.some(({ status }) => status === 429)).toBe(true);
  });
});
