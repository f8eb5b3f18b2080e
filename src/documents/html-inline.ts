import { readSuperscript } from './html-superscript.js';

/** A mark in the text that sends the reader to a footnote. */
export interface FootnoteMark {
  readonly label: string;
  /** The id of the element that it links to; undefined where it is no link. */
  readonly target: string | undefined;
}

/** Text that stands together: a paragraph, or what of one stands between two elements that stand apart. */
export interface HtmlRun {
  /** White space as it is shown; `\n` for a break. */
  readonly text: string;
  readonly line: number;
  /** Offsets in `text` from each of which on the source is one line further. */
  readonly lineBreaks: readonly number[];
  /** So much of `text`, from its start, is bold. */
  readonly boldUnits: number;
  /** The raised mark that the text begins with, as a footnote does; empty where there is none. */
  readonly label: string;
  /** Where the text behind that mark begins. */
  readonly content: number;
  readonly marks: readonly FootnoteMark[];
  /** The ids of elements inside of it. */
  readonly ids: readonly string[];
  /** Where in `text` each of them begins; at its start where nothing says so. */
  readonly idOffsets?: readonly number[];
}

interface Piece {
  readonly text: string;
  readonly line: number;
  readonly keepsSpace: boolean;
}

/** What is raised or links to a place of the same page, held back until its end shows whether it is a mark. */
interface HeldBack {
  readonly name: string;
  target: string | undefined;
  isRaised: boolean;
  units: number;
  readonly pieces: Piece[];
}

/** No mark is longer. UTF-16 units. */
const maxMarkUnits = 40;
const maxIdsOfRun = 50;
/** So much of the text is kept at hand, for the sake of what may follow it. */
const tailUnits = 16;

const space = /[ \t\n\f\r]+/g;

/** Joins pieces of text as a browser shows them, and knows the line of each. */
export class InlineText {
  private pieces: string[] = [];
  private units = 0;
  private tail = '';
  /** White space behind the last piece, which counts only if another one follows. */
  private gap: '' | ' ' | '\n' = '';
  private firstLine = 0;
  private lastLine = 0;
  private lineBreaks: number[] = [];
  private boldDepth = 0;
  private boldUnits = 0;
  private label = '';
  private content = 0;
  private marks: FootnoteMark[] = [];
  private ids: string[] = [];
  private idOffsets: number[] = [];
  private held: HeldBack | undefined;
  /** The length of the text where its last link ends. */
  private linkEnd = 0;

  addText(text: string, line: number, keepsSpace: boolean): void {
    const { held } = this;
    if (!held) {
      this.write(text, line, keepsSpace);
      return;
    }
    held.pieces.push({ text, line, keepsSpace });
    held.units += text.length;
    if (held.units > maxMarkUnits) this.writeHeld(held);
  }

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    const id = attributes.get('id') ?? (name === 'a' ? attributes.get('name') : undefined);
    if (id !== undefined && this.ids.length < maxIdsOfRun) {
      this.ids.push(id);
      this.idOffsets.push(this.units === 0 ? 0 : this.units + this.gap.length);
    }
    if (name === 'b' || name === 'strong') this.boldDepth++;
    // Links in a row are words apart, whatever the page's style puts between them.
    if (name === 'a' && this.linkEnd === this.units && this.units > 0) this.gap ||= ' ';
    const href = name === 'a' ? attributes.get('href') : undefined;
    const target = href?.startsWith('#') ? href.slice(1) : undefined;
    if (name !== 'sup' && target === undefined) return;
    if (this.held) {
      this.held.target ??= target;
      this.held.isRaised ||= name === 'sup';
    } else this.held = { name, target, isRaised: name === 'sup', units: 0, pieces: [] };
  }

  close(name: string): void {
    if (name === 'b' || name === 'strong') this.boldDepth = Math.max(0, this.boldDepth - 1);
    if (name === this.held?.name) this.decide(this.held);
    if (name === 'a') this.linkEnd = this.units;
  }

  /** One break is a line; whether it is the second in a row, which ends the paragraph. */
  breakLine(keepsSpace: boolean): boolean {
    if (this.held) this.decide(this.held);
    if (keepsSpace) this.append('\n', this.lastLine);
    else if (this.gap === '\n') return true;
    else if (this.units > 0) this.gap = '\n';
    return false;
  }

  /** Returns the text collected since the last call, undefined where there is none, and starts an empty run. */
  take(): HtmlRun | undefined {
    if (this.held) this.decide(this.held);
    const { firstLine: line, lineBreaks, boldUnits, label, content, marks, ids, idOffsets } = this;
    const text = this.pieces.join('');
    this.pieces = [];
    this.units = 0;
    this.tail = '';
    this.gap = '';
    this.boldDepth = 0;
    this.boldUnits = 0;
    this.linkEnd = 0;
    this.label = '';
    this.content = 0;
    if (text === '') return undefined;
    this.lineBreaks = [];
    this.marks = [];
    this.ids = [];
    this.idOffsets = [];
    return { text, line, lineBreaks, boldUnits, label, content, marks, ids, idOffsets };
  }

  private write(text: string, firstLine: number, keepsSpace: boolean): void {
    let line = firstLine;
    for (let from = 0; from <= text.length; line++) {
      const newline = text.indexOf('\n', from);
      const end = newline < 0 ? text.length : newline + 1;
      if (keepsSpace) this.append(text.slice(from, end), line);
      else this.appendShown(text.slice(from, end), line);
      if (newline < 0) return;
      from = end;
    }
  }

  private appendShown(text: string, line: number): void {
    const tidy = (this.units === 0 ? text.trimStart() : text).replace(space, ' ');
    const from = tidy.startsWith(' ') ? 1 : 0;
    const to = tidy.endsWith(' ') ? tidy.length - 1 : tidy.length;
    if (from === 1 && this.units > 0) this.gap ||= ' ';
    if (from >= to) return;
    this.append(tidy.slice(from, to), line);
    this.gap = to < tidy.length ? ' ' : '';
  }

  private append(added: string, line: number): void {
    const text = this.units === 0 ? added.trimStart() : added;
    if (text === '') return;
    if (this.units === 0) {
      this.firstLine = line;
      this.lastLine = line;
      this.lineBreaks = [];
    }
    const isBold = this.boldDepth > 0 && this.boldUnits === this.units;
    const start = this.units + this.gap.length;
    for (; this.lastLine < line; this.lastLine++) this.lineBreaks.push(start);
    if (this.gap !== '') this.pieces.push(this.gap);
    this.pieces.push(text);
    this.units = start + text.length;
    this.gap = '';
    if (isBold) this.boldUnits = this.units;
    this.tail = (this.tail + text).slice(-tailUnits);
  }

  private writeHeld(held: HeldBack): void {
    this.held = undefined;
    for (const { text, line, keepsSpace } of held.pieces) this.write(text, line, keepsSpace);
  }

  private decide(held: HeldBack): void {
    const { target, isRaised } = held;
    const text = held.pieces.map((piece) => piece.text).join('');
    const isGlued = this.units > 0 && this.gap === '' && !/\s$/.test(this.tail);
    const reading = readSuperscript({
      text: text.trim(),
      before: isGlued ? this.tail : undefined,
      isFirst: this.units === 0,
      isRaised,
      isLink: target !== undefined,
    });
    const line = held.pieces[0]?.line ?? this.lastLine;
    switch (reading.as) {
      case 'nothing':
        this.held = undefined;
        break;
      case 'mark':
        this.held = undefined;
        this.marks.push({ label: reading.label, target });
        break;
      case 'label':
        this.writeHeld(held);
        this.label = reading.label;
        this.content = this.units;
        this.gap = ' ';
        break;
      case 'power':
        this.held = undefined;
        this.append(reading.shown, line);
        break;
      case 'apart':
        if (this.units > 0) this.gap ||= ' ';
        this.writeHeld(held);
        if (this.units > 0) this.gap ||= ' ';
        break;
      case 'text':
        this.writeHeld(held);
    }
    if ((reading.as === 'nothing' || reading.as === 'mark') && /\s$/.test(text) && this.units > 0) {
      this.gap ||= ' ';
    }
  }
}
