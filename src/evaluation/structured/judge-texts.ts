import { foldCodePoint } from '../../text/fold.js';

/** A text as its pieces are looked for in it: where lines break does not count. */
function normalized(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ');
}

/** Whether a text holds every one of the pieces, of which there is at least one. */
export function holdsPieces(text: string, pieces: readonly string[]): boolean {
  const within = normalized(text);
  return pieces.length > 0 && pieces.every((piece) => within.includes(normalized(piece)));
}

/** As a value is compared: digits of all scripts, diacritics and spelling variants of letters do not count. */
function foldValue(text: string): string {
  return Array.from(normalized(text), (character) => foldCodePoint(character.codePointAt(0)!) ?? character)
    .join('')
    .trim();
}

/** What Arabic writes together with the word behind it. */
const clitics = /(?:^|[^\p{L}\p{N}])[وف]?(?:[بك]?ال|لل|[بلك])?$/u;

/** Whether a value stands in another without cutting a number or a word of it. */
function isWhollyIn(inner: string, outer: string): boolean {
  if (inner === '') return false;
  for (let at = outer.indexOf(inner); at >= 0; at = outer.indexOf(inner, at + 1)) {
    const before = outer.slice(0, at);
    const after = outer.slice(at + inner.length);
    const cutsNumber =
      (/^\d/.test(inner) && /\d[.,٫٬]?$/u.test(before)) || (/\d$/.test(inner) && /^[.,٫٬]?\d/u.test(after));
    const cutsWord =
      (/^\p{L}/u.test(inner) && /\p{L}$/u.test(before) && !clitics.test(before)) ||
      (/\p{L}$/u.test(inner) && /^\p{L}/u.test(after));
    if (!cutsNumber && !cutsWord) return true;
  }
  return false;
}

/** Whether the value marked is the one asked for: the two are equal, or one stands in the other. */
export function isSameValue(marked: string, wanted: string): boolean {
  const [own, other] = [foldValue(marked), foldValue(wanted)];
  return isWhollyIn(own, other) || isWhollyIn(other, own);
}
