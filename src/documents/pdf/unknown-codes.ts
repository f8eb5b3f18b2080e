import type { Glyph, PageMarks } from './glyph.js';

/**
 * Codes of Arabic fonts that the file's own maps leave out. Programs of Apple leave out those of ligatures, and of the
 * dots that some fonts draw apart from their letters; a reader takes the code for a character then, as `'` for "لم".
 * While it is found out what they say, each stands in the text as a character for private use: one that counts as a
 * letter, or, where it is drawn onto the letter beside it, as a mark.
 */
export interface UnknownCode {
  readonly placeholder: string;
  /** What the library takes it for; empty where for nothing. */
  readonly shown: string;
  readonly isMark: boolean;
  /** The letters that other codes of its font are known to show. */
  readonly knownLetters: ReadonlySet<string>;
}

const firstLetter = 0xe100;
const lastLetter = 0xefff;
const firstMark = 0xf000;
const lastMark = 0xf7ff;

/** A font is Arabic by so many of its glyphs, and has a map of its own by letters on codes of other characters. */
const minArabicShare = 0.6;
const minArabicGlyphs = 20;
const minOwnCodes = 6;
/** Of all Arabic letters so many are unknown in a damaged file. */
const minUnknownShare = 0.005;
const minUnmappedShare = 0.02;

interface CodeCount {
  count: number;
  overlaps: number;
  readonly shown: string;
}

interface FontCount {
  glyphs: number;
  arabic: number;
  /** Codes below 127 that stand for Arabic letters. */
  readonly ownCodes: Set<number>;
  readonly letters: Set<string>;
  /** Codes that nothing maps, or that stand for a character that such a font has no use for. */
  readonly candidates: Map<number, CodeCount>;
}

const arabicLetter = /[\u0620-\u064a\u066e-\u06d3]/;

/** What a code of an Arabic font is mapped to on purpose. */
const mapped =
  /[\p{Script=Arabic}\p{Script=Inherited}\u060c\u061b\u061f\u0640«»“”‘’–—…•\u0660-\u066d\u06f0-\u06f9]/u;

function isCandidate({ text, code }: Glyph): boolean {
  if (code < 0) return false;
  if (text === '') return true;
  if (text.length !== 1 || code <= 32) return false;
  const unit = text.charCodeAt(0);
  return unit === code || (code < 256 && unit > 127 && !mapped.test(text));
}

/** Whether a glyph is drawn onto another one. */
function overlaps(glyph: Glyph, other: Glyph | undefined): boolean {
  if (!other || other.text.trim() === '' || Math.abs(other.baseline - glyph.baseline) > glyph.size)
    return false;
  const width = glyph.right - glyph.left;
  const shared = Math.min(glyph.right, other.right) - Math.max(glyph.left, other.left);
  return width < 0.02 * glyph.size ? shared >= -0.1 * glyph.size : shared > 0.5 * width;
}

/** Counts the codes of all fonts of a file. */
export class CodeSurvey {
  private readonly fonts = new Map<string, FontCount>();
  private arabic = 0;

  note({ glyphs }: PageMarks): void {
    glyphs.forEach((glyph, i) => {
      const { font, text, code } = glyph;
      if (text === ' ') return;
      let count = this.fonts.get(font.id);
      if (!count) {
        count = { glyphs: 0, arabic: 0, ownCodes: new Set(), letters: new Set(), candidates: new Map() };
        this.fonts.set(font.id, count);
      }
      if (arabicLetter.test(text)) {
        count.glyphs++;
        count.arabic++;
        this.arabic++;
        count.letters.add(text);
        if (code > 32 && code < 127) count.ownCodes.add(code);
      } else if (isCandidate(glyph)) {
        const candidate = count.candidates.get(code) ?? { count: 0, overlaps: 0, shown: text };
        candidate.count++;
        if (overlaps(glyph, glyphs[i - 1]) || overlaps(glyph, glyphs[i + 1])) candidate.overlaps++;
        count.candidates.set(code, candidate);
      } else count.glyphs++;
    });
  }

  /** The unknown codes by font and code; none of a file that is sound. */
  findUnknown(): ReadonlyMap<string, UnknownCode> {
    const unknown = new Map<string, UnknownCode>();
    let [letter, mark, shownCount, unmappedCount] = [firstLetter, firstMark, 0, 0];
    for (const [id, { glyphs, arabic, ownCodes, letters, candidates }] of this.fonts) {
      if (arabic < minArabicGlyphs || arabic < minArabicShare * glyphs) continue;
      for (const [code, { count, overlaps: onto, shown }] of candidates) {
        if (shown !== '' && ownCodes.size < minOwnCodes) continue;
        const isMark = onto * 2 > count;
        if (isMark ? mark > lastMark : letter > lastLetter) continue;
        if (shown === '') unmappedCount += count;
        else shownCount += count;
        const placeholder = String.fromCharCode(isMark ? mark++ : letter++);
        unknown.set(`${id} ${String(code)}`, { placeholder, shown, isMark, knownLetters: letters });
      }
    }
    const isDamaged =
      shownCount > minUnknownShare * this.arabic || unmappedCount > minUnmappedShare * this.arabic;
    return isDamaged ? unknown : new Map();
  }
}

/** Puts the placeholders of unknown codes into a page. */
export function markUnknown(marks: PageMarks, unknown: ReadonlyMap<string, UnknownCode>): PageMarks {
  const glyphs = marks.glyphs.map((glyph) => {
    if (!isCandidate(glyph)) return glyph;
    const found = unknown.get(`${glyph.font.id} ${String(glyph.code)}`);
    return found ? { ...glyph, text: found.placeholder } : glyph;
  });
  return { ...marks, glyphs };
}
