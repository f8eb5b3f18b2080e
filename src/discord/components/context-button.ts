import { MessageFlags } from 'discord.js';

import type { Context } from '../../contracts/answer.js';
import { contextCharacters, renderContext } from '../rendering/render-context.js';
import type { ButtonComponent } from './component.js';
import { findAnswerOrExplain, say, wordsOf } from './recalled.js';

/** The text around a quotation, for whoever asks for it. */
export const contextButton: ButtonComponent = {
  kind: 'button',
  async execute(bot, interaction, customId) {
    const found = await findAnswerOrExplain(bot, interaction, customId);
    if (found === undefined) return;
    // The recalled citation is undefined where its document has gone, or belongs to this place no more.
    const citation = found.view.citations[customId.number];
    const find = (characters: number): Promise<Context | undefined> | undefined =>
      citation && bot.answers.findContext(citation.passageId, characters, citation.answerSpans);
    const [context, wide] = await Promise.all([
      find(contextCharacters.shown),
      find(contextCharacters.attached),
    ]);
    if (context === undefined || wide === undefined) {
      await say(interaction, found.shown.language, wordsOf(found).component.changed);
      return;
    }
    await interaction.reply({
      ...renderContext(context, wide, found.shown.language),
      flags: MessageFlags.Ephemeral,
    });
  },
};
