import { DiscordAPIError, REST, Routes } from 'discord.js';
import type { APIApplication, APIApplicationCommand } from 'discord.js';

import { UsageError } from '../../contracts/errors.js';
import { chatCommands, messageCommands } from '../commands/all-commands.js';
import type { DiscordSettings } from '../discord-settings.js';
import { explainLoginError } from '../gateway/login-errors.js';
import { restOptions } from '../gateway/rest-options.js';
import { isSameCommand } from './compare-commands.js';
import { createInviteLink } from './invite-link.js';

export interface Registration {
  readonly hasChanged: boolean;
  readonly commands: number;
  /** Undefined: in all guilds. */
  readonly guildId: string | undefined;
  readonly inviteLink: string;
}

/**
 * Registers the commands to the configured guild, or globally; only when they differ from what Discord
 * has, for a day's registrations are counted.
 * @throws UsageError when Discord does not accept the token or the guild.
 */
export async function registerCommands(
  settings: Pick<DiscordSettings, 'token' | 'apiUrl' | 'guildId'>,
): Promise<Registration> {
  const rest = new REST(restOptions(settings.apiUrl)).setToken(settings.token);
  try {
    const application = (await rest.get(Routes.currentApplication())) as APIApplication;
    const route =
      settings.guildId === undefined
        ? Routes.applicationCommands(application.id)
        : Routes.applicationGuildCommands(application.id, settings.guildId);
    const registered = (await rest.get(route)) as APIApplicationCommand[];
    const commands = [...chatCommands, ...messageCommands].map((command) => command.data);
    const hasChanged =
      registered.length !== commands.length ||
      !commands.every((command) => registered.some((other) => isSameCommand(command, other)));
    if (hasChanged) await rest.put(route, { body: commands });
    return {
      hasChanged,
      commands: commands.length,
      guildId: settings.guildId,
      inviteLink: createInviteLink(application.id),
    };
  } catch (error) {
    throw explain(error, settings.guildId);
  } finally {
    rest.clearHandlerSweeper();
    rest.clearHashSweeper();
  }
}

function explain(error: unknown, guildId: string | undefined): unknown {
  const isElsewhere = error instanceof DiscordAPIError && (error.status === 403 || error.status === 404);
  if (guildId === undefined || !isElsewhere) return explainLoginError(error);
  return new UsageError(
    `The bot is not in the server ${guildId}.`,
    'Invite it there first, or leave DISCORD_GUILD_ID out to register the commands everywhere.',
    { cause: error },
  );
}
