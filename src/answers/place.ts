import type { Locator, NumberedPlace, Place } from '../contracts/answer.js';
import type { Block, DocumentFormat, DocumentPart, StoredDocument } from '../contracts/document.js';
import { ancestorsOf } from '../structure/ancestors.js';
import { firstBlockIn, isHeading } from '../structure/find-block.js';
import { findSectionReferences } from '../text/section-numbers.js';

/** Formats of which a line of the stored text is a line of the file. */
const formatsInLines: ReadonlySet<DocumentFormat> = new Set<DocumentFormat>(['text', 'markdown']);

/** Formats of which blocks know their lines in the file. */
const formatsWithLines: ReadonlySet<DocumentFormat> = new Set<DocumentFormat>([
  ...formatsInLines,
  'html',
  'csv',
]);

/** A heading that is longer begins with its number all the same. */
const maxHeadingUnits = 200;

function countNewlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) count++;
  return count;
}

/** How many lines further than where the block begins. */
function countLines({ format, text }: StoredDocument, { span, lineBreaks }: Block, offset: number): number {
  if (lineBreaks) return lineBreaks.filter((lineBreak) => lineBreak <= offset).length;
  return formatsInLines.has(format) ? countNewlines(text, span.start, offset) : 0;
}

/** The part of some kinds that `offset` is in: the last that begins there or before. */
function findPart(
  parts: readonly DocumentPart[],
  offset: number,
  ...kinds: readonly DocumentPart['kind'][]
): DocumentPart | undefined {
  return parts.findLast(({ kind, start }) => start <= offset && kinds.includes(kind));
}

function numbered({ number, label }: DocumentPart): NumberedPlace {
  return label === undefined ? { number } : { number, label };
}

/** The number of the nearest part of the document above that has one, as it is written there. */
function findSection({ blocks, text }: StoredDocument, position: number): string | undefined {
  for (const at of [position, ...ancestorsOf(blocks, position)]) {
    const { kind, span } = blocks[at]!;
    if (kind !== 'heading') continue;
    const heading = text.slice(span.start, Math.min(span.end, span.start + maxHeadingUnits));
    const [first] = findSectionReferences(heading);
    if (first?.start !== 0) continue;
    const closing = /^\s?[)\]]/u.exec(heading.slice(first.end))?.[0] ?? '';
    return heading.slice(0, first.end + closing.length);
  }
  return undefined;
}

function findLocator(document: StoredDocument, position: number, offset: number): Locator {
  const { format, blocks, parts } = document;
  const block = blocks[position];
  const page = findPart(parts, offset, 'page');
  const slide = findPart(parts, offset, 'slide', 'notes');
  const sheet = findPart(parts, offset, 'sheet');
  const chapter = findPart(parts, offset, 'chapter');
  const section = block && findSection(document, position);
  const reading = (page ?? slide ?? sheet ?? chapter)?.reading;
  return {
    format,
    ...(formatsWithLines.has(format) && {
      line: block ? block.line + countLines(document, block, offset) : 1,
    }),
    ...(page && { page: numbered(page) }),
    ...(slide && { slide: slide.number, ...(slide.kind === 'notes' && { inNotes: true }) }),
    ...(sheet && block && { sheet: { ...numbered(sheet), row: block.line } }),
    ...(chapter && { chapter: numbered(chapter) }),
    ...(section !== undefined && { section }),
    ...(reading && { reading }),
  };
}

/** Where the character at `offset` of a document's text stands, in the words of a reader. */
export function findPlace(document: StoredDocument, offset: number): Place {
  const { blocks, text } = document;
  const index = firstBlockIn(blocks, { start: offset, end: offset });
  // Counted without a copy of the blocks before: a document may have half a million.
  let paragraph = 0;
  let heading: Block | undefined;
  for (let at = 0; at <= index; at++) {
    const each = blocks[at]!;
    if (!isHeading(each)) paragraph++;
    else if (each.kind === 'heading') heading = each;
  }
  return {
    documentId: document.id,
    title: document.title,
    path: document.path,
    paragraph: Math.max(1, paragraph),
    heading: heading && text.slice(heading.span.start, heading.span.end),
    ...findLocator(document, index, offset),
  };
}
