import { endsSentence } from '../text-lines.js';
import { readItemLabel } from '../text-structure/item-labels.js';
import { readAnswerLabel, readQuestionLabel } from '../text-structure/question-labels.js';
import { readOrdinalAdverb, readSectionLabel } from '../text-structure/section-labels.js';
import type { BrokenWords } from './broken-words.js';
import { extentOf } from './extent.js';
import type { PageTable } from './page-table.js';
import type { PageItem } from './page-text.js';
import type { TextLine } from './read-line.js';
import { median } from '../../text/median.js';

/** Where the text of a page begins in that of a paragraph. */
export interface PageStart {
  readonly offset: number;
  /** From 1. */
  readonly page: number;
}

export interface PdfParagraph {
  readonly kind: 'paragraph';
  text: string;
  /** Its page, and those that it goes on to. */
  readonly pages: PageStart[];
  /** Size of its letters, in points. */
  readonly size: number;
  isBold: boolean;
  readonly isRightToLeft: boolean;
  /** Whether more room than between lines is above it. */
  readonly isSetOff: boolean;
  /** Whether it is in the middle of its column. */
  readonly isCentred: boolean;
  /** How far its first line is set in, in ems. */
  readonly indent: number;
  lineCount: number;
  readonly notes: string[];
  readonly noteLabel: string | undefined;
  /** Whether it is a footnote. */
  readonly isNote: boolean;
  /** Where its first line stands, as a share of the height of the page. */
  readonly top: number;
}

export interface PdfTable {
  readonly kind: 'table';
  readonly table: PageTable;
  readonly page: number;
}

export type PdfContent = PdfParagraph | PdfTable;

/** A page without its running lines. */
export interface CleanPage {
  readonly number: number;
  readonly height: number;
  readonly items: readonly PageItem[];
}

interface Column {
  readonly left: number;
  readonly right: number;
  /** From one baseline to the next, where nothing parts the lines. */
  readonly leading: number;
  /** Of most lines, in points. */
  readonly size: number;
  /** How many lines go from one edge to the other. */
  readonly fullLines: number;
}

/** Lines that are all shorter say nothing of how wide their column is. Ems. */
const narrowest = 14;

function measureColumns(items: readonly PageItem[]): Map<number, Column> {
  const linesByRegion = new Map<number, TextLine[]>();
  for (const item of items) {
    if (item.kind !== 'line') continue;
    const lines = linesByRegion.get(item.region);
    if (lines) lines.push(item.line);
    else linesByRegion.set(item.region, [item.line]);
  }
  const all = items.flatMap((item) => (item.kind === 'line' ? [item.line] : []));
  const pageLeading = leadingOf(all);
  return new Map(
    Array.from(linesByRegion, ([region, lines]) => {
      const { left, right } = extentOf(lines);
      const isFull = (line: TextLine): boolean =>
        line.left - left < 0.3 * line.size && right - line.right < 0.3 * line.size;
      const column: Column = {
        left,
        right,
        leading: leadingOf(lines) || pageLeading,
        size: median(lines.map(({ size }) => size)),
        fullLines: lines.filter(isFull).length,
      };
      return [region, column];
    }),
  );
}

function leadingOf(lines: readonly TextLine[]): number {
  const steps: number[] = [];
  for (let i = 1; i < lines.length; i++) {
    const step = lines[i]!.baseline - lines[i - 1]!.baseline;
    if (step > 0.5 * lines[i]!.size && step < 3.5 * lines[i]!.size) steps.push(step);
  }
  // Lines within paragraphs stand closer together than those between them.
  steps.sort((a, b) => a - b);
  return steps[Math.floor(steps.length * 0.4)] ?? 0;
}

/** The room at the end of a line, and how far it is set in at its start. */
function roomOf(line: TextLine, { left, right }: Column): { indent: number; rest: number } {
  const [before, behind] = [line.left - left, right - line.right];
  return line.isRightToLeft ? { indent: behind, rest: before } : { indent: before, rest: behind };
}

function firstWordWidth(line: TextLine): number {
  const length = /^\S+/.exec(line.text)?.[0].length ?? 1;
  return ((line.right - line.left) * length) / Math.max(1, line.text.length);
}

const bullet = /^[•▪●◦‣·○■□➢✓✔]\s/u;

/** Whether a line says by how it begins that it is none of the paragraph before it. */
function startsOwn(text: string, before: string): boolean {
  if (bullet.test(text)) return true;
  const isOver = endsSentence(before) || /[:؛;،,.]$/u.test(before);
  if (readQuestionLabel(text) > 0 || readAnswerLabel(text, false) > 0) return isOver;
  if (!isOver) return false;
  return (
    readItemLabel(text) !== undefined || readSectionLabel(text) !== undefined || readOrdinalAdverb(text) > 0
  );
}

/** What stands before a word that a line breaks, as far as it tells how the word is written. */
const unitsBefore = 200;

/** Footnotes are set smaller than the text, in the lower half of the page. */
const noteRatio = 0.93;
const noteStart = /^[([]?(?:\p{Nd}{1,3}|[*†‡§¶]{1,3})[)\].]?(?:\s|(?=\p{L}))/u;

/** Where the footnotes of a page begin among its items: the small print at its end, as far as it is marked as notes. */
function findNotes(items: readonly PageItem[], height: number): number {
  const body = median(items.flatMap((item) => (item.kind === 'line' ? [item.line.size] : [])));
  let first = items.length;
  for (let at = items.length - 1; at > 0; at--) {
    const item = items[at]!;
    if (item.kind !== 'line') break;
    const { line } = item;
    if (line.size > noteRatio * body || line.baseline < 0.4 * height) break;
    if (line.noteLabel !== undefined || noteStart.test(line.text)) first = at;
  }
  return first;
}

/** Makes paragraphs of lines, across columns and pages. */
export class ParagraphReader {
  readonly contents: PdfContent[] = [];
  private current: PdfParagraph | undefined;
  private last: { line: TextLine; region: number; page: number; column: Column } | undefined;

  constructor(private readonly brokenWords: BrokenWords) {}

  readPage({ number, height, items }: CleanPage): void {
    const columns = measureColumns(items);
    const firstNote = findNotes(items, height);
    const read = (item: PageItem, isNote: boolean): void => {
      if (item.kind === 'table') {
        this.current = undefined;
        this.contents.push({ kind: 'table', table: item.table, page: number });
      } else this.readLine(item.line, item.region, number, columns.get(item.region)!, height, isNote);
    };
    for (const item of items.slice(0, firstNote)) read(item, false);
    // The text goes on behind the notes at the foot of the page.
    const { current, last } = this;
    this.last = undefined;
    for (const item of items.slice(firstNote)) read(item, true);
    if (firstNote > 0) {
      this.current = current;
      this.last = last;
    }
  }

  private readLine(
    line: TextLine,
    region: number,
    page: number,
    column: Column,
    height: number,
    isNote: boolean,
  ): void {
    const { current, last } = this;
    const isBelow = last?.page === page && last.region === region;
    const isJoined = current && last && (isBelow ? this.goesOn(line, column) : this.continues(line, column));
    if (isJoined) this.append(current, line, page);
    else {
      const { indent, rest } = roomOf(line, column);
      const gap = isBelow ? line.baseline - last.line.baseline : Infinity;
      this.current = {
        kind: 'paragraph',
        text: line.text,
        pages: [{ offset: 0, page }],
        size: line.size,
        isBold: line.boldShare > 0.9,
        isRightToLeft: line.isRightToLeft,
        isSetOff: gap > 1.3 * column.leading,
        isCentred: indent > 2 * line.size && Math.abs(indent - rest) < 1.5 * line.size,
        indent: indent / Math.max(1, line.size),
        lineCount: 1,
        notes: [...line.notes],
        noteLabel: line.noteLabel,
        isNote,
        top: line.baseline / height,
      };
      this.contents.push(this.current);
    }
    this.last = { line, region, page, column };
  }

  /** Whether a line goes on with the paragraph of the line above it. */
  private goesOn(line: TextLine, column: Column): boolean {
    const { line: above } = this.last!;
    const gap = line.baseline - above.baseline;
    const leading = column.leading * Math.max(1, line.size / column.size);
    if (gap <= 0 || gap > 1.38 * leading || gap > 2.8 * line.size) return false;
    if (Math.abs(line.size - above.size) > 0.1 * Math.max(line.size, above.size)) return false;
    const isBold = line.boldShare > 0.9;
    if (isBold !== above.boldShare > 0.9 && (isBold ? above.boldShare < 0.1 : line.boldShare < 0.1)) {
      // A term in bold type may begin a line, or fill a short last one.
      if (!/[\p{L}\p{M}،,]$/u.test(above.text) || isBold || this.current!.lineCount === 1) return false;
    }
    if (line.isRightToLeft !== above.isRightToLeft && /\p{L}/u.test(line.text)) return false;
    if (startsOwn(line.text, above.text)) return false;
    const before = roomOf(above, column);
    const now = roomOf(line, column);
    const isCentred =
      Math.abs(before.indent - before.rest) < 1.5 * above.size && before.indent > 2 * above.size;
    const isAlike = isCentred && Math.abs(now.indent - now.rest) < 1.5 * line.size;
    if (isAlike) return !endsSentence(above.text);
    const isNarrow = column.right - column.left < narrowest * line.size && column.fullLines < 3;
    const hasRoom = isNarrow || before.rest > firstWordWidth(line) + 1.2 * line.size;
    if (hasRoom) return false;
    const isIndented = now.indent - before.indent > 0.8 * line.size;
    if (isIndented && now.indent < 6 * line.size) {
      // Behind the label of an item its further lines are set in.
      const isHanging = this.current!.lineCount === 1 && readItemLabel(this.current!.text) !== undefined;
      return isHanging || !endsSentence(above.text);
    }
    return true;
  }

  /** Whether the first line of a column or page goes on with the last one of the column or page before. */
  private continues(line: TextLine, column: Column): boolean {
    const { line: above, column: columnAbove } = this.last!;
    if (Math.abs(line.size - above.size) > 0.05 * line.size || line.isRightToLeft !== above.isRightToLeft)
      return false;
    if (line.boldShare > 0.9 !== above.boldShare > 0.9 || line.noteLabel !== undefined) return false;
    const text = above.text;
    if (endsSentence(text) || startsOwn(line.text, text) || this.current!.noteLabel !== undefined)
      return false;
    if (readItemLabel(line.text) || readSectionLabel(line.text)) return false;
    // A line that stands apart, before text of another width, is its heading.
    const [width, widthAbove] = [column, columnAbove].map(({ left, right }) => right - left);
    const isOtherWidth = Math.abs(width! - widthAbove!) > 0.2 * Math.max(width!, widthAbove!);
    if (isOtherWidth && this.current!.lineCount === 1 && this.current!.isSetOff) return false;
    const before = roomOf(above, columnAbove);
    const { indent } = roomOf(line, column);
    return before.rest <= firstWordWidth(line) + 0.6 * line.size && indent < 0.8 * line.size;
  }

  private append(paragraph: PdfParagraph, line: TextLine, page: number): void {
    const { text } = paragraph;
    let separator = ' ';
    let kept = text;
    if (text.endsWith('\u00ad')) [separator, kept] = ['', text.slice(0, -1)];
    else if (/[-‐]$/u.test(text) && !line.isRightToLeft) {
      const wordsFrom = Math.max(0, text.length - unitsBefore);
      const joined = this.brokenWords.join(text.slice(wordsFrom), line.text);
      if (joined) {
        ({ separator } = joined);
        kept = text.slice(0, wordsFrom) + joined.before;
      }
    }
    paragraph.text = kept + separator + line.text;
    if (page !== paragraph.pages.at(-1)!.page) {
      paragraph.pages.push({ offset: kept.length + separator.length, page });
    }
    paragraph.lineCount++;
    paragraph.isBold = paragraph.isBold && line.boldShare > 0.9;
    paragraph.notes.push(...line.notes);
  }
}

/** The size of most of the text, in points. */
export function bodySize(contents: readonly PdfContent[]): number {
  const sizes: number[] = [];
  for (const content of contents) {
    if (content.kind === 'table') continue;
    // A line counts once for each twenty characters.
    const weight = Math.min(200, Math.ceil(content.text.length / 20));
    for (let i = 0; i < weight; i++) sizes.push(content.size);
  }
  return median(sizes);
}
