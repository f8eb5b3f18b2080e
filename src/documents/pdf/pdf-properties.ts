import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { OutlineEntry } from './heading-levels.js';

/** Longer outlines are cut, and deeper ones; a hostile one may be endless. */
const maxEntries = 3000;
const maxDepth = 20;

type LibraryOutline = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>;

/** What a file says of itself; nothing where it is damaged there. */
async function orElse<Value>(value: Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await value;
  } catch {
    return otherwise;
  }
}

async function findPage(document: PDFDocumentProxy, dest: unknown): Promise<number | undefined> {
  const explicit: unknown = typeof dest === 'string' ? await document.getDestination(dest) : dest;
  const target: unknown = Array.isArray(explicit) ? explicit[0] : undefined;
  if (typeof target === 'number') return target + 1;
  if (typeof target !== 'object' || target === null) return undefined;
  return (await document.getPageIndex(target as Parameters<PDFDocumentProxy['getPageIndex']>[0])) + 1;
}

/** The entries of the outline in the order in which they are shown. */
export async function readOutline(document: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = [];
  const open: { items: NonNullable<LibraryOutline>; at: number }[] = [];
  const items = await orElse<LibraryOutline | null>(document.getOutline(), null);
  if (items) open.push({ items, at: 0 });
  while (open.length > 0 && entries.length < maxEntries) {
    const level = open.at(-1)!;
    const item = level.items[level.at++];
    if (!item) open.pop();
    else {
      const page = await orElse(findPage(document, item.dest), undefined);
      entries.push({ title: item.title, depth: open.length, page });
      if (item.items.length > 0 && open.length < maxDepth) {
        open.push({ items: item.items as NonNullable<LibraryOutline>, at: 0 });
      }
    }
  }
  return entries;
}

export async function readTitle(document: PDFDocumentProxy): Promise<string | undefined> {
  const metadata = await orElse(document.getMetadata(), undefined);
  const title = metadata && new Map<string, unknown>(Object.entries(metadata.info)).get('Title');
  return typeof title === 'string' ? title : undefined;
}

const maxLabelUnits = 20;

/** What is printed as the numbers of pages; undefined for pages that are numbered as they are counted. */
export async function readPageLabels(document: PDFDocumentProxy): Promise<(string | undefined)[]> {
  const labels = await orElse(document.getPageLabels(), null);
  return (labels ?? []).map((label, index) => {
    const clean = label.replace(/[\p{C}\s]+/gu, ' ').trim();
    return clean === '' || clean === String(index + 1) || clean.length > maxLabelUnits ? undefined : clean;
  });
}
