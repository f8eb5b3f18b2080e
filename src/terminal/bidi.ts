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
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
// A document's own escape sequences must not reach the terminal.
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;

/**
 * Text of a document or a user made harmless to a terminal: control characters become U+FFFD, characters that
 * would reorder what stands around them are taken out. For showing only; JSON output carries the text as it is.
 */
export function harmless(text: string): string {
  return text.replace(controls, '\ufffd').replace(bidiControls, '');
}
