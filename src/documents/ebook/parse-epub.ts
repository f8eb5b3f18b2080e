import type { FileProblem } from '../../contracts/file-problem.js';
import type { DocumentPart } from '../../contracts/document.js';
import { decodeBytes } from '../decode-bytes.js';
import { writeHtmlBlocks } from '../html-blocks.js';
import { findGivenTitle } from '../office/package-title.js';
import { readOrExplain } from '../office/unreadable-file.js';
import { openZip } from '../office/zip-archive.js';
import type { ParseLimits } from '../parse-limits.js';
import { remarkUnread, type ParsedContent } from '../parsed-content.js';
import { findDeclaredEncoding, makeTitle } from '../parse-html.js';
import { readHtmlInto } from '../read-html-tree.js';
import type { OutlineHeading } from '../html-outline.js';
import { createTextBuilder, tidyTitle, type DraftBlock } from '../text-builder.js';
import { labelsPart } from '../title-of-headings.js';
import { bookId, BookTreeBuilder, type PageBreak } from './book-tree.js';
import { readEpubNavigation, type NavigationEntry } from './epub-navigation.js';
import { readEpubPackage } from './epub-package.js';
import { refuseProtected } from './epub-protection.js';
import { nameLargeParagraphs } from './large-paragraphs.js';
import { readTypeSizes } from './type-sizes.js';

const maxStyleSheets = 20;
/** A title that is no heading is looked for among so many blocks. */
const maxInFront = 10;

type OffsetOf = (id: string) => number | undefined;

/**
 * Entries of the table of contents that begin a chapter: those of the highest level of which there are several, and in each
 * file of the book those that are not nested in another one of the same file.
 */
function chooseChapters(entries: readonly NavigationEntry[]): readonly NavigationEntry[] {
  const counts = new Map<number, number>();
  for (const { depth } of entries) counts.set(depth, (counts.get(depth) ?? 0) + 1);
  const highest = Math.min(...Array.from(counts, ([depth, count]) => (count > 1 ? depth : Infinity)));
  const highestIn = new Map<string, number>();
  return entries.filter(({ depth, part }) => {
    const isOutermost = depth <= (highestIn.get(part) ?? depth);
    if (isOutermost) highestIn.set(part, depth);
    return isOutermost || depth <= highest;
  });
}

function placeChapters(entries: readonly NavigationEntry[], offsetOf: OffsetOf): DocumentPart[] {
  return chooseChapters(entries).flatMap((entry, i): DocumentPart[] => {
    const start = offsetOf(bookId(entry)) ?? offsetOf(bookId({ part: entry.part, id: '' }));
    return start === undefined ? [] : [{ kind: 'chapter', start, number: i + 1, label: entry.label }];
  });
}

/** Printed pages, by the marks in the text and by the list of pages, which has the better labels. */
function placePages(
  breaks: readonly PageBreak[],
  entries: readonly NavigationEntry[],
  offsetOf: OffsetOf,
): DocumentPart[] {
  const labels = new Map(breaks.map(({ id, label }) => [id, label]));
  for (const entry of entries) labels.set(bookId(entry), entry.label);
  return Array.from(labels, ([id, label]) => ({ start: offsetOf(id), label }))
    .flatMap(({ start, label }) => (start === undefined ? [] : [{ start, label }]))
    .sort((a, b) => a.start - b.start)
    .map(({ start, label }, i) => ({
      kind: 'page',
      start,
      number: i + 1,
      label: label === '' ? undefined : label,
    }));
}

/** The heading or line in front that is the title, or the first heading where the book does not say what it is called. */
function findShownTitle(
  title: string | undefined,
  headings: readonly OutlineHeading[],
  blocks: readonly DraftBlock[],
  text: string,
): DraftBlock | undefined {
  if (title === undefined) {
    const first = headings.find(({ text: heading, block }) => isWhole(heading, block));
    return first && !labelsPart(first.text) ? first.block : undefined;
  }
  const isSame = ({ span }: DraftBlock): boolean =>
    text.slice(span.start, span.end).replace(/\s+/gu, ' ') === title;
  return headings.find(({ block }) => isSame(block))?.block ?? blocks.slice(0, maxInFront).find(isSame);
}

/** Whether a heading is short enough to be a title as it stands. */
function isWhole(heading: string, { span }: DraftBlock): boolean {
  return heading.length === span.end - span.start;
}

/** The numbers of paragraphs take the place of lines, which files of a book have for programs alone. */
function numberBlocks(blocks: readonly DraftBlock[]): void {
  blocks.forEach((block, i) => {
    block.line = i + 1;
    delete block.lineBreaks;
  });
}

function parse(bytes: Uint8Array, limits: ParseLimits): ParsedContent | FileProblem {
  const zip = openZip(bytes, limits);
  refuseProtected(zip);
  const book = readEpubPackage(zip);
  const { chapters, pages } = readEpubNavigation(zip, book);
  const texts = book.texts.slice(0, limits.maxParts);
  const tree = new BookTreeBuilder(new Set(texts));
  const decode = (part: string): string => {
    const source = zip.read(part);
    const decoded = decodeBytes(source, findDeclaredEncoding(source));
    return 'code' in decoded ? '' : decoded.text;
  };
  const sizes = readTypeSizes(book.styleSheets.slice(0, maxStyleSheets).map(decode));
  nameLargeParagraphs(texts.map(decode), sizes).forEach((markup, i) => {
    if (markup === '') return;
    tree.startPart(texts[i]!);
    readHtmlInto(tree, markup, 1);
  });
  const builder = createTextBuilder();
  const { headings, offsetOf } = writeHtmlBlocks(tree.finish(), builder);
  const { text, blocks } = builder.finish();
  if (blocks.length === 0) return { code: 'no-text' };
  const given = findGivenTitle(book.title);
  const shown = findShownTitle(given, headings, blocks, text);
  if (shown) makeTitle(shown, blocks);
  numberBlocks(blocks);
  const parts = [...placeChapters(chapters, offsetOf), ...placePages(tree.pageBreaks, pages, offsetOf)];
  const cutOff = book.texts.length > limits.maxParts ? limits.maxParts + 1 : undefined;
  return {
    title: given ?? (shown && tidyTitle(text.slice(shown.span.start, shown.span.end))),
    text,
    blocks,
    parts: parts.sort((a, b) => a.start - b.start),
    remarks: remarkUnread([], cutOff),
  };
}

/**
 * A book in EPUB of the second or third version: its files in the order in which they are read, as one page of HTML, so
 * that notes find the text that they are notes to. Tables of contents and pictures are left out.
 */
export function parseEpub(bytes: Uint8Array, limits: ParseLimits): ParsedContent | FileProblem {
  return readOrExplain(() => parse(bytes, limits));
}
