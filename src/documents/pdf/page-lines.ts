import { findRegions, groupRows } from './columns.js';
import type { PageMarks } from './glyph.js';
import { startsWithStop, toLogicalOrder } from './logical-order.js';
import { bracketBalance } from './mirrored-brackets.js';
import { toTokens } from './line-tokens.js';
import { joinSegments, splitRow, type Segment } from './segments.js';
import { findRows, type RowGlyph, type VisualRow } from './visual-rows.js';

/** A line of text in the order in which it is read. Its mirrored brackets are not named yet. */
export interface TextLine {
  readonly text: string;
  readonly isRightToLeft: boolean;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  /** Of most of its letters, in points. */
  readonly size: number;
  readonly isBold: boolean;
  /** Lines of one region go from one edge to the other. */
  readonly region: number;
}

export interface PageText {
  readonly width: number;
  readonly height: number;
  readonly lines: TextLine[];
  readonly isRightToLeft: boolean;
  /** Size of most letters. */
  readonly body: number;
}

/** The middle of the sizes of letters, or of what is given. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

function countOf(glyphs: Iterable<RowGlyph>, characterClass: RowGlyph['characterClass']): number {
  let count = 0;
  for (const glyph of glyphs) if (glyph.characterClass === characterClass) count++;
  return count;
}

/** Whether letters that run from right to left are drawn from left to right, as most programs do. */
function isDrawnVisually(rows: readonly VisualRow[]): boolean {
  let forward = 0;
  let backward = 0;
  for (const { letters } of rows) {
    for (let i = 1; i < letters.length; i++) {
      const [first, second] = [letters[i - 1]!, letters[i]!];
      if (first.characterClass !== 'right' || second.characterClass !== 'right') continue;
      if (second.order > first.order && second.order <= first.order + 3) forward++;
      else if (second.order < first.order && second.order >= first.order - 3) backward++;
    }
  }
  return forward >= backward;
}

function tidyLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/(?<=\p{L}\p{M}{0,8})\u0640+(?=\p{M}{0,8}\p{L})/gu, '')
    .replace(/\u0640{2,}/g, '\u0640')
    .replace(/ {2,}/g, ' ')
    .trim();
}

export function readLine(segment: Segment, isPageRightToLeft: boolean, isVisual: boolean, region: number): TextLine {
  const tokens = toTokens(segment, isVisual);
  const right = tokens.filter(({ characterClass }) => characterClass === 'right').length;
  const left = tokens.filter(({ characterClass }) => characterClass === 'left').length;
  const isRightToLeft =
    right > 0
      ? isPageRightToLeft || right >= left
      : isPageRightToLeft && (left === 0 || startsWithStop(tokens));
  const letters = segment.letters.filter(({ characterClass }) => characterClass !== 'blank');
  return {
    text: tidyLine(
      toLogicalOrder(tokens, isRightToLeft)
        .map(({ text }) => text)
        .join(''),
    ),
    isRightToLeft,
    left: segment.left,
    right: segment.right,
    baseline: segment.baseline,
    size: median(letters.map(({ size }) => size)),
    isBold: letters.filter(({ font }) => font.isBold).length * 2 > letters.length,
    region,
  };
}

/** The lines of a page in the order in which they are read. */
export function readPageText(marks: PageMarks): PageText {
  const rows = findRows(marks.glyphs);
  const letters = rows.flatMap((row) => row.letters);
  const right = countOf(letters, 'right');
  const isRightToLeft = right > 200 || right > 0.5 * countOf(letters, 'left');
  const isVisual = isDrawnVisually(rows);
  const body = median(letters.map(({ size }) => size));
  const regions = findRegions(rows.flatMap(splitRow), isRightToLeft, body);
  const lines = regions.flatMap((region, index) =>
    groupRows(region).map(({ segments }) => readLine(joinSegments(segments), isRightToLeft, isVisual, index)),
  );
  return {
    width: marks.width,
    height: marks.height,
    lines: lines.filter(({ text }) => text !== ''),
    isRightToLeft,
    body,
  };
}

export function bracketVote(lines: readonly TextLine[]): number {
  return lines.reduce((sum, { text }) => sum + bracketBalance(text), 0);
}
