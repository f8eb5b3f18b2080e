import { ApplicationCommandType } from 'discord.js';

import { languageOf } from '../bot.js';
import { locationOf } from '../gateway/interaction-place.js';
import { respond } from '../gateway/respond.js';
import { clip } from '../rendering/plain-text.js';
import { plainMessage } from '../rendering/rendered-message.js';
import { wordingOf } from '../wording/find-wording.js';
import { answerInteraction } from './ask.js';
import type { MessageCommand } from './command.js';
import { forEverybody } from './contexts.js';

/** Under “Apps” in the menu of a message. Its text comes with the interaction, without any intent. */
export const askAboutMessageCommand: MessageCommand = {
  data: { type: ApplicationCommandType.Message, name: 'Ask the documents about this', ...forEverybody },
  async execute(bot, interaction) {
    const text = interaction.targetMessage.content.trim();
    if (text === '') {
      const language = await languageOf(bot, locationOf(interaction).guildId, 'en');
      await respond(interaction, plainMessage(wordingOf(language).refusal.emptyMessage));
      return;
    }
    await answerInteraction(bot, interaction, {
      question: clip(text, bot.settings.maxQuestionCharacters),
      document: undefined,
      isPrivate: undefined,
    });
  },
};
