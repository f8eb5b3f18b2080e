import { z } from 'zod';

import { customId, httpUrl, isVisible, snowflake, text, unique, visibleText } from './schema-parts.js';

/**
 * What Discord documents about messages of bots.
 * https://docs.discord.com/developers/resources/message, /components/reference
 */

const embed = z
  .object({
    title: text(256).optional(),
    description: text(4_096).optional(),
    url: httpUrl.optional(),
    color: z.int().min(0).max(0xffffff).nullish(),
    fields: z
      .array(z.object({ name: visibleText(256), value: visibleText(1_024), inline: z.boolean().optional() }))
      .max(25)
      .optional(),
    footer: z.object({ text: visibleText(2_048), icon_url: httpUrl.optional() }).optional(),
    author: z.object({ name: visibleText(256), url: httpUrl.optional() }).optional(),
  })
  .refine(
    (value) =>
      isVisible(value.title ?? '') || isVisible(value.description ?? '') || (value.fields ?? []).length > 0,
    'This embed is empty.',
  );

const emoji = z.object({ name: z.string().max(32).nullish(), id: snowflake.nullish() });

const button = z
  .object({
    type: z.literal(2),
    style: z.int().min(1).max(6),
    custom_id: customId.optional(),
    label: text(80).optional(),
    emoji: emoji.optional(),
    url: httpUrl.max(512).optional(),
    disabled: z.boolean().optional(),
  })
  .refine(
    (value) => (value.style === 5) === (value.url !== undefined),
    'A link button has a URL, others none.',
  )
  .refine((value) => value.style >= 5 || value.custom_id !== undefined, 'A custom id is required.')
  .refine(
    (value) => isVisible(value.label ?? '') || value.emoji !== undefined,
    'A label or emoji is required.',
  );

const option = z.object({
  label: visibleText(100),
  value: visibleText(100),
  description: text(100).optional(),
  default: z.boolean().optional(),
});

const stringSelect = z
  .object({
    type: z.literal(3),
    custom_id: customId,
    placeholder: text(150).optional(),
    options: z.array(option).min(1).max(25),
    min_values: z.int().min(0).max(25).optional(),
    max_values: z.int().min(1).max(25).optional(),
    disabled: z.boolean().optional(),
  })
  .refine(
    ({ options }) => unique(options.map(({ value }) => value)),
    'The specified option value is already used',
  )
  .refine(({ options, max_values = 1 }) => max_values <= options.length, 'max_values is over the options.')
  .refine(({ min_values = 1, max_values = 1 }) => min_values <= max_values, 'min_values is over max_values.')
  .refine(
    ({ options, max_values = 1 }) => options.filter((each) => each.default === true).length <= max_values,
    'Too many defaults.',
  );

const channelSelect = z
  .object({
    type: z.literal(8),
    custom_id: customId,
    placeholder: text(150).optional(),
    channel_types: z.array(z.int()).refine(unique, 'Values must be unique.').optional(),
    default_values: z.array(z.object({ id: snowflake, type: z.literal('channel') })).optional(),
    min_values: z.int().min(0).max(25).optional(),
    max_values: z.int().min(1).max(25).optional(),
    disabled: z.boolean().optional(),
  })
  .refine(
    ({ default_values = [], max_values = 1 }) => default_values.length <= max_values,
    'Too many defaults.',
  );

const row = z
  .object({
    type: z.literal(1),
    components: z
      .array(z.discriminatedUnion('type', [button, stringSelect, channelSelect]))
      .min(1)
      .max(5),
  })
  .refine(
    ({ components }) => components.length === 1 || components.every(({ type }) => type === 2),
    'The component layout width was exceeded',
  );

const rows = z
  .array(row)
  .max(5)
  .refine((all) => {
    const ids = all
      .flatMap(({ components }) => components.map((each) => each.custom_id))
      .filter((id) => id !== undefined);
    return unique(ids);
  }, 'Component custom id cannot be duplicated');

const allowedMentions = z
  .object({
    parse: z
      .array(z.enum(['users', 'roles', 'everyone']))
      .refine(unique, 'Values must be unique.')
      .optional(),
    users: z.array(snowflake).max(100).refine(unique, 'Values must be unique.').optional(),
    roles: z.array(snowflake).max(100).refine(unique, 'Values must be unique.').optional(),
    replied_user: z.boolean().optional(),
  })
  .refine(
    ({ parse = [], users = [], roles = [] }) =>
      !(parse.includes('users') && users.length > 0) && !(parse.includes('roles') && roles.length > 0),
    'parse:["users"] and users: [ids...] are mutually exclusive.',
  );

const embeds = z
  .array(embed)
  .max(10)
  .refine(
    (all) => all.reduce((sum, each) => sum + lengthOf(each), 0) <= 6_000,
    'Embed size exceeds maximum size of 6000',
  );

function lengthOf(each: z.infer<typeof embed>): number {
  const fields = (each.fields ?? []).reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  const rest = [each.title, each.description, each.footer?.text, each.author?.name];
  return fields + rest.reduce((sum, part) => sum + (part ?? '').length, 0);
}

/** A message as it is created, answered with, or edited to. */
export const messagePayload = z.object({
  content: text(2_000).nullish(),
  embeds: embeds.nullish(),
  components: rows.nullish(),
  allowed_mentions: allowedMentions.nullish(),
  flags: z.int().nullish(),
  attachments: z
    .array(z.object({ id: snowflake, filename: z.string().min(1).max(1_024).nullish() }))
    .max(10)
    .nullish(),
  message_reference: z
    .object({
      message_id: snowflake,
      channel_id: snowflake.nullish(),
      guild_id: snowflake.nullish(),
      fail_if_not_exists: z.boolean().nullish(),
      type: z.literal(0).nullish(),
    })
    .nullish(),
});

export type MessagePayload = z.infer<typeof messagePayload>;
