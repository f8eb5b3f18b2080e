import { randomBytes } from 'node:crypto';

import { FakeClock } from './clock.js';
import { describeCommand, findCommand, resolveOption } from './commands.js';
import type { OptionValue, Resolved } from './commands.js';
import { findButton, findList } from './components.js';
import { GatewayServer, visibleTo } from './gateway-server.js';
import type { GatewayLog } from './gateway-server.js';
import { FakeInteraction, interactionPayload } from './interactions.js';
import type { Press } from './interactions.js';
import { channelPayload, memberPayload } from './payloads.js';
import type { RateLimitOptions } from './rate-limits.js';
import type { RestError } from './rest-error.js';
import { RestServer } from './rest-server.js';
import type { RestLogEntry } from './rest-server.js';
import { ephemeral, findPings, World } from './world.js';
import type { FakeChannel, FakeGuild, FakeMessage, FakeUser } from './world.js';

export const manageGuild = 1n << 5n;

/**
 * Discord as a bot meets it: REST and gateway over real HTTP and WebSocket on loopback. It checks what it is
 * sent against the documented limits and refuses what Discord would refuse. Tests act as its users.
 */
export class FakeDiscord {
  readonly world = new World();
  readonly clock = new FakeClock();
  readonly token = `${randomBytes(18).toString('base64url')}.${randomBytes(4).toString('base64url')}.${randomBytes(27).toString('base64url')}`;
  readonly rest: RestServer;
  readonly gateway: GatewayServer;
  private readonly listeners = new Map<string, ((message: FakeMessage) => void)[]>();

  private constructor(options: FakeDiscordOptions) {
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
      origin: () => this.rest.origin,
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

  /** A user runs a chat command. Registered commands only, with the options that they have. */
  slash(
    press: Press,
    name: string,
    options: Readonly<Record<string, OptionValue>> = {},
    subcommand?: string,
  ): FakeInteraction {
    const { leaves, build } = describeCommand(this.world, press.channel, name, subcommand);
    const resolved: Resolved = {};
    const upload = (bytes: Uint8Array, filename: string) => {
      const id = this.world.nextId();
      this.rest.uploads.set(id, bytes);
      return this.rest.attachment({ id, filename, bytes });
    };
    const values = Object.entries(options).map(([key, value]) => {
      const leaf = leaves.find((each) => each.name === key);
      if (leaf === undefined) throw new Error(`/${name} has no option ${key}.`);
      if (typeof value === 'string' && value.length > (leaf.max_length ?? 6_000))
        throw new Error(`${key} is too long.`);
      return { name: key, type: leaf.type, value: resolveOption(this.world, value, resolved, upload) };
    });
    for (const leaf of leaves) {
      if (leaf.required === true && !(leaf.name in options)) throw new Error(`/${name} needs ${leaf.name}.`);
    }
    return this.interact(press, 2, { ...build(values), resolved });
  }

  /** A user types into an option. */
  async autocomplete(press: Press, name: string, option: string, typed: string, subcommand?: string) {
    const { leaves, build } = describeCommand(this.world, press.channel, name, subcommand);
    const leaf = leaves.find((each) => each.name === option);
    if (leaf?.autocomplete !== true) throw new Error(`${option} has no autocomplete.`);
    const data = build([{ name: option, type: leaf.type, value: typed, focused: true }]);
    const interaction = await this.interact(press, 4, data).until(({ choices }) => choices !== undefined);
    return interaction.choices ?? [];
  }

  /** A user chooses a command from the menu of a message. */
  messageMenu(press: Press, name: string, target: FakeMessage): FakeInteraction {
    const command = findCommand(this.world, press.channel, name, 3);
    const messages = { [target.id]: this.rest.payload(target) };
    return this.interact(press, 2, {
      id: command.id,
      name,
      type: 3,
      target_id: target.id,
      resolved: { messages },
    });
  }

  /** A user presses the button of a message whose label or emoji, or custom id part, is `which`. */
  pressButton(press: Press, message: FakeMessage, which: string): FakeInteraction {
    const button = findButton(message, which);
    if ((message.flags & ephemeral) !== 0 && !this.maySee(press.user, message)) {
      throw new Error('Nobody else sees an ephemeral message; forge the press instead.');
    }
    return this.forgeButton(press, message, button.custom_id);
  }

  /** Sends a press whatever the message shows, as a modified client can. */
  forgeButton(press: Press, message: FakeMessage, customId: string): FakeInteraction {
    return this.interact(press, 3, { custom_id: customId, component_type: 2 }, message);
  }

  chooseFrom(
    press: Press,
    message: FakeMessage,
    customIdPart: string,
    values: readonly string[],
  ): FakeInteraction {
    const list = findList(message, customIdPart, values);
    return this.forgeChoice(press, message, list.custom_id, list.type, values);
  }

  forgeChoice(
    press: Press,
    message: FakeMessage,
    customId: string,
    type: 3 | 8,
    values: readonly string[],
  ): FakeInteraction {
    const channels = Object.fromEntries(
      values.flatMap((id) => {
        const channel = this.world.channels.get(id);
        return channel === undefined ? [] : [[id, channelPayload(this.world, channel)]];
      }),
    );
    return this.interact(
      press,
      3,
      {
        custom_id: customId,
        component_type: type,
        values,
        ...(type === 8 ? { resolved: { channels } } : {}),
      },
      message,
    );
  }

  /** A user fills in a form that an interaction opened. */
  submitForm(
    press: Press,
    opened: FakeInteraction,
    values: Readonly<Record<string, string>>,
  ): FakeInteraction {
    const form = opened.modal;
    if (form === undefined) throw new Error('No form was opened.');
    const components = form.components.map(({ component }, index) => {
      const value = values[component.custom_id] ?? '';
      if (component.required !== false && value === '')
        throw new Error(`${component.custom_id} is required.`);
      if (value.length > (component.max_length ?? 4_000))
        throw new Error(`${component.custom_id} is too long.`);
      return {
        type: 18,
        id: index * 2 + 1,
        component: { type: 4, id: index * 2 + 2, custom_id: component.custom_id, value },
      };
    });
    return this.interact(press, 5, { custom_id: form.custom_id, components }, opened.source);
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

  private maySee(user: FakeUser, message: FakeMessage): boolean {
    return [...this.rest.interactions.values()].some(
      (each) =>
        each.user.id === user.id &&
        (each.message?.id === message.id || each.followUps.some(({ id }) => id === message.id)),
    );
  }

  private interact(press: Press, type: number, data: object, source?: FakeMessage): FakeInteraction {
    const { user, channel } = press;
    const token = randomBytes(60).toString('base64url');
    const id = this.world.nextId();
    const interaction = new FakeInteraction(id, token, user, channel, source, this.clock.nowMs());
    this.rest.interactions.set(token, interaction);
    const payload = {
      ...interactionPayload(this.world, press),
      id,
      type,
      token,
      data,
      ...(source === undefined ? {} : { message: this.rest.payload(source) }),
    };
    this.gateway.dispatch('INTERACTION_CREATE', channel.guildId, () => payload);
    return interaction;
  }
}

export interface FakeDiscordOptions {
  readonly shards?: number;
  readonly heartbeatIntervalMs?: number;
  readonly allowsPrivilegedIntents?: boolean;
  readonly rateLimits?: RateLimitOptions;
}
