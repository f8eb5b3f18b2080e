import { isOn, readCount } from '../office/read-attributes.js';
import type { XmlAttributes } from '../office/read-xml.js';
import { readBullet, type Bullet } from './pptx-bullets.js';

/** A paragraph of a shape, before it is known what the layout puts before it. */
export interface TextParagraph {
  readonly kind: 'paragraph';
  readonly text: string;
  /** From 0. */
  readonly level: number;
  /** What the paragraph itself says of its bullet. */
  readonly bullet: Bullet | undefined;
  /** In points; undefined where the slide does not say. */
  readonly fontSize: number | undefined;
  readonly isBold: boolean;
}

export interface DrawnCell {
  readonly columns: number;
  readonly rows: number;
  readonly paragraphs: readonly TextParagraph[];
}

export interface DrawnTable {
  readonly kind: 'table';
  readonly hasHeader: boolean;
  readonly rows: readonly (readonly DrawnCell[])[];
}

const maxSpan = 1000;

interface OpenParagraph {
  readonly pieces: string[];
  level: number;
  bullet: Bullet | undefined;
  fontSize: number | undefined;
  units: number;
  boldUnits: number;
}

interface OpenCell {
  readonly columns: number;
  readonly rows: number;
  /** Whether another cell goes across its place. */
  readonly isCovered: boolean;
  readonly paragraphs: TextParagraph[];
}

/** Collects the paragraphs and the table of one shape from the elements in it. */
export class PptxText {
  private contents: (TextParagraph | DrawnTable)[] = [];
  private paragraph: OpenParagraph | undefined;
  private isText = false;
  private isBold = false;
  private isInProperties = false;
  private table: { hasHeader: boolean; readonly rows: DrawnCell[][] } | undefined;
  private cell: OpenCell | undefined;

  open(name: string, attributes: XmlAttributes): 'skip' | undefined {
    const { paragraph } = this;
    switch (name) {
      case 'a:p':
        this.paragraph = {
          pieces: [],
          level: 0,
          bullet: undefined,
          fontSize: undefined,
          units: 0,
          boldUnits: 0,
        };
        break;
      case 'a:pPr':
        this.isInProperties = true;
        if (paragraph) {
          paragraph.level = Math.min(8, Math.max(0, Number(attributes.get('lvl') ?? 0) || 0));
        }
        break;
      case 'a:r':
        this.isBold = false;
        break;
      case 'a:rPr':
        this.openRunProperties(attributes);
        break;
      case 'a:t':
      case 'm:t':
        this.isText = true;
        break;
      case 'a:br':
        paragraph?.pieces.push('\n');
        break;
      case 'a:fld':
        // The number of the slide, and the day on which it is shown.
        if (/^(?:slidenum|datetime)/.test(attributes.get('type') ?? '')) return 'skip';
        this.isBold = false;
        break;
      case 'a:tbl':
        this.table = { hasHeader: false, rows: [] };
        break;
      case 'a:tblPr':
        if (this.table) this.table.hasHeader = isOn(attributes.get('firstRow'));
        break;
      case 'a:tr':
        this.table?.rows.push([]);
        break;
      case 'a:tc':
        this.cell = {
          columns: readCount(attributes.get('gridSpan'), maxSpan),
          rows: readCount(attributes.get('rowSpan'), maxSpan),
          isCovered: isOn(attributes.get('hMerge')) || isOn(attributes.get('vMerge')),
          paragraphs: [],
        };
        break;
      default:
        if (paragraph && this.isInProperties)
          paragraph.bullet = readBullet(name, attributes) ?? paragraph.bullet;
    }
    return undefined;
  }

  add(text: string): void {
    const { paragraph } = this;
    if (!this.isText || !paragraph) return;
    paragraph.pieces.push(text);
    paragraph.units += text.length;
    if (this.isBold) paragraph.boldUnits += text.length;
  }

  close(name: string): void {
    if (name === 'a:t' || name === 'm:t') this.isText = false;
    else if (name === 'a:pPr') this.isInProperties = false;
    else if (name === 'a:p') this.closeParagraph();
    else if (name === 'a:tc') this.closeCell();
    else if (name === 'a:tbl' && this.table) {
      this.contents.push({ kind: 'table', ...this.table });
      this.table = undefined;
    }
  }

  /** What was collected since the last call. */
  take(): (TextParagraph | DrawnTable)[] {
    const { contents } = this;
    this.contents = [];
    return contents;
  }

  private openRunProperties(attributes: XmlAttributes): void {
    this.isBold = isOn(attributes.get('b'));
    const size = Number(attributes.get('sz'));
    if (this.paragraph && size > 0) {
      this.paragraph.fontSize = Math.max(size / 100, this.paragraph.fontSize ?? 0);
    }
  }

  private closeParagraph(): void {
    const { paragraph } = this;
    this.paragraph = undefined;
    if (!paragraph) return;
    const { pieces, units, boldUnits, level, bullet, fontSize } = paragraph;
    const text = pieces.join('').replaceAll('\u000b', '\n').trim();
    if (text === '') return;
    const isBold = boldUnits === units;
    const read: TextParagraph = { kind: 'paragraph', text, level, bullet, fontSize, isBold };
    if (this.cell) this.cell.paragraphs.push(read);
    else this.contents.push(read);
  }

  private closeCell(): void {
    const { cell } = this;
    this.cell = undefined;
    if (cell && !cell.isCovered) this.table?.rows.at(-1)?.push(cell);
  }
}
