import { MessageFlags } from 'discord.js';

import { renderAnswer } from '../rendering/render-answer.js';
import { replacing } from '../rendering/rendered-message.js';
import type { ButtonComponent } from './component.js';
import { findAnswerOrExplain } from './recalled.js';

/**
 * Previous and next. The asker turns the page for everybody; anybody else gets the page alone, so that
 * readers do not pull a public answer from each other.
 */
export const pageButtons: ButtonComponent = {
  kind: 'button',
  async execute(bot, interaction, customId) {
    const found = await findAnswerOrExplain(bot, interaction, customId);
    if (found === undefined) return;
    const position = Math.min(customId.number, Math.max(0, found.view.citations.length - 1));
    const message = renderAnswer(found.view, position);
    const isOwnView =
      found.shown.askerId === interaction.user.id || interaction.message.flags.has(MessageFlags.Ephemeral);
    if (isOwnView) await interaction.update(replacing(message));
    else await interaction.reply({ ...message, flags: MessageFlags.Ephemeral });
  },
};
