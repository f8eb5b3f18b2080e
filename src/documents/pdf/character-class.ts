/**
 * What a glyph is to its line: a letter that runs from right to left or from left to right, a digit, any other sign, a
 * mark on a letter, a space, or a blank that says nothing and takes up room.
 */
export type CharacterClass = 'right' | 'left' | 'digit' | 'neutral' | 'mark' | 'space' | 'blank';

/** With the characters that stand for codes of which nothing tells what they show; see unknown-codes.ts. */
const rightToLeft =
  /[\ue100-\uefff\u0590-\u05ff\u0608\u060b\u060d\u061b-\u064a\u066d-\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u08c9\ufb1d-\ufdff\ufe70-\ufefc]/u;
const digit = /^[0-9\u0660-\u0669\u06f0-\u06f9]/;
const punctuation = /^[\u061b\u061f\u066d\u06d4؞]$/u;
const mark = /^[\p{Mn}\uf000-\uf7ff]+$/u;
const letter = /\p{L}/u;

function classify(text: string): CharacterClass {
  if (text === '' || text === '\u00ad') return text === '' ? 'blank' : 'neutral';
  if (text.trim() === '') return 'space';
  if (mark.test(text)) return 'mark';
  if (digit.test(text)) return 'digit';
  if (punctuation.test(text)) return 'neutral';
  if (rightToLeft.test(text)) return 'right';
  return letter.test(text) ? 'left' : 'neutral';
}

const known = new Map<string, CharacterClass>();
/** Glyphs say few different things; a hostile file may invent more. */
const maxKnown = 20_000;

export function classOf(text: string): CharacterClass {
  const found = known.get(text);
  if (found) return found;
  const made = classify(text);
  if (known.size < maxKnown) known.set(text, made);
  return made;
}
