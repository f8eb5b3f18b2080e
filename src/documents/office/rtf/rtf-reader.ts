import { bulletText } from '../symbol-fonts.js';
import { UnreadableFile } from '../unreadable-file.js';
import { maxFrameDepth, plainText, type WordContent } from '../word-content.js';
import { decodeInFont, encodingOfPage, type RtfFont } from './code-pages.js';
import { RtfFrame, type ParagraphProperties } from './rtf-frame.js';
import { RtfStyles } from './rtf-styles.js';
import { characters, skippedDestinations, starredDestinations } from './rtf-words.js';
import type { RtfHandler } from './scan-rtf.js';

/** What the text of a group is for. */
type Destination = 'text' | 'label' | 'fonts' | 'styles' | 'info' | 'title' | 'skipped';

/** What a group inherits from the one around it, and what ends with it. Never changed: shared by groups. */
interface GroupState {
  readonly destination: Destination;
  /** What a later alternate of the text in the group is for, though the text itself is skipped. */
  readonly alternate: Destination | undefined;
  /** Characters that stand for one of Unicode, for readers that know none. */
  readonly fallbackUnits: number;
  readonly isHidden: boolean;
  readonly isDeleted: boolean;
  readonly isBold: boolean;
  readonly font: number | undefined;
  readonly style: number;
  readonly outlineLevel: number | undefined;
  readonly isInTable: boolean;
  readonly tableDepth: number | undefined;
  readonly listId: number | undefined;
  readonly listLevel: number;
  readonly indent: number | undefined;
  readonly isCentred: boolean;
}

const plainParagraph = {
  style: 0,
  outlineLevel: undefined,
  isInTable: false,
  tableDepth: undefined,
  listId: undefined,
  listLevel: 0,
  indent: undefined,
  isCentred: false,
} satisfies Partial<GroupState>;

const plainType = { isHidden: false, isDeleted: false, isBold: false } satisfies Partial<GroupState>;

interface OpenGroup {
  readonly state: GroupState;
  /** What the group holds beside the text around it. */
  readonly frame: 'note' | 'box' | undefined;
}

const maxDepth = 200_000;

/** Makes paragraphs and tables of what a file of RTF is made of. */
export class RtfReader implements RtfHandler {
  private state: GroupState = {
    destination: 'text',
    alternate: undefined,
    fallbackUnits: 1,
    font: undefined,
    ...plainType,
    ...plainParagraph,
  };
  private readonly groups: OpenGroup[] = [];
  private frameOfGroup: OpenGroup['frame'];
  private readonly frames: RtfFrame[] = [new RtfFrame()];
  private readonly styles = new RtfStyles();
  private readonly fonts = new Map<number, RtfFont>();
  private definedFont: RtfFont | undefined;
  private defaultFont: number | undefined;
  private encoding = 'windows-1252';
  private bytes: number[] = [];
  /** Characters that are still to be passed over behind one of Unicode. */
  private fallbackLeft = 0;
  private isStarred = false;
  private title = '';

  finish(): { readonly contents: WordContent[]; readonly title: string } {
    this.flush();
    while (this.frames.length > 1) this.closeFrame('box');
    return { contents: this.frame.finish(this.properties(0)), title: this.title };
  }

  openGroup(): void {
    this.flush();
    this.fallbackLeft = 0;
    if (this.groups.length >= maxDepth) throw new UnreadableFile({ code: 'too-nested' });
    this.groups.push({ state: this.state, frame: this.frameOfGroup });
    this.frameOfGroup = undefined;
    if (this.state.destination === 'styles') this.styles.start();
  }

  closeGroup(): void {
    this.flush();
    this.fallbackLeft = 0;
    this.isStarred = false;
    const group = this.groups.pop();
    if (!group) return;
    const { frameOfGroup } = this;
    if (frameOfGroup) this.closeFrame(frameOfGroup);
    this.state = group.state;
    this.frameOfGroup = group.frame;
  }

  byte(byte: number): void {
    if (this.fallbackLeft > 0) {
      this.fallbackLeft--;
      return;
    }
    this.isStarred = false;
    if (this.state.destination !== 'skipped') this.bytes.push(byte);
  }

  symbol(symbol: string): void {
    if (symbol === '*') {
      this.isStarred = true;
      return;
    }
    this.flush();
    this.fallbackLeft = 0;
    if (symbol === '~') this.addText('\u00a0');
    else if (symbol === '_') this.addText('-');
    else if (symbol === '\n' || symbol === '\r') this.word('par', undefined);
    else if (symbol === '\t') this.addText('\t');
    else if (/[\\{}]/.test(symbol)) this.addText(symbol);
  }

  word(word: string, number: number | undefined): void {
    this.flush();
    this.fallbackLeft = 0;
    const { isStarred } = this;
    this.isStarred = false;
    if (isStarred && !starredDestinations.has(word)) this.change({ destination: 'skipped' });
    const { destination } = this.state;
    if (destination === 'skipped') {
      const { alternate } = this.state;
      if (word === 'ud' && alternate) this.change({ destination: alternate, alternate: undefined });
      return;
    }
    if (word === 'u') this.addUnicode(number ?? 0);
    else if (word === 'uc') this.change({ fallbackUnits: Math.max(0, Math.min(100, number ?? 1)) });
    else if (word === 'upr') this.change({ destination: 'skipped', alternate: destination });
    else if (destination === 'fonts') this.defineFont(word, number);
    else if (destination === 'styles') this.styles.word(word, number);
    else if (destination === 'info') {
      if (word === 'title') this.change({ destination: 'title' });
    } else if (!this.openDestination(word)) this.readProperty(word, number);
  }

  private get frame(): RtfFrame {
    return this.frames.at(-1)!;
  }

  private change(changes: Partial<GroupState>): void {
    this.state = { ...this.state, ...changes };
  }

  private openDestination(word: string): boolean {
    if (skippedDestinations.has(word)) this.change({ destination: 'skipped' });
    else if (word === 'fonttbl') this.change({ destination: 'fonts' });
    else if (word === 'stylesheet') this.change({ destination: 'styles' });
    else if (word === 'info') this.change({ destination: 'info' });
    else if (word === 'listtext' || word === 'pntext') this.change({ destination: 'label' });
    else if (word === 'footnote') this.openFrame('note');
    else if (word === 'shptxt' || word === 'dptxbxtext') this.openFrame('box');
    else return false;
    return true;
  }

  private openFrame(kind: 'note' | 'box'): void {
    // Words that open what is open already are a mistake of the file.
    if (this.frameOfGroup || this.frames.length > maxFrameDepth) return;
    this.frameOfGroup = kind;
    this.frames.push(this.frame.nested());
    this.change({ ...plainParagraph, destination: 'text' });
  }

  private closeFrame(kind: 'note' | 'box'): void {
    const contents = this.frames.pop()!.finish(this.properties(0));
    if (kind === 'box') this.frame.addBox(contents);
    else if (!this.groups.at(-1)?.state.isDeleted) this.frame.addNote(plainText(contents));
  }

  private defineFont(word: string, number: number | undefined): void {
    if (word === 'f') {
      this.definedFont = { name: '', charset: undefined, codePage: undefined };
      this.fonts.set(number ?? 0, this.definedFont);
    } else if (this.definedFont && word === 'fcharset') this.definedFont.charset = number;
    else if (this.definedFont && word === 'cpg') this.definedFont.codePage = number;
  }

  private readProperty(word: string, number: number | undefined): void {
    const isOn = number !== 0;
    const character = characters[word];
    if (character !== undefined) {
      this.addText(character);
      return;
    }
    switch (word) {
      case 'ansicpg':
        this.encoding = encodingOfPage(number ?? 1252) ?? this.encoding;
        break;
      case 'mac':
        this.encoding = 'macintosh';
        break;
      case 'deff':
        this.defaultFont = number;
        break;
      case 'par':
      case 'sect':
        this.frame.endParagraph(this.properties());
        break;
      case 'pard':
        this.change(plainParagraph);
        break;
      case 'plain':
        this.change({ ...plainType, font: this.defaultFont });
        break;
      case 'cell':
        this.frame.endCell(this.properties(1));
        break;
      case 'nestcell':
        this.frame.endCell(this.properties());
        break;
      case 'row':
        this.frame.endRow(1);
        break;
      case 'nestrow':
        this.frame.endRow(this.depth);
        break;
      case 'trowd':
      case 'trhdr':
      case 'clmrg':
      case 'clvmrg':
      case 'cellx':
        this.frame.defineRow(Math.max(1, this.depth), word, number);
        break;
      case 'chftn':
        if (!this.isHidden) this.frame.addMark();
        break;
      default:
        this.changeState(word, number, isOn);
    }
  }

  private changeState(word: string, number: number | undefined, isOn: boolean): void {
    switch (word) {
      case 'v':
        this.change({ isHidden: isOn });
        break;
      case 'deleted':
        this.change({ isDeleted: isOn });
        break;
      case 'b':
      case 'ab':
        this.change({ isBold: isOn });
        break;
      case 'f':
        this.change({ font: number });
        break;
      case 's':
        this.change({ style: number ?? 0 });
        break;
      case 'outlinelevel':
        this.change({ outlineLevel: number });
        break;
      case 'intbl':
        this.change({ isInTable: isOn });
        break;
      case 'itap':
        this.change({ tableDepth: number });
        break;
      case 'ls':
        this.change({ listId: number });
        break;
      case 'ilvl':
        this.change({ listLevel: Math.max(0, Math.min(8, number ?? 0)) });
        break;
      case 'li':
      case 'lin':
        this.change({ indent: number });
        break;
      case 'qc':
        this.change({ isCentred: true });
        break;
      case 'ql':
      case 'qr':
      case 'qj':
        this.change({ isCentred: false });
        break;
      default:
    }
  }

  private get depth(): number {
    const { isInTable, tableDepth } = this.state;
    return Math.max(isInTable ? 1 : 0, tableDepth ?? 0);
  }

  private properties(depth = this.depth): ParagraphProperties {
    const { style, outlineLevel, listId, listLevel, indent, isCentred } = this.state;
    const ofStyle = this.styles.roleOf(style);
    const isOutlined = outlineLevel !== undefined && outlineLevel < 9 && ofStyle.role !== 'title';
    const { role, level } = isOutlined ? { role: 'heading' as const, level: outlineLevel + 1 } : ofStyle;
    const list = listId === undefined ? undefined : String(listId);
    return { role, level, isCentred, listId: list, listLevel, indent, depth };
  }

  private get isHidden(): boolean {
    return this.state.isHidden || this.state.isDeleted;
  }

  private addUnicode(number: number): void {
    // Numbers are written with 16 bits and a sign.
    const code = number < 0 ? number + 0x10000 : number;
    if (code > 0 && code <= 0x10ffff) {
      const isPrivate = code >= 0xf000 && code <= 0xf0ff;
      const font = this.fonts.get(this.state.font ?? -1)?.name;
      this.addText(isPrivate ? bulletText(String.fromCodePoint(code), font) : String.fromCodePoint(code));
    }
    this.fallbackLeft = this.state.fallbackUnits;
  }

  /** Bytes are only text once it is known which of them belong together. */
  private flush(): void {
    if (this.bytes.length === 0) return;
    const bytes = Uint8Array.from(this.bytes);
    this.bytes = [];
    const font = this.fonts.get(this.state.font ?? this.defaultFont ?? -1);
    const isAscii = font?.charset !== 2 && bytes.every((byte) => byte < 0x80);
    this.addText(isAscii ? Buffer.from(bytes).toString('latin1') : decodeInFont(bytes, font, this.encoding));
  }

  private addText(text: string): void {
    const { destination, isBold, style } = this.state;
    if (destination === 'text') {
      if (!this.isHidden) this.frame.add(text, isBold || this.styles.isBold(style));
    } else if (destination === 'label') this.frame.addLabel(text);
    else if (destination === 'title') this.title += text;
    else if (destination === 'styles') this.styles.addName(text);
    else if (destination === 'fonts' && this.definedFont && this.definedFont.name.length < 100) {
      this.definedFont.name += text.replace(/;.*/su, '');
    }
  }
}
