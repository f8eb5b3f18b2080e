import type { Row } from './columns.js';
import { Cover } from './cover.js';
import { extentOf } from './extent.js';
import { median } from '../../text/median.js';
import type { PageTable, TableCell } from './page-table.js';
import { readLine, type LineContext, type TextLine } from './read-line.js';
import { joinSegments } from './segments.js';

/** Columns stand further apart than words of a line. Share of the size. */
const minGap = 1.1;
const minRows = 3;
/** More than a page has room for. */
const maxRows = 300;
const maxColumns = 40;
/** A cell of more is a line of text. */
const maxCellUnits = 120;
/** What is wider or further apart by less is the same. Share of the size. */
const maxUnevenness = 0.15;

const itemLabel = /^(?:[-*•▪●◦‣·○■□➢✓–—]|[([]?(?:\p{Nd}{1,3}|\p{L}|[ivx]{1,4})[\])]?[.)\-–ـ]?)$/u;

interface Extent {
  readonly from: number;
  readonly to: number;
  readonly gaps: readonly number[];
}

/** The longest run of rows from one on, most of them of several segments, that the same gaps part. */
function findExtent(rows: readonly Row[], from: number): Extent | undefined {
  if (rows[from]!.segments.length < 2) return undefined;
  const cover = new Cover();
  let best: Extent | undefined;
  let several = 0;
  let lastSeveral = from;
  for (let to = from; to < Math.min(rows.length, from + maxRows); to++) {
    const row = rows[to]!;
    const isApart = to > from && row.baseline - rows[to - 1]!.baseline > 4 * row.size;
    if (isApart) break;
    for (const { left, right } of row.segments) cover.add(left, right);
    const gaps = cover.findGaps(minGap * row.size);
    if (gaps.length === 0 || gaps.length >= maxColumns) break;
    if (row.segments.length > 1) {
      several++;
      lastSeveral = to;
      if (several >= minRows && several * 3 >= (to - from + 1) * 2) best = { from, to, gaps };
    } else if (to - lastSeveral > 2) break;
  }
  return best && { ...best, gaps: [...best.gaps].sort((a, b) => a - b) };
}

function columnAt(gaps: readonly number[], x: number): number {
  const column = gaps.findIndex((gap) => x < gap);
  return column < 0 ? gaps.length : column;
}

function readCells(
  rows: readonly Row[],
  gaps: readonly number[],
  context: LineContext,
): (TextLine | undefined)[][] {
  return rows.map(({ segments }) => {
    const cells = Array.from({ length: gaps.length + 1 }, (_, column) => {
      const inside = segments.filter(({ left, right }) => columnAt(gaps, (left + right) / 2) === column);
      return inside.length === 0 ? undefined : readLine(joinSegments(inside), context);
    });
    return context.isRightToLeft ? cells.reverse() : cells;
  });
}

/** Whether the gaps of a row, of two at least, are as wide as each other. */
function isEven({ segments, size }: Row): boolean {
  const widths = segments.slice(1).map(({ left }, i) => left - segments[i]!.right);
  return Math.max(...widths) - Math.min(...widths) < maxUnevenness * size;
}

/** The share of the edges of the inner segments of a row that stand below edges of another row. */
function alignedShare(row: Row, other: Row): number {
  const isBelow = (edge: number, edges: readonly number[]): boolean =>
    edges.some((each) => Math.abs(each - edge) < maxUnevenness * row.size);
  const [lefts, rights] = [other.segments.map(({ left }) => left), other.segments.map(({ right }) => right)];
  const inner = row.segments.slice(1, -1);
  const aligned = inner.filter(({ left, right }) => isBelow(left, lefts) || isBelow(right, rights));
  return aligned.length / Math.max(1, inner.length);
}

/**
 * Whether rows are lines whose words were set apart to fill them: all spaces of a line are as wide as each other, and
 * its words stand below none.
 */
function isJustifiedText(rows: readonly Row[]): boolean {
  const several = rows.filter(({ segments }) => segments.length > 2);
  if (several.length * 2 < rows.length || !several.every(isEven)) return false;
  const shares = several.slice(1).map((row, i) => alignedShare(row, several[i]!));
  return median(shares) < 0.5;
}

function isAsWide(row: Row, { left, right }: { readonly left: number; readonly right: number }): boolean {
  const own = extentOf(row.segments);
  const reach = maxUnevenness * row.size;
  return Math.abs(own.left - left) < reach && Math.abs(own.right - right) < reach;
}

/** Whether the first segment of a row ends, or its last one begins, where that of another row does. */
function isBelowInside({ segments, size }: Row, other: Row): boolean {
  const reach = maxUnevenness * size;
  return (
    Math.abs(segments[0]!.right - other.segments[0]!.right) < reach ||
    Math.abs(segments.at(-1)!.left - other.segments.at(-1)!.left) < reach
  );
}

/**
 * Whether rows are lines of two words or so each, in the middle of a paragraph of a narrow column: as wide as the line
 * above or below them, no further from it than from each other, without numbers, and with words that do not all stand
 * below each other.
 */
function areLinesOfParagraph(rows: readonly Row[], { from, to }: Extent): boolean {
  const part = rows.slice(from, to + 1);
  const whole = extentOf(part.flatMap(({ segments }) => segments));
  const hasNumber = part.some(({ segments }) =>
    segments.some(({ letters }) => letters.some(({ characterClass }) => characterClass === 'digit')),
  );
  if (hasNumber || !part.every((row) => isAsWide(row, whole))) return false;
  const leading = median(part.slice(1).map((row, i) => row.baseline - part[i]!.baseline));
  const isNext = (row: Row | undefined, beside: Row): boolean =>
    row !== undefined && Math.abs(row.baseline - beside.baseline) < 1.2 * leading && isAsWide(row, whole);
  if (!isNext(rows[from - 1], rows[from]!) && !isNext(rows[to + 1], rows[to]!)) return false;
  // Columns of words that are as long as each other may fill the line too.
  return !part.slice(1).every((row, i) => isBelowInside(row, part[i]!));
}

/** Labels of items, names before colons and halves of verses stand in columns too, and are no tables. */
function isTable(cells: readonly (readonly (TextLine | undefined)[])[]): boolean {
  const texts = cells.map((row) => row.map((cell) => cell?.text ?? ''));
  if (texts.some((row) => row.some((text) => text.length > maxCellUnits))) return false;
  const first = texts.map((row) => row[0]!).filter((text) => text !== '');
  const areAll = (pattern: RegExp): boolean =>
    first.filter((text) => pattern.test(text)).length * 3 >= first.length * 2;
  const columnCount = texts[0]!.length;
  if (columnCount === 2 && (areAll(itemLabel) || areAll(/[:：]$/u))) return false;
  const all = texts.flat().filter((text) => text !== '');
  const isVerse =
    columnCount === 2 &&
    median(all.map((text) => text.split(' ').length)) > 2 &&
    !all.some((text) => /\p{Nd}/u.test(text));
  return !isVerse;
}

/** Rows of which only some cells go on in the next line belong to the row above. */
function joinWrapped(cells: (TextLine | undefined)[][], rows: readonly Row[]): (TextLine | undefined)[][] {
  const leading = median(rows.slice(1).map((row, i) => row.baseline - rows[i]!.baseline));
  const joined: (TextLine | undefined)[][] = [];
  cells.forEach((row, i) => {
    const above = joined.at(-1);
    const filled = row.filter((cell) => cell !== undefined).length;
    const isClose =
      i > 0 && rows[i]!.baseline - rows[i - 1]!.baseline < Math.min(1.01 * leading, 1.6 * rows[i]!.size);
    if (above && isClose && filled * 2 <= row.length && row[0] === undefined) {
      row.forEach((cell, column) => {
        if (!cell) return;
        const upper = above[column];
        above[column] = upper ? { ...upper, text: `${upper.text} ${cell.text}` } : cell;
      });
    } else joined.push(row);
  });
  return joined;
}

/** The table of aligned columns that begins at a row, and how many rows it takes. */
export function readAlignedTable(
  rows: readonly Row[],
  from: number,
  context: LineContext,
): { readonly table: PageTable; readonly rowCount: number } | undefined {
  const extent = findExtent(rows, from);
  if (!extent) return undefined;
  const part = rows.slice(extent.from, extent.to + 1);
  if (isJustifiedText(part) || areLinesOfParagraph(rows, extent)) return undefined;
  const raw = readCells(part, extent.gaps, context);
  if (!isTable(raw)) return undefined;
  const lines = joinWrapped(raw, part);
  const cells = lines.flatMap((row, index) =>
    row.map((cell, column): TableCell => ({
      text: cell?.text ?? '',
      row: index,
      column,
      rows: 1,
      columns: 1,
      isBold: (cell?.boldShare ?? 0) > 0.9,
    })),
  );
  const segments = part.flatMap((row) => row.segments);
  return {
    rowCount: part.length,
    table: {
      cells,
      rowCount: lines.length,
      columnCount: extent.gaps.length + 1,
      isRightToLeft: context.isRightToLeft,
      ...extentOf(segments),
      top: part[0]!.baseline - part[0]!.size,
      bottom: part.at(-1)!.baseline,
    },
  };
}
