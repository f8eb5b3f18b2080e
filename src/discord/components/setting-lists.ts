import { ComponentType } from 'discord.js';
import type { AnySelectMenuInteraction, ButtonInteraction } from 'discord.js';

import type { GuildSettings } from '../../contracts/bot-stores.js';
import { collectionKey } from '../asking/collection-key.js';
import { languageOf, settingsOf } from '../bot.js';
import type { Bot } from '../bot.js';
import { findUsableCollections } from '../commands/seed.js';
import { showCollections, showSettings } from '../commands/settings.js';
import { isManager } from '../gateway/interaction-place.js';
import { respond } from '../gateway/respond.js';
import { directed } from '../rendering/direction.js';
import { languages, thresholds, visibilities } from '../rendering/render-settings.js';
import { plainMessage, replacing } from '../rendering/rendered-message.js';
import { wordingOf } from '../wording/find-wording.js';
import type { ButtonComponent, SelectComponent } from './component.js';
import type { CustomId } from './custom-id.js';

type SettingInteraction = AnySelectMenuInteraction | ButtonInteraction;

type Change<Interaction> = (
  settings: GuildSettings,
  context: { readonly bot: Bot; readonly interaction: Interaction; readonly customId: CustomId },
) => GuildSettings | undefined;

/**
 * What a list or button of /settings does. The values are claims like the custom id: what was not offered
 * changes nothing.
 */
async function changeSettings<Interaction extends SettingInteraction>(
  change: Change<Interaction>,
  bot: Bot,
  interaction: Interaction,
  customId: CustomId,
): Promise<void> {
  const guildId = interaction.guildId ?? '';
  const language = await languageOf(bot, guildId, 'en');
  if (!isManager(interaction)) {
    await respond(interaction, plainMessage(directed(language, wordingOf(language).refusal.managersOnly)));
    return;
  }
  const changed = change(await settingsOf(bot, guildId), { bot, interaction, customId });
  if (changed !== undefined) {
    await bot.guildSettings.save(guildId, changed);
    bot.logger.log('info', 'settings changed', { guildId, setting: customId.action });
  }
  const { action, subject, number } = customId;
  const channelId = subject === '-' ? undefined : subject;
  const isPage = action === 'collections' || number > 0;
  const page = action === 'collections' ? number : Math.max(0, number - 1);
  const message =
    isPage || channelId !== undefined
      ? await showCollections(bot, interaction, channelId, page)
      : await showSettings(bot, interaction);
  await interaction.update(replacing(message));
}

function createSettingList(
  change: (
    settings: GuildSettings,
    values: readonly string[],
    context: Parameters<Change<AnySelectMenuInteraction>>[1],
  ) => GuildSettings | undefined,
): SelectComponent {
  return {
    kind: 'select',
    execute: (bot, interaction, customId) =>
      changeSettings(
        (settings, context: Parameters<Change<AnySelectMenuInteraction>>[1]) =>
          change(settings, interaction.values, context),
        bot,
        interaction,
        customId,
      ),
  };
}

function createSettingButton(change: Change<ButtonInteraction>): ButtonComponent {
  return {
    kind: 'button',
    execute: (bot, interaction, customId) => changeSettings(change, bot, interaction, customId),
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

/** The values of the list as the message shows it; none where the message has no such list. */
function findOffered(interaction: AnySelectMenuInteraction): readonly string[] {
  for (const row of interaction.message.components) {
    if (row.type !== ComponentType.ActionRow) continue;
    const list = row.components.find(({ customId }) => customId === interaction.customId);
    if (list?.type === ComponentType.StringSelect) return list.options.map(({ value }) => value);
  }
  return [];
}

/** Changes what was offered on the page that the manager has seen, and leaves the choices on other pages. */
export const collectionsList = createSettingList((settings, values, { bot, interaction, customId }) => {
  const usable = findUsableCollections(bot, interaction.guildId ?? undefined);
  const offered = new Set(findOffered(interaction));
  const kept = chosenFor(settings, customId).filter((name) => !offered.has(collectionKey(name)));
  const ticked = new Set(values.filter((value) => offered.has(value)));
  const wanted = new Set(kept);
  return choose(
    settings,
    usable.filter((name) => wanted.has(name) || ticked.has(collectionKey(name))),
    customId,
    interaction,
  );
});

/** Chooses none, and so answers from all. */
export const allCollectionsButton = createSettingButton((settings, { interaction, customId }) =>
  choose(settings, [], customId, interaction),
);

/** Turn to a page of the collections, or back to all settings: they change nothing. */
export const collectionsButton = createSettingButton(() => undefined);
export const settingsButton = createSettingButton(() => undefined);

function chosenFor(settings: GuildSettings, { subject }: CustomId): readonly string[] {
  if (subject === '-') return settings.collections;
  return Object.hasOwn(settings.channelCollections, subject)
    ? (settings.channelCollections[subject] ?? [])
    : [];
}

function choose(
  settings: GuildSettings,
  collections: readonly string[],
  { subject }: CustomId,
  interaction: SettingInteraction,
): GuildSettings | undefined {
  if (subject === '-') return { ...settings, collections };
  if (!(interaction.guild?.channels.cache.has(subject) ?? false)) return undefined;
  return { ...settings, channelCollections: { ...settings.channelCollections, [subject]: collections } };
}
