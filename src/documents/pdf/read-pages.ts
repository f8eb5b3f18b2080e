import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PageMarks } from './glyph.js';
import { readPageMarks } from './page-marks.js';
import { readPageText, type PageItem, type PageText } from './page-text.js';
import type { PdfJs } from './pdfjs.js';

/** A page as it was read. */
export interface ReadPage {
  /** From 1. */
  readonly number: number;
  readonly text: PageText;
  /** Glyphs that say something, and those of which nothing tells what they say. */
  readonly glyphCount: number;
  readonly unmappedCount: number;
  readonly hasImages: boolean;
  /** Whether its text was made out in its picture. */
  readonly isRecognised?: boolean;
}

/** Fonts of so many pages are kept at a time. */
const pagesPerCleanup = 200;

function joinLayers(layers: readonly PageMarks[]): PageText {
  const [first, ...others] = layers.map(readPageText);
  const items: PageItem[] = [...first!.items];
  for (const { items: further } of others) {
    const regions = (items.at(-1)?.region ?? 0) + 1;
    for (const item of further) items.push({ ...item, region: item.region + regions + 1 });
  }
  return { ...first!, items };
}

const emptyText: PageText = { width: 1, height: 1, isRightToLeft: false, body: 0, items: [] };

/**
 * Reads pages one by one. A page that is damaged is one without text.
 *
 * @param numbers Of the pages, from 1.
 * @param adapt Is given what is drawn before it is read.
 */
export async function* readPages(
  pdfJs: PdfJs,
  document: PDFDocumentProxy,
  numbers: readonly number[],
  adapt: (marks: PageMarks) => PageMarks = (marks) => marks,
): AsyncGenerator<ReadPage> {
  for (const [index, number] of numbers.entries()) {
    let layers: PageMarks[] = [];
    try {
      const page = await document.getPage(number);
      layers = await readPageMarks(pdfJs, page);
      page.cleanup();
    } catch {
      // The library says no more than that the page is damaged.
    }
    if ((index + 1) % pagesPerCleanup === 0) await document.cleanup();
    const sum = (count: (marks: PageMarks) => number): number =>
      layers.reduce((total, marks) => total + count(marks), 0);
    yield {
      number,
      text: layers.length === 0 ? emptyText : joinLayers(layers.map(adapt)),
      glyphCount: sum(({ glyphs }) => glyphs.filter(({ text }) => text.trim() !== '').length),
      unmappedCount: sum(({ unmappedCount }) => unmappedCount),
      hasImages: layers.some(({ hasImages }) => hasImages),
    };
  }
}
