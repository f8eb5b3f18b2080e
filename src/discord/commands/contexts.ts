import { ApplicationIntegrationType, InteractionContextType, PermissionFlagsBits } from 'discord.js';

/** Commands for everybody: in guilds and in direct messages with the bot. */
export const forEverybody = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/** Commands for managers. Discord hides them from others; the bot checks again. */
export const forManagers = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
  default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
};
