import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord.js';

/** A message as Discord takes it, within its limits. */
export interface RenderedMessage {
  readonly content?: string;
  readonly embeds: APIEmbed[];
  readonly components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly files: { name: string; attachment: Buffer }[];
}

/** For an edit: what the message showed before goes, its attached files included. */
export function replacing(message: RenderedMessage): RenderedMessage & { content: string; attachments: [] } {
  return { ...message, content: message.content ?? '', attachments: [] };
}

/** A message of words alone. */
export function plainMessage(content: string): RenderedMessage {
  return { content, embeds: [], components: [], files: [] };
}

/** A UTF-8 text file; the byte order mark lets every viewer read Arabic right. */
export function textFile(name: string, text: string): { name: string; attachment: Buffer } {
  return { name, attachment: Buffer.from(`\ufeff${text}`, 'utf8') };
}

/** Units of the embed that count against the limit of all embeds of a message together. */
export function embedLength(embed: APIEmbed): number {
  const fields = (embed.fields ?? []).reduce((sum, field) => sum + field.name.length + field.value.length, 0);
  return (
    fields + (embed.title ?? '').length + (embed.description ?? '').length + (embed.footer?.text ?? '').length
  );
}
