import { edgeShare, type PageItem, type PageText } from './page-text.js';
import type { TextLine } from './read-line.js';

/** A line that so many pages repeat is one. */
const minRepeats = 3;
const minShare = 0.3;
/** On both pages of a file of two, it stands as high, in points, and in smaller type than the text or with "1/2". */
const maxShift = 1.5;
const maxSmall = 0.9;

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

/** "1/2", "page 1 of 2". */
const numberOfTwo = /(?<!\p{Nd})[12١٢]\s?(?:\/|of|من)\s?[2٢](?!\p{Nd})/u;

interface Appearance {
  readonly page: number;
  readonly line: TextLine;
  readonly isSmall: boolean;
}

function numbersIn(text: string): number[] {
  return Array.from(text.match(/\p{Nd}+/gu) ?? [], (digits) =>
    Number(digits.replace(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x660))),
  );
}

/** Whether what stands on the first and on the second of two pages is one running line: the same up to numbers that count up. */
function runsOverBoth(first: Appearance, second: Appearance): boolean {
  if (Math.abs(first.line.baseline - second.line.baseline) > maxShift) return false;
  const numbers = numbersIn(second.line.text);
  const isCounting = numbersIn(first.line.text).every(
    (number, i) => numbers[i] === number || numbers[i] === number + 1,
  );
  const isNumbered = numberOfTwo.test(first.line.text) && numberOfTwo.test(second.line.text);
  return isCounting && (isNumbered || (first.isSmall && second.isSmall));
}

/** Counts of what stands at the edges of pages, page by page. */
export class RunningLines {
  private readonly appearancesByKey = new Map<string, Appearance[]>();
  private pageCount = 0;

  note(page: PageText): void {
    this.pageCount++;
    for (const item of page.items) {
      const key = edgeKey(page, item);
      if (key === undefined || item.kind !== 'line') continue;
      const { line } = item;
      const appearance = { page: this.pageCount, line, isSmall: line.size <= maxSmall * page.body };
      const appearances = this.appearancesByKey.get(key);
      if (!appearances) this.appearancesByKey.set(key, [appearance]);
      else if (appearances.at(-1)!.page < this.pageCount) appearances.push(appearance);
    }
  }

  /** Whether a line is repeated from page to page, or only numbers its page. */
  isRunning(page: PageText, item: PageItem): boolean {
    const key = edgeKey(page, item);
    if (key === undefined) return false;
    const text = key.slice(key.indexOf(' ') + 1);
    if (isPageNumber(text)) return true;
    const appearances = this.appearancesByKey.get(key) ?? [];
    if (this.pageCount === 2 && appearances.length === 2)
      return runsOverBoth(appearances[0]!, appearances[1]!);
    if (appearances.length < minRepeats) return false;
    // The name of a chapter stands on the pages of that chapter alone.
    const isClose = (appearances.at(-1)!.page - appearances[0]!.page) / (appearances.length - 1) <= 3;
    return isClose || appearances.length >= minShare * this.pageCount;
  }
}
