import { readNumber } from '../read-attributes.js';
import type { XmlAttributes, XmlHandler } from '../read-xml.js';
import { symbolText } from '../symbol-fonts.js';
import { maxFrameDepth, WordContents, type WordContent } from '../word-content.js';
import { OpenParagraph } from './word-paragraph.js';
import { isOn, readIndent, type WordStyles } from './word-styles.js';
import type { WordNumbering } from './word-numbering.js';
import { TableReader } from './table-reader.js';

/** What the whole document has and its parts refer to. */
export interface WordContext {
  readonly styles: WordStyles;
  readonly numbering: WordNumbering;
  /** By the name of the element that refers to them, then by id. */
  readonly notes: Readonly<Record<string, ReadonlyMap<string, string>>>;
}

/** What is passed over with all that is in it: deletions, former properties, what is no text of the document. */
const skipped: ReadonlySet<string> = new Set(
  (
    'w:moveFrom w:pPrChange w:rPrChange w:sectPrChange w:tblPrChange w:trPrChange w:tcPrChange w:tblGridChange ' +
    'w:tblPrExChange w:numberingChange w:sectPr w:sdtPr w:tabs w:tblGrid w:rt w:instrText w:delInstrText w:delText ' +
    'w:object w:customXmlPr w:smartTagPr w:ffData w:pgNum w:annotationRef'
  ).split(' '),
);

/** A cell, a text box or a note: what paragraphs are closed into. */
interface Container {
  readonly contents: WordContents;
  /** A paragraph without an end of its own, with which the next one begins. */
  unfinished: OpenParagraph | undefined;
}

interface Run {
  isHidden: boolean;
  isBold: boolean;
}

/** Signs of mathematics that only the place of what follows them shows. */
const signsOfMaths: Readonly<Record<string, string>> = { 'm:den': '/', 'm:sup': '^', 'm:sub': '_' };

/** Reads the body of a document, or its notes, as a reader sees it with all changes accepted. */
export class BodyReader implements XmlHandler {
  private readonly containers: Container[] = [{ contents: new WordContents(), unfinished: undefined }];
  private readonly tables: TableReader;
  /** The innermost paragraph last; a paragraph in a text box stands in one that is open. */
  private readonly paragraphs: { readonly paragraph: OpenParagraph; readonly outerRun: Run | undefined }[] =
    [];
  private run: Run | undefined;
  /** Whether the properties that are read are those of a paragraph and of its end. */
  private inParagraphProperties = false;
  /** Of the fields that are open, whether their code is read and not yet their result. */
  private readonly fields: boolean[] = [];
  private codesOpen = 0;
  /** Text boxes that are open and nested too deep to be any. */
  private boxesTooDeep = 0;
  /** The text of the open `w:t`. */
  private pending: string | undefined;
  private keepsSpace = false;

  constructor(private readonly context: WordContext) {
    this.tables = new TableReader(context.styles);
  }

  /** What was read since the last time that this was asked. */
  take(): WordContent[] {
    // What is not closed in order is no loss of text.
    while (this.containers.length > 1) {
      const contents = this.closeContainer();
      this.container.contents.addAll(contents);
    }
    this.finishParagraphs(this.container);
    return this.container.contents.content.splice(0);
  }

  open(name: string, attributes: XmlAttributes): 'skip' | undefined {
    if (skipped.has(name)) {
      if (name === 'w:moveFrom') this.joinNext();
      return 'skip';
    }
    const value = attributes.get('w:val');
    switch (name) {
      case 'w:del':
        if (this.tables.isInRowProperties) this.tables.deleteRow();
        else this.joinNext();
        return 'skip';
      case 'w:p':
        this.paragraphs.push({ paragraph: new OpenParagraph(), outerRun: this.run });
        this.run = undefined;
        break;
      case 'w:pPr':
        this.inParagraphProperties = true;
        break;
      case 'w:r':
      case 'm:r':
        this.run = this.startRun();
        break;
      case 'w:t':
      case 'm:t':
        this.pending = '';
        this.keepsSpace = attributes.get('xml:space') === 'preserve' || name === 'm:t';
        break;
      case 'w:txbxContent':
        if (this.containers.length > maxFrameDepth) this.boxesTooDeep++;
        else this.containers.push({ contents: this.container.contents.nested(), unfinished: undefined });
        break;
      case 'w:tbl':
        this.finishParagraphs(this.container);
        this.tables.openTable();
        break;
      case 'w:tc':
        if (this.tables.openCell()) {
          this.containers.push({ contents: this.container.contents.nested(), unfinished: undefined });
        }
        break;
      default:
        if (this.inParagraphProperties) this.readParagraphProperty(name, attributes, value);
        else if (!this.tables.open(name, attributes)) this.readInRun(name, attributes, value);
    }
    return undefined;
  }

  close(name: string): void {
    switch (name) {
      case 'w:pPr':
        this.inParagraphProperties = false;
        break;
      case 'w:t':
      case 'm:t':
        this.closeText();
        break;
      case 'w:r':
      case 'm:r':
        this.run = undefined;
        break;
      case 'w:p':
        this.closeParagraph();
        break;
      case 'w:txbxContent':
        if (this.boxesTooDeep > 0) this.boxesTooDeep--;
        else this.closeBox();
        break;
      case 'w:tc':
        if (this.tables.isCellOpen) this.tables.closeCell(this.closeContainer());
        break;
      case 'w:tbl': {
        const rows = this.tables.closeTable();
        if (rows) this.container.contents.addTable(rows);
        break;
      }
      default:
        this.tables.close(name);
    }
  }

  text(text: string): void {
    if (this.pending !== undefined) this.pending += text;
  }

  private get container(): Container {
    return this.containers.at(-1)!;
  }

  private get paragraph(): OpenParagraph | undefined {
    return this.paragraphs.at(-1)?.paragraph;
  }

  private startRun(): Run {
    const { isHidden, isBold } = this.context.styles.paragraphStyle(this.paragraph?.styleId);
    return { isHidden, isBold };
  }

  /** The end of the open paragraph is deleted, where this stands in its properties. */
  private joinNext(): void {
    const { paragraph } = this;
    if (this.inParagraphProperties && paragraph) paragraph.isJoined = true;
  }

  private readParagraphProperty(name: string, attributes: XmlAttributes, value: string | undefined): void {
    const { paragraph } = this;
    if (!paragraph) return;
    switch (name) {
      case 'w:pStyle':
        paragraph.styleId = value;
        break;
      case 'w:numId':
        paragraph.listId = value;
        break;
      case 'w:ilvl':
        paragraph.listLevel = readNumber(value);
        break;
      case 'w:outlineLvl':
        paragraph.outlineLevel = readNumber(value);
        break;
      case 'w:ind':
        paragraph.indent = readIndent(attributes);
        break;
      case 'w:jc':
        paragraph.isCentred = value === 'center';
        break;
      case 'w:vanish':
        paragraph.isJoined ||= isOn(attributes);
        break;
      case 'w:specVanish':
        // A heading that only stands on the line of the text behind it.
        paragraph.isJoined = false;
        break;
      default:
    }
  }

  private readInRun(name: string, attributes: XmlAttributes, value: string | undefined): void {
    const { run } = this;
    switch (name) {
      case 'w:vanish':
        if (run) run.isHidden = isOn(attributes);
        break;
      case 'w:b':
      case 'w:bCs':
        if (run) run.isBold = isOn(attributes) || (name === 'w:bCs' && run.isBold);
        break;
      case 'w:rStyle': {
        const { isHidden, isBold } = this.context.styles.find(value);
        if (run && isHidden) run.isHidden = true;
        if (run && isBold) run.isBold = true;
        break;
      }
      case 'w:tab':
      case 'w:ptab':
        this.addText('\t');
        break;
      case 'w:br':
      case 'w:cr':
        this.addText('\n');
        break;
      case 'w:noBreakHyphen':
        this.addText('-');
        break;
      case 'w:sym': {
        const code = Number.parseInt(attributes.get('w:char') ?? '', 16);
        this.addText((Number.isNaN(code) ? undefined : symbolText(code, attributes.get('w:font'))) ?? '');
        break;
      }
      case 'w:fldChar':
        this.readFieldMark(attributes.get('w:fldCharType'));
        break;
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        if (!this.isHidden) {
          const note = this.context.notes[name]?.get(attributes.get('w:id') ?? '');
          this.paragraph?.addNote(note);
        }
        break;
      default: {
        const sign = signsOfMaths[name];
        if (sign !== undefined) this.addText(sign);
      }
    }
  }

  private readFieldMark(type: string | undefined): void {
    if (type === 'begin') {
      this.fields.push(true);
      this.codesOpen++;
      return;
    }
    const wasCode = this.fields.pop();
    if (wasCode) this.codesOpen--;
    if (type === 'separate' && wasCode !== undefined) this.fields.push(false);
  }

  private get isHidden(): boolean {
    return this.run?.isHidden === true || this.codesOpen > 0;
  }

  private addText(text: string): void {
    if (text !== '' && !this.isHidden) this.paragraph?.add(text, this.run?.isBold ?? false);
  }

  private closeParagraph(): void {
    const closed = this.paragraphs.pop();
    if (!closed) return;
    const { paragraph } = closed;
    this.run = closed.outerRun;
    // A code that never ends would hide the rest of the document.
    if (this.paragraphs.length === 0 && this.codesOpen > 0) {
      this.fields.fill(false);
      this.codesOpen = 0;
    }
    const { container } = this;
    if (container.unfinished) paragraph.takeFrom(container.unfinished);
    container.unfinished = paragraph;
    if (!paragraph.isJoined) this.finishParagraphs(container);
  }

  private closeText(): void {
    // Undefined where an element of text stood in another.
    const text = this.pending ?? '';
    this.pending = undefined;
    this.addText(this.keepsSpace ? text : text.trim());
  }

  private closeBox(): void {
    const contents = this.closeContainer();
    const { paragraph: anchor } = this;
    if (!anchor) this.container.contents.addAll(contents);
    else for (const each of contents) anchor.boxes.push(each);
  }

  private finishParagraphs(container: Container): void {
    const { styles, numbering } = this.context;
    const { unfinished } = container;
    container.unfinished = undefined;
    unfinished?.finish(container.contents, styles, numbering);
  }

  private closeContainer(): WordContent[] {
    const container = this.containers.pop()!;
    this.finishParagraphs(container);
    return container.contents.content;
  }
}
