import { z } from 'zod';

/**
 * What Discord documents about the payloads that a bot may send, as schemas. Lengths are counted in UTF-16
 * units here, which is stricter than Discord's code points.
 * https://docs.discord.com/developers/resources/message, /components/reference, /interactions/application-commands
 */

const wellFormed = (text: string): boolean => text.isWellFormed();
/** Discord trims, and what is left must be something. */
const isVisible = (text: string): boolean =>
  text.replace(/[\s\u200b-\u200f\u2060\u2066-\u2069\ufeff]/gu, '') !== '';

function text(max: number) {
  return z.string().max(max, `Must be ${max} or fewer in length.`).refine(wellFormed, 'Invalid unicode.');
}

function visibleText(max: number) {
  return text(max).refine(isVisible, 'This field is required');
}

const httpUrl = z
  .string()
  .max(2_048)
  .regex(/^https?:\/\/\S+$/, 'Not a well formed URL.');

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
    footer: z.object({ text: visibleText(2_048) }).optional(),
    author: z.object({ name: visibleText(256), url: httpUrl.optional() }).optional(),
  })
  .refine(
    (value) =>
      isVisible(value.title ?? '') || isVisible(value.description ?? '') || (value.fields ?? []).length > 0,
    'This embed is empty.',
  );

const customId = text(100).min(1);
const emoji = z.object({ name: z.string().max(32).nullish(), id: z.string().nullish() });

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
    ({ options }) => new Set(options.map(({ value }) => value)).size === options.length,
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
    channel_types: z.array(z.int()).optional(),
    default_values: z
      .array(z.object({ id: z.string().regex(/^\d+$/), type: z.literal('channel') }))
      .optional(),
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
    return new Set(ids).size === ids.length;
  }, 'Component custom id cannot be duplicated');

const allowedMentions = z
  .object({
    parse: z.array(z.enum(['users', 'roles', 'everyone'])).optional(),
    users: z.array(z.string()).max(100).optional(),
    roles: z.array(z.string()).max(100).optional(),
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
    .array(z.object({ id: z.union([z.string(), z.int()]), filename: z.string().optional() }))
    .nullish(),
  message_reference: z
    .object({
      message_id: z.string(),
      channel_id: z.string().optional(),
      fail_if_not_exists: z.boolean().optional(),
    })
    .nullish(),
});

export type MessagePayload = z.infer<typeof messagePayload>;

const textInput = z.object({
  type: z.literal(4),
  custom_id: customId,
  style: z.int().min(1).max(2),
  label: text(45).optional(),
  placeholder: text(100).optional(),
  min_length: z.int().min(0).max(4_000).optional(),
  max_length: z.int().min(1).max(4_000).optional(),
  required: z.boolean().optional(),
});

export const modalPayload = z.object({
  custom_id: customId,
  title: visibleText(45),
  components: z
    .array(
      z.object({
        type: z.literal(18),
        label: visibleText(45),
        description: text(100).optional(),
        component: textInput,
      }),
    )
    .min(1)
    .max(5),
});

export type ModalPayload = z.infer<typeof modalPayload>;

export const choicesPayload = z.object({
  choices: z.array(z.object({ name: visibleText(100), value: visibleText(100) })).max(25),
});

const chatName = z
  .string()
  .regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u, 'Command name is invalid')
  .refine((name) => name === name.toLowerCase(), 'Command name must be lower case');

/** Discord’s locales; Arabic is not one of them. */
const locales =
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  );
const localizations = z.partialRecord(z.enum(locales), z.string()).nullish();

const leafOption = z.strictObject({
  type: z.int().min(3).max(11),
  name: chatName,
  description: visibleText(100),
  required: z.boolean().optional(),
  autocomplete: z.boolean().optional(),
  max_length: z.int().min(1).max(6_000).optional(),
  min_length: z.int().min(0).max(6_000).optional(),
  channel_types: z.array(z.int()).optional(),
  choices: z
    .array(z.object({ name: visibleText(100), value: z.union([text(100), z.number()]) }))
    .max(25)
    .optional(),
});

const requiredFirst = (options: readonly { required?: boolean | undefined }[]): boolean => {
  const firstOptional = options.findIndex((each) => each.required !== true);
  return firstOptional < 0 || options.slice(firstOptional).every((each) => each.required !== true);
};

const leafOptions = z
  .array(leafOption)
  .max(25)
  .refine(requiredFirst, 'Required options must be placed before non-required options');

const subcommand = z.strictObject({
  type: z.literal(1),
  name: chatName,
  description: visibleText(100),
  options: leafOptions.optional(),
});

const shared = {
  name_localizations: localizations,
  description_localizations: localizations,
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  contexts: z.array(z.int().min(0).max(2)).nullish(),
  integration_types: z.array(z.int().min(0).max(1)).optional(),
};

const chatCommand = z.strictObject({
  ...shared,
  type: z.literal(1),
  name: chatName,
  description: visibleText(100),
  options: z.union([z.array(subcommand).min(1).max(25), leafOptions]).optional(),
});

const menuCommand = z.strictObject({ ...shared, type: z.literal(3), name: visibleText(32) });

export const commandsPayload = z
  .array(z.discriminatedUnion('type', [chatCommand, menuCommand]))
  .refine((all) => all.filter(({ type }) => type === 1).length <= 100, 'Too many commands')
  .refine(
    (all) => new Set(all.map(({ type, name }) => `${type} ${name}`)).size === all.length,
    'Application command names must be unique',
  );

export type CommandPayload = z.infer<typeof commandsPayload>[number];
