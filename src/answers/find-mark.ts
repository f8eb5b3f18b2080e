import type { StoredDocument } from '../contracts/document.js';
import type { Query } from '../contracts/query.js';
import type { Span } from '../contracts/span.js';
import { findBlock } from '../structure/find-block.js';
import { boundaryAfter, boundaryBefore } from '../text/graphemes.js';
import { findAskedCells } from './asked-cells.js';
import { chooseValue } from './choose-value.js';
import { labelsOf } from './labels.js';
import { shareNamed } from './share-named.js';
import { readerFor } from './text-reader.js';

/** The value of a field is marked as a whole up to this length, if it is a name and no sentence. */
const maxValueUnits = 60;
const maxValueWords = 6;

/** These ask for no short value: what answers them is the sentence. */
const formsOfSentences: ReadonlySet<Query['questionForm']> = new Set<Query['questionForm']>([
  'yes-no',
  'procedure',
  'reason',
  'definition',
  'section',
]);

function textOf({ text }: StoredDocument, { start, end }: Span): string {
  return text.slice(start, end);
}

function markCell(document: StoredDocument, position: number, query: Query): Span | undefined {
  const [only, ...others] = findAskedCells(document, position, query, readerFor(query));
  if (!only || others.length > 0) return undefined;
  return /[\p{L}\p{N}]/u.test(textOf(document, only.cell.span)) ? only.cell.span : undefined;
}

/** "المديرة: رولا": all of a short value behind the name that the question asks for. */
function markNamed(document: StoredDocument, from: number, to: number): Span | undefined {
  const text = textOf(document, { start: from, end: to });
  const lead = /^[\s:：*_]*/u.exec(text)![0].length;
  let end = text.length;
  while (end > lead && /[.\s*_]/.test(text.charAt(end - 1))) end--;
  const value = { start: from + lead, end: from + end };
  const words = textOf(document, value).split(/\s+/u).length;
  const isShort = value.end - value.start <= maxValueUnits && words <= maxValueWords;
  return value.end > value.start && isShort ? value : undefined;
}

/** The short span to mark in a sentence that answers, one value of the kind and column that is asked for, if any. */
export function findMark(document: StoredDocument, sentence: Span, query: Query): Span | undefined {
  const position = findBlock(document.blocks, sentence);
  const block = document.blocks[position];
  if (block?.cells) return markCell(document, position, query);
  const reader = readerFor(query);
  const [label] = block ? labelsOf(document, position) : [];
  const isLabelled = label !== undefined && label.end <= sentence.end && label.start >= block!.span.start;
  const start = Math.max(sentence.start, isLabelled ? label.end : (block?.content ?? 0));
  const within = { start, end: sentence.end };
  const value = chooseValue(textOf(document, within), query, reader);
  if (value) {
    return {
      start: boundaryBefore(document.text, start + value.start, within),
      end: boundaryAfter(document.text, start + value.end, within),
    };
  }
  const hasValues = reader.askedValues(textOf(document, within)).length > 0;
  const asksForName = !hasValues && !formsOfSentences.has(query.questionForm);
  if (!asksForName || !isLabelled || sentence.start > label.start) return undefined;
  const isAsked = shareNamed(reader.readSpan(document, label).words, query) >= 0.5;
  return isAsked ? markNamed(document, start, sentence.end) : undefined;
}
