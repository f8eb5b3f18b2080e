import { randomBytes } from 'node:crypto';

import { GatewayServer, visibleTo } from './gateway-server.js';
import type { GatewayLog } from './gateway-server.js';
import { FakeInteraction } from './interactions.js';
import { channelPayload, memberPayload, userPayload } from './payloads.js';
import { RestError } from './rest-error.js';
import { RestServer } from './rest-server.js';
import type { RestLogEntry } from './rest-server.js';
import { ephemeral, findPings, World } from './world.js';
import type { FakeChannel, FakeGuild, FakeMessage, FakeUser } from './world.js';

export const manageGuild = 1n << 5n;

export type OptionValue =
  | string
  | boolean
  | number
  | { readonly filename: string; readonly bytes: Uint8Array; readonly url?: string; readonly size?: number }
  | FakeChannel;

export interface Press {
  readonly user: FakeUser;
  readonly channel: FakeChannel;
  /** Of the member, on Discord’s word. */
  readonly permissions?: bigint;
}

/**
 * Discord as a bot meets it: REST and gateway over real HTTP and WebSocket on loopback. It checks what it is
 * sent against the documented limits and refuses what Discord would refuse. Tests act as its users.
 */
export class FakeDiscord {
  readonly world = new World();
  readonly token = `${randomBytes(18).toString('base64url')}.${randomBytes(4).toString('base64url')}.${randomBytes(27).toString('base64url')}`;
  readonly rest: RestServer;
  readonly gateway: GatewayServer;
  private readonly listeners = new Map<string, ((message: FakeMessage) => void)[]>();

  private constructor(options: FakeDiscordOptions) {
    this.rest = new RestServer(this.world, {
      token: this.token,
      shards: options.shards ?? 1,
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
    const { leaves, build } = this.describeCommand(press, name, subcommand);
    const resolved: Record<string, Record<string, unknown>> = {};
    const values = Object.entries(options).map(([key, value]) => {
      const leaf = leaves.find((each) => each.name === key);
      if (leaf === undefined) throw new Error(`/${name} has no option ${key}.`);
      if (typeof value === 'string' && value.length > (leaf.max_length ?? 6_000))
        throw new Error(`${key} is too long.`);
      return { name: key, type: leaf.type, value: this.resolveOption(value, resolved) };
    });
    for (const leaf of leaves) {
      if (leaf.required === true && !(leaf.name in options)) throw new Error(`/${name} needs ${leaf.name}.`);
    }
    return this.interact(press, 2, { ...build(values), resolved });
  }

  /** A user types into an option. */
  async autocomplete(press: Press, name: string, option: string, typed: string, subcommand?: string) {
    const { leaves, build } = this.describeCommand(press, name, subcommand);
    const leaf = leaves.find((each) => each.name === option);
    if (leaf?.autocomplete !== true) throw new Error(`${option} has no autocomplete.`);
    const data = build([{ name: option, type: leaf.type, value: typed, focused: true }]);
    const interaction = await this.interact(press, 4, data).until(({ choices }) => choices !== undefined);
    return interaction.choices ?? [];
  }

  /** A user chooses a command from the menu of a message. */
  messageMenu(press: Press, name: string, target: FakeMessage): FakeInteraction {
    const command = this.findCommand(press, name, 3);
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
    const button = message.components
      .flatMap((row) => row.components)
      .find(
        (each) =>
          each.type === 2 &&
          (each.label === which ||
            each.emoji?.name === which ||
            (each.custom_id ?? '').includes(`|${which}|`)),
      );
    if (button?.type !== 2 || button.custom_id === undefined) throw new Error(`No button ${which}.`);
    if (button.disabled === true) throw new Error(`Button ${which} is disabled.`);
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
    const list = message.components
      .flatMap((row) => row.components)
      .find((each) => each.type !== 2 && each.custom_id.includes(customIdPart));
    if (list === undefined || list.type === 2) throw new Error(`No list ${customIdPart}.`);
    const { min_values: min = 1, max_values: max = 1 } = list;
    if (values.length < min || values.length > max) throw new Error('Too few or too many values.');
    if (list.type === 3 && !values.every((value) => list.options.some((each) => each.value === value))) {
      throw new Error('A value that is not offered.');
    }
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

  private findCommand({ channel }: Press, name: string, type: number) {
    const registered = [
      ...(this.world.commands.get('global') ?? []),
      ...(this.world.commands.get(channel.guildId ?? '') ?? []),
    ].find((command) => command.name === name && command.type === type);
    if (registered === undefined) throw new Error(`No command ${name} is registered here.`);
    const context = channel.guildId === undefined ? 1 : 0;
    if (!(registered.contexts ?? [0, 1]).includes(context)) throw new Error(`${name} is not offered here.`);
    // Members without a command's permission do not see it; a modified client sends it all the same.
    return registered;
  }

  private describeCommand(press: Press, name: string, subcommand: string | undefined) {
    const command = this.findCommand(press, name, 1);
    const options = 'options' in command ? (command.options ?? []) : [];
    const chosen = options.find((each) => each.type === 1 && each.name === subcommand);
    if (subcommand !== undefined && chosen === undefined) throw new Error(`/${name} has no ${subcommand}.`);
    const leaves = (chosen !== undefined && 'options' in chosen ? (chosen.options ?? []) : options) as {
      name: string;
      type: number;
      required?: boolean;
      max_length?: number;
      autocomplete?: boolean;
    }[];
    const build = (values: readonly unknown[]) => ({
      id: command.id,
      name,
      type: 1,
      options: subcommand === undefined ? values : [{ name: subcommand, type: 1, options: values }],
    });
    return { leaves, build };
  }

  private resolveOption(
    value: OptionValue,
    resolved: Record<string, Record<string, unknown>>,
  ): string | boolean | number {
    if (typeof value !== 'object') return value;
    if ('messages' in value) {
      resolved.channels = { ...resolved.channels, [value.id]: channelPayload(this.world, value) };
      return value.id;
    }
    const id = this.world.nextId();
    this.rest.uploads.set(id, value.bytes);
    const payload = this.rest.attachment({ id, filename: value.filename, bytes: value.bytes });
    resolved.attachments = {
      ...resolved.attachments,
      [id]: { ...payload, url: value.url ?? payload.url, size: value.size ?? payload.size },
    };
    return id;
  }

  private interact(
    { user, channel, permissions = 0n }: Press,
    type: number,
    data: object,
    source?: FakeMessage,
  ): FakeInteraction {
    const interaction = new FakeInteraction(
      this.world.nextId(),
      randomBytes(60).toString('base64url'),
      user,
      channel,
      source,
    );
    this.rest.interactions.set(interaction.token, interaction);
    const guild = channel.guildId === undefined ? undefined : this.world.guilds.get(channel.guildId);
    const payload = {
      id: interaction.id,
      application_id: this.world.applicationId,
      type,
      token: interaction.token,
      version: 1,
      channel_id: channel.id,
      channel: channelPayload(this.world, channel),
      locale: 'en-US',
      entitlements: [],
      app_permissions: (guild?.permissions ?? 0n).toString(),
      attachment_size_limit: 10_485_760,
      authorizing_integration_owners: guild === undefined ? {} : { '0': guild.id },
      context: guild === undefined ? 1 : 0,
      data,
      ...(source === undefined ? {} : { message: this.rest.payload(source) }),
      ...(guild === undefined
        ? { user: userPayload(user) }
        : {
            guild_id: guild.id,
            guild: { id: guild.id, locale: 'en-US', features: [] },
            guild_locale: 'en-US',
            member: { ...memberPayload(guild.permissions | permissions), user: userPayload(user) },
          }),
    };
    this.gateway.dispatch('INTERACTION_CREATE', channel.guildId, () => payload);
    return interaction;
  }
}

export interface FakeDiscordOptions {
  readonly shards?: number;
  readonly heartbeatIntervalMs?: number;
  readonly allowsPrivilegedIntents?: boolean;
}

/** As Discord answers when a bot goes too fast. */
export function tooManyRequests(retryAfterSeconds: number, isGlobal = false): RestError {
  return new RestError(429, 0, 'You are being rate limited.', undefined, {
    'retry-after': String(retryAfterSeconds),
    'x-ratelimit-scope': isGlobal ? 'global' : 'user',
    ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
  });
}
