import { ChannelType, ComponentType, SelectMenuDefaultValueType } from 'discord.js';
import type {
  APIActionRowComponent,
  APIComponentInMessageActionRow,
  APISelectMenuOption,
  APIStringSelectComponent,
} from 'discord.js';

import type { AnswerLanguage } from '../../contracts/answer.js';
import type { GuildSettings } from '../../contracts/bot-stores.js';
import { formatCustomId } from '../components/custom-id.js';
import type { SettingAction } from '../components/custom-id.js';
import { wordingOf } from '../wording/find-wording.js';
import { button, row } from './answer-buttons.js';
import { directed } from './direction.js';
import { maxSelectOptionLabel, maxSelectOptions } from './limits.js';
import { clipOr } from './plain-text.js';
import { collectionsRow, describeChosen } from './render-collections.js';
import type { RenderedMessage } from './rendered-message.js';

/** What the list of least confidences offers; `default` is the operator's. */
export const thresholds = ['default', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8', '0.9'] as const;
export const languages = ['auto', 'ar', 'en'] as const;
export const visibilities = ['public', 'private'] as const;

/** A guild's settings with a list for each; with a button for its collections where a list cannot hold them. */
export function renderSettings(
  settings: GuildSettings,
  collections: readonly string[],
  language: AnswerLanguage,
): RenderedMessage {
  const words = wordingOf(language).settings;
  const chosen = settings.collections;
  const channels = settings.allowedChannelIds.map((id) => `<#${id}>`).join(' ');
  const threshold =
    settings.threshold === undefined ? words.thresholdDefault : words.thresholdOf(settings.threshold);
  const lines: [string, string][] = [
    [words.channels, channels === '' ? words.everywhere : channels],
    [words.language, words.languages[settings.language ?? 'auto']],
    [words.threshold, threshold],
    [words.visibility, settings.areAnswersPublic ? words.public : words.private],
    [words.gloss, words.glossOf(settings.showsGloss)],
    [words.collections, describeChosen(chosen, language)],
  ];
  const rows = renderChoices(settings, language);
  if (collections.length > maxSelectOptions) {
    rows.push(row([button(formatCustomId('collections'), words.chooseCollections)]));
  } else if (collections.length > 0) {
    rows.push(collectionsRow(collections, { chosen, channelId: undefined }, 0, language));
  }
  return {
    embeds: [
      {
        title: directed(language, words.title),
        description: lines.map(([name, value]) => directed(language, `**${name}:** ${value}`)).join('\n'),
      },
    ],
    components: rows,
    files: [],
  };
}

function renderChoices(
  settings: GuildSettings,
  language: AnswerLanguage,
): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const words = wordingOf(language).settings;
  const threshold = thresholds.find((value) => Number(value) === settings.threshold) ?? 'default';
  return [
    row([
      {
        type: ComponentType.ChannelSelect,
        custom_id: formatCustomId('set-channels'),
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum],
        placeholder: words.channels,
        min_values: 0,
        max_values: maxSelectOptions,
        default_values: settings.allowedChannelIds
          .slice(0, maxSelectOptions)
          .map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
      },
    ]),
    select('set-language', words.language, {
      options: languages.map((value) =>
        option(
          `${words.language}: ${words.languages[value]}`,
          value,
          value === (settings.language ?? 'auto'),
        ),
      ),
    }),
    select('set-threshold', words.threshold, {
      options: thresholds.map((value) =>
        option(
          `${words.threshold}: ${value === 'default' ? words.thresholdDefault : words.thresholdOf(Number(value))}`,
          value,
          value === threshold,
        ),
      ),
    }),
    select('set-visibility', words.visibility, {
      options: visibilities.map((value) =>
        option(
          `${words.visibility}: ${words[value]}`,
          value,
          (value === 'public') === settings.areAnswersPublic,
        ),
      ),
    }),
  ];
}

function option(label: string, value: string, isDefault: boolean): APISelectMenuOption {
  return { label: clipOr(label, maxSelectOptionLabel, '–'), value, default: isDefault };
}

function select(
  action: SettingAction,
  placeholder: string,
  rest: Pick<APIStringSelectComponent, 'options' | 'min_values' | 'max_values'>,
): APIActionRowComponent<APIComponentInMessageActionRow> {
  return row([{ type: ComponentType.StringSelect, custom_id: formatCustomId(action), placeholder, ...rest }]);
}
