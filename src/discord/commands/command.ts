import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  MessageContextMenuCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js';

import type { Bot } from '../bot.js';

export interface Choice {
  readonly name: string;
  readonly value: string;
}

export interface ChatCommand {
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  execute(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void>;
  complete?(bot: Bot, interaction: AutocompleteInteraction): Choice[] | Promise<Choice[]>;
}

export interface MessageCommand {
  readonly data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  execute(bot: Bot, interaction: MessageContextMenuCommandInteraction): Promise<void>;
}
