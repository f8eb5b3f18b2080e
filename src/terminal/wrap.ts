import { inspect } from 'node:util';
import stringWidth from 'string-width';

// The packages that wrap text with styles bring it into normal form C first, which changes a quotation; none
// of them knows isolates. So only the width of what stands in a row is taken from a package.

/** What takes no room and lasts over a row's end: our own styles, and isolates. */
const control = /\u001b\[\d+m|[\u2066-\u2069]/gu;
const style = /^\u001b\[(\d+)m$/u;
const leftToRightIsolate = '\u2066';
const rightToLeftIsolate = '\u2067';
const popIsolate = '\u2069';
const rightToLeftLetter =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const tabColumns = 8;
/** A row is never narrower, however deep the indentation and small the terminal. */
const leastColumns = 10;
/** What further rows of a line are indented like: its indentation, and its number in brackets. */
const hanging = /^ *(?:\[\d+\] )?/u;
/** Where a row may end: ideographic spaces too, but no space that says it must not. */
const gaps = /([ \t\u3000]+)/u;

const styleEnds: ReadonlyMap<number, number> = new Map(
  Object.values(inspect.colors).flatMap((codes) => (codes ? [[codes[0], codes[1]] as const] : [])),
);
const graphemes = new Intl.Segmenter();

/** Widths of characters met before: measuring one takes many times as long as looking it up. */
const widths = new Map<string, number>();
const maxWidths = 4_096;

function widthOfCharacter(character: string): number {
  let width = widths.get(character);
  if (width === undefined) {
    width = stringWidth(character);
    if (widths.size >= maxWidths) widths.clear();
    widths.set(character, width);
  }
  return width;
}

/** The columns of a word, counted until they are more than `most`. */
function widthOf(word: string, most: number): number {
  let width = 0;
  for (const { segment } of graphemes.segment(word)) {
    width += widthOfCharacter(segment);
    if (width > most) break;
  }
  return width;
}

/** The direction of a first-strong isolate, of which `from` is the start, by its first letter. */
function directionOf(line: string, from: number): string {
  const end = line.indexOf(popIsolate, from);
  const inside = line.slice(from, end < 0 ? undefined : end).replace(control, '');
  const letter = /\p{L}/u.exec(inside)?.[0] ?? '';
  return rightToLeftLetter.test(letter) ? rightToLeftIsolate : leftToRightIsolate;
}

/** A line may have as many rows as words: what is the same for all of them is found once. */
function once(find: () => string): () => string {
  let found: string | undefined;
  return () => (found ??= find());
}

/** The rows of one line while they are filled. Each row ends the styles and isolates that are open at its end. */
class Rows {
  private readonly finished: string[] = [];
  private row: string;
  private used: number;
  private readonly styles: number[] = [];
  /** What opens each isolate again that is open at the end of a row. */
  private readonly isolates: (() => string)[] = [];
  private isEmpty = true;

  constructor(
    private readonly line: string,
    private readonly indentColumns: number,
    private readonly columns: number,
  ) {
    this.row = '';
    this.used = 0;
  }

  /** A word, at `offset` of the line: into this row, or the next one, or cut where no row holds it. */
  addWord(word: string, offset: number): void {
    const width = widthOf(word.replace(control, ''), this.columns);
    if (width > 0 && this.used + width > this.columns && this.indentColumns + width <= this.columns)
      this.breakRow();
    if (this.used + width <= this.columns) {
      this.append(word, offset, width);
      return;
    }
    let from = 0;
    for (const found of word.matchAll(control)) {
      this.addCut(word.slice(from, found.index));
      this.append(found[0], offset + found.index, 0);
      from = found.index + found[0].length;
    }
    this.addCut(word.slice(from));
  }

  /** White space between words; it goes where the row ends. */
  addGap(gap: string): void {
    let { used } = this;
    for (const character of gap) {
      used += character === '\t' ? tabColumns - (used % tabColumns) : stringWidth(character);
    }
    if (used < this.columns) {
      this.row += gap;
      this.used = used;
    } else {
      // The row is full: a word that follows begins the next one.
      this.used = this.columns + 1;
    }
  }

  finish(): string {
    return [...this.finished, this.row].join('\n');
  }

  private addCut(text: string): void {
    for (const { segment } of graphemes.segment(text)) {
      const width = widthOfCharacter(segment);
      if (this.used + width > this.columns) this.breakRow();
      this.row += segment;
      this.used += width;
      if (width > 0) this.isEmpty = false;
    }
  }

  private append(text: string, offset: number, width: number): void {
    this.row += text;
    this.used += width;
    if (width > 0) this.isEmpty = false;
    for (const { 0: found, index } of text.matchAll(control)) {
      const code = style.exec(found)?.[1];
      if (code !== undefined) this.followStyle(Number(code));
      else if (found === popIsolate) this.isolates.pop();
      else this.isolates.push(once(() => directionOf(this.line, offset + index + found.length)));
    }
  }

  private followStyle(code: number): void {
    if (styleEnds.has(code)) this.styles.push(code);
    else {
      const others = this.styles.filter((open) => styleEnds.get(open) !== code);
      this.styles.splice(0, this.styles.length, ...others);
    }
  }

  private breakRow(): void {
    // Nothing has been written since the last break.
    if (this.isEmpty) return;
    const escape = (code: number): string => `\u001b[${code}m`;
    const ends = this.styles.toReversed().map((code) => escape(styleEnds.get(code)!));
    this.finished.push(this.row.trimEnd() + ends.join('') + popIsolate.repeat(this.isolates.length));
    this.row = ' '.repeat(this.indentColumns);
    this.row += this.isolates.map((open) => open()).join('');
    this.row += this.styles.map(escape).join('');
    this.used = this.indentColumns;
    this.isEmpty = true;
  }
}

function wrapLine(line: string, columns: number): string {
  const text = line.replace(control, '');
  // Most lines need no look at the graphemes: none is wider than two columns.
  if (2 * text.length <= columns && !text.includes('\t')) return line;
  const hang = hanging.exec(text)![0].length;
  const indentColumns = columns - hang >= leastColumns ? hang : 0;
  const rows = new Rows(line, indentColumns, Math.max(leastColumns, columns));
  let offset = 0;
  for (const [at, part] of line.split(gaps).entries()) {
    if (at % 2 === 1) rows.addGap(part);
    else if (part !== '') rows.addWord(part, offset);
    offset += part.length;
  }
  return rows.finish();
}

/**
 * Text with our styles and isolates, its lines wrapped at words to a terminal's width; further rows keep the
 * indentation of their line. Without a width (a pipe, a file) it stays as it is.
 */
export function wrapText(text: string, columns: number | undefined): string {
  if (columns === undefined || columns <= 0) return text;
  return text
    .split('\n')
    .map((line) => wrapLine(line, columns))
    .join('\n');
}
