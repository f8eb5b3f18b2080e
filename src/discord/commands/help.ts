import { ApplicationCommandType, MessageFlags } from 'discord.js';

import { languageOf } from '../bot.js';
import { directed } from '../rendering/direction.js';
import { wordingOf } from '../wording/find-wording.js';
import type { ChatCommand } from './command.js';
import { forEverybody } from './contexts.js';

export const helpCommand: ChatCommand = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'help',
    description: 'How to ask · كيف تسأل',
    ...forEverybody,
  },
  async execute(bot, interaction) {
    const chosen = await languageOf(bot, interaction.guildId ?? undefined, 'en');
    // Discord does not tell that a reader's language is Arabic, so both are shown, the guild's first.
    const languages = chosen === 'ar' ? (['ar', 'en'] as const) : (['en', 'ar'] as const);
    await interaction.reply({
      embeds: languages.map((language) => {
        const { title, lines } = wordingOf(language).help;
        return {
          title: directed(language, title),
          description: lines.map((line) => directed(language, `• ${line}`)).join('\n'),
        };
      }),
      flags: MessageFlags.Ephemeral,
    });
  },
};
