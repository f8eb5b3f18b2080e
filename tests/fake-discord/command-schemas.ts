import { z } from 'zod';

import { text, unique, visibleText } from './schema-parts.js';

/**
 * What Discord documents about the commands that a bot registers.
 * https://docs.discord.com/developers/interactions/application-commands
 */

const chatName = z
  .string()
  .regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u, 'Command name is invalid')
  .refine((name) => name === name.toLowerCase(), 'Command name must be lower case');

/** Discord’s locales; Arabic is not one of them. */
const locales =
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  );
const localizations = z.partialRecord(z.enum(locales), visibleText(100)).nullish();

const leafOption = z.strictObject({
  type: z.int().min(3).max(11),
  name: chatName,
  description: visibleText(100),
  required: z.boolean().optional(),
  autocomplete: z.boolean().optional(),
  max_length: z.int().min(1).max(6_000).optional(),
  min_length: z.int().min(0).max(6_000).optional(),
  channel_types: z.array(z.int()).refine(unique, 'Values must be unique.').optional(),
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
  contexts: z.array(z.int().min(0).max(2)).min(1).refine(unique, 'Values must be unique.').nullish(),
  integration_types: z.array(z.int().min(0).max(1)).min(1).refine(unique, 'Values must be unique.').nullish(),
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
    (all) => unique(all.map(({ type, name }) => `${type} ${name}`)),
    'Application command names must be unique',
  );

export type CommandPayload = z.infer<typeof commandsPayload>[number];
