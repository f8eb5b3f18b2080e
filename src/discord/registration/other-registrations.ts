import { DiscordAPIError, Routes } from 'discord.js';
import type { APIApplicationCommand, REST, RESTAPIPartialCurrentUserGuild } from 'discord.js';

/** The most servers that Discord names in one answer. */
const guildsPerPage = 200;
const askedAtOnce = 10;

/** Where commands are kept: in one guild, or for all of them (undefined). */
export type Place = string | undefined;

export function routeOf(applicationId: string, place: Place) {
  return place === undefined
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, place);
}

/**
 * The other places whose commands members see beside those of `place`: Discord shows the ones of a guild and
 * the ones of all guilds side by side, and so each of them twice.
 */
export async function findOtherPlaces(rest: REST, applicationId: string, place: Place): Promise<Place[]> {
  const candidates: Place[] = place === undefined ? await findGuilds(rest) : [undefined];
  const found: Place[] = [];
  for (let next = 0; next < candidates.length; next += askedAtOnce) {
    const group = candidates.slice(next, next + askedAtOnce);
    const areThere = await Promise.all(group.map((other) => hasCommands(rest, applicationId, other)));
    found.push(...group.filter((_, index) => areThere[index]));
  }
  return found;
}

async function findGuilds(rest: REST): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const query = new URLSearchParams({ limit: String(guildsPerPage), after: ids.at(-1) ?? '0' });
    const page = (await rest.get(Routes.userGuilds(), { query })) as RESTAPIPartialCurrentUserGuild[];
    ids.push(...page.map(({ id }) => id));
    if (page.length < guildsPerPage) return ids;
  }
}

async function hasCommands(rest: REST, applicationId: string, place: Place): Promise<boolean> {
  try {
    const registered = (await rest.get(routeOf(applicationId, place))) as APIApplicationCommand[];
    return registered.length > 0;
  } catch (error) {
    // The bot has left it meanwhile, or was invited without commands.
    if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) return false;
    throw error;
  }
}
