import { ComponentType } from 'discord.js';
import type { APIActionRowComponent, APIComponentInMessageActionRow } from 'discord.js';

import type { AnswerLanguage } from '../../contracts/answer.js';
import { collectionKey } from '../asking/collection-key.js';
import { formatCustomId } from '../components/custom-id.js';
import { wordingOf } from '../wording/find-wording.js';
import { button, row } from './answer-buttons.js';
import { directed } from './direction.js';
import { fitLine } from './escape-markdown.js';
import { maxSelectOptionLabel, maxSelectOptions } from './limits.js';
import { clipOr } from './plain-text.js';
import type { RenderedMessage } from './rendered-message.js';

const maxShownNames = 10;

export interface CollectionsView {
  readonly chosen: readonly string[];
  /** All that can be chosen, in order. */
  readonly usable: readonly string[];
  /** Undefined: of the whole server. */
  readonly channelId: string | undefined;
  /** From 0; the last one where there are fewer. */
  readonly page: number;
  /** That was searched for: it stands first on its page, and is named. */
  readonly found?: string | undefined;
}

/** The names of what is chosen, on one line; that it is all where nothing is. */
export function describeChosen(chosen: readonly string[], language: AnswerLanguage): string {
  if (chosen.length === 0) return wordingOf(language).settings.allCollections;
  const names = chosen.slice(0, maxShownNames).map((name) => fitLine(name, 60, '–').markdown);
  return (chosen.length > maxShownNames ? [...names, '…'] : names).join(' · ');
}

/**
 * The list of some collections, with those ticked that are chosen. `number` comes back with the choice: the
 * page and one; 0 for the list in the overview.
 */
export function collectionsRow(
  offered: readonly string[],
  { chosen, channelId }: Pick<CollectionsView, 'chosen' | 'channelId'>,
  number: number,
  language: AnswerLanguage,
): APIActionRowComponent<APIComponentInMessageActionRow> {
  return row([
    {
      type: ComponentType.StringSelect,
      custom_id: formatCustomId('set-collections', channelId, number),
      placeholder: wordingOf(language).settings.collections,
      options: offered.map((name) => ({
        label: clipOr(name, maxSelectOptionLabel, '–'),
        value: collectionKey(name),
        default: chosen.includes(name),
      })),
      min_values: 0,
      max_values: offered.length,
    },
  ]);
}

/** The collections of a server or of one channel, a page at a time. */
export function renderCollections(view: CollectionsView, language: AnswerLanguage): RenderedMessage {
  const { chosen, usable, channelId } = view;
  const words = wordingOf(language);
  const pages = Math.max(1, Math.ceil(usable.length / maxSelectOptions));
  const page = Math.min(view.page, pages - 1);
  const onPage = usable.slice(page * maxSelectOptions, (page + 1) * maxSelectOptions);
  const found = onPage.filter((name) => name === view.found);
  const offered = [...found, ...onPage.filter((name) => name !== view.found)];
  const hints = found.map((name) => words.settings.foundCollection(fitLine(name, 60, '–').markdown));
  const turn = (to: number, label: string, disabled: boolean) =>
    button(formatCustomId('collections', channelId, to), label, disabled);
  const name = channelId === undefined ? words.settings.collections : words.settings.collectionsOf(channelId);
  return {
    embeds: [
      {
        title: directed(language, words.settings.title),
        description: [`**${name}:** ${describeChosen(chosen, language)}`, ...hints]
          .map((line) => directed(language, line))
          .join('\n'),
        footer: { text: directed(language, words.settings.collectionsPage(page + 1, pages, usable.length)) },
      },
    ],
    components: [
      ...(offered.length > 0 ? [collectionsRow(offered, view, page + 1, language)] : []),
      row([
        // The ids of all buttons must differ, also where both ends meet.
        ...(pages > 1
          ? [
              turn(Math.max(0, page - 1), words.button.previous, page === 0),
              turn(page + 1, words.button.next, page >= pages - 1),
            ]
          : []),
        button(
          formatCustomId('set-all', channelId, page + 1),
          words.settings.answerFromAll,
          chosen.length === 0,
        ),
        ...(channelId === undefined ? [button(formatCustomId('settings'), words.settings.back)] : []),
      ]),
    ],
    files: [],
  };
}
