import { ApplicationCommandOptionType, ApplicationCommandType, MessageFlags } from 'discord.js';
import type { ChatInputCommandInteraction, MessageContextMenuCommandInteraction } from 'discord.js';

import { scopeOf, settingsOf } from '../bot.js';
import type { Bot } from '../bot.js';
import { ask } from '../asking/ask-flow.js';
import { canOpenThreadIn, locationOf } from '../gateway/interaction-place.js';
import { respond } from '../gateway/respond.js';
import { replacing } from '../rendering/rendered-message.js';
import type { ChatCommand } from './command.js';
import { forEverybody } from './contexts.js';
import { findDocumentChoices } from './document-choices.js';

interface AskNames {
  readonly command: string;
  readonly description: string;
  readonly question: readonly [name: string, description: string];
  readonly document: readonly [name: string, description: string];
  readonly private: readonly [name: string, description: string];
}

function createAskCommand(names: AskNames): ChatCommand {
  const [question, questionDescription] = names.question;
  const [document, documentDescription] = names.document;
  const [isPrivate, privateDescription] = names.private;
  return {
    data: {
      type: ApplicationCommandType.ChatInput,
      name: names.command,
      description: names.description,
      ...forEverybody,
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: question,
          description: questionDescription,
          required: true,
          max_length: 1_000,
        },
        {
          type: ApplicationCommandOptionType.String,
          name: document,
          description: documentDescription,
          autocomplete: true,
        },
        { type: ApplicationCommandOptionType.Boolean, name: isPrivate, description: privateDescription },
      ],
    },
    execute: (bot, interaction) =>
      answerInteraction(bot, interaction, {
        question: interaction.options.getString(question, true),
        document: interaction.options.getString(document) ?? undefined,
        isPrivate: interaction.options.getBoolean(isPrivate) ?? undefined,
      }),
    complete: async (bot, interaction) =>
      findDocumentChoices(bot, interaction.options.getFocused(), await scopeOf(bot, locationOf(interaction))),
  };
}

export const askCommand = createAskCommand({
  command: 'ask',
  description: 'Ask the documents; the answer is an exact quotation with its source',
  question: ['question', 'Your question, in any language'],
  document: ['document', 'Ask one document only'],
  private: ['private', 'Only you see the answer'],
});

/** Discord has no Arabic among its languages, so the Arabic name is a command of its own. */
export const arabicAskCommand = createAskCommand({
  command: 'اسأل',
  description: 'اسأل المستندات، والإجابة اقتباس حرفي مع مصدره',
  question: ['سؤال', 'سؤالك بأي لغة'],
  document: ['مستند', 'اسأل مستندًا واحدًا فقط'],
  private: ['خاص', 'الإجابة لك وحدك'],
});

interface Asked {
  readonly question: string;
  readonly document: string | undefined;
  /** The guild's choice when undefined. */
  readonly isPrivate: boolean | undefined;
}

export async function answerInteraction(
  bot: Bot,
  interaction: ChatInputCommandInteraction | MessageContextMenuCommandInteraction,
  { question, document, isPrivate }: Asked,
): Promise<void> {
  const location = locationOf(interaction);
  const isForAskerAlone =
    location.guildId !== undefined &&
    (isPrivate ?? !(await settingsOf(bot, location.guildId)).areAnswersPublic);
  const admission = await ask(
    bot,
    {
      question,
      document,
      askerId: interaction.user.id,
      location,
      isPrivate: isForAskerAlone,
      canOpenThread: canOpenThreadIn(interaction.channel),
    },
    () => interaction.deferReply(isForAskerAlone ? { flags: MessageFlags.Ephemeral } : {}),
  );
  if (admission.kind === 'refused') {
    await respond(interaction, admission.message);
    return;
  }
  await admission.acknowledged;
  await interaction.editReply(replacing(await admission.answer));
}
