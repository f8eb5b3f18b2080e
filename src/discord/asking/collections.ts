import type { Citation } from '../../contracts/answer.js';
import { UsageError } from '../../contracts/errors.js';
import type { GuildSettings } from '../../contracts/bot-stores.js';

/** Which collections a guild (by id), direct messages (`dm`) and all others (`*`) may use. */
export type CollectionGrants = ReadonlyMap<string, readonly string[]>;

/** Path prefixes to answer from; undefined: everything; empty: nothing. */
export type Scope = readonly string[] | undefined;

/** A guild, and the channels that stand for a place: a thread and its parent. */
export interface Location {
  readonly guildId: string | undefined;
  readonly channelId: string;
  readonly parentChannelId: string | undefined;
}

const guildKey = /^(?:\d{15,21}|\*|dm)$/;
const remedy =
  'Write it like 123456789012345678=news,law; dm=news; *=public, with folders directly under the documents folder.';

/**
 * Reads `guild=folder,folder; dm=folder; *=folder`. Throws UsageError, naming DISCORD_COLLECTIONS, when it
 * cannot be read: a grant that was misspelt must not turn into access to everything.
 */
export function parseCollectionGrants(text: string | undefined): CollectionGrants | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const grants = new Map<string, readonly string[]>();
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const equals = part.indexOf('=');
    const key = part.slice(0, Math.max(0, equals)).trim();
    if (!guildKey.test(key)) {
      throw new UsageError(`DISCORD_COLLECTIONS has a part that names no server: “${part.trim()}”.`, remedy);
    }
    if (grants.has(key)) throw new UsageError(`DISCORD_COLLECTIONS names “${key}” twice.`, remedy);
    const folders = part
      .slice(equals + 1)
      .split(',')
      .map((folder) => folder.trim())
      .filter((folder) => folder !== '');
    for (const folder of folders) {
      if (folder.includes('/') || folder.includes('\\') || folder.startsWith('.')) {
        throw new UsageError(`DISCORD_COLLECTIONS names “${folder}”, which is no folder’s name.`, remedy);
      }
    }
    grants.set(key, folders);
  }
  return grants;
}

/** The collections that a guild's managers can choose from; undefined: any. */
export function findGranted(grants: CollectionGrants | undefined, guildId: string | undefined): Scope {
  if (grants === undefined) return undefined;
  return grants.get(guildId ?? 'dm') ?? grants.get('*') ?? [];
}

/** What a place answers from: the channel's choice, else the guild's, never more than was granted. */
export function findScope(
  grants: CollectionGrants | undefined,
  settings: GuildSettings | undefined,
  { guildId, channelId, parentChannelId }: Location,
): Scope {
  const granted = findGranted(grants, guildId);
  const ofChannel =
    settings?.channelCollections[channelId] ??
    (parentChannelId === undefined ? undefined : settings?.channelCollections[parentChannelId]);
  const chosen = ofChannel !== undefined && ofChannel.length > 0 ? ofChannel : settings?.collections;
  if (chosen === undefined || chosen.length === 0) return granted;
  return granted === undefined ? chosen : chosen.filter((collection) => granted.includes(collection));
}

export function isInScope(path: string, scope: Scope): boolean {
  return scope === undefined || scope.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}

/** As options of the AnswerService take it. */
export function prefixesOf(scope: Scope): { pathPrefixes?: readonly string[] } {
  return scope === undefined ? {} : { pathPrefixes: scope };
}

/** A citation without the names of files that are outside of a scope and hold the same passage. */
export function withinScope(citation: Citation, scope: Scope): Citation {
  return { ...citation, alsoIn: citation.alsoIn.filter((path) => isInScope(path, scope)) };
}
