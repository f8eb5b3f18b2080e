import type { Cell } from '../../contracts/document.js';
import type { Span } from '../../contracts/span.js';
import type { Line, Rule } from './lines.js';

/** A row of a table that is drawn with characters: a line, or the header. */
export interface TextRow {
  readonly line: Line;
  readonly isHeader: boolean;
  readonly cells: readonly Cell[];
}

const bar = /[|│┃║]/u;
const bars = /[|│┃║]/gu;

function trimSpan(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text.charAt(start))) start++;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  return { start, end };
}

function splitAtBars(text: string, { start, end }: Line): Span[] {
  const line = text.slice(start, end);
  const positions = Array.from(line.matchAll(bars), ({ index }) => start + index);
  const edges = [start - 1, ...positions, end];
  const spans = edges.slice(1).map((edge, i) => trimSpan(text, edges[i]! + 1, Math.max(edge, edges[i]! + 1)));
  if (bar.test(line.charAt(0))) spans.shift();
  if (bar.test(line.charAt(line.length - 1)) && spans.length > 1) spans.pop();
  return spans;
}

function splitAtTabs(text: string, { start, end }: Line): Span[] {
  const spans: Span[] = [];
  for (let from = start; from <= end;) {
    const tab = text.indexOf('\t', from);
    const stop = tab < 0 || tab > end ? end : tab;
    spans.push(trimSpan(text, from, stop));
    from = stop + 1;
  }
  return spans;
}

/** The stretches of a line between two or more spaces. Two spaces behind a full stop part sentences. */
export function splitAtGaps(text: string, { start, end }: Line): Span[] {
  const spans: Span[] = [];
  let from = start;
  for (const { 0: gap, index } of text.slice(start, end).matchAll(/\s{2,}|\t/gu)) {
    const at = start + index;
    if (gap.length === 2 && /[.!?؟:]/u.test(text.charAt(at - 1))) continue;
    spans.push({ start: from, end: at });
    from = at + gap.length;
  }
  return [...spans, { start: from, end }];
}

function toCells(spans: readonly Span[], isHeader: boolean): Cell[] {
  return spans.map((span, column) => ({
    span,
    column,
    columns: 1,
    isHeader: isHeader || (column === 0 && spans.length > 1),
  }));
}

/** Puts the stretches of a line into columns that begin where the header or its rule says. */
function placeInColumns(text: string, line: Line, columns: Rule['columns']): Span[] {
  const origin = line.start - line.indent;
  const placed: (Span | undefined)[] = columns.map(() => undefined);
  for (const gap of splitAtGaps(text, line)) {
    const start = gap.start - origin;
    const end = gap.end - origin;
    let best = 0;
    let bestFit = -Infinity;
    columns.forEach((column, i) => {
      const overlap = Math.min(end, column.end) - Math.max(start, column.start);
      if (overlap > bestFit) [best, bestFit] = [i, overlap];
    });
    placed[best] = { start: placed[best]?.start ?? gap.start, end: gap.end };
  }
  let at = line.start;
  return placed.map((span) => {
    if (span) at = span.end;
    return span ?? { start: at, end: at };
  });
}

const digit = /\p{Nd}/u;

/** Without a rule below it, a first row is a header where it holds no number and rows below do. */
function isHeaderByLook(text: string, rows: readonly Line[]): boolean {
  const has = ({ start, end }: Line): boolean => digit.test(text.slice(start, end));
  return (
    rows.length > 1 &&
    !has(rows[0]!) &&
    rows.slice(1, 20).filter(has).length * 2 >= Math.min(rows.length, 20) - 1
  );
}

const maxLineUnits = 2000;

function countBars(text: string, { start, end }: Line): number {
  return end - start > maxLineUnits ? 0 : (text.slice(start, end).match(bars) ?? []).length;
}

function readBarTable(text: string, lines: readonly Line[], from: number): TextRow[] {
  const count = countBars(text, lines[from]!);
  if (count === 0) return [];
  const isFramed = bar.test(text.charAt(lines[from]!.start));
  if (count < 2 && !lines[from]!.ruleAfter) return [];
  let to = from + 1;
  while (to < lines.length && Math.abs(countBars(text, lines[to]!) - count) <= (isFramed ? 1 : 0)) to++;
  if (to - from < 2) return [];
  const rows = lines.slice(from, to);
  const hasHeader = rows[0]!.ruleAfter !== undefined || isHeaderByLook(text, rows);
  return rows.map((line, i) => ({
    line,
    isHeader: hasHeader && i === 0,
    cells: toCells(splitAtBars(text, line), hasHeader && i === 0),
  }));
}

function readRuledTable(text: string, lines: readonly Line[], from: number): TextRow[] {
  const { ruleAfter, indent, start } = lines[from]!;
  if (!ruleAfter || from + 1 >= lines.length) return [];
  const own = splitAtGaps(text, lines[from]!).map((gap) => ({
    start: gap.start - start + indent,
    end: gap.end - start + indent,
  }));
  if (own.length < 2 && ruleAfter.columns.length < 2) return [];
  const columns =
    ruleAfter.columns.length > 1
      ? ruleAfter.columns
      : own.map((column, i) => ({ start: column.start, end: (own[i + 1]?.start ?? Infinity) - 2 }));
  let to = from + 1;
  while (to < lines.length && (to === from + 1 || !lines[to]!.ruleBefore)) to++;
  return lines.slice(from, to).map((line, i) => ({
    line,
    isHeader: i === 0,
    cells: toCells(placeInColumns(text, line, columns), i === 0),
  }));
}

function isShort(text: string, gaps: readonly Span[]): boolean {
  return (
    gaps.every(({ start, end }) => end - start <= 60) &&
    !/[:：]$/u.test(text.slice(gaps[0]!.start, gaps[0]!.end))
  );
}

/** Halves of verses stand in two columns too: several words each, and no number. */
function looksLikeVerse(text: string, gaps: readonly Span[]): boolean {
  return (
    gaps.length === 2 &&
    gaps.every(({ start, end }) => {
      const half = text.slice(start, end);
      return !digit.test(half) && half.split(/\s+/).length > 2;
    })
  );
}

function readAlignedTable(text: string, lines: readonly Line[], from: number): TextRow[] {
  const first = lines[from]!;
  if (first.end - first.start > maxLineUnits) return [];
  const hasTabs = text.slice(first.start, first.end).includes('\t');
  const head = hasTabs ? splitAtTabs(text, first) : splitAtGaps(text, first);
  if (head.length < 2 || !isShort(text, head) || looksLikeVerse(text, head)) return [];
  const columns = head.map(({ start, end }, i) => ({
    start: start - first.start + first.indent,
    end: (head[i + 1]?.start ?? end + 40) - first.start + first.indent,
  }));
  const fits = (line: Line): boolean => {
    if (line.end - line.start > maxLineUnits) return false;
    if (hasTabs) return text.slice(line.start, line.end).includes('\t');
    const gaps = splitAtGaps(text, line);
    const origin = line.start - line.indent;
    return (
      gaps.length > 1 &&
      gaps.length <= head.length &&
      isShort(text, gaps) &&
      !looksLikeVerse(text, gaps) &&
      gaps.every((gap) => columns.some((column) => Math.abs(gap.start - origin - column.start) <= 2))
    );
  };
  let to = from + 1;
  while (to < lines.length && fits(lines[to]!)) to++;
  if (to - from < (hasTabs ? 2 : 3)) return [];
  const rows = lines.slice(from, to);
  const hasHeader = isHeaderByLook(text, rows);
  return rows.map((line, i) => {
    const isHeader = hasHeader && i === 0;
    const spans = hasTabs ? splitAtTabs(text, line) : placeInColumns(text, line, columns);
    return { line, isHeader, cells: toCells(spans, isHeader) };
  });
}

/** The rows of the table that begins at a line; none where no table does. */
export function readTextTable(text: string, lines: readonly Line[], from: number): readonly TextRow[] {
  const drawn = readBarTable(text, lines, from);
  if (drawn.length > 0) return drawn;
  const ruled = readRuledTable(text, lines, from);
  return ruled.length > 0 ? ruled : readAlignedTable(text, lines, from);
}
