import type { AutocompleteInteraction, BaseInteraction, Interaction, RepliableInteraction } from 'discord.js';

import type { AnswerLanguage } from '../../contracts/answer.js';
import type { Choice } from '../commands/command.js';
import { explainFailure } from '../asking/explain-failure.js';
import { languageOf } from '../bot.js';
import type { Bot } from '../bot.js';
import { chatCommands, messageCommands } from '../commands/all-commands.js';
import { allComponents } from '../components/all-components.js';
import { parseCustomId } from '../components/custom-id.js';
import { describeError } from '../operation/describe-error.js';
import { directed } from '../rendering/direction.js';
import { plainMessage } from '../rendering/rendered-message.js';
import { wordingOf } from '../wording/find-wording.js';
import type { Wording } from '../wording/wording.js';
import { isManager } from './interaction-place.js';
import { isLate } from './late-error.js';
import { respond } from './respond.js';

const chatCommandByName = new Map(chatCommands.map((command) => [command.data.name, command]));
const messageCommandByName = new Map(messageCommands.map((command) => [command.data.name, command]));

/** Whatever Discord sends as an interaction. Never rejects: what goes wrong is logged and said kindly. */
export async function handleInteraction(bot: Bot, interaction: Interaction): Promise<void> {
  try {
    await dispatch(bot, interaction);
  } catch (error) {
    bot.logger.log(isLate(error) ? 'warn' : 'error', 'interaction failed', {
      interaction: nameOf(interaction),
      ...describeError(error),
    });
    // Nobody is left to tell.
    if (!interaction.isRepliable() || isLate(error)) return;
    await tell(bot, interaction, (words) => explainFailure(error, words)).catch((second: unknown) => {
      bot.logger.log('warn', 'failure not told', describeError(second));
    });
  }
}

async function dispatch(bot: Bot, interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) {
    await interaction.respond(await findChoices(bot, interaction));
  } else if (interaction.isChatInputCommand()) {
    const command = chatCommandByName.get(interaction.commandName);
    if (command === undefined) return tell(bot, interaction, (words) => words.refusal.unknown);
    if (command.data.default_member_permissions !== undefined) {
      if (!interaction.inGuild()) return tell(bot, interaction, (words) => words.refusal.guildOnly);
      if (!isManager(interaction)) return tell(bot, interaction, (words) => words.refusal.managersOnly);
    }
    await command.execute(bot, interaction);
  } else if (interaction.isMessageContextMenuCommand()) {
    const command = messageCommandByName.get(interaction.commandName);
    if (command === undefined) return tell(bot, interaction, (words) => words.refusal.unknown);
    await command.execute(bot, interaction);
  } else if (interaction.isMessageComponent() || interaction.isModalSubmit()) {
    const customId = parseCustomId(interaction.customId);
    const component = customId && allComponents[customId.action];
    if (customId !== undefined && component?.kind === 'button' && interaction.isButton()) {
      await component.execute(bot, interaction, customId);
    } else if (customId !== undefined && component?.kind === 'select' && interaction.isAnySelectMenu()) {
      await component.execute(bot, interaction, customId);
    } else if (customId !== undefined && component?.kind === 'form' && interaction.isModalSubmit()) {
      await component.execute(bot, interaction, customId);
    } else await tell(bot, interaction, (words) => words.refusal.unknown);
  }
}

async function findChoices(bot: Bot, interaction: AutocompleteInteraction): Promise<readonly Choice[]> {
  try {
    return (await chatCommandByName.get(interaction.commandName)?.complete?.(bot, interaction)) ?? [];
  } catch (error) {
    // A list that does not open is no reason to fail the command that is being typed.
    bot.logger.log('warn', 'autocomplete failed', describeError(error));
    return [];
  }
}

async function tell(
  bot: Bot,
  interaction: RepliableInteraction,
  choose: (words: Wording) => string,
): Promise<void> {
  const isArabic = interaction.isChatInputCommand() && /\p{Script=Arabic}/u.test(interaction.commandName);
  const language = await findLanguage(bot, interaction.guildId ?? undefined, isArabic ? 'ar' : 'en');
  await respond(interaction, plainMessage(directed(language, choose(wordingOf(language)))));
}

/** What went wrong may be that the settings cannot be read: then they do not choose the language either. */
async function findLanguage(
  bot: Bot,
  guildId: string | undefined,
  otherwise: AnswerLanguage,
): Promise<AnswerLanguage> {
  try {
    return await languageOf(bot, guildId, otherwise);
  } catch {
    return otherwise;
  }
}

/** The command or the kind of button; nothing that a user wrote. */
function nameOf(interaction: BaseInteraction): string {
  if (interaction.isCommand() || interaction.isAutocomplete()) return interaction.commandName;
  if (interaction.isMessageComponent() || interaction.isModalSubmit()) {
    return parseCustomId(interaction.customId)?.action ?? 'unknown component';
  }
  return 'unknown';
}
