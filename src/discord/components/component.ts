import type { AnySelectMenuInteraction, ButtonInteraction, ModalSubmitInteraction } from 'discord.js';

import type { Bot } from '../bot.js';
import type { CustomId } from './custom-id.js';

export interface ButtonComponent {
  readonly kind: 'button';
  execute(bot: Bot, interaction: ButtonInteraction, customId: CustomId): Promise<void>;
}

export interface SelectComponent {
  readonly kind: 'select';
  execute(bot: Bot, interaction: AnySelectMenuInteraction, customId: CustomId): Promise<void>;
}

export interface FormComponent {
  readonly kind: 'form';
  execute(bot: Bot, interaction: ModalSubmitInteraction, customId: CustomId): Promise<void>;
}
