import { ChannelType, PermissionFlagsBits } from 'discord.js';
import type { BaseInteraction, Channel } from 'discord.js';

import type { Location } from '../asking/collections.js';

export function locationOf(interaction: BaseInteraction): Location {
  const { channel } = interaction;
  return {
    guildId: interaction.guildId ?? undefined,
    channelId: interaction.channelId ?? '-',
    parentChannelId: parentOf(channel),
  };
}

export function parentOf(channel: Channel | null): string | undefined {
  return channel?.isThread() === true ? (channel.parentId ?? undefined) : undefined;
}

export function canOpenThreadIn(channel: Channel | null): boolean {
  return channel?.type === ChannelType.GuildText || channel?.type === ChannelType.GuildAnnouncement;
}

/** On Discord's word about the member, which comes with each interaction. */
export function isManager(interaction: BaseInteraction): boolean {
  return interaction.inGuild() && interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild);
}
