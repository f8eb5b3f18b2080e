import type { HtmlRun } from '../html-inline.js';
import { createElement, type HtmlElement, type HtmlNode } from '../html-tree.js';
import { namesColumns } from '../spreadsheet/header-row.js';
import { createCell, createRun, createTable } from '../table-elements.js';
import { toSheetRows } from './rows-of-tables.js';
import {
  paragraphsOf,
  type WordContent,
  type WordParagraph,
  type WordRow,
  type WordTable,
} from './word-content.js';

/** A table of a word processor as one of HTML, so that the rows of both are read alike. */
export interface TableAsHtml {
  readonly element: HtmlElement;
  /** What the cells of the table hold. */
  readonly contents: ReadonlyMap<HtmlNode, readonly WordContent[]>;
  /** The paragraphs with notes, by what their runs are marked with. */
  readonly noted: ReadonlyMap<string, WordParagraph>;
}

/** The first row names its columns where the file does not say so, and these say what they hold with numbers. */
const numeric = /^[\p{Nd}\p{Sc}\s.,٫٬%٪+\-–()/:]+[\p{L}\p{M}]{0,12}$/u;
const maxHeaderUnits = 80;
const maxRowsLookedAt = 50;

function textOf({ content }: WordRow['cells'][number]): string {
  return Array.from(paragraphsOf(content), ({ label, text }) => label + text)
    .join(' ')
    .trim();
}

function isNumeric(text: string): boolean {
  return /\p{Nd}/u.test(text) && numeric.test(text);
}

function isBoldRow({ cells }: WordRow): boolean {
  const paragraphs = cells.flatMap(({ content }) => Array.from(paragraphsOf(content)));
  return paragraphs.length > 0 && paragraphs.every(({ isBold }) => isBold);
}

/** The texts of the cells of a row by the columns that they begin in, as far as no cell above goes on beside them. */
function textsByColumn({ cells }: WordRow): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  let column = 0;
  for (const cell of cells) {
    texts.set(column, textOf(cell));
    column += cell.columns;
  }
  return texts;
}

/** Whether the first row has no numbers, and the rows below have nothing else in one of its columns. */
function namesColumnsOfNumbers(rows: readonly WordRow[]): boolean {
  const [first, ...below] = rows.slice(0, maxRowsLookedAt);
  if (!first || first.cells.length < 2 || first.cells.some((cell) => cell.rows > 1)) return false;
  const names = textsByColumn(first);
  if (new Set(names.values()).size < names.size) return false;
  for (const name of names.values()) {
    if (name === '' || name.length > maxHeaderUnits || isNumeric(name)) return false;
  }
  // Two columns may as well be names and values, some of which are numbers.
  const fewest = names.size === 2 ? 3 : 2;
  const texts = below.map(textsByColumn);
  return Array.from(names.keys()).some((column) => {
    const values = texts.flatMap((row) => row.get(column) ?? []);
    return values.length >= fewest && values.every(isNumeric);
  });
}

/** Whether the first row has what columns are often called, in a table in which no cell goes down. */
function namesColumnsOfWords(rows: readonly WordRow[]): boolean {
  const looked = rows.slice(0, maxRowsLookedAt);
  if (looked.some(({ cells }) => cells.some((cell) => cell.rows > 1))) return false;
  const sheetRows = toSheetRows(looked);
  return sheetRows.every(({ cells }) => cells.length > 0) && namesColumns(sheetRows);
}

/** How many rows at the top name the columns. */
function countHeaderRows(rows: readonly WordRow[]): number {
  let count = 0;
  while (rows[count]?.isHeader === true) count++;
  if (count === 0 && rows.length > 1) {
    const isBold = isBoldRow(rows[0]!) && !isBoldRow(rows[1]!) && rows[0]!.cells.length > 1;
    if (isBold || namesColumnsOfNumbers(rows) || namesColumnsOfWords(rows)) count = 1;
  }
  if (count === 0 || count >= rows.length) return 0;
  // A cell that goes on below the header takes its rows with it.
  for (let row = 0; row < count; row++) {
    for (const cell of rows[row]!.cells) count = Math.max(count, Math.min(rows.length - 1, row + cell.rows));
  }
  return count;
}

class TableConverter {
  readonly contents = new Map<HtmlNode, readonly WordContent[]>();
  readonly noted = new Map<string, WordParagraph>();

  /** @param line The ordinal of the first paragraph of the table. */
  constructor(private line: number) {}

  convert({ rows }: WordTable): HtmlElement {
    const elements = rows.map((row) => this.convertRow(row));
    return createTable(elements, countHeaderRows(rows));
  }

  private convertRow({ cells }: WordRow): HtmlElement {
    const { line } = this;
    const element = createElement('tr');
    for (const { columns, rows, content } of cells) {
      const paragraphs = Array.from(paragraphsOf(content));
      this.line += paragraphs.length;
      const runs = paragraphs.map((paragraph) => this.convertParagraph(paragraph, line));
      const cell = createCell(runs, columns, rows);
      const arranges = content.some((each) => each.kind === 'table' || each.role === 'heading');
      if (arranges) element.layout = 'certain';
      this.contents.set(cell, content);
      element.children.push(cell);
    }
    return element;
  }

  private convertParagraph(paragraph: WordParagraph, line: number): HtmlRun {
    const text = paragraph.label + paragraph.text;
    const target = String(this.noted.size);
    if (paragraph.notes.length > 0) this.noted.set(target, paragraph);
    const marks = paragraph.notes.length > 0 ? [{ label: '', target }] : [];
    return createRun(text, line, paragraph.isBold, marks);
  }
}

export function toHtmlTable(table: WordTable, firstLine: number): TableAsHtml {
  const converter = new TableConverter(firstLine);
  const element = converter.convert(table);
  return { element, contents: converter.contents, noted: converter.noted };
}
