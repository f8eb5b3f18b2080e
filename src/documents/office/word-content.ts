import { maxBlocks } from '../text-builder.js';

/** What a paragraph is by its style. */
export type WordRole = 'title' | 'heading' | 'body' | 'quote' | 'caption' | 'contents';

/** Where in a list a paragraph stands. */
export interface WordListPlace {
  readonly listId: string;
  /** From 0. */
  readonly level: number;
  /** How far it is set in, in twentieths of a point; undefined where nothing says. */
  readonly indent: number | undefined;
}

/** A paragraph as a word processor shows it. */
export interface WordParagraph {
  readonly kind: 'paragraph';
  /** Without its label; `\n` for a break and `\t` for a tab. */
  readonly text: string;
  /** What the program numbers or marks it with, and what parts that from the text: "المادة 2: ", "• "; else empty. */
  readonly label: string;
  readonly role: WordRole;
  /** Of a heading, from 1; 0 otherwise. */
  readonly level: number;
  readonly list: WordListPlace | undefined;
  readonly isBold: boolean;
  readonly isCentred: boolean;
  /** The footnotes and endnotes that it refers to. */
  readonly notes: readonly string[];
}

export interface WordCell {
  /** How many columns and rows it goes across. */
  readonly columns: number;
  rows: number;
  readonly content: readonly WordContent[];
}

export interface WordRow {
  /** Whether the file says that it is a header. */
  readonly isHeader: boolean;
  readonly cells: readonly WordCell[];
}

export interface WordTable {
  readonly kind: 'table';
  readonly rows: readonly WordRow[];
}

export type WordContent = WordParagraph | WordTable;

/** Tables nested deeper are read as if their paragraphs stood in the cell that the table stands in. */
export const maxTableDepth = 10;

/** Text boxes and notes nested deeper are read as if their paragraphs stood in the one that they stand in. */
export const maxFrameDepth = 20;

/** Text as it is stored: without soft hyphens, and a copy that does not hold the source in memory. */
export function tidyText(text: string): string {
  const tidy = text.replaceAll('\u00ad', '').trim().toWellFormed();
  return tidy.length < 13 ? tidy : ` ${tidy}`.slice(1);
}

/** Collects what a document, a cell or a text box holds; behind a great number of paragraphs, as text of the last. */
export class WordContents {
  readonly content: WordContent[] = [];

  constructor(private readonly count: { paragraphs: number } = { paragraphs: 0 }) {}

  /** For a cell or a text box inside. */
  nested(): WordContents {
    return new WordContents(this.count);
  }

  addParagraph(paragraph: WordParagraph): void {
    const last = this.content.at(-1);
    if (++this.count.paragraphs > maxBlocks && last?.kind === 'paragraph') {
      const text = `${last.text}\n${paragraph.label}${paragraph.text}`;
      this.content[this.content.length - 1] = { ...last, text };
    } else this.content.push(paragraph);
  }

  addTable(rows: readonly WordRow[]): void {
    if (rows.length > 0) this.content.push({ kind: 'table', rows });
  }

  addAll(contents: readonly WordContent[]): void {
    for (const each of contents) this.content.push(each);
  }
}

/** All paragraphs in their order, those in cells too. */
export function* paragraphsOf(contents: readonly WordContent[]): Generator<WordParagraph> {
  for (const each of contents) {
    if (each.kind === 'paragraph') yield each;
    else for (const { cells } of each.rows) for (const { content } of cells) yield* paragraphsOf(content);
  }
}

/** What a note or a cell says, a paragraph a line. */
export function plainText(contents: readonly WordContent[]): string {
  return Array.from(paragraphsOf(contents), ({ label, text }) => label + text).join('\n');
}
