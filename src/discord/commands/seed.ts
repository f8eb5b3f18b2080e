import { ApplicationCommandOptionType, ApplicationCommandType, MessageFlags } from 'discord.js';
import type { ChatInputCommandInteraction } from 'discord.js';

import type { AnswerLanguage } from '../../contracts/answer.js';
import type { FileProblem } from '../../contracts/file-problem.js';
import { foldCodePoint } from '../../text/fold.js';
import { collectionKey, findCollection } from '../asking/collection-key.js';
import { findGranted, isInScope } from '../asking/collections.js';
import { downloadAttachment } from '../attachments/download-attachment.js';
import { makeSafeName } from '../attachments/safe-name.js';
import { languageOf } from '../bot.js';
import type { Bot } from '../bot.js';
import { isManager } from '../gateway/interaction-place.js';
import { describeError } from '../operation/describe-error.js';
import { directed, isolateLeftToRight } from '../rendering/direction.js';
import { fitLine } from '../rendering/escape-markdown.js';
import { maxAutocompleteChoices, maxChoiceName } from '../rendering/limits.js';
import { clipOr } from '../rendering/plain-text.js';
import { showProblem } from '../rendering/show-problem.js';
import { plainMessage, replacing } from '../rendering/rendered-message.js';
import { wordingOf } from '../wording/find-wording.js';
import type { Wording } from '../wording/wording.js';
import type { ChatCommand, Choice } from './command.js';
import { forManagers } from './contexts.js';
import { findDocumentChoices } from './document-choices.js';
import { reindexWithProgress } from './reindex.js';

const megabyte = 2 ** 20;

export const seedCommand: ChatCommand = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'seed',
    description: 'Add or remove a document · إضافة مستند أو حذفه',
    ...forManagers,
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'add',
        description: 'Put a file into the documents and index it',
        options: [
          {
            type: ApplicationCommandOptionType.Attachment,
            name: 'file',
            description: 'Text, PDF, Word, EPUB, slides, sheets … · نص، PDF، Word …',
            required: true,
          },
          {
            type: ApplicationCommandOptionType.String,
            name: 'collection',
            description: 'The folder that it goes into',
            autocomplete: true,
          },
          {
            type: ApplicationCommandOptionType.Boolean,
            name: 'replace',
            description: 'Write over a file of the same name',
          },
        ],
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'remove',
        description: 'Take a document out and index again',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'document',
            description: 'Which one',
            required: true,
            autocomplete: true,
          },
        ],
      },
    ],
  },
  async execute(bot, interaction) {
    const language = await languageOf(bot, interaction.guildId ?? undefined, 'en');
    const words = wordingOf(language);
    const say = async (text: string): Promise<void> => {
      await interaction.editReply(replacing(plainMessage(directed(language, text))));
    };
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    try {
      const done =
        interaction.options.getSubcommand() === 'add'
          ? await addSeed(bot, interaction, language)
          : await removeSeed(bot, interaction, words);
      if (done.hasChanged) await reindexWithProgress(bot, interaction, language, done.text);
      else await say(done.text);
    } catch (error) {
      bot.logger.log('error', 'seed command failed', describeError(error));
      await say(words.seed.failed);
    }
  },
  complete(bot, interaction) {
    // Discord hides the command from others, but answers to what is typed must not rest on that.
    if (!isManager(interaction)) return [];
    const typed = interaction.options.getFocused(true);
    const granted = findGranted(bot.grants, interaction.guildId ?? undefined);
    return typed.name === 'collection'
      ? findCollectionChoices(bot, typed.value, interaction.guildId ?? undefined)
      : findDocumentChoices(bot, typed.value, granted);
  },
};

/** Collections that a guild may use: those that exist, and those granted to it whether or not they do yet. */
export function findUsableCollections(bot: Bot, guildId: string | undefined): readonly string[] {
  return findGranted(bot.grants, guildId) ?? bot.seeds.findCollections();
}

/** So that names are found however their letters, marks and digits are written. */
function foldName(name: string): string {
  return Array.from(name, (letter) => foldCodePoint(letter.codePointAt(0) ?? 0) ?? letter).join('');
}

/** Collections of which what has been typed is a part. */
export function findCollectionChoices(bot: Bot, typed: string, guildId: string | undefined): Choice[] {
  const wanted = foldName(typed);
  return findUsableCollections(bot, guildId)
    .filter((name) => foldName(name).includes(wanted))
    .slice(0, maxAutocompleteChoices)
    .map((name) => ({ name: clipOr(name, maxChoiceName, '–'), value: collectionKey(name) }));
}

interface Change {
  readonly hasChanged: boolean;
  readonly text: string;
}

function unchanged(text: string): Change {
  return { hasChanged: false, text };
}

/** Of a file that is not written into the folder, because the indexer would skip it. */
function explainUnread(name: string, problem: FileProblem, language: AnswerLanguage): Change {
  const words = wordingOf(language);
  const shown = isolateLeftToRight(fitLine(name, 120, '–').markdown);
  return unchanged(words.seed.notAdded(words.indexing.skippedFile(shown, showProblem(problem, language))));
}

async function addSeed(
  bot: Bot,
  interaction: ChatInputCommandInteraction,
  language: AnswerLanguage,
): Promise<Change> {
  const words = wordingOf(language);
  const { maxFileBytes, readableExtensions } = bot.seeds;
  const attachment = interaction.options.getAttachment('file', true);
  // Discord strips letters of other scripts from file names and keeps what was there as the title.
  const given = attachment.title === null ? attachment.name : attachment.title + endingOf(attachment.name);
  const name = makeSafeName(given) ?? makeSafeName(attachment.name);
  if (name === undefined) return unchanged(words.seed.badName);
  if (!readableExtensions.includes(endingOf(name).toLowerCase())) {
    const problem = bot.seeds.findEndingProblem(endingOf(name));
    const endings = words.seed.wrongType(readableExtensions.map(isolateLeftToRight).join(' '));
    if (!problem) return unchanged(endings);
    return explainUnread(name, problem, language);
  }
  const tooLarge = unchanged(
    words.seed.tooLarge(isolateLeftToRight(`${Math.floor(maxFileBytes / megabyte)} MB`)),
  );
  if (attachment.size > maxFileBytes) return tooLarge;
  const usable = findUsableCollections(bot, interaction.guildId ?? undefined);
  const wanted = interaction.options.getString('collection') ?? undefined;
  const chosen = wanted === undefined ? undefined : (findCollection(usable, wanted) ?? wanted);
  const granted = findGranted(bot.grants, interaction.guildId ?? undefined);
  const collection = chosen ?? (granted?.length === 1 ? granted[0] : undefined);
  if (granted !== undefined && (collection === undefined || !granted.includes(collection))) {
    return unchanged(words.seed.collection);
  }
  if (collection !== undefined && !usable.includes(collection)) {
    return unchanged(words.seed.collection);
  }
  const download = await downloadAttachment(attachment.url, bot.settings.apiUrl, maxFileBytes);
  if (download.kind === 'wrong-host') return unchanged(words.seed.wrongHost);
  if (download.kind === 'too-large') return tooLarge;
  if (download.kind === 'failed') return unchanged(words.seed.download);
  const outcome = await bot.seeds.add(
    { collection, name, bytes: download.bytes },
    { replace: interaction.options.getBoolean('replace') ?? false },
  );
  bot.logger.log('info', 'seed added', { outcome: outcome.kind, bytes: download.bytes.byteLength });
  if (outcome.kind === 'unreadable') return explainUnread(name, outcome.skipped.problem, language);
  const path = isolateLeftToRight(fitLine(outcome.path, 300, '–').markdown);
  if (outcome.kind === 'exists') return unchanged(words.seed.exists(path));
  return { hasChanged: true, text: words.seed[outcome.kind](path) };
}

async function removeSeed(
  bot: Bot,
  interaction: ChatInputCommandInteraction,
  words: Wording,
): Promise<Change> {
  const wanted = interaction.options.getString('document', true);
  const shown = isolateLeftToRight(fitLine(wanted, 300, '–').markdown);
  const granted = findGranted(bot.grants, interaction.guildId ?? undefined);
  const [found] = await bot.answers.findDocuments({ pathPrefixes: [wanted], limit: 1 });
  if (!isInScope(wanted, granted) || found?.path !== wanted) return unchanged(words.seed.notFound(shown));
  if (!(await bot.seeds.remove(wanted))) return unchanged(words.seed.notFound(shown));
  bot.logger.log('info', 'seed removed');
  return { hasChanged: true, text: words.seed.removed(shown) };
}

function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}
