import { readCount } from '../office/read-attributes.js';
import type { XmlAttributes } from '../office/read-xml.js';
import type { WordCell, WordContent, WordRow, WordTable } from '../office/word-content.js';
import type { OdpStyles } from './odp-styles.js';
import { toParagraph } from './plain-content.js';
import { withHeader } from './table-header.js';

const maxSpan = 1000;
/** No table of a slide has more cells in a row, however often a file says that one comes again. */
const maxRepeated = 100;

interface OpenParagraph {
  readonly pieces: string[];
  readonly style: string | undefined;
  readonly spans: (string | undefined)[];
  units: number;
  boldUnits: number;
}

interface OpenList {
  readonly style: string | undefined;
  items: number;
  /** Whether the next paragraph is the first of its item. */
  isFirst: boolean;
}

interface OpenTable {
  readonly rows: WordRow[];
  cells: WordCell[];
  readonly hasHeader: boolean;
}

interface OpenCell {
  readonly columns: number;
  readonly rows: number;
  readonly repeated: number;
  readonly content: WordContent[];
}

/** Collects the paragraphs and the table of one shape from the elements in it. */
export class OdpText {
  fontSize: number | undefined;
  private contents: WordContent[] = [];
  private paragraph: OpenParagraph | undefined;
  private readonly lists: OpenList[] = [];
  private table: OpenTable | undefined;
  private cell: OpenCell | undefined;
  private isHeaderRow = false;

  /** @param listId Tells its lists from those of other shapes. */
  constructor(
    private readonly styles: OdpStyles,
    private readonly listId: string,
  ) {}

  open(name: string, attributes: XmlAttributes): void {
    switch (name) {
      case 'text:p':
      case 'text:h': {
        const style = attributes.get('text:style-name');
        this.paragraph ??= { pieces: [], style, spans: [], units: 0, boldUnits: 0 };
        this.noteSize(style);
        break;
      }
      case 'text:span':
        this.paragraph?.spans.push(attributes.get('text:style-name'));
        this.noteSize(attributes.get('text:style-name'));
        break;
      case 'text:s':
      case 'text:tab':
        this.paragraph?.pieces.push(' ');
        break;
      case 'text:line-break':
        this.paragraph?.pieces.push('\n');
        break;
      case 'text:list': {
        const style = attributes.get('text:style-name') ?? this.lists.at(-1)?.style;
        this.lists.push({ style, items: 0, isFirst: false });
        break;
      }
      case 'text:list-item': {
        const list = this.lists.at(-1);
        if (list) {
          list.items++;
          list.isFirst = true;
        }
        break;
      }
      case 'table:table': {
        const hasHeader = attributes.get('table:use-first-row-styles') === 'true';
        this.table ??= { rows: [], cells: [], hasHeader };
        break;
      }
      case 'table:table-header-rows':
        this.isHeaderRow = true;
        break;
      case 'table:table-row':
        if (this.table) this.table.cells = [];
        break;
      case 'table:table-cell':
        this.cell = {
          columns: readCount(attributes.get('table:number-columns-spanned'), maxSpan),
          rows: readCount(attributes.get('table:number-rows-spanned'), maxSpan),
          repeated: readCount(attributes.get('table:number-columns-repeated'), maxRepeated),
          content: [],
        };
    }
  }

  add(text: string): void {
    const { paragraph } = this;
    if (!paragraph) return;
    paragraph.pieces.push(text.replace(/\s+/gu, ' '));
    paragraph.units += text.length;
    if (this.styles.isBold(paragraph.spans.at(-1) ?? paragraph.style)) paragraph.boldUnits += text.length;
  }

  close(name: string): void {
    if (name === 'text:p' || name === 'text:h') this.closeParagraph();
    else if (name === 'text:span') this.paragraph?.spans.pop();
    else if (name === 'text:list') this.lists.pop();
    else if (name === 'table:table-cell') this.closeCell();
    else if (name === 'table:table-row') this.closeRow();
    else if (name === 'table:table-header-rows') this.isHeaderRow = false;
    else if (name === 'table:table') this.closeTable();
  }

  take(): WordContent[] {
    const { contents } = this;
    this.contents = [];
    return contents;
  }

  private noteSize(style: string | undefined): void {
    const size = this.styles.fontSizeOf(style);
    if (size !== undefined) this.fontSize = Math.max(size, this.fontSize ?? 0);
  }

  private closeParagraph(): void {
    const { paragraph } = this;
    this.paragraph = undefined;
    if (!paragraph) return;
    const { pieces, units, boldUnits, style } = paragraph;
    const text = pieces.join('').trim();
    if (text === '') return;
    const isBold = units > 0 && boldUnits === units;
    const list = this.lists.at(-1);
    const level = this.lists.length - 1;
    const isListed = list !== undefined && list.isFirst && !this.styles.isUnlisted(style);
    const label = isListed ? this.styles.labelOf(list.style, level, list.items) : '';
    if (list) list.isFirst = false;
    const place = label === '' ? undefined : { listId: this.listId, level, indent: undefined };
    (this.cell?.content ?? this.contents).push(toParagraph(text, { label, list: place, isBold }));
  }

  private closeCell(): void {
    const { cell, table } = this;
    this.cell = undefined;
    if (!cell || !table) return;
    const { repeated, ...rest } = cell;
    for (let i = 0; i < repeated; i++) table.cells.push({ ...rest });
  }

  private closeRow(): void {
    const { table } = this;
    if (!table) return;
    const isHeader = this.isHeaderRow || (table.hasHeader && table.rows.length === 0);
    table.rows.push({ isHeader, cells: table.cells });
  }

  private closeTable(): void {
    const { table } = this;
    this.table = undefined;
    if (!table || table.rows.length === 0) return;
    const read: WordTable = { kind: 'table', rows: table.rows };
    this.contents.push(withHeader(read));
  }
}
