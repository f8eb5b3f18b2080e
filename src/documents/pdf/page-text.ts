import type { FilledGrid } from './filled-grid.js';
import { readAlignedTable } from './aligned-tables.js';
import { findRegions, groupRows } from './columns.js';
import type { PageMarks } from './glyph.js';
import { median } from '../../text/median.js';
import type { PageTable } from './page-table.js';
import { readLine, type LineContext, type TextLine } from './read-line.js';
import { readRuledTable, takeRuledTables } from './ruled-tables.js';
import { joinSegments, splitRow, type Segment } from './segments.js';
import { findRows, type RowGlyph, type VisualRow } from './visual-rows.js';

/** A line or a table of a page. What is of one region goes from one edge to the other. */
export type PageItem =
  | { readonly kind: 'line'; readonly line: TextLine; readonly region: number }
  | { readonly kind: 'table'; readonly table: PageTable; readonly region: number };

/** What a page says, in the order in which it is read. Rows that stand apart at its edges are first and last. */
export interface PageText {
  readonly width: number;
  readonly height: number;
  readonly isRightToLeft: boolean;
  /** Size of most letters, in points. */
  readonly body: number;
  readonly items: readonly PageItem[];
}

function countOf(glyphs: Iterable<RowGlyph>, characterClass: RowGlyph['characterClass']): number {
  let count = 0;
  for (const glyph of glyphs) if (glyph.characterClass === characterClass) count++;
  return count;
}

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

/** Stands for the rows of a drawn table, so that no column is looked for across it. */
function standIns(filled: FilledGrid, body: number): Segment[] {
  const { grid } = filled;
  const bottoms = new Set(grid.cells.map((cell) => cell.bottom));
  return [...bottoms].map((bottom) => ({
    left: grid.left,
    right: grid.right,
    baseline: bottom - 0.3 * body,
    size: body,
    letters: [],
    marks: [],
    spaces: [],
    grid: filled,
  }));
}

function readRegion(segments: readonly Segment[], region: number, context: LineContext): PageItem[] {
  const items: PageItem[] = [];
  const seen = new Set<FilledGrid>();
  const rows = groupRows(segments);
  for (let i = 0; i < rows.length;) {
    const row = rows[i]!;
    for (const { grid } of row.segments) {
      if (!grid || seen.has(grid)) continue;
      seen.add(grid);
      items.push({ kind: 'table', table: readRuledTable(grid, context), region });
    }
    const plain = row.segments.filter(({ grid }) => !grid);
    if (plain.length === 0) {
      i++;
      continue;
    }
    const aligned = plain.length === row.segments.length ? readAlignedTable(rows, i, context) : undefined;
    if (aligned) items.push({ kind: 'table', table: aligned.table, region });
    else {
      const line = readLine(joinSegments(plain), context);
      if (line.text !== '') items.push({ kind: 'line', line, region });
    }
    i += aligned?.rowCount ?? 1;
  }
  return items;
}

/** Rows that may be running heads and page numbers stand in this share of the page at its top and bottom. */
export const edgeShare = 0.12;
const maxEdgeRows = 3;

/** How many rows at the edge of a page stand apart from what follows. */
function countEdgeRows(
  rows: readonly VisualRow[],
  isInEdge: (row: VisualRow) => boolean,
  leading: number,
): number {
  for (let count = 1; count <= maxEdgeRows && count < rows.length; count++) {
    const [last, next] = [rows[count - 1]!, rows[count]!];
    if (!isInEdge(last)) return 0;
    if (Math.abs(next.baseline - last.baseline) > Math.max(1.6 * leading, 1.8 * last.size)) return count;
  }
  return 0;
}

function readEdge(rows: readonly VisualRow[], region: number, context: LineContext): PageItem[] {
  return rows
    .map((row): PageItem => ({ kind: 'line', line: readLine(joinSegments(splitRow(row)), context), region }))
    .filter((item) => item.kind === 'line' && item.line.text !== '');
}

/** The lines and tables of a page. */
export function readPageText(marks: PageMarks): PageText {
  const rows = findRows(marks.glyphs);
  const letters = rows.flatMap((row) => row.letters);
  const right = countOf(letters, 'right');
  const isRightToLeft = right > 200 || right > 0.5 * countOf(letters, 'left');
  const context = { isRightToLeft, isDrawnVisually: isDrawnVisually(rows) };
  const body = median(letters.map(({ size }) => size));
  const { tables, rest } = takeRuledTables(rows, marks.rulings);
  const leading = median(rest.slice(1).map((row, i) => row.baseline - rest[i]!.baseline));
  const top = countEdgeRows(rest, ({ baseline }) => baseline < edgeShare * marks.height, leading);
  const below = rest.slice(top).reverse();
  const bottom = countEdgeRows(below, ({ baseline }) => baseline > (1 - edgeShare) * marks.height, leading);
  const inside = rest.slice(top, rest.length - bottom);
  const segments = [...inside.flatMap(splitRow), ...tables.flatMap((table) => standIns(table, body))];
  const regions = findRegions(segments, isRightToLeft, body);
  return {
    width: marks.width,
    height: marks.height,
    isRightToLeft,
    body,
    items: [
      ...readEdge(rest.slice(0, top), -1, context),
      ...regions.flatMap((region, index) => readRegion(region, index, context)),
      ...readEdge(rest.slice(rest.length - bottom), regions.length, context),
    ],
  };
}
