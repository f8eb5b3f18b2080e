import type { DocumentPart, Reading } from '../../contracts/document.js';
import type { PageStart } from './paragraphs.js';

/** Notes where the text of each page begins, while the text is written. */
export class PageParts {
  private readonly parts: DocumentPart[] = [];
  private page = 0;

  constructor(
    private readonly labels: readonly (string | undefined)[],
    private readonly readingOf: (page: number) => Reading | undefined,
  ) {}

  /** Says that the stored text from `start` on is on a page; pages before it that say nothing begin there too. */
  begin(page: number, start: number): void {
    if (page === this.page) return;
    for (let before = this.page + 1; before < page; before++) this.add(before, start);
    this.add(page, start);
    this.page = page;
  }

  /** The pages of a stretch that was stored at `start`, of a text from `from` up to `to`. */
  beginWithin(pages: readonly PageStart[], from: number, to: number, start: number): void {
    const first = pages.findLast(({ offset }) => offset <= from);
    if (first) this.begin(first.page, start);
    for (const { offset, page } of pages)
      if (offset > from && offset < to) this.begin(page, start + offset - from);
  }

  finish(pageCount: number, end: number): DocumentPart[] {
    for (let page = this.page + 1; page <= pageCount; page++) this.add(page, end);
    return this.parts;
  }

  private add(page: number, start: number): void {
    const label = this.labels[page - 1];
    const reading = this.readingOf(page);
    this.parts.push({
      kind: 'page',
      start,
      number: page,
      ...(label !== undefined && { label }),
      ...(reading && { reading }),
    });
  }
}
