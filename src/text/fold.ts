/**
 * Folding for matching: letters that readers take for the same become the same, marks that writers leave
 * out are dropped. The stored text is never touched; words found in it keep their offsets (see words.ts).
 *
 * Folded away: case (Greek final sigma and German ß with it), Latin accents, Arabic diacritics and tatweel, hamza seats (أ إ آ ٱ → ا, ؤ → و, ئ → ي),
 * ى → ي, ة → ه, Persian and Urdu letter forms, presentation forms and ligatures (by NFKD), the digits of
 * every script (→ 0–9), zero-width and bidi control characters.
 */

/** Between words: white space, punctuation, symbols. */
export const SEPARATOR = 0;
/** Not there for matching: a combining mark, tatweel, an invisible control. */
export const DROPPED = 1;
/** Folds to several units; ask {@link foldExpandedUnit}. */
export const EXPANDED = 2;

const UNKNOWN = 3;

const letterForms: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ؤ: 'و',
  ئ: 'ي',
  ى: 'ي',
  ة: 'ه',
  ک: 'ك',
  گ: 'ك',
  ی: 'ي',
  ې: 'ي',
  ے: 'ي',
  ہ: 'ه',
  ۀ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  ڤ: 'ف',
  چ: 'ج',
  پ: 'ب',
  ς: 'σ',
  ß: 'ss',
  ı: 'i',
};

const letterOrDigit = /[\p{L}\p{N}]/u;
const mark = /[\p{M}\p{Cf}\u0640]/u;
const decimalDigit = /\p{Nd}/u;

/**
 * The value of a decimal digit of any script: the digits of a script are ten code points in a row, and those of
 * another may stand right before them.
 */
function digitValue(codePoint: number): number {
  let zero = codePoint;
  while (decimalDigit.test(String.fromCodePoint(zero - 1))) zero--;
  return (codePoint - zero) % 10;
}

/** What one code point folds to; undefined for a separator, empty for a character that is dropped. */
export function foldCodePoint(codePoint: number): string | undefined {
  const character = String.fromCodePoint(codePoint);
  if (mark.test(character)) return '';
  if (!letterOrDigit.test(character)) return undefined;
  let folded = '';
  for (const part of character.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    if (mark.test(part)) continue;
    const form = letterForms[part];
    if (form !== undefined) folded += form;
    else if (decimalDigit.test(part)) folded += digitValue(part.codePointAt(0)!).toString();
    else if (letterOrDigit.test(part)) folded += part;
  }
  return folded;
}

const unitTable = new Uint16Array(0x10000).fill(UNKNOWN);
/** What the units marked as EXPANDED fold to. */
const expandedUnits = new Map<number, string>();

function classifyUnit(unit: number): number {
  const folded = foldCodePoint(unit);
  if (folded === undefined) return SEPARATOR;
  if (folded === '') return DROPPED;
  if (folded.length === 1) return folded.charCodeAt(0);
  expandedUnits.set(unit, folded);
  return EXPANDED;
}

/**
 * What one UTF-16 unit outside the surrogates folds to: {@link SEPARATOR}, {@link DROPPED},
 * {@link EXPANDED}, or the unit that stands for it. Computed once a unit: indexing asks millions of times.
 */
export function foldUnit(unit: number): number {
  let folded = unitTable[unit]!;
  if (folded === UNKNOWN) {
    folded = classifyUnit(unit);
    unitTable[unit] = folded;
  }
  return folded;
}

/** What a unit that {@link foldUnit} says is {@link EXPANDED} folds to: most of all, the syllables of Korean. */
export function foldExpandedUnit(unit: number): string {
  return expandedUnits.get(unit) ?? '';
}
