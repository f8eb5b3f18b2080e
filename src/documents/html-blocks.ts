import type { BlockKind } from '../contracts/document.js';
import { createTextBuilder, tidyTitle, type DraftBlock, type NewBlock } from './text-builder.js';

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** Elements whose text no reader sees, or sees on every page of a site. */
const unread = names(
  'script style template noscript svg nav iframe noembed noframes object audio video canvas select datalist textarea',
);
/** What begins the text proper: an unread element that was never closed ends here, a template excepted. */
const startsText = names('body main article h1');

const breaksText = names(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu ol optgroup option ' +
    'p plaintext pre search section summary table tbody tfoot thead tr ul xmp',
);
/** Inside a cell these show that the table arranges the page and holds no data. */
const showsLayout = names(
  'article blockquote dl form h1 h2 h3 h4 h5 h6 hr main ol pre section table ul listing xmp',
);
/** A heading that was never closed ends here. */
const endsHeading = names('article dl footer main ol p pre section table ul');
const lists = names('ul ol menu dir dl');
const items = names('li dt dd');
const keepsSpace = names('pre listing plaintext xmp');

/** A cell longer than this is part of the page's layout. UTF-16 units. */
const maxCellUnits = 500;
/** A row of more blocks than this is one too. */
const maxRowBlocks = 1000;
/** The title is looked for among so many headings. */
const maxHeadings = 50;

const space = /[ \t\n\f\r]+/g;

interface Row {
  cell: number;
  readonly entries: { readonly cell: number; readonly block: NewBlock }[];
}

/**
 * Makes blocks of the tags and texts of a page, in their order. Keeps depths and no list of open elements:
 * neither nesting nor tags that are never closed cost time, and broken pages lose no text.
 */
interface HtmlBlocks {
  openTag(name: string): void;
  closeTag(name: string): void;
  /** `offset`: where `text` stands in the source; in rising order. */
  addText(text: string, offset: number): void;
  finish(): HtmlContent;
}

export interface HtmlContent {
  readonly text: string;
  readonly blocks: readonly DraftBlock[];
  /** The text of the page's `title` element. */
  readonly pageTitle: string | undefined;
  /** The first headings of the page, with their blocks. */
  readonly headings: readonly { readonly text: string; readonly block: DraftBlock }[];
}

export function createHtmlBlocks(lineAt: (offset: number) => number): HtmlBlocks {
  const builder = createTextBuilder();
  const headings: { text: string; block: DraftBlock }[] = [];
  let pageTitle: string | undefined;
  /** Of the block that is being read, without the white space before and behind. */
  let pieces: string[] = [];
  let start = 0;
  /** White space behind the last piece, which counts only if another one follows. */
  let gap: '' | ' ' | '\n' = '';
  let inTitle = false;
  let skipped: { readonly name: string; depth: number } | undefined;
  let heading = 0;
  let listDepth = 0;
  let inItem = false;
  let quoteDepth = 0;
  let preformattedDepth = 0;
  let row: Row | undefined;

  const kindHere = (): BlockKind => {
    if (heading > 0) return 'heading';
    if (preformattedDepth > 0) return 'code';
    if (listDepth > 0 || inItem) return 'list-item';
    return quoteDepth > 0 ? 'quote' : 'paragraph';
  };

  const emit = (newBlock: NewBlock): void => {
    const block = builder.add(newBlock);
    if (block?.kind !== 'heading' || headings.length >= maxHeadings) return;
    const heard = tidyTitle(newBlock.text);
    if (heard !== undefined) headings.push({ text: heard, block });
  };

  const flush = (): void => {
    gap = '';
    if (pieces.length === 0) return;
    const block = { kind: kindHere(), level: heading, line: lineAt(start), text: pieces.join('') };
    pieces = [];
    if (!row) emit(block);
    else if (row.entries.push({ cell: row.cell, block }) > maxRowBlocks) endRow(true);
  };

  /** The cells of a row of data in one block; what stands in a table that arranges the page as it is. */
  const endRow = (isLayout: boolean): void => {
    flush();
    const entries = row?.entries ?? [];
    row = undefined;
    const cells: string[] = [];
    for (const { cell, block } of entries) {
      const before = cells[cell];
      cells[cell] = before === undefined ? block.text.trim() : `${before} ${block.text.trim()}`;
    }
    const filled = cells.filter((cell) => cell !== '');
    const isData = !isLayout && filled.length > 1 && filled.every((cell) => cell.length <= maxCellUnits);
    const first = entries[0];
    if (isData && first) {
      emit({ kind: 'table-row', level: 0, line: first.block.line, text: filled.join(' | ') });
    } else for (const { block } of entries) emit(block);
  };

  const openBlock = (name: string): void => {
    if (name === 'tr' || (row && showsLayout.has(name))) endRow(name !== 'tr');
    else flush();
    if (endsHeading.has(name)) heading = 0;
    if (name === 'tr') row = { cell: 0, entries: [] };
    else if (lists.has(name)) listDepth++;
    else if (items.has(name)) inItem = true;
    else if (name === 'blockquote') quoteDepth++;
    else if (keepsSpace.has(name)) preformattedDepth++;
    else if (/^h[1-6]$/.test(name)) heading = Number(name.slice(1));
  };

  const closeBlock = (name: string): void => {
    if (name === 'tr' || name === 'table') endRow(false);
    else flush();
    if (lists.has(name)) listDepth = Math.max(0, listDepth - 1);
    if (lists.has(name) || items.has(name)) inItem = false;
    else if (name === 'blockquote') quoteDepth = Math.max(0, quoteDepth - 1);
    else if (keepsSpace.has(name)) preformattedDepth = Math.max(0, preformattedDepth - 1);
    else if (/^h[1-6]$/.test(name)) heading = 0;
  };

  /** One break is a line, two are a paragraph. */
  const breakLine = (): void => {
    if (preformattedDepth > 0) pieces.push('\n');
    else if (gap === '\n') flush();
    else if (pieces.length > 0) gap = '\n';
  };

  const beginBlock = (added: string, offset: number): string => {
    const shown = added.trimStart();
    start = offset + added.length - shown.length;
    return shown;
  };

  const addShownText = (added: string, offset: number): void => {
    const shown = pieces.length === 0 ? beginBlock(added, offset) : added;
    const tidy = shown.replace(space, ' ');
    const from = tidy.startsWith(' ') ? 1 : 0;
    const to = tidy.endsWith(' ') ? tidy.length - 1 : tidy.length;
    if (from === 1 && pieces.length > 0) gap ||= ' ';
    if (from >= to) return;
    if (gap !== '') pieces.push(gap);
    pieces.push(tidy.slice(from, to));
    gap = to < tidy.length ? ' ' : '';
  };

  const isSkipped = (name: string, nesting: 1 | -1): boolean => {
    if (!skipped) return false;
    if (skipped.name === name) skipped.depth += nesting;
    const isOver = skipped.depth === 0 || (startsText.has(name) && skipped.name !== 'template');
    if (!isOver) return true;
    const wasClosed = skipped.depth === 0;
    skipped = undefined;
    return wasClosed;
  };

  return {
    openTag(name) {
      if (isSkipped(name, 1)) return;
      if (unread.has(name)) {
        // A drawing or a script may stand in the middle of a sentence.
        if (name === 'nav') flush();
        skipped = { name, depth: 1 };
      } else if (name === 'title') inTitle = true;
      else if (name === 'br') breakLine();
      else if (name === 'td' || name === 'th') {
        flush(); // May find the row too long, and end it.
        if (row) row.cell++;
      } else if (breaksText.has(name)) openBlock(name);
    },
    closeTag(name) {
      if (isSkipped(name, -1)) return;
      if (name === 'title') inTitle = false;
      else if (breaksText.has(name)) closeBlock(name);
    },
    addText(added, offset) {
      if (skipped) return;
      if (inTitle) {
        if ((pageTitle?.length ?? 0) < 10_000) pageTitle = (pageTitle ?? '') + added;
        return;
      }
      if (preformattedDepth === 0) addShownText(added, offset);
      else {
        const shown = pieces.length === 0 ? beginBlock(added, offset) : added;
        if (shown !== '') pieces.push(shown);
      }
    },
    finish() {
      endRow(false);
      return { ...builder.finish(), pageTitle: tidyTitle(pageTitle), headings };
    },
  };
}
