import { z } from 'zod';

import { customId, text, visibleText } from './schema-parts.js';

/**
 * What Discord documents about responses to an interaction that are no messages: forms, and choices for what is typed.
 * https://docs.discord.com/developers/interactions/receiving-and-responding
 */

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
