import { randomBytes } from 'node:crypto';

import { MessageFlags, ThreadAutoArchiveDuration } from 'discord.js';

import { describeError } from '../operation/describe-error.js';
import { directed } from '../rendering/direction.js';
import { maxThreadName } from '../rendering/limits.js';
import { clipOr } from '../rendering/plain-text.js';
import { renderAnswer } from '../rendering/render-answer.js';
import type { ButtonComponent } from './component.js';
import { findAnswerOrExplain, say, wordsOf } from './recalled.js';

/** Opens a thread on a public answer. It begins with a copy of the answer, which follow-ups lean on. */
export const threadButton: ButtonComponent = {
  kind: 'button',
  async execute(bot, interaction, customId) {
    const found = await findAnswerOrExplain(bot, interaction, customId);
    if (found === undefined) return;
    const { shown, view } = found;
    const { component, answer } = wordsOf(found);
    if (!view.canOpenThread || shown.isPrivate || interaction.message.flags.has(MessageFlags.Ephemeral)) {
      await say(interaction, shown.language, component.onlyInChannel);
      return;
    }
    if (interaction.message.thread !== null) {
      await say(interaction, shown.language, component.threadOpened(interaction.message.thread.id));
      return;
    }
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    try {
      const thread = await interaction.message.startThread({
        name: clipOr(component.threadName(shown.question), maxThreadName, answer.emptyQuestion),
        autoArchiveDuration: ThreadAutoArchiveDuration.OneDay,
      });
      const copy = { ...shown, id: randomBytes(12).toString('base64url'), channelId: thread.id };
      await bot.shownAnswers.save({ ...copy, createdAtMs: bot.now() });
      const message = renderAnswer({ ...view, answerId: copy.id, canOpenThread: false }, 0);
      await thread.send({ ...message, content: directed(shown.language, component.threadHint) });
      await say(interaction, shown.language, component.threadOpened(thread.id));
    } catch (error) {
      bot.logger.log('warn', 'thread not opened', describeError(error));
      await say(interaction, shown.language, component.cannotOpenThread);
    }
  },
};
