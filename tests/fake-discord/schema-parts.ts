import { z } from 'zod';

/**
 * What the schemas of payloads are made of. Lengths are counted in UTF-16 units, which is stricter than Discord's code
 * points.
 */

const wellFormed = (text: string): boolean => text.isWellFormed();
/** Discord trims, and what is left must be something. */
export const isVisible = (text: string): boolean =>
  text.replace(/[\s\u200b-\u200f\u2060\u2066-\u2069\ufeff]/gu, '') !== '';

export function text(max: number) {
  return z.string().max(max, `Must be ${max} or fewer in length.`).refine(wellFormed, 'Invalid unicode.');
}

export function visibleText(max: number) {
  return text(max).refine(isVisible, 'This field is required');
}

export const httpUrl = z
  .string()
  .max(2_048)
  .regex(/^https?:\/\/\S+$/, 'Not a well formed URL.');

export const customId = text(100).min(1);
export const snowflake = z.string().regex(/^(?:0|[1-9]\d*)$/, 'Value is not snowflake.');

export function unique(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length;
}
