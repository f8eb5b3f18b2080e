import { boundaryBefore } from '../../text/graphemes.js';

/**
 * Text of documents and users made fit to stand beside other text. Where Discord reads Markdown it goes
 * through {@link escapeMarkdown} (escape-markdown.ts) as well.
 */

// Embeddings, overrides and isolates reorder what stands after them; controls break lines and terminals.
// U+2028/2029 and the like break lines where a reader of Markdown does not expect it.

const unsafe =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
const lineBreaks = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/** More marks on one letter than any language writes cover the neighbouring lines. */
const towersOfMarks = /(\p{M}{6})\p{M}+/gu;

/** Without what would change how the text around it reads; otherwise as written. */
export function sanitizeForDiscord(text: string): string {
  return text.toWellFormed().replace(lineBreaks, '\n').replace(unsafe, '').replace(towersOfMarks, '$1');
}

const whiteSpace = /\s+/gu;

/** On one line, for labels, footers and choices, where Discord reads no Markdown. */
export function singleLine(text: string): string {
  return sanitizeForDiscord(text).replace(whiteSpace, ' ').trim();
}

const invisible = /[\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** Whether nothing would be seen, which Discord refuses in many places. */
export function looksEmpty(text: string): boolean {
  return text.replace(invisible, '') === '';
}

/** At most `limit` units, `…` at the end where something was left out. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, boundaryBefore(text, limit - 1)).trimEnd()}…`;
}

/** For a place where Discord refuses an empty text. */
export function clipOr(text: string, limit: number, whenEmpty: string): string {
  const line = singleLine(text);
  return looksEmpty(line) ? whenEmpty : clip(line, limit);
}
