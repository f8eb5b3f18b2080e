import { tidyText, WordContents, type WordContent, type WordParagraph } from '../word-content.js';
import { RtfTables } from './rtf-table.js';

/** What a paragraph is by the words that stand before its end. */
export type ParagraphProperties = Pick<WordParagraph, 'role' | 'level' | 'isCentred'> & {
  readonly listId: string | undefined;
  readonly listLevel: number;
  readonly indent: number | undefined;
  /** How many tables it stands in. */
  readonly depth: number;
};

/** The body, a note or a text box: what its paragraphs and tables are gathered in. */
export class RtfFrame {
  /** What is open at each depth of tables: the text outside of them first, then the open cells. */
  private readonly levels: WordContents[];
  private readonly tables = new RtfTables();
  private text = '';
  private units = 0;
  private boldUnits = 0;
  private label = '';
  private notes: string[] = [];
  private boxes: WordContent[] = [];

  constructor(contents = new WordContents()) {
    this.levels = [contents];
  }

  nested(): RtfFrame {
    return new RtfFrame(this.levels[0]!.nested());
  }

  add(text: string, isBold: boolean): void {
    this.text += text;
    const units = text.replace(/\s+/g, '').length;
    this.units += units;
    if (isBold) this.boldUnits += units;
  }

  /** The mark of a note stands here: nothing is left of it but the space that some programs write before it. */
  addMark(): void {
    if (this.text.endsWith(' ')) this.text = this.text.slice(0, -1);
  }

  addLabel(text: string): void {
    if (this.label.length < 200) this.label += text;
  }

  addNote(text: string): void {
    if (text !== '') this.notes.push(text);
  }

  addBox(contents: readonly WordContent[]): void {
    for (const each of contents) this.boxes.push(each);
  }

  get hasText(): boolean {
    return this.text !== '' || this.boxes.length > 0;
  }

  endParagraph(properties: ParagraphProperties): void {
    const { role, level, isCentred, listId, listLevel, indent } = properties;
    const text = tidyText(this.text);
    const mark = this.label.replace(/\s+/g, ' ').trim();
    const contents = this.levelAt(properties.depth);
    if (text !== '' || /\p{L}{2}/u.test(mark)) {
      const isItem = mark !== '' && role !== 'heading';
      contents.addParagraph({
        kind: 'paragraph',
        text,
        label: mark === '' || text === '' ? mark : `${mark} `,
        role,
        level,
        list: isItem
          ? { listId: listId ?? mark.replace(/[\p{L}\p{N}]+/gu, '1'), level: listLevel, indent }
          : undefined,
        isBold: this.units > 0 && this.units === this.boldUnits,
        isCentred,
        notes: this.notes,
      });
    }
    contents.addAll(this.boxes);
    this.text = '';
    this.units = 0;
    this.boldUnits = 0;
    this.label = '';
    this.notes = [];
    this.boxes = [];
  }

  /** A word of the definition of a row. */
  defineRow(depth: number, word: string, number: number | undefined): void {
    this.tables.word(depth, word, number);
    this.openLevels();
  }

  endCell(properties: ParagraphProperties): void {
    const depth = Math.max(1, properties.depth);
    this.endParagraph({ ...properties, depth });
    const contents = this.levelAt(depth);
    this.tables.addCell(depth, contents.content.splice(0));
  }

  endRow(depth: number): void {
    this.levelAt(Math.max(1, depth));
    this.tables.endRow(Math.max(1, depth));
  }

  finish(properties: ParagraphProperties): WordContent[] {
    if (this.hasText) this.endParagraph(properties);
    return this.levelAt(0).content;
  }

  /** What paragraphs at a depth go into; ends the tables that are deeper. */
  private levelAt(depth: number): WordContents {
    while (this.tables.depth > depth) {
      const inner = this.levels.pop()!.content;
      if (inner.length > 0) this.tables.addCell(this.tables.depth, inner);
      this.levels.at(-1)!.addTable(this.tables.close());
    }
    if (this.tables.depth < depth) this.tables.open(depth);
    this.openLevels();
    return this.levels.at(-1)!;
  }

  private openLevels(): void {
    while (this.levels.length <= this.tables.depth) this.levels.push(this.levels[0]!.nested());
  }
}
