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

/** Beyond this no columns are looked for: the time that it takes grows with the square. */
const maxRows = 400;
const maxDepth = 8;
const minColumnRows = 2;
/** Fewer rows are columns only where all are full and both sides as wide. */
const minUnevenRows = 3;
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

/** The extents in x that rows cover, apart from each other, from left to right. */
export class Cover {
  private extents: { left: number; right: number }[] = [];

  add(left: number, right: number): void {
    const extent = { left, right };
    const apart: { left: number; right: number }[] = [];
    for (const each of this.extents) {
      if (each.right < extent.left || each.left > extent.right) apart.push(each);
      else {
        extent.left = Math.min(extent.left, each.left);
        extent.right = Math.max(extent.right, each.right);
      }
    }
    apart.push(extent);
    this.extents = apart.sort((a, b) => a.left - b.left);
  }

  /** The middles of gaps of a width, the widest first. */
  gaps(minWidth: number): number[] {
    const found: { x: number; width: number }[] = [];
    for (let i = 1; i < this.extents.length; i++) {
      const [before, after] = [this.extents[i - 1]!, this.extents[i]!];
      const width = after.left - before.right;
      if (width >= minWidth) found.push({ x: (before.right + after.left) / 2, width });
    }
    return found.sort((a, b) => b.width - a.width).map(({ x }) => x);
  }
}

function leftOf(segment: Segment, x: number): boolean {
  return (segment.left + segment.right) / 2 < x;
}

/** Whether rows are lines of running text: wide enough, most of them full, of many letters. */
function isColumn(rows: readonly (readonly Segment[])[], body: number): boolean {
  const filled = rows.filter((row) => row.length > 0);
  if (filled.length < minColumnRows) return false;
  const left = Math.min(...filled.map((row) => row[0]!.left));
  const right = Math.max(...filled.map((row) => Math.max(...row.map((segment) => segment.right))));
  const width = right - left;
  if (width < 9 * body) return false;
  let full = 0;
  let letters = 0;
  for (const row of filled) {
    const extent = Math.max(...row.map((segment) => segment.right)) - row[0]!.left;
    if (extent > 0.6 * width) full++;
    for (const { grid, letters: own } of row) letters += grid ? lettersOfTableRow : own.length;
  }
  return full >= 0.45 * filled.length && letters >= 15 * filled.length;
}

/** Whether all rows of both sides are full, and both sides as wide. */
function areEven(sides: readonly (readonly (readonly Segment[])[])[]): boolean {
  const widths = sides.map((side) =>
    side.map((row) => Math.max(...row.map(({ right }) => right)) - Math.min(...row.map(({ left }) => left))),
  );
  const all = widths.flat();
  return Math.min(...all) > 0.93 * Math.max(...all);
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

/** The longest run of rows that a gap parts into two columns. */
function findSplit(rows: readonly Row[], body: number): Split | undefined {
  let best: Split | undefined;
  if (rows.length > maxRows) return undefined;
  for (let from = 0; from + minColumnRows <= rows.length; from++) {
    const bestLength = best ? best.to - best.from + 1 : 0;
    if (rows.length - from <= bestLength) break;
    const cover = new Cover();
    const gapsByEnd: (readonly number[])[] = [];
    for (let to = from; to < rows.length; to++) {
      for (const { left, right } of rows[to]!.segments) cover.add(left, right);
      const gaps = cover.gaps(0.9 * body);
      if (gaps.length === 0 && rows[to]!.segments.some(({ left, right }) => right - left > 20 * body)) {
        if (to - from > 0 || gapsByEnd.length > 0) break;
      }
      gapsByEnd[to] = gaps;
      if (to > from + 2 && gaps.length === 0) break;
    }
    for (let to = Math.min(rows.length, gapsByEnd.length) - 1; to - from + 1 > bestLength; to--) {
      if (to - from + 1 < minColumnRows) break;
      const x = gapsByEnd[to]?.find((each) => separates(rows, { from, to, x: each }, body));
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
): Region[] {
  if (segments.length === 0) return [];
  if (segments.length < 2 * minColumnRows || depth > maxDepth) return [segments];
  const rows = groupRows(segments);
  const split = findSplit(rows, body);
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
    findRegions(part, isRightToLeft, body, depth + 1),
  );
}
