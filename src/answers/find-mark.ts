import type { StoredDocument } from '../contracts/document.js';
import type { Query } from '../contracts/query.js';
import type { Span } from '../contracts/span.js';
import { findBlock } from '../structure/find-block.js';
import { boundaryAfter, boundaryBefore } from '../text/graphemes.js';
import { findAskedValues, findLikeliestValues } from './asked-values.js';
import { labelsOf } from './labels.js';
import { columnsOf, type ColumnCell } from './table-columns.js';
import { TextReader } from './text-reader.js';

/** The value of a field is marked as a whole up to this length. UTF-16 units. */
const maxValueUnits = 80;

function textOf({ text }: StoredDocument, { start, end }: Span): string {
  return text.slice(start, end);
}

/** The one value of the likeliest asked kind inside a span; undefined where there is none, or more than one. */
function onlyValue(document: StoredDocument, span: Span, query: Query): Span | undefined {
  const values = findLikeliestValues(textOf(document, span), query);
  const [only] = values;
  if (!only || values.length > 1) return undefined;
  return {
    start: boundaryBefore(document.text, span.start + only.start, span),
    end: boundaryAfter(document.text, span.start + only.end, span),
  };
}

/** The cells of a row whose columns hold the most of the question, or those with a value of a kind that is asked for. */
export function findAskedCells(
  document: StoredDocument,
  position: number,
  query: Query,
  reader: TextReader,
): ColumnCell[] {
  const columns = columnsOf(document, position);
  if (columns.length < 2) return columns;
  const coverages = columns.map(({ header }) => reader.coverage([reader.read(header)]));
  const best = Math.max(...coverages);
  if (best > 0) {
    const named = columns.filter((_, index) => coverages[index]! > best - 1e-9);
    if (named.length < columns.length) return named;
  }
  return columns.filter(
    ({ cell, header }) =>
      findAskedValues(`${header} ${textOf(document, cell.span)}`, query).length > 0 &&
      findAskedValues(header, query).length === 0,
  );
}

/** The short span to mark in a sentence that answers, one value of the kind and column that is asked for, if any. */
export function findMark(document: StoredDocument, sentence: Span, query: Query): Span | undefined {
  const position = findBlock(document.blocks, sentence);
  const block = document.blocks[position];
  if (!block) return onlyValue(document, sentence, query);
  const reader = new TextReader(query);
  if (block.cells) {
    const cells = findAskedCells(document, position, query, reader);
    const [only] = cells;
    return only && cells.length === 1 && only.cell.span.start < only.cell.span.end
      ? only.cell.span
      : undefined;
  }
  const [label] = labelsOf(document, position);
  const isLabelled = label !== undefined && label.end <= sentence.end && label.start >= block.span.start;
  const start = Math.max(sentence.start, isLabelled ? label.end : block.content);
  const mark = onlyValue(document, { start, end: sentence.end }, query);
  if (mark || !isLabelled || sentence.start > label.start) return mark;
  // "المديرة: رولا": all of a short value, where its name is in the question.
  const isAsked = reader.precision(reader.readSpan(document, label)) > 0.5;
  if (!isAsked || findLikeliestValues(textOf(document, { start, end: sentence.end }), query).length > 0)
    return undefined;
  const [lead] = /^[\s:：*_]*/u.exec(textOf(document, { start, end: sentence.end })) ?? [''];
  const value = { start: start + lead.length, end: sentence.end };
  const [tail] = /[.\s]{0,8}$/u.exec(textOf(document, value).slice(-8)) ?? [''];
  const end = value.end - tail.length;
  return end > value.start && end - value.start <= maxValueUnits ? { start: value.start, end } : undefined;
}
