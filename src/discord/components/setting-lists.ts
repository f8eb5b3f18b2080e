import type { AnySelectMenuInteraction } from 'discord.js';

import type { GuildSettings } from '../../contracts/bot-stores.js';
import { languageOf, settingsOf } from '../bot.js';
import type { Bot } from '../bot.js';
import { findUsableCollections } from '../commands/seed.js';
import { showSettings } from '../commands/settings.js';
import { isManager } from '../gateway/interaction-place.js';
import { respond } from '../gateway/respond.js';
import { directed } from '../rendering/direction.js';
import { languages, thresholds, visibilities } from '../rendering/render-settings.js';
import { plainMessage, replacing } from '../rendering/rendered-message.js';
import { wordingOf } from '../wording/find-wording.js';
import type { SelectComponent } from './component.js';
import type { CustomId } from './custom-id.js';

type Change = (
  settings: GuildSettings,
  values: readonly string[],
  context: { readonly bot: Bot; readonly interaction: AnySelectMenuInteraction; readonly customId: CustomId },
) => GuildSettings | undefined;

/** A list of /settings. The values are claims like the custom id: what was not offered changes nothing. */
function createSettingList(change: Change): SelectComponent {
  return {
    kind: 'select',
    async execute(bot, interaction, customId) {
      const guildId = interaction.guildId ?? '';
      const language = languageOf(bot, guildId, 'en');
      if (!isManager(interaction)) {
        await respond(
          interaction,
          plainMessage(directed(language, wordingOf(language).refusal.managersOnly)),
        );
        return;
      }
      const changed = change(settingsOf(bot, guildId), interaction.values, { bot, interaction, customId });
      if (changed !== undefined) {
        bot.guildSettings.save(guildId, changed);
        bot.logger.log('info', 'settings changed', { guildId, setting: customId.action });
      }
      const channelId = customId.subject === '-' ? undefined : customId.subject;
      await interaction.update(replacing(showSettings(bot, interaction, channelId)));
    },
  };
}

export const channelsList = createSettingList((settings, values, { interaction }) => ({
  ...settings,
  allowedChannelIds: values.filter((id) => interaction.guild?.channels.cache.has(id) ?? false),
}));

export const languageList = createSettingList((settings, [value]) => {
  const language = languages.find((offered) => offered === value);
  return language && { ...settings, language: language === 'auto' ? undefined : language };
});

export const thresholdList = createSettingList((settings, [value]) => {
  const threshold = thresholds.find((offered) => offered === value);
  return threshold && { ...settings, threshold: threshold === 'default' ? undefined : Number(threshold) };
});

export const visibilityList = createSettingList((settings, [value]) => {
  const visibility = visibilities.find((offered) => offered === value);
  return visibility && { ...settings, areAnswersPublic: visibility === 'public' };
});

export const collectionsList = createSettingList((settings, values, { bot, interaction, customId }) => {
  const usable = findUsableCollections(bot, interaction.guildId ?? undefined);
  const collections = values.filter((name) => usable.includes(name));
  if (customId.subject === '-') return { ...settings, collections };
  if (!(interaction.guild?.channels.cache.has(customId.subject) ?? false)) return undefined;
  return {
    ...settings,
    channelCollections: { ...settings.channelCollections, [customId.subject]: collections },
  };
});
