import { randomBytes } from 'node:crypto';

import { FakeClock } from './clock.js';
import { GatewayServer, visibleTo } from './gateway-server.js';
import type { GatewayLog } from './gateway-server.js';
import { InteractingUsers } from './interacting-users.js';
import { channelPayload, memberPayload } from './payloads.js';
import type { RateLimitOptions } from './rate-limits.js';
import type { RestError } from './rest-error.js';
import { RestServer } from './rest-server.js';
import type { RestLogEntry } from './rest-server.js';
import { findPings, World } from './world.js';
import type { FakeChannel, FakeGuild, FakeMessage, FakeUser } from './world.js';

export const manageGuild = 1n << 5n;

/**
 * Discord as a bot meets it: REST and gateway over real HTTP and WebSocket on loopback. It checks what it is
 * sent against the documented limits and refuses what Discord would refuse. Tests act as its users.
 */
export class FakeDiscord extends InteractingUsers {
  readonly world = new World();
  readonly clock = new FakeClock();
  readonly token = `${randomBytes(18).toString('base64url')}.${randomBytes(4).toString('base64url')}.${randomBytes(27).toString('base64url')}`;
  readonly rest: RestServer;
  readonly gateway: GatewayServer;
  private readonly listeners = new Map<string, ((message: FakeMessage) => void)[]>();

  private constructor(options: FakeDiscordOptions) {
    super();
    this.rest = new RestServer(this.world, {
      token: this.token,
      shards: options.shards ?? 1,
      clock: this.clock,
      rateLimits: options.rateLimits ?? {},
      dispatch: (event, channel, data) => {
        this.gateway.dispatch(event, channel.guildId, () => data);
        const message = this.world.channel(channel.id).messages.get(String(data.id));
        if (event !== 'MESSAGE_CREATE' || message === undefined) return;
        const listeners = this.listeners.get(channel.id) ?? [];
        this.listeners.delete(channel.id);
        for (const listen of listeners) listen(message);
      },
    });
    this.gateway = new GatewayServer(this.rest.http, this.world, {
      token: this.token,
      heartbeatIntervalMs: options.heartbeatIntervalMs ?? 30_000,
      allowsPrivilegedIntents: options.allowsPrivilegedIntents ?? false,
      origin: () => this.rest.publicOrigin ?? this.rest.origin,
    });
  }

  static async start(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
    const discord = new FakeDiscord(options);
    await new Promise<void>((resolve) => discord.rest.http.listen(0, '127.0.0.1', resolve));
    return discord;
  }

  async stop(): Promise<void> {
    this.gateway.close();
    this.rest.http.closeAllConnections();
    await new Promise((resolve) => this.rest.http.close(resolve));
  }

  /** For DISCORD_API_URL. */
  get apiUrl(): string {
    return `${this.rest.origin}/api`;
  }

  get gatewayLog(): GatewayLog {
    return this.gateway.log;
  }

  /** Requests that Discord refused as malformed: there must be none. */
  get malformed(): RestLogEntry[] {
    return this.rest.log.filter(({ code }) => code === 50_035 || code === 50_006 || code === 40_005);
  }

  addUser(name: string): FakeUser {
    return this.world.addUser(name);
  }

  addGuild(name: string): FakeGuild {
    return this.world.addGuild(name);
  }

  addTextChannel(guild: FakeGuild, name: string): FakeChannel {
    return this.world.addChannel({ guildId: guild.id, type: 0, name });
  }

  /** Tells a bot that is connected already of a new channel. */
  announce(channel: FakeChannel): void {
    this.gateway.dispatch('CHANNEL_CREATE', channel.guildId, () => channelPayload(this.world, channel));
  }

  directChannel(user: FakeUser): FakeChannel {
    return this.world.findDirectChannel(user.id);
  }

  failNext(method: string, path: RegExp, error: RestError, times = 1): void {
    this.rest.failures.push({ method, path, error, times });
  }

  /** A user writes a message. */
  post(
    user: FakeUser,
    channel: FakeChannel,
    content: string,
    options: { replyTo?: FakeMessage; withoutPing?: boolean } = {},
  ): FakeMessage {
    const repliedTo = options.withoutPing === true ? undefined : options.replyTo?.author.id;
    const message: FakeMessage = {
      id: this.world.nextId(),
      channelId: channel.id,
      author: user,
      content,
      embeds: [],
      components: [],
      attachments: [],
      flags: 0,
      referenceId: options.replyTo?.id,
      pings: findPings(content, undefined, repliedTo),
      threadId: undefined,
      type: options.replyTo === undefined ? 0 : 19,
      webhookId: undefined,
      editedAtMs: undefined,
    };
    channel.messages.set(message.id, message);
    const payload = {
      ...this.rest.payload(message),
      ...(channel.guildId === undefined ? {} : { member: memberPayload() }),
      channel_type: channel.type,
    };
    this.gateway.dispatch('MESSAGE_CREATE', channel.guildId, (intents) =>
      visibleTo(this.world, intents, payload),
    );
    return message;
  }

  /** The next message of the bot in a channel. */
  nextMessage(channel: FakeChannel, timeoutMs = 5_000): Promise<FakeMessage> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`The bot wrote nothing in ${timeoutMs} ms.`));
      }, timeoutMs);
      const listeners = this.listeners.get(channel.id) ?? [];
      listeners.push((message) => {
        clearTimeout(timer);
        resolve(message);
      });
      this.listeners.set(channel.id, listeners);
    });
  }

  deleteMessage(message: FakeMessage): void {
    const channel = this.world.channel(message.channelId);
    channel.messages.delete(message.id);
    this.gateway.dispatch('MESSAGE_DELETE', channel.guildId, () => ({
      id: message.id,
      channel_id: channel.id,
      guild_id: channel.guildId,
    }));
  }

  /** Denies the bot permissions in a channel, and tells it so. */
  deny(channel: FakeChannel, permissions: bigint): void {
    channel.deniedToBot |= permissions;
    this.gateway.dispatch('CHANNEL_UPDATE', channel.guildId, () => channelPayload(this.world, channel));
  }
}

export interface FakeDiscordOptions {
  readonly shards?: number;
  readonly heartbeatIntervalMs?: number;
  readonly allowsPrivilegedIntents?: boolean;
  readonly rateLimits?: RateLimitOptions;
}
