import type { HtmlRun } from './html-inline.js';
import { createElement, type HtmlElement, type HtmlNode } from './html-tree.js';

/** A text as a run of a cell. */
export function createRun(
  text: string,
  line: number,
  isBold: boolean,
  marks: HtmlRun['marks'] = [],
): HtmlRun {
  return {
    text,
    line,
    lineBreaks: [],
    boldUnits: isBold ? text.length : 0,
    label: '',
    content: 0,
    marks,
    ids: [],
  };
}

export function createCell(runs: HtmlNode[], columns: number, rows: number): HtmlElement {
  const attributes = new Map([
    ['colspan', String(columns)],
    ['rowspan', String(rows)],
  ]);
  return createElement('td', attributes, runs);
}

/** A table of another format as one of HTML, so that the rows of both are read alike. */
export function createTable(rows: readonly HtmlElement[], headerRows: number): HtmlElement {
  const head = headerRows > 0 ? [createElement('thead', undefined, rows.slice(0, headerRows))] : [];
  return {
    ...createElement('table', undefined, [...head, ...rows.slice(headerRows)]),
    hasHeader: headerRows > 0,
  };
}
