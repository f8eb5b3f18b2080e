import type { StoredDocument } from '../contracts/document.js';
import type { Query } from '../contracts/query.js';
import type { ValueKind } from '../contracts/value.js';
import { namesAskedForm } from './label-kinds.js';
import { shareNamed } from './share-named.js';
import { columnsOf, type ColumnCell } from './table-columns.js';
import type { ReadText, TextReader } from './text-reader.js';

/** A cell that the question names so much of, by its words, is what it asks about. */
const mostlyNamed = 0.6;

/** Kinds that a question which says little of its answer is taken to ask for. */
const openKinds: ReadonlySet<ValueKind> = new Set<ValueKind>(['money', 'count']);

/** A header that holds so much more of the question than another is the one asked for. */
const clearlyMore = 0.03;

interface ReadColumn extends ColumnCell {
  readonly text: string;
  readonly readHeader: ReadText;
  /** How much of the question the header holds. */
  readonly coverage: number;
}

/** Whether the question names a cell; one with a number is named only as a whole: "30 يوما" answers a "كم يوما". */
function isNamed(text: string, query: Query, reader: TextReader): boolean {
  const share = shareNamed(reader.read(text).words, query);
  return share === 1 || (share >= mostlyNamed && !/\p{Nd}/u.test(text));
}

/** A cell with nothing but a dash stands for an empty one. */
function isBlank(text: string): boolean {
  return !/[\p{L}\p{N}✓✔✗✘×]/u.test(text);
}

/** Those whose headers hold the most of the question; none where no header names anything of it, or all the same. */
function closest(columns: readonly ReadColumn[], reader: TextReader): ReadColumn[] {
  const best = Math.max(...columns.map(({ coverage }) => coverage));
  const named = columns.filter(({ coverage }) => coverage > best - 1e-9);
  const isTold = named.some(({ readHeader }) => reader.precision(readHeader) > 0);
  return best > 0 && isTold && named.length < columns.length ? named : [];
}

/** Whether a value of an asked kind makes up the cell, as far as its header says of what kind it is. */
function holdsAsked({ text, header }: ReadColumn, reader: TextReader): boolean {
  const own = reader.askedValues(text);
  const inHeader = reader.askedValues(header).length > 0;
  const values = own.length > 0 || inHeader ? own : reader.askedValues(`${header} ${text}`);
  const covered = values.reduce((sum, { start, end }) => sum + end - start, 0);
  return covered * 2 >= text.trim().length;
}

/** Of columns that hold asked values, those of the kind that is the likeliest in their own text. */
function ofLikeliestKind(columns: readonly ReadColumn[], query: Query, reader: TextReader): ReadColumn[] {
  for (const kind of query.askedValues) {
    const of = columns.filter(({ text }) => reader.askedValues(text).some((value) => value.kind === kind));
    if (of.length > 0) return of;
  }
  return [...columns];
}

/**
 * The cells of a row that are asked for, in order of their columns: those with a value of a kind that is asked for, or
 * whose headers name the kind, and among several those whose headers hold the most of the question.
 */
export function findAskedCells(
  document: StoredDocument,
  position: number,
  query: Query,
  reader: TextReader,
): ColumnCell[] {
  const all = columnsOf(document, position).map(({ cell, header }): ReadColumn => {
    const readHeader = reader.read(header);
    const text = document.text.slice(cell.span.start, cell.span.end);
    return { cell, header, text, readHeader, coverage: reader.coverage(readHeader) };
  });
  if (all.length < 2) return all;
  // "شمعات الاحتراق، 6 أسطوانات": what the question names tells one row from another.
  const columns = all.filter(({ text }) => isBlank(text) || !isNamed(text, query, reader));
  const ofForm = columns.filter(({ readHeader }) => namesAskedForm(readHeader.words, query));
  if (ofForm.length === 1) return ofForm;
  const named = closest(columns, reader);
  const holding = columns.filter((column) => holdsAsked(column, reader));
  if (holding.length === 0) return named;
  const ofKind = holding.length > 1 ? closest(holding, reader) : holding;
  const chosen = ofKind.length > 0 ? ofKind : ofLikeliestKind(holding, query, reader);
  // A penalty may be money and may be none: where another header says more of the question, that one.
  const isOpen = openKinds.has(query.askedValues[0]!);
  const most = Math.max(...chosen.map(({ coverage }) => coverage));
  return isOpen && named.length === 1 && named[0]!.coverage >= most + clearlyMore ? named : chosen;
}
