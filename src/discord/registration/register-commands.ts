import { DiscordAPIError, REST, Routes } from 'discord.js';
import type { APIApplication, APIApplicationCommand } from 'discord.js';

import { UsageError } from '../../contracts/errors.js';
import { chatCommands, messageCommands } from '../commands/all-commands.js';
import type { DiscordSettings } from '../discord-settings.js';
import { explainLoginError } from '../gateway/login-errors.js';
import { restOptions } from '../gateway/rest-options.js';
import { isSameCommand } from './compare-commands.js';
import { createInviteLink } from './invite-link.js';
import { findOtherPlaces, routeOf } from './other-registrations.js';
import type { Place } from './other-registrations.js';

export interface RegistrationOptions {
  /** Told before anything is registered: with it the bot can be invited where Discord then refuses. */
  readonly onInviteLink?: (link: string) => void;
  /** Removes the commands of other places that members would see beside these. */
  readonly removesOther?: boolean;
}

export interface Registration {
  readonly hasChanged: boolean;
  readonly commands: number;
  /** Where there are commands too, so that members see each of them twice; or were, until they were removed. */
  readonly otherPlaces: readonly Place[];
}

/**
 * Registers the commands to the configured guild, or globally; only when they differ from what Discord
 * has, for a day's registrations are counted.
 * @throws UsageError when Discord does not accept the token or the guild.
 */
export async function registerCommands(
  settings: Pick<DiscordSettings, 'token' | 'apiUrl' | 'guildId'>,
  { onInviteLink, removesOther = false }: RegistrationOptions = {},
): Promise<Registration> {
  const rest = new REST(restOptions(settings.apiUrl)).setToken(settings.token);
  try {
    const { id } = (await rest.get(Routes.currentApplication())) as APIApplication;
    onInviteLink?.(createInviteLink(id));
    const commands = [...chatCommands, ...messageCommands].map((command) => command.data);
    const hasChanged = await registerAt(rest, routeOf(id, settings.guildId), commands).catch(
      (error: unknown) => {
        throw explainPlace(error, settings.guildId);
      },
    );
    const otherPlaces = await findOtherPlaces(rest, id, settings.guildId);
    if (removesOther) {
      for (const place of otherPlaces) await rest.put(routeOf(id, place), { body: [] });
    }
    return { hasChanged, commands: commands.length, otherPlaces };
  } catch (error) {
    throw explainLoginError(error);
  } finally {
    rest.clearHandlerSweeper();
    rest.clearHashSweeper();
  }
}

/** False where Discord has exactly these already. */
async function registerAt(
  rest: REST,
  route: `/${string}`,
  commands: readonly { readonly name: string }[],
): Promise<boolean> {
  const registered = (await rest.get(route)) as APIApplicationCommand[];
  const isSame =
    registered.length === commands.length &&
    commands.every((command) => registered.some((other) => isSameCommand(command, other)));
  if (!isSame) await rest.put(route, { body: commands });
  return !isSame;
}

function explainPlace(error: unknown, guildId: Place): unknown {
  const isElsewhere = error instanceof DiscordAPIError && (error.status === 403 || error.status === 404);
  if (guildId === undefined || !isElsewhere) return error;
  return new UsageError(
    `The bot is not in the server ${guildId} yet, or DISCORD_GUILD_ID is not the id of a server.`,
    'Open the invite link above, choose that server, and run "isnad register" again.',
    { cause: error },
  );
}
