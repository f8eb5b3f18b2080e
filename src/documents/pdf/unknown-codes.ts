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

const noCodes: FontCodes = { unknown: new Map(), shownCount: 0, unmappedCount: 0 };

interface CodeCount {
  count: number;
  overlaps: number;
  readonly shown: string;
}

/** The unknown codes of one font. */
interface FontCodes {
  readonly unknown: ReadonlyMap<number, UnknownCode>;
  /** How many glyphs of them the library takes for a character, and for none. */
  readonly shownCount: number;
  readonly unmappedCount: number;
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

function isCandidate({ text, code, font }: Glyph): boolean {
  if (code < 0) return false;
  if (text === '') return true;
  if (font.isMapped || text.length !== 1 || code <= 32) return false;
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

/** By the names of their fonts, and by code. */
type ByCode<Value> = ReadonlyMap<string, ReadonlyMap<number, Value>>;

export type UnknownCodes = ByCode<UnknownCode>;

/**
 * Which placeholders stand on a page; empty for a code that was left as it is. Of a font of which no code was unknown when
 * the page was read, none is listed.
 */
export type PlacedCodes = ByCode<string>;

const none: UnknownCodes = new Map();
const noneOfFont: ReadonlyMap<number, UnknownCode> = new Map();

/** Counts the codes of all fonts of a file, page by page, and tells at any time which of them are unknown as far as was seen. */
export class CodeSurvey {
  private readonly fonts = new Map<string, FontCount>();
  private readonly codesByFont = new Map<string, FontCodes>();
  private readonly placeholders = new Map<string, string>();
  private readonly unknown = new Map<string, ReadonlyMap<number, UnknownCode>>();
  private arabic = 0;
  private shownCount = 0;
  private unmappedCount = 0;
  private letterCount = 0;
  private markCount = 0;

  note({ glyphs }: PageMarks): void {
    const touched = new Set<string>();
    glyphs.forEach((glyph, i) => {
      const { font, text, code } = glyph;
      if (text === ' ') return;
      touched.add(font.id);
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
    for (const id of touched) this.judge(id, this.fonts.get(id)!);
  }

  /** The unknown codes; none of a file that is sound. */
  findUnknown(): UnknownCodes {
    const isDamaged =
      this.shownCount > minUnknownShare * this.arabic || this.unmappedCount > minUnmappedShare * this.arabic;
    return isDamaged ? this.unknown : none;
  }

  /** Whether a page that was read earlier would have other placeholders by what is known now. */
  isOutdated(placed: PlacedCodes): boolean {
    const unknown = this.findUnknown();
    for (const [id, codes] of placed) {
      const known = unknown.get(id);
      if (codes.size === 0 && known) return true;
      for (const [code, placeholder] of codes) {
        if ((known?.get(code)?.placeholder ?? '') !== placeholder) return true;
      }
    }
    return false;
  }

  /** Finds out again which codes of a font are unknown. */
  private judge(id: string, font: FontCount): void {
    const before = this.codesByFont.get(id) ?? noCodes;
    const now = this.findCodes(id, font);
    this.codesByFont.set(id, now);
    this.shownCount += now.shownCount - before.shownCount;
    this.unmappedCount += now.unmappedCount - before.unmappedCount;
    if (now.unknown.size > 0) this.unknown.set(id, now.unknown);
    else this.unknown.delete(id);
  }

  private findCodes(id: string, { glyphs, arabic, ownCodes, letters, candidates }: FontCount): FontCodes {
    if (arabic < minArabicGlyphs || arabic < minArabicShare * glyphs) return noCodes;
    const unknown = new Map<number, UnknownCode>();
    let [shownCount, unmappedCount] = [0, 0];
    for (const [code, { count, overlaps: onto, shown }] of candidates) {
      if (shown !== '' && ownCodes.size < minOwnCodes) continue;
      const isMark = onto * 2 > count;
      const placeholder = this.placeholderOf(`${id} ${String(code)}`, isMark);
      if (placeholder === undefined) continue;
      if (shown === '') unmappedCount += count;
      else shownCount += count;
      unknown.set(code, { placeholder, shown, isMark, knownLetters: letters });
    }
    return { unknown, shownCount, unmappedCount };
  }

  /** The same for a code in every call; undefined when there are no more. */
  private placeholderOf(key: string, isMark: boolean): string | undefined {
    const kind = `${isMark ? 'mark' : 'letter'} ${key}`;
    const known = this.placeholders.get(kind);
    if (known !== undefined) return known;
    const unit = isMark ? firstMark + this.markCount : firstLetter + this.letterCount;
    if (unit > (isMark ? lastMark : lastLetter)) return undefined;
    if (isMark) this.markCount++;
    else this.letterCount++;
    const made = String.fromCharCode(unit);
    this.placeholders.set(kind, made);
    return made;
  }
}

/** Puts the placeholders of unknown codes into a page, and notes in `placed` which, and where none was put. */
export function markUnknown(
  marks: PageMarks,
  unknown: UnknownCodes,
  placed: Map<string, Map<number, string>>,
): PageMarks {
  let id: string | undefined;
  let codes = noneOfFont;
  let placedOfFont = new Map<number, string>();
  const glyphs = marks.glyphs.map((glyph) => {
    if (!isCandidate(glyph)) return glyph;
    if (glyph.font.id !== id) {
      id = glyph.font.id;
      codes = unknown.get(id) ?? noneOfFont;
      placedOfFont = placed.get(id) ?? new Map<number, string>();
      placed.set(id, placedOfFont);
    }
    if (codes.size === 0) return glyph;
    const placeholder = codes.get(glyph.code)?.placeholder;
    if (!placedOfFont.has(glyph.code)) placedOfFont.set(glyph.code, placeholder ?? '');
    return placeholder === undefined ? glyph : { ...glyph, text: placeholder };
  });
  return { ...marks, glyphs };
}
