import { channelPayload } from './payloads.js';
import { parseBody } from './read-request.js';
import { refusals } from './rest-error.js';
import { commandsPayload } from './command-schemas.js';
import type { FakeChannel, RegisteredCommand, World } from './world.js';

/** An option that takes a value. */
interface LeafOption {
  readonly name: string;
  readonly type: number;
  readonly required?: boolean;
  readonly max_length?: number;
  readonly autocomplete?: boolean;
}

export interface CommandDescription {
  readonly leaves: readonly LeafOption[];
  /** The data of an interaction with these values. */
  readonly build: (values: readonly unknown[]) => object;
}

/** Puts commands in the place of all that were registered there: a guild’s id, or `global`. */
export function registerCommands(world: World, place: string, json: unknown): RegisteredCommand[] {
  if (place !== 'global' && !world.guilds.has(place)) throw refusals.missingAccess();
  const commands = parseBody(commandsPayload, json).map((command) => ({
    ...command,
    id: world.nextId(),
    application_id: world.applicationId,
    ...(place === 'global' ? {} : { guild_id: place }),
    version: world.nextId(),
    default_member_permissions: command.default_member_permissions ?? null,
    nsfw: false,
    ...(place === 'global' ? { dm_permission: true } : {}),
    ...('description' in command ? {} : { description: '' }),
  }));
  world.commands.set(place, commands);
  return commands;
}

/** A registered command as a user finds it in a channel. */
export function findCommand(
  world: World,
  channel: FakeChannel,
  name: string,
  type: number,
): RegisteredCommand {
  const registered = [
    ...(world.commands.get('global') ?? []),
    ...(world.commands.get(channel.guildId ?? '') ?? []),
  ].find((command) => command.name === name && command.type === type);
  if (registered === undefined) throw new Error(`No command ${name} is registered here.`);
  const context = channel.guildId === undefined ? 1 : 0;
  if (!(registered.contexts ?? [0, 1]).includes(context)) throw new Error(`${name} is not offered here.`);
  // Members without a command's permission do not see it; a modified client sends it all the same.
  return registered;
}

export function describeCommand(
  world: World,
  channel: FakeChannel,
  name: string,
  subcommand: string | undefined,
): CommandDescription {
  const command = findCommand(world, channel, name, 1);
  const options = 'options' in command ? (command.options ?? []) : [];
  const chosen = options.find((each) => each.type === 1 && each.name === subcommand);
  if (subcommand !== undefined && chosen === undefined) throw new Error(`/${name} has no ${subcommand}.`);
  const leaves = chosen !== undefined && 'options' in chosen ? (chosen.options ?? []) : options;
  return {
    leaves,
    build: (values) => ({
      id: command.id,
      name,
      type: 1,
      options: subcommand === undefined ? values : [{ name: subcommand, type: 1, options: values }],
    }),
  };
}

export type OptionValue =
  | string
  | boolean
  | number
  | { readonly filename: string; readonly bytes: Uint8Array; readonly url?: string; readonly size?: number }
  | FakeChannel;

/** What a command's data holds beside the options: the objects that their values name. */
export type Resolved = Record<string, Record<string, unknown>>;

/** The value of an option as Discord sends it; an object goes into `resolved`. */
export function resolveOption(
  world: World,
  value: OptionValue,
  resolved: Resolved,
  upload: (bytes: Uint8Array, filename: string) => { id: string; url: string; size: number },
): string | boolean | number {
  if (typeof value !== 'object') return value;
  if ('messages' in value) {
    resolved.channels = { ...resolved.channels, [value.id]: channelPayload(world, value) };
    return value.id;
  }
  const attachment = upload(value.bytes, value.filename);
  resolved.attachments = {
    ...resolved.attachments,
    [attachment.id]: {
      ...attachment,
      url: value.url ?? attachment.url,
      size: value.size ?? attachment.size,
    },
  };
  return attachment.id;
}
