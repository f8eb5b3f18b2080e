import { listDocuments } from '../commands/documents.js';
import { languageOf } from '../bot.js';
import { locationOf } from '../gateway/interaction-place.js';
import { replacing } from '../rendering/rendered-message.js';
import type { ButtonComponent } from './component.js';

/** Pages of /documents. What the place may see is looked up again; the custom id only names the page. */
export const documentsButtons: ButtonComponent = {
  kind: 'button',
  async execute(bot, interaction, { number }) {
    const location = locationOf(interaction);
    const language = await languageOf(bot, location.guildId, 'en');
    await interaction.update(replacing(await listDocuments(bot, location, number, language)));
  },
};
