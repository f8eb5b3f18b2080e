import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useWordList } from '../arabic-word-list.js';
import type { PdfJs } from './pdfjs.js';
import { readPages, type ReadPage } from './read-pages.js';
import { repairPages, type RepairedPages } from './repair-pages.js';
import { CodeSurvey, markUnknown, type PlacedCodes } from './unknown-codes.js';

function numbersUpTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/**
 * Reads the pages of a file, and puts right what its fonts do not tell. How a line is read depends on which codes are
 * unknown, which shows by and by: most pages are read once, with what the pages before them have shown, and those are
 * read again of which more is known at the end.
 */
export async function readAndRepair(
  pdfJs: PdfJs,
  document: PDFDocumentProxy,
  pageCount: number,
): Promise<RepairedPages> {
  const survey = new CodeSurvey();
  const pages: ReadPage[] = [];
  const placedByPage: PlacedCodes[] = [];
  let placed = new Map<string, Map<number, string>>();
  const first = readPages(pdfJs, document, numbersUpTo(pageCount), (marks) => {
    survey.note(marks);
    return markUnknown(marks, survey.findUnknown(), placed);
  });
  for await (const page of first) {
    pages.push(page);
    placedByPage.push(placed);
    placed = new Map();
  }
  const unknown = survey.findUnknown();
  const outdated = pages.filter((_, index) => survey.isOutdated(placedByPage[index]!));
  const again = outdated.map(({ number }) => number);
  for await (const page of readPages(pdfJs, document, again, (marks) =>
    markUnknown(marks, unknown, placed),
  )) {
    pages[page.number - 1] = page;
  }
  if (unknown.size === 0) return { pages, repaired: new Set(), damaged: new Set() };
  const codes = [...unknown.values()].flatMap((ofFont) => [...ofFont.values()]);
  return repairPages(pages, codes, useWordList());
}
