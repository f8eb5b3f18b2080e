import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

import { z } from 'zod';

import type { FakeInteraction } from './interactions.js';
import { attachmentPayload, channelPayload, messagePayloadOf, userPayload } from './payloads.js';
import { parseBody, readBody } from './read-request.js';
import type { RequestBody } from './read-request.js';
import { refusals, RestError } from './rest-error.js';
import { choicesPayload, commandsPayload, messagePayload, modalPayload } from './schemas.js';
import type { MessagePayload } from './schemas.js';
import { ephemeral, findPings, loading } from './world.js';
import type { FakeChannel, FakeMessage, World } from './world.js';

const viewChannel = 1n << 10n;
const sendMessages = 1n << 11n;
const attachFiles = 1n << 15n;
const readHistory = 1n << 16n;
const createThreads = 1n << 35n;
const sendInThreads = 1n << 38n;

/** Discord waits this long for the first response. */
const acknowledgeWithinMs = 3_000;

const guildsQuery = z.object({
  after: z.string().regex(/^\d+$/).default('0'),
  limit: z.coerce.number().int().min(1).max(200).default(200),
});

/** One request as it was answered. */
export interface RestLogEntry {
  /** On the clock of `performance.now()`. */
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly code: number | undefined;
  /** What was wrong with it, where it was refused as malformed. */
  readonly errors: unknown;
}

/** A failure to answer the next fitting requests with. */
export interface PlannedFailure {
  readonly method: string;
  readonly path: RegExp;
  readonly error: RestError;
  times: number;
}

export interface RestOptions {
  readonly token: string;
  readonly shards: number;
  readonly dispatch: (event: string, channel: FakeChannel, data: Record<string, unknown>) => void;
}

type Handler = (parameters: readonly string[], body: RequestBody, query: URLSearchParams) => unknown;

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly needsToken: boolean;
  readonly handle: Handler;
}

const responseBody = z.object({ type: z.int(), data: z.unknown().optional() });
const threadBody = z.object({
  name: z.string().min(1).max(100),
  auto_archive_duration: z
    .union([z.literal(60), z.literal(1_440), z.literal(4_320), z.literal(10_080)])
    .optional(),
});

/** The part of REST v10 that bots of this kind use, over real HTTP. */
export class RestServer {
  readonly http: Server;
  readonly log: RestLogEntry[] = [];
  readonly interactions = new Map<string, FakeInteraction>();
  readonly failures: PlannedFailure[] = [];
  /** Messages of interactions that only their user sees, and those being thought about. */
  readonly interactionMessages = new Map<string, FakeMessage>();
  readonly uploads = new Map<string, Uint8Array>();
  /** Where the bot believes Discord to be, when something stands in between. */
  publicOrigin: string | undefined;
  private readonly routes: readonly Route[];

  constructor(
    private readonly world: World,
    private readonly options: RestOptions,
  ) {
    this.http = createServer((request, response) => {
      void this.answer(request, response);
    });
    this.routes = this.createRoutes();
  }

  get origin(): string {
    const address = this.http.address();
    if (address === null || typeof address === 'string') throw new Error('The server is not listening.');
    return `http://127.0.0.1:${address.port}`;
  }

  private createRoutes(): Route[] {
    const { world } = this;
    const route = (method: string, path: string, handle: Handler, needsToken = true): Route => ({
      method,
      path: new RegExp(`^${path.replaceAll('*', '([^/]+)')}$`),
      needsToken,
      handle,
    });
    return [
      route('GET', '/gateway/bot', () => ({
        url: `${(this.publicOrigin ?? this.origin).replace('http', 'ws')}/gateway/`,
        shards: this.options.shards,
        session_start_limit: { total: 1_000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
      })),
      route('GET', '/applications/@me', () => ({
        id: world.applicationId,
        name: 'isnad',
        bot: userPayload(world.bot),
      })),
      route('GET', '/users/@me/guilds', (_parameters, _body, query) => {
        const { after, limit } = parseBody(guildsQuery, Object.fromEntries(query));
        const guilds = [...world.guilds.values()].sort((one, other) =>
          BigInt(one.id) < BigInt(other.id) ? -1 : 1,
        );
        return guilds
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
      }),
      route('GET', '/applications/*/commands', () => world.commands.get('global') ?? []),
      route('PUT', '/applications/*/commands', (_, { json }) => this.registerCommands('global', json)),
      route('GET', '/applications/*/guilds/*/commands', ([, guildId = '']) => {
        if (!world.guilds.has(guildId)) throw refusals.missingAccess();
        return world.commands.get(guildId) ?? [];
      }),
      route('PUT', '/applications/*/guilds/*/commands', ([, guildId = ''], { json }) =>
        this.registerCommands(guildId, json),
      ),
      route(
        'POST',
        '/interactions/*/*/callback',
        ([id = '', token = ''], body) => this.respond(id, token, body),
        false,
      ),
      route('POST', '/webhooks/*/*', ([, token = ''], body) => this.followUp(token, body), false),
      route(
        'GET',
        '/webhooks/*/*/messages/*',
        ([, token = '', id = '']) => this.payload(this.ofInteraction(token, id)),
        false,
      ),
      route(
        'PATCH',
        '/webhooks/*/*/messages/*',
        ([, token = '', id = ''], body) => this.editAnswer(token, id, body),
        false,
      ),
      route('POST', '/channels/*/typing', ([id = '']) => {
        this.checkMaySend(this.channel(id));
        return undefined;
      }),
      route('GET', '/channels/*', ([id = '']) => channelPayload(world, this.channel(id))),
      route('POST', '/channels/*/messages', ([id = ''], body) => this.createMessage(this.channel(id), body)),
      route('GET', '/channels/*/messages/*', ([id = '', messageId = '']) => {
        const channel = this.channel(id);
        if (!world.botMay(channel, readHistory)) throw refusals.missingAccess();
        return this.payload(this.message(channel, messageId));
      }),
      route('POST', '/channels/*/messages/*/threads', ([id = '', messageId = ''], { json }) =>
        this.startThread(this.channel(id), messageId, json),
      ),
      route('POST', '/users/@me/channels', (_, { json }) => {
        const { recipient_id } = parseBody(z.object({ recipient_id: z.string() }), json);
        if (!world.users.has(recipient_id)) throw refusals.cannotMessageUser();
        return channelPayload(world, world.findDirectChannel(recipient_id));
      }),
    ];
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path.startsWith('/attachments/')) {
      const bytes = this.uploads.get(path.slice('/attachments/'.length));
      response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
      return;
    }
    const atMs = performance.now();
    const apiPath = path.replace(/^\/api\/v10/, '');
    try {
      const body = await readBody(request);
      const result = this.dispatchRequest(request, method, apiPath, body);
      const status = result === undefined ? 204 : 200;
      this.log.push({ atMs, method, path: apiPath, status, code: undefined, errors: undefined });
      if (result === undefined) response.writeHead(204, bucketHeaders).end();
      else {
        response.writeHead(200, { 'content-type': 'application/json', ...bucketHeaders });
        response.end(JSON.stringify(result));
      }
    } catch (error) {
      const refusal = error instanceof RestError ? error : new RestError(500, 0, String(error));
      const { status, code, message, errors, headers } = refusal;
      this.log.push({ atMs, method, path: apiPath, status, code, errors });
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      const retryAfter = headers['retry-after'];
      response.end(
        JSON.stringify({
          message,
          code,
          errors,
          ...(retryAfter === undefined
            ? {}
            : { retry_after: Number(retryAfter), global: headers['x-ratelimit-global'] === 'true' }),
        }),
      );
    }
  }

  private dispatchRequest(
    request: IncomingMessage,
    method: string,
    path: string,
    body: RequestBody,
  ): unknown {
    const planned = this.failures.find(
      (failure) => failure.times > 0 && failure.method === method && failure.path.test(path),
    );
    if (planned !== undefined) {
      planned.times--;
      throw planned.error;
    }
    for (const { method: routeMethod, path: pattern, needsToken, handle } of this.routes) {
      const match = routeMethod === method ? pattern.exec(path) : null;
      if (match === null) continue;
      if (needsToken && request.headers.authorization !== `Bot ${this.options.token}`)
        throw refusals.unauthorized();
      const query = new URL(request.url ?? '/', this.origin).searchParams;
      return handle(match.slice(1).map(decodeURIComponent), body, query);
    }
    throw refusals.notFound();
  }

  private registerCommands(place: string, json: unknown): unknown {
    if (place !== 'global' && !this.world.guilds.has(place)) throw refusals.missingAccess();
    const commands = parseBody(commandsPayload, json).map((command) => ({
      ...command,
      id: this.world.nextId(),
      application_id: this.world.applicationId,
      version: this.world.nextId(),
      default_member_permissions: command.default_member_permissions ?? null,
      nsfw: false,
      dm_permission: true,
      ...('description' in command ? {} : { description: '' }),
    }));
    this.world.commands.set(place, commands);
    return commands;
  }

  private respond(id: string, token: string, { json, files }: RequestBody): unknown {
    const interaction = this.interactions.get(token);
    if (interaction?.id !== id) throw refusals.unknownInteraction();
    const afterMs = performance.now() - interaction.createdAtMs;
    if (afterMs > acknowledgeWithinMs) throw refusals.unknownInteraction();
    if (interaction.callbackType !== undefined) throw refusals.alreadyAcknowledged();
    const { type, data } = parseBody(responseBody, json);
    if (type === 4 || type === 5) {
      const payload = parseBody(messagePayload, data ?? {});
      interaction.message = this.addInteractionMessage(interaction, payload, files, type === 5);
      if (type === 4) this.checkNotEmpty(interaction.message);
    } else if (type === 6 || type === 7) {
      if (interaction.source === undefined)
        throw refusals.invalidForm([{ path: 'type', message: 'No message to update.' }]);
      interaction.message = interaction.source;
      if (type === 7) this.applyEdit(interaction.source, parseBody(messagePayload, data ?? {}), files);
    } else if (type === 8) interaction.choices = parseBody(choicesPayload, data).choices;
    else if (type === 9) interaction.modal = parseBody(modalPayload, data);
    else throw refusals.invalidForm([{ path: 'type', message: 'Unknown type of response.' }]);
    interaction.callbackType = type;
    interaction.acknowledgedAfterMs = afterMs;
    interaction.writes++;
    interaction.changed();
    return undefined;
  }

  private addInteractionMessage(
    interaction: FakeInteraction,
    payload: MessagePayload,
    files: RequestBody['files'],
    isDeferred: boolean,
  ): FakeMessage {
    const flags = ((payload.flags ?? 0) & ephemeral) | (isDeferred ? loading : 0);
    const message = this.buildMessage(interaction.channel, payload, files, flags, undefined);
    this.interactionMessages.set(message.id, message);
    if ((flags & ephemeral) === 0) interaction.channel.messages.set(message.id, message);
    return message;
  }

  private ofInteraction(token: string, id: string): FakeMessage {
    const interaction = this.interactions.get(token);
    if (interaction?.callbackType === undefined) throw refusals.unknownWebhook();
    const message =
      id === '@original' ? interaction.message : interaction.followUps.find((followUp) => followUp.id === id);
    const isDeleted =
      message !== undefined &&
      (message.flags & ephemeral) === 0 &&
      !interaction.channel.messages.has(message.id);
    if (message === undefined || isDeleted) throw refusals.unknownMessage();
    return message;
  }

  private editAnswer(token: string, id: string, { json, files }: RequestBody): unknown {
    const message = this.ofInteraction(token, id);
    this.applyEdit(message, parseBody(messagePayload, json), files);
    const interaction = this.interactions.get(token);
    if (interaction !== undefined) {
      interaction.writes++;
      interaction.changed();
    }
    return this.payload(message);
  }

  private followUp(token: string, { json, files }: RequestBody): unknown {
    const interaction = this.interactions.get(token);
    if (interaction?.callbackType === undefined) throw refusals.unknownWebhook();
    const payload = parseBody(messagePayload, json);
    // The first follow-up of a deferred response takes its place.
    const message = this.buildMessage(
      interaction.channel,
      payload,
      files,
      (payload.flags ?? 0) & ephemeral,
      undefined,
    );
    this.checkNotEmpty(message);
    if ((message.flags & ephemeral) === 0) interaction.channel.messages.set(message.id, message);
    this.interactionMessages.set(message.id, message);
    interaction.followUps.push(message);
    interaction.changed();
    return this.payload(message);
  }

  private createMessage(channel: FakeChannel, { json, files }: RequestBody): unknown {
    this.checkMaySend(channel);
    if (files.length > 0 && !this.world.botMay(channel, attachFiles)) throw refusals.missingPermissions();
    const payload = parseBody(messagePayload, json);
    const reference = payload.message_reference;
    let referenceId: string | undefined;
    if (reference !== undefined && reference !== null) {
      if (!this.world.botMay(channel, readHistory)) throw refusals.missingPermissions();
      if (channel.messages.has(reference.message_id)) referenceId = reference.message_id;
      else if (reference.fail_if_not_exists !== false) {
        throw refusals.invalidForm([{ path: 'message_reference', message: 'Unknown message' }]);
      }
    }
    const message = this.buildMessage(channel, payload, files, payload.flags ?? 0, referenceId);
    this.checkNotEmpty(message);
    channel.messages.set(message.id, message);
    const sent = this.payload(message);
    this.options.dispatch('MESSAGE_CREATE', channel, sent);
    return sent;
  }

  private buildMessage(
    channel: FakeChannel,
    payload: MessagePayload,
    files: RequestBody['files'],
    flags: number,
    referenceId: string | undefined,
  ): FakeMessage {
    const repliedTo = referenceId === undefined ? undefined : channel.messages.get(referenceId)?.author.id;
    return {
      id: this.world.nextId(),
      channelId: channel.id,
      author: this.world.bot,
      content: payload.content ?? '',
      embeds: payload.embeds ?? [],
      components: payload.components ?? [],
      attachments: this.keepFiles(files),
      flags,
      referenceId,
      pings: findPings(payload.content ?? '', payload.allowed_mentions, repliedTo),
      threadId: undefined,
      type: referenceId === undefined ? 0 : 19,
      webhookId: undefined,
    };
  }

  private applyEdit(message: FakeMessage, payload: MessagePayload, files: RequestBody['files']): void {
    if (payload.content !== undefined) message.content = payload.content ?? '';
    if (payload.embeds !== undefined) message.embeds = payload.embeds ?? [];
    if (payload.components !== undefined) message.components = payload.components ?? [];
    const kept = payload.attachments?.map(({ id }) => String(id));
    if (kept !== undefined) message.attachments = message.attachments.filter(({ id }) => kept.includes(id));
    message.attachments = [...message.attachments, ...this.keepFiles(files)];
    message.flags &= ~loading;
    this.checkNotEmpty(message);
  }

  private keepFiles(files: RequestBody['files']): FakeMessage['attachments'] {
    return files.map(({ filename, bytes }) => {
      const id = this.world.nextId();
      this.uploads.set(id, bytes);
      return { id, filename, bytes };
    });
  }

  private checkNotEmpty({ content, embeds, attachments, components }: FakeMessage): void {
    const isEmpty = content.trim() === '' && embeds.length + attachments.length + components.length === 0;
    if (isEmpty) throw refusals.emptyMessage();
  }

  private startThread(channel: FakeChannel, messageId: string, json: unknown): unknown {
    const { name } = parseBody(threadBody, json);
    if (!this.world.botMay(channel, viewChannel)) throw refusals.missingAccess();
    if (!this.world.botMay(channel, createThreads)) throw refusals.missingPermissions();
    const message = this.message(channel, messageId);
    if (message.threadId !== undefined) throw refusals.threadExists();
    message.threadId = message.id;
    const thread = this.world.addChannel({
      id: message.id,
      guildId: channel.guildId,
      parentId: channel.id,
      ownerId: this.world.bot.id,
      type: 11,
      name,
    });
    const payload = channelPayload(this.world, thread);
    this.options.dispatch('THREAD_CREATE', thread, { ...payload, newly_created: true });
    return payload;
  }

  private checkMaySend(channel: FakeChannel): void {
    if (!this.world.botMay(channel, viewChannel)) throw refusals.missingAccess();
    const needed = channel.type === 11 ? sendInThreads : sendMessages;
    if (!this.world.botMay(channel, needed)) throw refusals.missingPermissions();
  }

  private channel(id: string): FakeChannel {
    const channel = this.world.channels.get(id);
    if (channel === undefined) throw refusals.unknownChannel();
    return channel;
  }

  private message(channel: FakeChannel, id: string): FakeMessage {
    const message = channel.messages.get(id);
    if (message === undefined) throw refusals.unknownMessage();
    return message;
  }

  payload(message: FakeMessage): Record<string, unknown> {
    return messagePayloadOf(this.world, message, this.origin);
  }

  attachment(attachment: FakeMessage['attachments'][number]) {
    return attachmentPayload(attachment, this.origin);
  }
}

const bucketHeaders = {
  'x-ratelimit-limit': '1000',
  'x-ratelimit-remaining': '999',
  'x-ratelimit-reset-after': '1',
  'x-ratelimit-bucket': 'fake',
};
