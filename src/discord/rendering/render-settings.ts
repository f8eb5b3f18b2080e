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
import { row } from './answer-buttons.js';
import { directed } from './direction.js';
import { fitLine } from './escape-markdown.js';
import { maxSelectOptionLabel, maxSelectOptions } from './limits.js';
import { clipOr } from './plain-text.js';
import type { RenderedMessage } from './rendered-message.js';

/** What the list of least confidences offers; `default` is the operator's. */
export const thresholds = ['default', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8', '0.9'] as const;
export const languages = ['auto', 'ar', 'en'] as const;
export const visibilities = ['public', 'private'] as const;
const maxShownNames = 10;

/** Collections that fit a list: a name is its own value there. */
export function offerable(collections: readonly string[]): readonly string[] {
  return collections.filter((name) => name.length <= maxSelectOptionLabel).slice(0, maxSelectOptions);
}

/**
 * A guild's settings with a list for each. With `channelId`: that channel's collections alone.
 */
export function renderSettings(
  settings: GuildSettings,
  collections: readonly string[],
  language: AnswerLanguage,
  channelId: string | undefined,
): RenderedMessage {
  const words = wordingOf(language).settings;
  const offered = offerable(collections);
  const chosen =
    channelId === undefined ? settings.collections : (settings.channelCollections[channelId] ?? []);
  const names = chosen.slice(0, maxShownNames).map((name) => fitLine(name, 60, '–').markdown);
  const shownNames = chosen.length > maxShownNames ? [...names, '…'] : names;
  const collectionsLine = shownNames.length === 0 ? words.allCollections : shownNames.join(' · ');
  const channels = settings.allowedChannelIds.map((id) => `<#${id}>`).join(' ');
  const threshold =
    settings.threshold === undefined ? words.thresholdDefault : words.thresholdOf(settings.threshold);
  const lines: [string, string][] =
    channelId === undefined
      ? [
          [words.channels, channels === '' ? words.everywhere : channels],
          [words.language, words.languages[settings.language ?? 'auto']],
          [words.threshold, threshold],
          [words.visibility, settings.areAnswersPublic ? words.public : words.private],
          [words.collections, collectionsLine],
        ]
      : [[words.collectionsOf(channelId), collectionsLine]];
  if (collections.length > offered.length) lines.push(['…', words.moreCollections]);
  const rows = channelId === undefined ? renderChoices(settings, language) : [];
  if (offered.length > 0) {
    rows.push(
      select('set-collections', channelId, words.collections, {
        options: offered.map((name) => option(name, name, chosen.includes(name))),
        min_values: 0,
        max_values: offered.length,
      }),
    );
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
    select('set-language', undefined, words.language, {
      options: languages.map((value) =>
        option(
          `${words.language}: ${words.languages[value]}`,
          value,
          value === (settings.language ?? 'auto'),
        ),
      ),
    }),
    select('set-threshold', undefined, words.threshold, {
      options: thresholds.map((value) =>
        option(
          `${words.threshold}: ${value === 'default' ? words.thresholdDefault : words.thresholdOf(Number(value))}`,
          value,
          value === threshold,
        ),
      ),
    }),
    select('set-visibility', undefined, words.visibility, {
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
  channelId: string | undefined,
  placeholder: string,
  rest: Pick<APIStringSelectComponent, 'options' | 'min_values' | 'max_values'>,
): APIActionRowComponent<APIComponentInMessageActionRow> {
  return row([
    { type: ComponentType.StringSelect, custom_id: formatCustomId(action, channelId), placeholder, ...rest },
  ]);
}
