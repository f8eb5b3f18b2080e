import { z } from 'zod';

import type { ChannelEndpoints } from './channel-endpoints.js';
import { registerCommands } from './commands.js';
import type { InteractionEndpoints } from './interaction-endpoints.js';
import { applicationPayload, channelPayload, messagePayloadOf } from './payloads.js';
import { parseBody } from './read-request.js';
import type { RequestBody } from './read-request.js';
import { refusals } from './rest-error.js';
import type { FakeChannel, FakeMessage, World } from './world.js';

export interface Route {
  readonly method: string;
  /** As Discord's OpenAPI description writes it. */
  readonly path: string;
  /** Of the answer when nothing is wrong. */
  readonly status: 200 | 201 | 204;
  /** Endpoints of interactions ask for no token of the bot, and are not bound to its global limit. */
  readonly isOfInteraction: boolean;
  /** Whether Discord counts its requests in a bucket. */
  readonly hasBucket: boolean;
  /** @returns the body; undefined for none */
  readonly handle: (parameters: readonly string[], body: RequestBody, query: URLSearchParams) => unknown;
}

export interface RoutesOptions {
  readonly world: World;
  readonly channels: ChannelEndpoints;
  readonly interactions: InteractionEndpoints;
  readonly shards: number;
  readonly origin: () => string;
  /** Where the bot believes Discord to be. */
  readonly publicOrigin: () => string;
  readonly dispatch: (event: string, channel: FakeChannel, data: Record<string, unknown>) => void;
}

const guildsQuery = z.object({
  after: z.string().regex(/^\d+$/).default('0'),
  limit: z.coerce.number().int().min(1).max(200).default(200),
});

/** A page of the guilds that the bot is in, by ascending id. */
function listGuilds(world: World, query: URLSearchParams): unknown {
  const { after, limit } = parseBody(guildsQuery, Object.fromEntries(query));
  return [...world.guilds.values()]
    .sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1))
    .filter(({ id }) => BigInt(id) > BigInt(after))
    .slice(0, limit)
    .map(({ id, name }) => ({
      id,
      name,
      icon: null,
      banner: null,
      owner: false,
      permissions: '0',
      features: [],
    }));
}

/** The part of REST v10 that bots of this kind use. */
export function createRoutes(options: RoutesOptions): Route[] {
  const { world, channels, interactions } = options;
  const show = (message: FakeMessage) => messagePayloadOf(world, message, options.origin());
  const route = (
    method: string,
    path: string,
    handle: Route['handle'],
    status: Route['status'] = 200,
  ): Route => ({
    method,
    path,
    status,
    isOfInteraction: path.startsWith('/interactions/') || path.startsWith('/webhooks/'),
    hasBucket: !path.startsWith('/interactions/'),
    handle,
  });
  return [
    route('GET', '/gateway/bot', () => ({
      url: `${options.publicOrigin().replace('http', 'ws')}/gateway/`,
      shards: options.shards,
      session_start_limit: { total: 1_000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
    })),
    route('GET', '/applications/@me', () => applicationPayload(world)),
    route('GET', '/users/@me/guilds', (_parameters, _body, query) => listGuilds(world, query)),
    route('GET', '/applications/{application_id}/commands', () => world.commands.get('global') ?? []),
    route('PUT', '/applications/{application_id}/commands', (_, { json }) =>
      registerCommands(world, 'global', json),
    ),
    route('GET', '/applications/{application_id}/guilds/{guild_id}/commands', ([, guildId = '']) => {
      if (!world.guilds.has(guildId)) throw refusals.missingAccess();
      return world.commands.get(guildId) ?? [];
    }),
    route('PUT', '/applications/{application_id}/guilds/{guild_id}/commands', ([, guildId = ''], { json }) =>
      registerCommands(world, guildId, json),
    ),
    route(
      'POST',
      '/interactions/{interaction_id}/{interaction_token}/callback',
      ([id = '', token = ''], body) => {
        interactions.respond(id, token, body);
      },
      204,
    ),
    route('POST', '/webhooks/{webhook_id}/{webhook_token}', ([, token = ''], body) =>
      show(interactions.followUp(token, body)),
    ),
    route('GET', '/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}', ([, token = '', id = '']) =>
      show(interactions.find(token, id)),
    ),
    route(
      'PATCH',
      '/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}',
      ([, token = '', id = ''], body) => show(interactions.edit(token, id, body)),
    ),
    route(
      'POST',
      '/channels/{channel_id}/typing',
      ([id = '']) => {
        channels.checkMaySend(channels.find(id));
      },
      204,
    ),
    route('GET', '/channels/{channel_id}', ([id = '']) => channelPayload(world, channels.find(id))),
    route('POST', '/channels/{channel_id}/messages', ([id = ''], body) => {
      const channel = channels.find(id);
      const sent = show(channels.createMessage(channel, body));
      options.dispatch('MESSAGE_CREATE', channel, sent);
      return sent;
    }),
    route('GET', '/channels/{channel_id}/messages/{message_id}', ([id = '', messageId = '']) =>
      show(channels.readMessage(channels.find(id), messageId)),
    ),
    route(
      'POST',
      '/channels/{channel_id}/messages/{message_id}/threads',
      ([id = '', messageId = ''], { json }) => {
        const thread = channels.startThread(channels.find(id), messageId, json);
        const payload = channelPayload(world, thread);
        options.dispatch('THREAD_CREATE', thread, { ...payload, newly_created: true });
        return payload;
      },
      201,
    ),
    route('POST', '/users/@me/channels', (_, { json }) =>
      channelPayload(world, channels.openDirectChannel(json)),
    ),
  ];
}
