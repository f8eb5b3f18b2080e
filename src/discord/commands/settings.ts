import { ApplicationCommandOptionType, ApplicationCommandType, ChannelType, MessageFlags } from 'discord.js';
import type { BaseInteraction } from 'discord.js';

import { languageOf, settingsOf } from '../bot.js';
import type { Bot } from '../bot.js';
import { renderSettings } from '../rendering/render-settings.js';
import type { RenderedMessage } from '../rendering/rendered-message.js';
import type { ChatCommand } from './command.js';
import { forManagers } from './contexts.js';
import { findUsableCollections } from './seed.js';

export const settingsCommand: ChatCommand = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'settings',
    description: 'How I answer in this server · إعدادات هذا الخادم',
    ...forManagers,
    options: [
      {
        type: ApplicationCommandOptionType.Channel,
        name: 'channel',
        description: 'Choose the collections of one channel',
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum],
      },
    ],
  },
  async execute(bot, interaction) {
    const channelId = interaction.options.getChannel('channel')?.id;
    await interaction.reply({ ...showSettings(bot, interaction, channelId), flags: MessageFlags.Ephemeral });
  },
};

/** A guild's settings as they are now, or one channel's. */
export function showSettings(
  bot: Bot,
  interaction: BaseInteraction,
  channelId: string | undefined,
): RenderedMessage {
  const guildId = interaction.guildId ?? '';
  const settings = settingsOf(bot, guildId);
  // Discord refuses a list whose default is a channel that has been deleted.
  const exists = (id: string): boolean => interaction.guild?.channels.cache.has(id) ?? false;
  return renderSettings(
    { ...settings, allowedChannelIds: settings.allowedChannelIds.filter(exists) },
    findUsableCollections(bot, guildId),
    languageOf(bot, guildId, 'en'),
    channelId,
  );
}
