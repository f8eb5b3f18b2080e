import type { ChatInputCommandInteraction } from 'discord.js';

import { isChannelAllowed } from '../asking/ask-flow.js';
import type { Bot } from '../bot.js';
import { describeError } from '../operation/describe-error.js';
import { maxContent } from '../rendering/limits.js';
import { clip } from '../rendering/plain-text.js';
import { plainMessage, replacing } from '../rendering/rendered-message.js';
import { locationOf } from './interaction-place.js';

/** How a command that took long came out, in words. */
export interface CommandEnd {
  /** For who gave the command. */
  readonly text: string;
  /** Which command ended, where the text does not stand below it. */
  readonly heading: string;
  /** Where others read it too: it names no document, which may be of a collection that is not theirs. */
  readonly publicText: string;
}

/** Where it was told. */
export type ToldIn = 'reply' | 'direct message' | 'channel' | 'nowhere';

/**
 * Tells who gave a command how it came out. Discord takes answers to a command for 15 minutes; after that, or where it
 * refuses the answer, they get a direct message, and where they take none a message in the channel. Never rejects.
 */
export async function tellEnd(
  bot: Bot,
  interaction: ChatInputCommandInteraction,
  end: CommandEnd,
): Promise<ToldIn> {
  const ways: readonly (readonly [ToldIn, () => Promise<unknown>])[] = [
    ['reply', () => interaction.editReply(replacing(plainMessage(end.text)))],
    [
      'direct message',
      () => interaction.user.send(plainMessage(clip(`${end.heading}\n${end.text}`, maxContent))),
    ],
    ['channel', () => sendToChannel(interaction, `${end.heading}\n${end.publicText}`)],
  ];
  for (const [way, tell] of ways) {
    try {
      // In a channel that managers have closed to the bot this would be a disturbance as well.
      if (way === 'channel' && !(await isChannelAllowed(bot, locationOf(interaction)))) continue;
      await tell();
      return way;
    } catch (error) {
      bot.logger.log('warn', 'end of a command not told', { way, ...describeError(error) });
    }
  }
  return 'nowhere';
}

async function sendToChannel({ channel, user }: ChatInputCommandInteraction, text: string): Promise<void> {
  if (channel?.isSendable() !== true) throw new TypeError('The channel is unknown or takes no messages.');
  await channel.send({
    ...plainMessage(clip(`<@${user.id}>\n${text}`, maxContent)),
    allowedMentions: { parse: [], users: [user.id] },
  });
}
