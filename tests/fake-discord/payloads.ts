import { timeOf } from './world.js';
import type { FakeChannel, FakeGuild, FakeMessage, FakeUser, World } from './world.js';

/** Objects as Discord sends them, over REST and the gateway alike. */

const joinedAt = '2024-01-01T00:00:00.000000+00:00';

export function userPayload(user: FakeUser) {
  return {
    id: user.id,
    username: user.username,
    discriminator: '0',
    global_name: null,
    avatar: null,
    public_flags: 0,
    flags: 0,
    primary_guild: null,
    ...(user.isBot ? { bot: true } : {}),
  };
}

/** The application as its own bot sees it. */
export function applicationPayload(world: World) {
  return {
    id: world.applicationId,
    name: 'isnad',
    icon: null,
    description: '',
    type: null,
    bot: userPayload(world.bot),
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0,
    flags_new: '0',
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userPayload(world.owner),
    approximate_guild_count: world.guilds.size,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: ['bot', 'applications.commands'],
  };
}

export function memberPayload(permissions?: bigint) {
  return {
    roles: [],
    joined_at: joinedAt,
    deaf: false,
    mute: false,
    flags: 0,
    nick: null,
    avatar: null,
    ...(permissions === undefined ? {} : { permissions: permissions.toString() }),
  };
}

export function channelPayload(world: World, channel: FakeChannel) {
  const base = { id: channel.id, type: channel.type, name: channel.name, last_message_id: null, flags: 0 };
  if (channel.type === 1) {
    const recipient = world.users.get(channel.recipientId ?? '');
    return {
      id: channel.id,
      type: 1,
      last_message_id: null,
      flags: 0,
      recipients: recipient ? [userPayload(recipient)] : [],
    };
  }
  if (channel.type === 11) {
    return {
      ...base,
      guild_id: channel.guildId,
      parent_id: channel.parentId,
      owner_id: channel.ownerId,
      message_count: 0,
      member_count: 1,
      total_message_sent: 0,
      rate_limit_per_user: 0,
      thread_metadata: {
        archived: false,
        auto_archive_duration: 1_440,
        archive_timestamp: joinedAt,
        locked: false,
        create_timestamp: joinedAt,
      },
    };
  }
  return {
    ...base,
    guild_id: channel.guildId,
    position: 0,
    parent_id: channel.parentId ?? null,
    permission_overwrites:
      channel.deniedToBot === 0n
        ? []
        : [{ id: world.bot.id, type: 1, allow: '0', deny: channel.deniedToBot.toString() }],
    nsfw: false,
    topic: null,
    rate_limit_per_user: 0,
  };
}

export function guildPayload(world: World, guild: FakeGuild) {
  const channels = [...world.channels.values()].filter((channel) => channel.guildId === guild.id);
  return {
    id: guild.id,
    name: guild.name,
    owner_id: world.owner.id,
    roles: [
      {
        id: guild.id,
        name: '@everyone',
        permissions: guild.permissions.toString(),
        position: 0,
        color: 0,
        hoist: false,
        managed: false,
        mentionable: false,
        flags: 0,
      },
    ],
    channels: channels.filter(({ type }) => type !== 11).map((channel) => channelPayload(world, channel)),
    threads: channels.filter(({ type }) => type === 11).map((channel) => channelPayload(world, channel)),
    members: [{ ...memberPayload(), user: userPayload(world.bot) }],
    member_count: 10,
    joined_at: joinedAt,
    large: false,
    unavailable: false,
    emojis: [],
    stickers: [],
    features: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    preferred_locale: 'en-US',
    premium_tier: 0,
    nsfw_level: 0,
    verification_level: 0,
    mfa_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    system_channel_flags: 0,
    afk_timeout: 300,
  };
}

type Embed = FakeMessage['embeds'][number];

function embedPayload(embed: Embed) {
  const fields = embed.fields?.map((field) => ({ ...field, inline: field.inline ?? false }));
  return { type: 'rich', ...embed, ...(fields === undefined ? {} : { fields }) };
}

/** Discord numbers the components of a message through, and says what was left to its defaults. */
function componentsPayload(rows: FakeMessage['components']) {
  let id = 0;
  return rows.map((row) => ({
    type: row.type,
    id: ++id,
    components: row.components.map((component) => ({
      ...(component.type === 2 ? {} : { min_values: 1, max_values: 1 }),
      ...component,
      id: ++id,
    })),
  }));
}

export function messagePayloadOf(
  world: World,
  message: FakeMessage,
  origin: string,
): Record<string, unknown> {
  const channel = world.channel(message.channelId);
  const reference = message.referenceId === undefined ? undefined : channel.messages.get(message.referenceId);
  const thread = message.threadId === undefined ? undefined : world.channel(message.threadId);
  const mentioned = [...message.content.matchAll(/<@!?(\d+)>/gu)]
    .map((match) => world.users.get(match[1] ?? ''))
    .filter((user) => user !== undefined);
  // Discord names the author of the message replied to among the mentions, when the reply pings.
  if (reference !== undefined && message.pings.includes(reference.author.id))
    mentioned.push(reference.author);
  return {
    id: message.id,
    channel_id: message.channelId,
    ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId }),
    author: userPayload(message.author),
    content: message.content,
    timestamp: new Date(timeOf(message.id)).toISOString(),
    edited_timestamp: message.editedAtMs === undefined ? null : new Date(message.editedAtMs).toISOString(),
    tts: false,
    mention_everyone: message.pings.includes('everyone'),
    mentions: [...new Map(mentioned.map((user) => [user.id, userPayload(user)])).values()],
    mention_roles: [],
    attachments: message.attachments.map((attachment) => attachmentPayload(attachment, origin)),
    embeds: message.embeds.map(embedPayload),
    components: componentsPayload(message.components),
    flags: message.flags,
    pinned: false,
    type: message.type,
    ...(message.webhookId === undefined ? {} : { webhook_id: message.webhookId }),
    ...(message.referenceId === undefined
      ? {}
      : {
          message_reference: { type: 0, channel_id: message.channelId, message_id: message.referenceId },
          referenced_message: reference === undefined ? null : messagePayloadOf(world, reference, origin),
        }),
    ...(thread === undefined ? {} : { thread: channelPayload(world, thread) }),
  };
}

export function attachmentPayload(attachment: FakeMessage['attachments'][number], origin: string) {
  return {
    id: attachment.id,
    filename: attachment.filename,
    size: attachment.bytes.byteLength,
    url: `${origin}/attachments/${attachment.id}`,
    proxy_url: `${origin}/attachments/${attachment.id}`,
    content_type: 'text/plain; charset=utf-8',
  };
}
