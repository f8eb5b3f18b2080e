import { MessageFlags } from 'discord.js';
import type { RepliableInteraction } from 'discord.js';

import { replacing } from '../rendering/rendered-message.js';
import type { RenderedMessage } from '../rendering/rendered-message.js';

/** Says something to the user of an interaction alone, or where it was deferred into what waits there. */
export async function respond(interaction: RepliableInteraction, message: RenderedMessage): Promise<void> {
  if (interaction.deferred && !interaction.replied) await interaction.editReply(replacing(message));
  else if (interaction.replied) await interaction.followUp({ ...message, flags: MessageFlags.Ephemeral });
  else await interaction.reply({ ...message, flags: MessageFlags.Ephemeral });
}
