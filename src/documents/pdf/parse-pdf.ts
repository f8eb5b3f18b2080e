import type { FileProblem } from '../../contracts/file-problem.js';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { ParseRemark } from '../../contracts/document.js';
import type { RecognisedPage } from '../../contracts/recognised-page.js';
import type { ParseLimits } from '../parse-limits.js';
import type { ParsedContent } from '../parsed-content.js';
import { BrokenWords } from './broken-words.js';
import { findHeadings } from './heading-levels.js';
import { textsOf } from './map-page-text.js';
import { namePageBrackets, voteOnBrackets } from './name-brackets.js';
import type { PageText } from './page-text.js';
import { ParagraphReader } from './paragraphs.js';
import { writePdfBlocks } from './pdf-blocks.js';
import { readOutline, readPageLabels, readTitle } from './pdf-properties.js';
import { choosePdfTitle } from './pdf-title.js';
import { usePdfJs, withPdf, type PdfJs } from './pdfjs.js';
import type { ReadPage } from './read-pages.js';
import { withRecognised } from './recognised-text.js';
import type { RepairedPages } from './repair-pages.js';
import { turnReversed } from './reversed-letters.js';
import { RunningLines } from './running-lines.js';
import { readAndRepair } from './read-and-repair.js';
import { findDamaged } from './text-damage.js';
import { useWordList } from '../arabic-word-list.js';

/** Fonts that do not say what they show are common in a few lines of a file, and make a page of them unreadable. */
const maxUnmappedShare = 0.3;

function pagesWhere(pages: readonly ReadPage[], holds: (page: ReadPage) => boolean): number[] {
  return pages.filter(holds).map(({ number }) => number);
}

function isUnmapped({ glyphCount, unmappedCount }: ReadPage): boolean {
  return unmappedCount > 20 && unmappedCount > maxUnmappedShare * (glyphCount + unmappedCount);
}

/** What was recognised, by the numbers of its pages. */
type RecognisedPages = ReadonlyMap<number, RecognisedPage>;

function findRemarks(
  pages: readonly ReadPage[],
  pageCount: number,
  { repaired, damaged }: Omit<RepairedPages, 'pages'>,
  recognised: RecognisedPages,
): ParseRemark[] {
  const isEmpty = ({ glyphCount, unmappedCount }: ReadPage): boolean => glyphCount + unmappedCount === 0;
  const isScan = (page: ReadPage): boolean => isEmpty(page) && page.hasImages;
  const remarks: ParseRemark[] = [
    { code: 'scanned', parts: pagesWhere(pages, (page) => isScan(page) && !recognised.has(page.number)) },
    { code: 'illegible', parts: pagesWhere(pages, (page) => isScan(page) && recognised.has(page.number)) },
    { code: 'recognised', parts: pagesWhere(pages, ({ isRecognised }) => isRecognised === true) },
    { code: 'blank', parts: pagesWhere(pages, (page) => isEmpty(page) && !page.hasImages) },
    {
      code: 'repaired',
      parts: pagesWhere(pages, ({ number }) => repaired.has(number)),
    },
    { code: 'damaged', parts: pagesWhere(pages, ({ number }) => damaged.has(number)) },
  ];
  if (pageCount > pages.length) remarks.push({ code: 'cut-off', parts: [pages.length + 1] });
  return remarks.filter(({ parts }) => parts.length > 0);
}

function linesOf({ items }: PageText): string[] {
  return items.flatMap((item) => (item.kind === 'line' ? [item.line.text] : []));
}

async function readDocument(
  pdfJs: PdfJs,
  document: PDFDocumentProxy,
  { maxParts }: ParseLimits,
  recognised: RecognisedPages,
): Promise<ParsedContent | FileProblem> {
  const pageCount = Math.min(document.numPages, maxParts);
  const { pages: read, repaired: withCodes, damaged } = await readAndRepair(pdfJs, document, pageCount);
  const { pages: found, turned } = turnReversed(read, useWordList);
  const repaired = new Set([...withCodes, ...turned]);
  for (const position of findDamaged(
    found.map(({ text }) => textsOf(text).join('\n')),
    useWordList,
  )) {
    damaged.add(found[position]!.number);
  }
  for (const number of pagesWhere(found, isUnmapped)) damaged.add(number);
  const pages = found.map((page) => withRecognised(page, recognised.get(page.number)));
  const running = new RunningLines();
  let bracketVote = 0;
  for (const { text } of pages) {
    running.note(text);
    bracketVote += voteOnBrackets(text);
  }
  const paragraphs = new ParagraphReader(new BrokenWords(() => pages.flatMap(({ text }) => linesOf(text))));
  for (const { number, text } of pages) {
    const { height, items } = namePageBrackets(text, bracketVote);
    // Compared as they were noted, with their brackets not named yet.
    const kept = items.filter((_, i) => !running.isRunning(text, text.items[i]!));
    paragraphs.readPage({ number, height, items: kept });
  }
  const { contents } = paragraphs;
  const { title, paragraph } = choosePdfTitle(contents, await readTitle(document));
  const headings = findHeadings(
    contents.filter((content) => content !== paragraph),
    await readOutline(document),
  );
  const remarks = findRemarks(pages, document.numPages, { repaired, damaged }, recognised);
  if (contents.length === 0 && remarks.some(({ code }) => code === 'damaged'))
    return { code: 'letterless-fonts' };
  const written = writePdfBlocks({
    contents,
    headings,
    title: paragraph,
    pageCount,
    labels: await readPageLabels(document),
    readingOf: (page) => {
      if (damaged.has(page)) return 'damaged';
      if (repaired.has(page)) return 'repaired';
      return pages[page - 1]?.isRecognised ? 'recognised' : undefined;
    },
  });
  return { title, ...written, remarks };
}

/**
 * Reads a PDF file: its pages in reading order, from what is drawn on them.
 *
 * @param recognised What is written on pages that are pictures, as far as somebody has made it out.
 */
export async function parsePdf(
  bytes: Uint8Array,
  limits: ParseLimits,
  recognised: readonly RecognisedPage[] = [],
): Promise<ParsedContent | FileProblem> {
  const pdfJs = await usePdfJs();
  const byNumber = new Map(recognised.map((page) => [page.number, page]));
  try {
    return await withPdf(pdfJs, bytes, (document) => readDocument(pdfJs, document, limits, byNumber));
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException') return { code: 'password' };
    if (/^(?:InvalidPDF|FormatError|XRef|ResponseException|UnknownError|AbortException)/.test(name))
      return { code: 'damaged' };
    throw error;
  }
}
