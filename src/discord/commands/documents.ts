import { ApplicationCommandType, MessageFlags } from 'discord.js';

import type { AnswerLanguage } from '../../contracts/answer.js';
import { languageOf, scopeOf } from '../bot.js';
import type { Bot } from '../bot.js';
import { prefixesOf } from '../asking/collections.js';
import type { Location } from '../asking/collections.js';
import { locationOf } from '../gateway/interaction-place.js';
import { documentsPerPage, renderDocuments } from '../rendering/render-documents.js';
import type { RenderedMessage } from '../rendering/rendered-message.js';
import type { ChatCommand } from './command.js';
import { forEverybody } from './contexts.js';

/** One page of what a place answers from; the last one where there are fewer. `page` from 0. */
export async function listDocuments(
  bot: Bot,
  location: Location,
  page: number,
  language: AnswerLanguage,
): Promise<RenderedMessage> {
  const scope = await scopeOf(bot, location);
  if (scope?.length === 0) return renderDocuments([], 0, 0, language);
  const total = await bot.answers.countDocuments(prefixesOf(scope));
  const lastPage = Math.max(0, Math.ceil(total / documentsPerPage) - 1);
  const shownPage = Math.min(page, lastPage);
  const documents = await bot.answers.findDocuments({
    ...prefixesOf(scope),
    limit: documentsPerPage,
    offset: shownPage * documentsPerPage,
  });
  return renderDocuments(documents, shownPage, total, language);
}

export const documentsCommand: ChatCommand = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'documents',
    description: 'The documents that I answer from · المستندات التي أجيب منها',
    ...forEverybody,
  },
  async execute(bot, interaction) {
    const location = locationOf(interaction);
    const language = await languageOf(bot, location.guildId, 'en');
    await interaction.reply({
      ...(await listDocuments(bot, location, 0, language)),
      flags: MessageFlags.Ephemeral,
    });
  },
};
