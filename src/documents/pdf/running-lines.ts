import { edgeShare, type PageItem, type PageText } from './page-text.js';

/** A line that so many pages repeat is one. */
const minRepeats = 3;
const minShare = 0.3;

/** "3", "- 3 -", "3/12", "Page 3 of 12", "صفحة 3 من 12", "xii". */
const pageNumber =
  /^[\s#\-–—|/().:،ـ]*(?:(?:page|pages?|of|p\.|صفحة|الصفحة|ص|من|p)[\s#\-–—|/().:،ـ]*){0,3}$/iu;
const roman = /^[-–—\s]*[ivxlc]{1,7}[-–—\s]*$/iu;

function keyOf(text: string): string {
  if (roman.test(text)) return '#';
  return text
    .replace(/\p{N}+/gu, '#')
    .replace(/\s+/g, ' ')
    .trim();
}

function edgeOf({ height }: PageText, item: PageItem): 'top' | 'bottom' | undefined {
  if (item.kind !== 'line') return undefined;
  if (item.line.baseline < edgeShare * height) return 'top';
  return item.line.baseline > (1 - edgeShare) * height ? 'bottom' : undefined;
}

/** Of a line at the edge, its text without its numbers, and which edge it is. */
function edgeKey(page: PageText, item: PageItem): string | undefined {
  const edge = edgeOf(page, item);
  return edge && item.kind === 'line' ? `${edge} ${keyOf(item.line.text)}` : undefined;
}

function isPageNumber(key: string): boolean {
  return key.includes('#') && pageNumber.test(key);
}

/** Counts of what stands at the edges of pages, page by page. */
export class RunningLines {
  private readonly pagesByKey = new Map<string, number[]>();
  private pageCount = 0;

  note(page: PageText): void {
    this.pageCount++;
    const keys = new Set(page.items.flatMap((item) => edgeKey(page, item) ?? []));
    for (const key of keys) {
      const pages = this.pagesByKey.get(key);
      if (pages) pages.push(this.pageCount);
      else this.pagesByKey.set(key, [this.pageCount]);
    }
  }

  /** Whether a line is repeated from page to page, or only numbers its page. */
  isRunning(page: PageText, item: PageItem): boolean {
    const key = edgeKey(page, item);
    if (key === undefined) return false;
    const text = key.slice(key.indexOf(' ') + 1);
    if (isPageNumber(text)) return true;
    const pages = this.pagesByKey.get(key) ?? [];
    if (pages.length < minRepeats) return false;
    // The name of a chapter stands on the pages of that chapter alone.
    const isClose = (pages.at(-1)! - pages[0]!) / (pages.length - 1) <= 3;
    return isClose || pages.length >= minShare * this.pageCount;
  }
}
