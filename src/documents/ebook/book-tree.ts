import { HtmlTreeBuilder, type HtmlAttributes } from '../html-tree.js';
import { neverHasContent } from '../html-names.js';
import { resolveTarget, type BookTarget } from './epub-package.js';

/** A mark in the text where a printed page begins. */
export interface PageBreak {
  /** Of the element that stands at its place. */
  readonly id: string;
  readonly label: string;
}

const maxPageBreaks = 100_000;
const maxLabelUnits = 40;

/** The id of an element of a book, of which each file has its own. */
export function bookId({ part, id }: BookTarget): string {
  return `${part}#${id}`;
}

/** The roles of elements of a book that are notes. */
function roleOf(name: string, types: ReadonlySet<string>): string | undefined {
  if (['footnote', 'rearnote', 'note'].some((type) => types.has(type))) {
    return name === 'li' ? 'doc-endnote' : 'doc-footnote';
  }
  if (types.has('endnote')) return name === 'li' ? 'doc-endnote' : 'doc-footnote';
  return undefined;
}

function tidyPageLabel(label: string): string {
  return label
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^(?:page|pg?\.|صفحة|ص\.?)\s+/iu, '')
    .slice(0, maxLabelUnits)
    .trim();
}

/** Makes one tree of the files of a book: ids are told apart by their files, and links lead from one to the other. */
export class BookTreeBuilder extends HtmlTreeBuilder {
  readonly pageBreaks: PageBreak[] = [];
  private part = '';
  /** The mark of a page that is open, of which the text is its label and no text of the book. */
  private pageBreak: { readonly name: string; depth: number; label: string; isTold: boolean } | undefined;
  /** Links to notes that are open. */
  private noteLinks = 0;

  /** @param parts The files that links may lead to. */
  constructor(private readonly parts: ReadonlySet<string>) {
    super();
  }

  /** Begins a file of the book, and ends the one before. */
  startPart(part: string): void {
    this.pageBreak = undefined;
    this.noteLinks = 0;
    this.closeAll();
    this.part = part;
    super.openTag('div', new Map([['id', bookId({ part, id: '' })]]));
  }

  override openTag(name: string, attributes: HtmlAttributes): void {
    const { pageBreak } = this;
    if (pageBreak) {
      if (pageBreak.name === name) pageBreak.depth++;
      return;
    }
    const types = new Set((attributes.get('epub:type') ?? '').split(/\s+/));
    if (types.has('pagebreak') || attributes.get('role') === 'doc-pagebreak') {
      this.openPageBreak(name, attributes);
      return;
    }
    const isNoteLink = name === 'a' && (types.has('noteref') || attributes.get('role') === 'doc-noteref');
    if (isNoteLink) {
      this.noteLinks++;
      super.openTag('sup', new Map());
    }
    super.openTag(name, this.rewrite(name, attributes, types));
  }

  override closeTag(name: string): void {
    const { pageBreak } = this;
    if (pageBreak) {
      if (pageBreak.name === name && --pageBreak.depth === 0) this.closePageBreak();
      return;
    }
    super.closeTag(name);
    if (name === 'a' && this.noteLinks > 0) {
      this.noteLinks--;
      super.closeTag('sup');
    }
  }

  override addText(text: string, line: number): void {
    const { pageBreak } = this;
    if (!pageBreak) super.addText(text, line);
    else if (!pageBreak.isTold && pageBreak.label.length < maxLabelUnits) pageBreak.label += text;
  }

  private rewrite(name: string, attributes: HtmlAttributes, types: ReadonlySet<string>): HtmlAttributes {
    const rewritten = new Map(attributes);
    const id = attributes.get('id') ?? (name === 'a' ? attributes.get('name') : undefined);
    if (id !== undefined) rewritten.set('id', bookId({ part: this.part, id }));
    const href = attributes.get('href');
    const target = href === undefined ? undefined : resolveTarget(this.part, href);
    rewritten.delete('href');
    if (target && target.id !== '' && this.parts.has(target.part)) {
      rewritten.set('href', `#${bookId(target)}`);
    }
    const role = roleOf(name, types);
    if (role !== undefined) rewritten.set('role', role);
    return rewritten;
  }

  private openPageBreak(name: string, attributes: HtmlAttributes): void {
    const id = bookId({
      part: this.part,
      id: attributes.get('id') ?? `page break ${String(this.pageBreaks.length)}`,
    });
    super.openTag('span', new Map([['id', id]]));
    super.closeTag('span');
    const said = attributes.get('title') ?? attributes.get('aria-label') ?? '';
    if (this.pageBreaks.length < maxPageBreaks) {
      this.pageBreaks.push({ id, label: tidyPageLabel(said) });
    }
    if (!neverHasContent.has(name)) this.pageBreak = { name, depth: 1, label: '', isTold: said !== '' };
  }

  private closePageBreak(): void {
    const { label, isTold } = this.pageBreak!;
    this.pageBreak = undefined;
    const last = this.pageBreaks.at(-1);
    if (last && !isTold)
      this.pageBreaks[this.pageBreaks.length - 1] = { ...last, label: tidyPageLabel(label) };
  }
}
