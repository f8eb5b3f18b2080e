import { DROPPED, EXPANDED, foldCodePoint, foldExpandedUnit, foldUnit, SEPARATOR } from './fold.js';
import type { FoldedToken, Token } from '../contracts/token.js';

/** Longer runs are cut into words of this many units, so that no input makes a term without bound. */
const maxWordUnits = 64;

// Written without spaces between words: matched by overlapping pairs of characters.
const unspacedScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** The first unit of any of them. */
const firstUnspaced = 0x0e00;

/** The word being read; one character folds to 18 units at most. Joining strings unit by unit costs more. */
const run = new Uint16Array(maxWordUnits + 32);

/**
 * Words read lately, at the hash of their units: texts repeat a small vocabulary, and a string that was there before
 * costs neither its making nor, as a key, its hashing.
 */
const lately: (string | undefined)[] = new Array<undefined>(1 << 17).fill(undefined);

function isRun(word: string, length: number): boolean {
  if (word.length !== length) return false;
  for (let i = 0; i < length; i++) if (word.charCodeAt(i) !== run[i]) return false;
  return true;
}

/** FNV-1a, its high bits folded into the low ones, which alone are looked at. */
function hashRun(length: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ run[i]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

/** The word in `run`, which has `hash`. */
function readRun(length: number, hash: number): string {
  const slot = hash & (lately.length - 1);
  const known = lately[slot];
  if (known !== undefined && isRun(known, length)) return known;
  const word = String.fromCharCode.apply(undefined, run.subarray(0, length) as unknown as number[]);
  lately[slot] = word;
  return word;
}

/** A word that comes from elsewhere than {@link tokenize}, which folds to itself. */
export function asToken(folded: string): FoldedToken {
  const length = Math.min(folded.length, run.length);
  for (let i = 0; i < length; i++) run[i] = folded.charCodeAt(i);
  return { folded, hash: hashRun(length) };
}

function isLatin(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xe000;
}

/**
 * The words of `text` in order: runs of letters and digits, marks inside them passed over, apostrophes
 * between letters kept inside the word ("Iran's" → "irans"). Runs of scripts written without spaces give
 * overlapping pairs of characters. Linear in the length of `text`.
 */
export function tokenize(text: string): Token[] {
  const words: Token[] = [];
  /** Of the word in `run`. */
  let length = 0;
  let start = 0;
  let end = 0;
  // Set while the run holds a character of an unspaced script; such a run is cut into pairs.
  let unspaced: { character: string; start: number; end: number }[] = [];

  const finish = (): void => {
    if (unspaced.length > 0) {
      if (unspaced.length === 1) {
        const only = unspaced[0]!;
        words.push({ ...asToken(only.character), start: only.start, end: only.end });
      }
      for (let i = 0; i + 1 < unspaced.length; i++) {
        const left = unspaced[i]!;
        const right = unspaced[i + 1]!;
        words.push({ ...asToken(left.character + right.character), start: left.start, end: right.end });
      }
      unspaced = [];
    } else if (length > 0) {
      const hash = hashRun(length);
      words.push({ folded: readRun(length, hash), hash, start, end });
    }
    length = 0;
  };

  for (let i = 0; i < text.length;) {
    const unit = text.charCodeAt(i);
    const folded = isSurrogate(unit) ? SEPARATOR : foldUnit(unit);
    if (folded > EXPANDED && unit < firstUnspaced && unspaced.length === 0) {
      // A letter that folds to one: what texts are made of.
      if (length >= maxWordUnits) finish();
      if (length === 0) start = i;
      run[length++] = folded;
      end = ++i;
      continue;
    }
    let width = 1;
    let piece: string | undefined;
    if (isSurrogate(unit)) {
      const codePoint = text.codePointAt(i)!;
      width = isHighSurrogate(unit) && codePoint > 0xffff ? 2 : 1;
      piece = width === 2 ? foldCodePoint(codePoint) : undefined;
    } else {
      if (folded === SEPARATOR) piece = undefined;
      else if (folded === DROPPED) piece = '';
      else if (folded === EXPANDED) piece = foldExpandedUnit(unit);
      else piece = String.fromCharCode(folded);
    }

    if (piece === undefined) {
      const apostrophe = unit === 0x27 || unit === 0x2019;
      const insideLatinWord =
        apostrophe &&
        length > 0 &&
        end === i &&
        /^[a-z]$/i.test(text.charAt(i + 1)) &&
        isLatin(run[length - 1]!);
      if (!insideLatinWord) finish();
      else end = i + 1;
    } else if (piece !== '') {
      const isUnspaced = unit >= firstUnspaced && unspacedScript.test(text.slice(i, i + width));
      if (isUnspaced !== unspaced.length > 0 || length >= maxWordUnits) finish();
      if (isUnspaced) {
        unspaced.push({ character: piece, start: i, end: i + width });
      } else {
        if (length === 0) start = i;
        for (let j = 0; j < piece.length; j++) run[length++] = piece.charCodeAt(j);
        end = i + width;
      }
    } else if (length > 0 && end === i) {
      // A mark right behind a letter belongs to the word's span.
      end = i + width;
    }
    i += width;
  }
  finish();
  return words;
}
