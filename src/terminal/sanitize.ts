import { shorten } from '../text/graphemes.js';

/**
 * Bidirectional text in a terminal. Each quotation, title and path is wrapped in a first-strong isolate
 * (Unicode Standard Annex 9), so that a left-to-right file name or number beside it does not reorder it.
 */
const firstStrongIsolate = '\u2068';
const popDirectionalIsolate = '\u2069';

export function isolate(text: string): string {
  return `${firstStrongIsolate}${text}${popDirectionalIsolate}`;
}

// Written with escapes: these are the characters that must not be met in the open.
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/gu;
// A document's own escape sequences must not reach the terminal, nor separators that would end an isolate.
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/gu;

/**
 * Text of a document or a user made harmless to a terminal: control characters become U+FFFD, characters that
 * would reorder what stands around them are taken out. Tabs and newlines stay. For showing only. Halves of
 * surrogate pairs become U+FFFD first: taking out what stands between two would make a character of them.
 */
export function sanitizeForTerminal(text: string): string {
  return text.toWellFormed().replace(controls, '\ufffd').replace(bidiControls, '');
}

/** {@link sanitizeForTerminal} for a name or a message: a newline in it, which would look like two of them, is shown too. */
export function sanitizeLine(text: string): string {
  return sanitizeForTerminal(text).replace(/\n/gu, '\ufffd');
}

/** Titles longer than this are cut where they are shown; what is quoted never is. */
const titleUnits = 160;

/** {@link sanitizeLine}, isolated: a path or another name that must be whole. */
export function showName(name: string): string {
  return isolate(sanitizeLine(name));
}

/** A title or heading on one line of bounded length, isolated. */
export function showTitle(title: string): string {
  const line = sanitizeLine(title);
  return isolate(shorten(line, titleUnits));
}
