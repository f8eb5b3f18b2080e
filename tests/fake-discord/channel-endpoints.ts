import { z } from 'zod';

import { checkNotEmpty } from './message-writer.js';
import type { MessageWriter } from './message-writer.js';
import { parseBody } from './read-request.js';
import type { RequestBody } from './read-request.js';
import { refusals } from './rest-error.js';
import { messagePayload } from './message-schemas.js';
import type { FakeChannel, FakeMessage, World } from './world.js';

const viewChannel = 1n << 10n;
const sendMessages = 1n << 11n;
const attachFiles = 1n << 15n;
const readHistory = 1n << 16n;
const createThreads = 1n << 35n;
const sendInThreads = 1n << 38n;

const threadBody = z.object({
  name: z.string().min(1).max(100),
  auto_archive_duration: z
    .union([z.literal(60), z.literal(1_440), z.literal(4_320), z.literal(10_080)])
    .optional(),
});
const directChannelBody = z.object({ recipient_id: z.string() });

/** What a bot may do in channels, as far as its permissions go. */
export class ChannelEndpoints {
  constructor(
    private readonly world: World,
    private readonly writer: MessageWriter,
  ) {}

  find(id: string): FakeChannel {
    const channel = this.world.channels.get(id);
    if (channel === undefined) throw refusals.unknownChannel();
    return channel;
  }

  checkMaySend(channel: FakeChannel): void {
    if (!this.world.botMay(channel, viewChannel)) throw refusals.missingAccess();
    const needed = channel.type === 11 ? sendInThreads : sendMessages;
    if (!this.world.botMay(channel, needed)) throw refusals.missingPermissions();
    if (this.world.closedToDirectMessages.has(channel.recipientId ?? '')) throw refusals.cannotMessageUser();
  }

  readMessage(channel: FakeChannel, id: string): FakeMessage {
    if (!this.world.botMay(channel, readHistory)) throw refusals.missingAccess();
    return findMessage(channel, id);
  }

  createMessage(channel: FakeChannel, { json, files }: RequestBody): FakeMessage {
    this.checkMaySend(channel);
    if (files.length > 0 && !this.world.botMay(channel, attachFiles)) throw refusals.missingPermissions();
    const payload = parseBody(messagePayload, json);
    const reference = payload.message_reference;
    let referenceId: string | undefined;
    if (reference !== undefined && reference !== null) {
      if (!this.world.botMay(channel, readHistory)) throw refusals.missingPermissions();
      if (channel.messages.has(reference.message_id)) referenceId = reference.message_id;
      else if (reference.fail_if_not_exists !== false) {
        throw refusals.invalidForm([{ path: ['message_reference'], message: 'Unknown message' }]);
      }
    }
    const message = this.writer.build({ channel, payload, files, flags: payload.flags ?? 0, referenceId });
    checkNotEmpty(message);
    channel.messages.set(message.id, message);
    return message;
  }

  startThread(channel: FakeChannel, messageId: string, json: unknown): FakeChannel {
    const { name } = parseBody(threadBody, json);
    if (!this.world.botMay(channel, viewChannel)) throw refusals.missingAccess();
    if (!this.world.botMay(channel, createThreads)) throw refusals.missingPermissions();
    const message = findMessage(channel, messageId);
    if (message.threadId !== undefined) throw refusals.threadExists();
    message.threadId = message.id;
    return this.world.addChannel({
      id: message.id,
      guildId: channel.guildId,
      parentId: channel.id,
      ownerId: this.world.bot.id,
      type: 11,
      name,
    });
  }

  openDirectChannel(json: unknown): FakeChannel {
    const { recipient_id } = parseBody(directChannelBody, json);
    if (!this.world.users.has(recipient_id)) throw refusals.cannotMessageUser();
    return this.world.findDirectChannel(recipient_id);
  }
}

function findMessage(channel: FakeChannel, id: string): FakeMessage {
  const message = channel.messages.get(id);
  if (message === undefined) throw refusals.unknownMessage();
  return message;
}
