import { extentOf } from './extent.js';
import type { FilledGrid } from './filled-grid.js';
import type { RowGlyph, VisualRow } from './visual-rows.js';

/** A stretch of a row without a wide gap: at most a line of one column, at least a cell of a table. */
export interface Segment {
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  /** With the blanks among them. */
  readonly letters: readonly RowGlyph[];
  readonly marks: readonly RowGlyph[];
  readonly spaces: readonly RowGlyph[];
  /** The drawn table of which the segment stands for a row. */
  readonly grid?: FilledGrid;
}

/** A gap that is wider parts segments: columns stand further apart, words of a line seldom do. Share of the size. */
const minGap = 0.85;

function between(glyphs: readonly RowGlyph[], left: number, right: number): RowGlyph[] {
  return glyphs.filter((glyph) => {
    const middle = (glyph.left + glyph.right) / 2;
    return middle >= left && middle < right;
  });
}

function toSegment(row: VisualRow, letters: readonly RowGlyph[], from: number, to: number): Segment {
  const size = letters.reduce((largest, letter) => Math.max(largest, letter.size), 0);
  const { baseline } = letters.find((letter) => letter.size === size)!;
  return {
    ...extentOf(letters),
    baseline,
    size,
    letters,
    marks: between(row.marks, from, to),
    spaces: between(row.spaces, from, to),
  };
}

/** The segments of a row from left to right. What says nothing still fills a gap: a kashida, a leader of dots. */
export function splitRow(row: VisualRow): Segment[] {
  const groups: RowGlyph[][] = [];
  const bounds: number[] = [];
  let end = -Infinity;
  const filled =
    row.blanks.length === 0 ? row.letters : [...row.letters, ...row.blanks].sort((a, b) => a.left - b.left);
  for (const glyph of filled) {
    if (groups.length === 0 || glyph.left - end > minGap * glyph.size) {
      if (groups.length > 0) bounds.push((end + glyph.left) / 2);
      groups.push([]);
    }
    groups.at(-1)!.push(glyph);
    end = Math.max(end, glyph.right);
  }
  const segments: Segment[] = [];
  groups.forEach((letters, i) => {
    if (letters.every(({ characterClass }) => characterClass === 'blank')) return;
    segments.push(toSegment(row, letters, bounds[i - 1] ?? -Infinity, bounds[i] ?? Infinity));
  });
  return segments;
}

/** One segment of several of a row, in order from left to right. */
export function joinSegments(segments: readonly Segment[]): Segment {
  const [first] = segments;
  if (segments.length === 1) return first!;
  const largest = segments.reduce((best, each) => (each.size > best.size ? each : best));
  return {
    ...extentOf(segments),
    baseline: largest.baseline,
    size: largest.size,
    letters: segments.flatMap(({ letters }) => letters),
    marks: segments.flatMap(({ marks }) => marks),
    spaces: segments.flatMap(({ spaces }) => spaces),
  };
}
