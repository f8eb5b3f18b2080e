import { ApplicationCommandOptionType, ApplicationCommandType, ChannelType, MessageFlags } from 'discord.js';
import type { BaseInteraction } from 'discord.js';

import { findCollection } from '../asking/collection-key.js';
import { languageOf, settingsOf } from '../bot.js';
import type { Bot } from '../bot.js';
import { isManager } from '../gateway/interaction-place.js';
import { directed } from '../rendering/direction.js';
import { fitLine } from '../rendering/escape-markdown.js';
import { maxSelectOptions } from '../rendering/limits.js';
import { renderCollections } from '../rendering/render-collections.js';
import { renderSettings } from '../rendering/render-settings.js';
import { plainMessage } from '../rendering/rendered-message.js';
import type { RenderedMessage } from '../rendering/rendered-message.js';
import { wordingOf } from '../wording/find-wording.js';
import type { ChatCommand } from './command.js';
import { forManagers } from './contexts.js';
import { findCollectionChoices, findUsableCollections } from './seed.js';

/** Lists of settings fill a message as it is: this one is an option of the command. */
const glossChoices = ['on', 'off', 'default'] as const;

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
      {
        type: ApplicationCommandOptionType.String,
        name: 'collection',
        description: 'Find a collection by a part of its name',
        autocomplete: true,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'gloss',
        description: 'Word by word under quotations in another language · شرح كلمات الاقتباس بلغة أخرى',
        choices: glossChoices.map((value) => ({ name: value, value })),
      },
    ],
  },
  async execute(bot, interaction) {
    const gloss = glossChoices.find((value) => value === interaction.options.getString('gloss'));
    if (gloss !== undefined) await saveGloss(bot, interaction.guildId ?? '', gloss);
    const channelId = interaction.options.getChannel('channel')?.id;
    const wanted = interaction.options.getString('collection');
    const usable = findUsableCollections(bot, interaction.guildId ?? undefined);
    const found = wanted === null ? undefined : findCollection(usable, wanted);
    const page = found === undefined ? 0 : Math.floor(usable.indexOf(found) / maxSelectOptions);
    if (wanted !== null && found === undefined) {
      const language = await languageOf(bot, interaction.guildId ?? undefined, 'en');
      const name = fitLine(wanted, 100, '–').markdown;
      const said = wordingOf(language).settings.noSuchCollection(name);
      await interaction.reply({ ...plainMessage(directed(language, said)), flags: MessageFlags.Ephemeral });
      return;
    }
    const message =
      channelId === undefined && wanted === null
        ? await showSettings(bot, interaction)
        : await showCollections(bot, interaction, channelId, page, found);
    await interaction.reply({ ...message, flags: MessageFlags.Ephemeral });
  },
  complete(bot, interaction) {
    if (!isManager(interaction)) return [];
    return findCollectionChoices(bot, interaction.options.getFocused(), interaction.guildId ?? undefined);
  },
};

async function saveGloss(bot: Bot, guildId: string, choice: (typeof glossChoices)[number]): Promise<void> {
  const showsGloss = choice === 'default' ? undefined : choice === 'on';
  await bot.guildSettings.save(guildId, { ...(await settingsOf(bot, guildId)), showsGloss });
  bot.logger.log('info', 'settings changed', { guildId, setting: 'gloss' });
}

/** A guild's settings as they are now. */
export async function showSettings(bot: Bot, interaction: BaseInteraction): Promise<RenderedMessage> {
  const guildId = interaction.guildId ?? '';
  const settings = await settingsOf(bot, guildId);
  // Discord refuses a list whose default is a channel that has been deleted.
  const exists = (id: string): boolean => interaction.guild?.channels.cache.has(id) ?? false;
  return renderSettings(
    { ...settings, allowedChannelIds: settings.allowedChannelIds.filter(exists) },
    findUsableCollections(bot, guildId),
    await languageOf(bot, guildId, 'en'),
  );
}

/** A page of the collections of a guild, or of one of its channels, with those ticked that it answers from. */
export async function showCollections(
  bot: Bot,
  interaction: BaseInteraction,
  channelId: string | undefined,
  page: number,
  found?: string,
): Promise<RenderedMessage> {
  const guildId = interaction.guildId ?? '';
  const { collections, channelCollections } = await settingsOf(bot, guildId);
  const chosen = channelId === undefined ? collections : (channelCollections[channelId] ?? []);
  const usable = findUsableCollections(bot, guildId);
  return renderCollections({ chosen, usable, channelId, page, found }, await languageOf(bot, guildId, 'en'));
}
