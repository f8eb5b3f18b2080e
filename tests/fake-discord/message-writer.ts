import type { UploadedFile } from './read-request.js';
import { refusals } from './rest-error.js';
import type { MessagePayload } from './message-schemas.js';
import { findPings, loading } from './world.js';
import type { FakeChannel, FakeMessage, World } from './world.js';

interface NewMessage {
  readonly channel: FakeChannel;
  readonly payload: MessagePayload;
  readonly files: readonly UploadedFile[];
  readonly flags: number;
  readonly referenceId?: string | undefined;
}

/** Makes messages of the bot from what it sends, and changes them. */
export class MessageWriter {
  /** Attached files by their ids. */
  readonly uploads = new Map<string, Uint8Array>();

  constructor(private readonly world: World) {}

  build({ channel, payload, files, flags, referenceId }: NewMessage): FakeMessage {
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
      editedAtMs: undefined,
    };
  }

  edit(message: FakeMessage, payload: MessagePayload, files: readonly UploadedFile[]): void {
    if (payload.content !== undefined) message.content = payload.content ?? '';
    if (payload.embeds !== undefined) message.embeds = payload.embeds ?? [];
    if (payload.components !== undefined) message.components = payload.components ?? [];
    const kept = payload.attachments?.map(({ id }) => id);
    if (kept !== undefined) message.attachments = message.attachments.filter(({ id }) => kept.includes(id));
    message.attachments = [...message.attachments, ...this.keepFiles(files)];
    message.flags &= ~loading;
    message.editedAtMs = Date.now();
    checkNotEmpty(message);
  }

  private keepFiles(files: readonly UploadedFile[]): FakeMessage['attachments'] {
    return files.map(({ filename, bytes }) => {
      const id = this.world.nextId();
      this.uploads.set(id, bytes);
      return { id, filename, bytes };
    });
  }
}

export function checkNotEmpty({ content, embeds, attachments, components }: FakeMessage): void {
  const isEmpty = content.trim() === '' && embeds.length + attachments.length + components.length === 0;
  if (isEmpty) throw refusals.emptyMessage();
}
