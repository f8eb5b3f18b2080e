import type { CommandPayload } from './command-schemas.js';
import type { MessagePayload } from './message-schemas.js';

export interface FakeUser {
  readonly id: string;
  readonly username: string;
  readonly isBot: boolean;
}

export interface FakeAttachment {
  readonly id: string;
  readonly filename: string;
  readonly bytes: Uint8Array;
}

export interface FakeMessage {
  readonly id: string;
  readonly channelId: string;
  readonly author: FakeUser;
  content: string;
  embeds: NonNullable<MessagePayload['embeds']>;
  components: NonNullable<MessagePayload['components']>;
  attachments: FakeAttachment[];
  flags: number;
  readonly referenceId: string | undefined;
  /** What this message notified: user ids, role ids, `everyone`. */
  readonly pings: string[];
  threadId: string | undefined;
  readonly type: number;
  readonly webhookId: string | undefined;
  editedAtMs: number | undefined;
}

export interface FakeChannel {
  readonly id: string;
  readonly guildId: string | undefined;
  readonly name: string;
  /** 0 text, 1 direct message, 11 public thread. */
  readonly type: number;
  readonly parentId: string | undefined;
  readonly ownerId: string | undefined;
  readonly recipientId: string | undefined;
  /** Permissions that the bot does not have here. */
  deniedToBot: bigint;
  readonly messages: Map<string, FakeMessage>;
}

export type RegisteredCommand = CommandPayload & { readonly id: string };

export interface FakeGuild {
  readonly id: string;
  readonly name: string;
  /** Of everybody. */
  readonly permissions: bigint;
}

/** Flags of Discord that the fake knows. */
export const ephemeral = 64;
export const loading = 128;

/** What a guild gives everybody: view, send, embed, attach, history, threads. */
export const usualPermissions =
  (1n << 10n) |
  (1n << 11n) |
  (1n << 14n) |
  (1n << 15n) |
  (1n << 16n) |
  (1n << 35n) |
  (1n << 38n) |
  (1n << 31n);

/** Where the time in Discord’s ids begins: 2015. */
const epochMs = 1_420_070_400_000;

/** When what has this id was made. */
export function timeOf(id: string): number {
  return Number(BigInt(id) >> 22n) + epochMs;
}

/** Everything that the fake remembers. */
export class World {
  readonly applicationId: string;
  readonly bot: FakeUser;
  /** Of the application and of every guild. */
  readonly owner: FakeUser;
  readonly users = new Map<string, FakeUser>();
  readonly guilds = new Map<string, FakeGuild>();
  readonly channels = new Map<string, FakeChannel>();
  /** By guild id, or `global`. */
  readonly commands = new Map<string, RegisteredCommand[]>();
  /** Ids of users whose settings close direct messages to bots. */
  readonly closedToDirectMessages = new Set<string>();
  private lastId: bigint;

  constructor() {
    this.lastId = BigInt(Date.now() - epochMs) << 22n;
    this.applicationId = this.nextId();
    this.bot = this.addUser('isnad', true);
    this.owner = this.addUser('owner');
  }

  nextId(): string {
    // A millisecond apart, so that guilds fall on different shards.
    this.lastId += 1n << 22n;
    return this.lastId.toString();
  }

  addUser(username: string, isBot = false): FakeUser {
    const user = { id: this.nextId(), username, isBot };
    this.users.set(user.id, user);
    return user;
  }

  addGuild(name: string): FakeGuild {
    const guild = { id: this.nextId(), name, permissions: usualPermissions };
    this.guilds.set(guild.id, guild);
    return guild;
  }

  addChannel(channel: Partial<FakeChannel> & Pick<FakeChannel, 'type' | 'name'>): FakeChannel {
    const added: FakeChannel = {
      id: this.nextId(),
      guildId: undefined,
      parentId: undefined,
      ownerId: undefined,
      recipientId: undefined,
      deniedToBot: 0n,
      messages: new Map(),
      ...channel,
    };
    this.channels.set(added.id, added);
    return added;
  }

  findDirectChannel(userId: string): FakeChannel {
    for (const channel of this.channels.values()) {
      if (channel.type === 1 && channel.recipientId === userId) return channel;
    }
    return this.addChannel({ type: 1, name: '', recipientId: userId });
  }

  channel(id: string): FakeChannel {
    const channel = this.channels.get(id);
    if (channel === undefined) throw new Error(`No channel ${id}.`);
    return channel;
  }

  botMay(channel: FakeChannel, permission: bigint): boolean {
    const guild = channel.guildId === undefined ? undefined : this.guilds.get(channel.guildId);
    if (guild === undefined) return true;
    const parent = channel.parentId === undefined ? undefined : this.channels.get(channel.parentId);
    const denied = channel.deniedToBot | (parent?.deniedToBot ?? 0n);
    return (guild.permissions & ~denied & permission) === permission;
  }
}

const everyone = /@(?:everyone|here)\b/u;
const userMention = /<@!?(\d+)>/gu;

/** Whom a message notifies: what its text names, as far as `allowed_mentions` lets it. */
export function findPings(
  content: string,
  allowed: MessagePayload['allowed_mentions'],
  repliedTo: string | undefined,
): string[] {
  const named = [...content.matchAll(userMention)].map((match) => match[1] ?? '');
  const pings: string[] = [];
  const parses = (kind: 'users' | 'everyone'): boolean =>
    allowed?.parse?.includes(kind) ?? (allowed === undefined || allowed === null);
  if (everyone.test(content) && parses('everyone')) pings.push('everyone');
  for (const id of named) if (parses('users') || (allowed?.users?.includes(id) ?? false)) pings.push(id);
  if (repliedTo !== undefined && (allowed?.replied_user ?? !allowed)) pings.push(repliedTo);
  return pings;
}
