import { Cover } from './cover.js';
import { extentOf } from './extent.js';
import type { Segment } from './segments.js';

/** Segments of a part of the page in which lines go from one edge to the other. */
export type Region = readonly Segment[];

export interface Row {
  readonly baseline: number;
  readonly size: number;
  readonly segments: Segment[];
}

interface Split {
  readonly from: number;
  readonly to: number;
  /** In the middle of the gap between the columns. */
  readonly x: number;
}

/** Beyond this no columns are looked for. */
const maxRows = 400;
/** So often segments of a page are looked at to find its columns; what people lay out takes a tenth at most. */
const maxVisits = 1_000_000;

/** What is left of that. */
interface Visits {
  left: number;
}
const maxDepth = 8;
const minColumnRows = 2;
/** Fewer rows are columns only where all are full and both sides as wide. */
const minUnevenRows = 3;
/** Columns stand apart by more, and are wider. Share of the size of the text. */
const minColumnGap = 0.9;
const minColumnWidth = 9;
/** The rows of a column have so many letters on the average. */
const lettersOfRow = 15;
/** What a row of a drawn table counts for. */
const lettersOfTableRow = 30;

export function groupRows(segments: readonly Segment[]): Row[] {
  const rows: Row[] = [];
  for (const segment of [...segments].sort((a, b) => a.baseline - b.baseline || a.left - b.left)) {
    const last = rows.at(-1);
    if (last && segment.baseline - last.baseline <= 0.4 * Math.min(last.size, segment.size)) {
      last.segments.push(segment);
    } else rows.push({ baseline: segment.baseline, size: segment.size, segments: [segment] });
  }
  for (const { segments: row } of rows) row.sort((a, b) => a.left - b.left);
  return rows;
}

function leftOf(segment: Segment, x: number): boolean {
  return (segment.left + segment.right) / 2 < x;
}

function countLetters(segments: readonly Segment[]): number {
  return segments.reduce((sum, { grid, letters }) => sum + (grid ? lettersOfTableRow : letters.length), 0);
}

/** Whether rows are lines of running text: wide enough, most of them full, of many letters. */
function isColumn(rows: readonly (readonly Segment[])[], body: number): boolean {
  const filled = rows.filter((row) => row.length > 0);
  if (filled.length < minColumnRows) return false;
  const extents = filled.map(extentOf);
  const { left, right } = extentOf(extents);
  const width = right - left;
  if (width < minColumnWidth * body) return false;
  const full = extents.filter((extent) => extent.right - extent.left > 0.6 * width).length;
  const letters = filled.reduce((sum, row) => sum + countLetters(row), 0);
  return full >= 0.45 * filled.length && letters >= lettersOfRow * filled.length;
}

/** Whether all rows of both sides are full, and both sides as wide. */
function areEven(sides: readonly (readonly (readonly Segment[])[])[]): boolean {
  const widths = sides.flatMap((side) =>
    side.map((row) => {
      const { left, right } = extentOf(row);
      return right - left;
    }),
  );
  return Math.min(...widths) > 0.93 * Math.max(...widths);
}

function separates(rows: readonly Row[], { from, to, x }: Split, body: number): boolean {
  const parts = rows.slice(from, to + 1).map(({ segments }) => segments);
  const sides = [
    parts.map((row) => row.filter((segment) => leftOf(segment, x))),
    parts.map((row) => row.filter((segment) => !leftOf(segment, x))),
  ];
  if (!sides.every((side) => isColumn(side, body))) return false;
  return parts.length >= minUnevenRows || areEven(sides);
}

/** For each row, and behind the last one, the sum over those above it. */
function sumsAbove(rows: readonly Row[], count: (segments: readonly Segment[]) => number): number[] {
  const sums = [0];
  for (const { segments } of rows) sums.push(sums.at(-1)! + count(segments));
  return sums;
}

/**
 * The longest run of rows that a gap parts into two columns. Most runs are passed over without a look at their rows: those
 * of too few letters, and those of which a gap leaves too little on one side. What is left is bounded, for a page may be
 * made to have a gap everywhere.
 */
function findSplit(rows: readonly Row[], body: number, visits: Visits): Split | undefined {
  if (rows.length > maxRows) return undefined;
  // Of letters beyond those that as many lines of a column have.
  const surplus = sumsAbove(rows, (segments) => countLetters(segments) - lettersOfRow);
  const segmentCounts = sumsAbove(rows, ({ length }) => length);
  let best: Split | undefined;
  for (let from = 0; from + minColumnRows <= rows.length; from++) {
    const bestLength = best ? best.to - best.from + 1 : 0;
    if (rows.length - from <= bestLength) break;
    const hasText = (to: number): boolean => surplus[to + 1]! >= surplus[from]!;
    if (!rows.some((_, to) => to > from && hasText(to))) continue;
    const cover = new Cover();
    const gapsByEnd: (readonly number[])[] = [];
    for (let to = from; to < rows.length; to++) {
      const { segments } = rows[to]!;
      visits.left -= segments.length;
      if (visits.left < 0) return best;
      for (const { left, right } of segments) cover.add(left, right);
      const hasGap = cover.hasGap(minColumnGap * body);
      if (!hasGap && segments.some(({ left, right }) => right - left > 20 * body)) {
        if (to - from > 0 || gapsByEnd.length > 0) break;
      }
      gapsByEnd[to] = hasText(to) ? cover.findGaps(minColumnGap * body, minColumnWidth * body) : [];
      if (to > from + 2 && !hasGap) break;
    }
    for (let to = Math.min(rows.length, gapsByEnd.length) - 1; to - from + 1 > bestLength; to--) {
      if (to - from + 1 < minColumnRows) break;
      const x = gapsByEnd[to]?.find((each) => {
        visits.left -= segmentCounts[to + 1]! - segmentCounts[from]!;
        return visits.left >= 0 && separates(rows, { from, to, x: each }, body);
      });
      if (visits.left < 0) return best;
      if (x === undefined) continue;
      best = { from, to, x };
      break;
    }
  }
  return best;
}

/**
 * Rows at the top of a split that stand on one side alone, set off from what is below: a heading of both columns, as
 * far as they are few.
 */
function trimTop(rows: readonly Row[], { from, to, x }: Split, body: number): number {
  let start = from;
  const isOnBothSides = ({ segments }: Row): boolean =>
    segments.some((segment) => leftOf(segment, x)) && segments.some((segment) => !leftOf(segment, x));
  while (start < to && !isOnBothSides(rows[start]!)) {
    const isSetOff = rows[start + 1]!.baseline - rows[start]!.baseline > 1.3 * body;
    if (start - from >= 3 || !isSetOff) return from;
    start++;
  }
  return start;
}

/**
 * Where columns end: below the last row of both, the rest of the longer one follows; rows that stand now on one side and
 * now on the other are none of columns.
 */
function trimBottom(rows: readonly Row[], start: number, { to, x }: Split, body: number): number {
  const sideOf = ({ segments }: Row): number => {
    const left = segments.filter((segment) => leftOf(segment, x)).length;
    return left === 0 ? 1 : left === segments.length ? -1 : 0;
  };
  let last = to;
  while (last > start && sideOf(rows[last]!) !== 0) last--;
  const rest = rows.slice(last + 1, to + 1).map(sideOf);
  if (!rest.includes(1) || !rest.includes(-1)) return to;
  for (let i = last + 1; i <= to; i++) {
    if (rows[i]!.baseline - rows[i - 1]!.baseline > 2 * body) return i - 1;
  }
  return to;
}

/** The parts of a page in the order in which they are read. */
export function findRegions(
  segments: readonly Segment[],
  isRightToLeft: boolean,
  body: number,
  depth = 0,
  visits: Visits = { left: maxVisits },
): Region[] {
  if (segments.length === 0) return [];
  if (segments.length < 2 * minColumnRows || depth > maxDepth) return [segments];
  const rows = groupRows(segments);
  const split = findSplit(rows, body, visits);
  if (!split) return [segments];
  const start = trimTop(rows, split, body);
  const collect = (from: number, to: number): Segment[] =>
    rows.slice(from, to).flatMap((row) => row.segments);
  const end = trimBottom(rows, start, split, body);
  const inside = collect(start, end + 1);
  const left = inside.filter((segment) => leftOf(segment, split.x));
  const right = inside.filter((segment) => !leftOf(segment, split.x));
  const columns = isRightToLeft ? [right, left] : [left, right];
  return [collect(0, start), ...columns, collect(end + 1, rows.length)].flatMap((part) =>
    findRegions(part, isRightToLeft, body, depth + 1, visits),
  );
}
