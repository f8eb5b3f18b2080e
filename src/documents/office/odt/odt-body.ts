import { readNumber } from '../read-attributes.js';
import type { XmlAttributes, XmlHandler } from '../read-xml.js';
import {
  maxFrameDepth,
  plainText,
  tidyText,
  WordContents,
  type WordContent,
  type WordParagraph,
} from '../word-content.js';
import { outlineName, type ListCounter, type OdtListStyles } from './odt-lists.js';
import type { OdtStyle, OdtStyles } from './odt-styles.js';
import { OdtTables } from './odt-table.js';

/** What is passed over with all that is in it: deletions, comments, what is no text of the document. */
const skipped: ReadonlySet<string> = new Set(
  (
    'text:tracked-changes office:annotation office:forms office:scripts text:sequence-decls text:variable-decls ' +
    'text:user-field-decls text:dde-connection-decls text:alphabetical-index-auto-mark-file text:note-citation ' +
    'text:ruby-text text:script svg:title svg:desc draw:object draw:object-ole draw:image draw:plugin draw:applet ' +
    'office:event-listeners office:binary-data table:covered-table-cell text:meta-field-source draw:glue-point ' +
    'draw:enhanced-geometry text:table-of-content-source text:illustration-index-source text:table-index-source ' +
    'text:object-index-source text:user-index-source text:alphabetical-index-source text:bibliography-source ' +
    'text:bibliography-configuration text:page-sequence presentation:notes'
  ).split(' '),
);

interface OpenList {
  readonly styleName: string | undefined;
  readonly counter: ListCounter;
  readonly id: string;
  /** Whether the item that is open has had its label. */
  isLabelled: boolean;
  startValue: number | undefined;
}

interface OpenParagraph {
  readonly isHeading: boolean;
  readonly attributes: XmlAttributes;
  readonly style: OdtStyle;
  text: string;
  /** The label as the program wrote it. */
  number: string | undefined;
  units: number;
  boldUnits: number;
  isHidden: boolean;
  readonly notes: string[];
  /** Whether what is anchored in it is kept apart. */
  readonly hasFrame: boolean;
}

/** The body, a cell, a note or what is anchored in a paragraph, with the lists that are open in it. */
interface Frame {
  readonly contents: WordContents;
  readonly lists: OpenList[];
}

const maxSpaces = 100;
const maxListDepth = 100;

/** Reads the body of a text document. */
export class OdtBody implements XmlHandler {
  private readonly frames: Frame[] = [{ contents: new WordContents(), lists: [] }];
  private readonly paragraphs: OpenParagraph[] = [];
  private readonly bold: boolean[] = [];
  private readonly tables = new OdtTables();
  private readonly counters = new Map<string, ListCounter>();
  private readonly lastOfStyle = new Map<string, ListCounter>();
  private readonly headingCounter: ListCounter = [];
  /** Lists that are open and nested too deep to be any. */
  private tooDeep = 0;
  private isNumber = false;
  isText = false;
  private listCount = 0;

  constructor(
    private readonly styles: OdtStyles,
    private readonly listStyles: OdtListStyles,
  ) {}

  finish(): WordContent[] {
    return this.frames[0]!.contents.content;
  }

  open(name: string, attributes: XmlAttributes): 'skip' | undefined {
    if (name === 'office:text') this.isText = true;
    if (!this.isText) return undefined;
    if (skipped.has(name) || attributes.get('text:is-hidden') === 'true') {
      if (name === 'text:hidden-paragraph' && this.paragraph) this.paragraph.isHidden = true;
      return 'skip';
    }
    switch (name) {
      case 'text:section':
        return attributes.get('text:display') === 'none' ? 'skip' : undefined;
      case 'text:p':
      case 'text:h':
        this.openParagraph(name === 'text:h', attributes);
        break;
      case 'text:span': {
        const style = this.styles.find('text', attributes.get('text:style-name'));
        if (style.isHidden) return 'skip';
        this.bold.push(style.isBold);
        break;
      }
      case 'text:s':
        this.addShown(' '.repeat(Math.min(maxSpaces, readNumber(attributes.get('text:c')) ?? 1)));
        break;
      case 'text:tab':
        this.addShown('\t');
        break;
      case 'text:line-break':
        this.addShown('\n');
        break;
      case 'text:number':
        this.isNumber = true;
        break;
      case 'text:list':
        this.openList(attributes);
        break;
      case 'text:list-item':
      case 'text:list-header': {
        const list = this.frame.lists.at(-1);
        if (list) {
          list.isLabelled = name === 'text:list-header';
          list.startValue = readNumber(attributes.get('text:start-value'));
        }
        break;
      }
      case 'text:note-body':
        this.frames.push({ contents: this.frame.contents.nested(), lists: [] });
        break;
      default:
        this.openInTable(name, attributes);
    }
    return undefined;
  }

  close(name: string): void {
    if (!this.isText) return;
    switch (name) {
      case 'text:p':
      case 'text:h':
        this.closeParagraph();
        break;
      case 'text:span':
        this.bold.pop();
        break;
      case 'text:number':
        this.isNumber = false;
        break;
      case 'text:list':
        if (this.tooDeep > 0) this.tooDeep--;
        else this.frame.lists.pop();
        break;
      case 'text:note-body': {
        const note = plainText(this.closeFrame());
        if (note !== '') this.paragraph?.notes.push(note);
        break;
      }
      case 'table:table':
      case 'table:sub-table': {
        const rows = this.tables.closeTable();
        if (rows) this.frame.contents.addTable(rows);
        break;
      }
      case 'table:table-header-rows':
        this.tables.setHeader(false);
        break;
      case 'table:table-row':
        this.tables.closeRow();
        break;
      case 'table:table-cell':
        if (this.tables.isCellOpen) this.tables.closeCell(this.closeFrame());
        break;
      default:
    }
  }

  /** White space in the file is one space at most; more of it has elements of its own. */
  text(text: string): void {
    const { paragraph } = this;
    if (!paragraph) return;
    const shown = text.replace(/[ \t\r\n]+/g, ' ');
    if (this.isNumber) paragraph.number = (paragraph.number ?? '') + shown;
    else this.addShown(/(?:^|[ \n])$/.test(paragraph.text.slice(-1)) ? shown.trimStart() : shown);
  }

  private get frame(): Frame {
    return this.frames.at(-1)!;
  }

  private get paragraph(): OpenParagraph | undefined {
    return this.paragraphs.at(-1);
  }

  private addShown(text: string): void {
    const { paragraph } = this;
    if (!paragraph) return;
    paragraph.text += text;
    const units = text.replace(/\s+/g, '').length;
    paragraph.units += units;
    if (this.bold.at(-1) ?? paragraph.style.isBold) paragraph.boldUnits += units;
  }

  private openInTable(name: string, attributes: XmlAttributes): void {
    switch (name) {
      case 'table:table':
      case 'table:sub-table':
        this.tables.openTable();
        break;
      case 'table:table-header-rows':
        this.tables.setHeader(true);
        break;
      case 'table:table-row':
        this.tables.openRow(attributes);
        break;
      case 'table:table-cell':
        if (this.tables.openCell(attributes)) {
          this.frames.push({ contents: this.frame.contents.nested(), lists: [] });
        }
        break;
      default:
    }
  }

  private openList(attributes: XmlAttributes): void {
    const { lists } = this.frame;
    if (lists.length >= maxListDepth) {
      this.tooDeep++;
      return;
    }
    const outer = lists.at(-1);
    const styleName = attributes.get('text:style-name') ?? outer?.styleName;
    let counter = outer?.counter;
    if (!counter) {
      const continued = attributes.get('text:continue-list');
      const goesOn = attributes.get('text:continue-numbering') === 'true';
      counter =
        (continued === undefined ? undefined : this.counters.get(continued)) ??
        (goesOn ? this.lastOfStyle.get(styleName ?? '') : undefined) ??
        [];
    }
    const id = attributes.get('xml:id');
    if (id !== undefined) this.counters.set(id, counter);
    this.lastOfStyle.set(styleName ?? '', counter);
    lists.push({
      styleName,
      counter,
      id: outer?.id ?? String(++this.listCount),
      isLabelled: true,
      startValue: undefined,
    });
  }

  private openParagraph(isHeading: boolean, attributes: XmlAttributes): void {
    const style = this.styles.find('paragraph', attributes.get('text:style-name'));
    // What is anchored in the paragraph stands behind it.
    const hasFrame = this.frames.length <= maxFrameDepth;
    if (hasFrame) this.frames.push({ contents: this.frame.contents.nested(), lists: [] });
    this.paragraphs.push({
      isHeading,
      attributes,
      style,
      text: '',
      number: undefined,
      units: 0,
      boldUnits: 0,
      isHidden: style.isHidden,
      notes: [],
      hasFrame,
    });
  }

  private closeParagraph(): void {
    const paragraph = this.paragraphs.pop()!;
    const anchored = paragraph.hasFrame ? this.closeFrame() : [];
    const { contents } = this.frame;
    if (!paragraph.isHidden) {
      const text = tidyText(paragraph.text);
      const { label, list } = this.readList(paragraph);
      if (text !== '' || /\p{L}{2}/u.test(label)) {
        contents.addParagraph({
          kind: 'paragraph',
          text,
          label: text === '' ? label.trimEnd() : label,
          ...readRole(paragraph),
          list,
          isBold: paragraph.units > 0 && paragraph.boldUnits === paragraph.units,
          isCentred: paragraph.style.isCentred,
          notes: paragraph.notes,
        });
      }
    }
    contents.addAll(anchored);
  }

  private readList(paragraph: OpenParagraph): Pick<WordParagraph, 'label' | 'list'> {
    const { isHeading, attributes, style } = paragraph;
    const { lists } = this.frame;
    const list = lists.at(-1);
    const written = paragraph.number?.trim();
    if (!list) {
      const isLabelled = isHeading && attributes.get('text:is-list-header') !== 'true';
      return { label: isLabelled ? this.countHeading(attributes, written) : '', list: undefined };
    }
    if (list.isLabelled) return { label: '', list: undefined };
    list.isLabelled = true;
    const level = lists.length - 1;
    const styleName = list.styleName ?? style.listStyle ?? '';
    const counted = this.listStyles.count(styleName, list.counter, level, list.startValue);
    const label = written === undefined || written === '' ? counted : `${written} `;
    return { label, list: { listId: list.id, level, indent: undefined } };
  }

  private countHeading(attributes: XmlAttributes, written: string | undefined): string {
    const level = Math.max(0, (readNumber(attributes.get('text:outline-level')) ?? 1) - 1);
    const start = readNumber(attributes.get('text:start-value'));
    const counted = this.listStyles.count(outlineName, this.headingCounter, Math.min(level, 9), start);
    return written === undefined || written === '' ? counted : `${written} `;
  }

  private closeFrame(): WordContent[] {
    return this.frames.pop()!.contents.content;
  }
}

function readRole({ isHeading, attributes, style }: OpenParagraph): Pick<WordParagraph, 'role' | 'level'> {
  const { role, level } = style;
  if (!isHeading || role === 'title') return { role, level };
  return { role: 'heading', level: Math.max(1, readNumber(attributes.get('text:outline-level')) ?? 1) };
}
