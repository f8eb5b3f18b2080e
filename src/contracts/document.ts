import type { Span } from './span.js';

export type DocumentFormat = 'text' | 'markdown' | 'html';

export type NewlineStyle = 'none' | 'lf' | 'crlf' | 'cr' | 'mixed';

/** What a stretch of a document is. */
export type BlockKind =
  | 'title'
  | 'dateline'
  | 'heading'
  | 'paragraph'
  /** An item of a list, numbered or not. */
  | 'list-item'
  /** The row of a table that says what its columns hold. */
  | 'table-header'
  | 'table-row'
  /** What a table, a picture or a listing is called. */
  | 'caption'
  /** What the definitions behind it define. */
  | 'term'
  | 'definition'
  /** A question that the document itself answers in what follows. */
  | 'question'
  | 'answer'
  /** What one speaker says in a chat, an interview or subtitles, with the time and the name before it. */
  | 'turn'
  /** One name and its value on a line: "Telephone: 5521". */
  | 'field'
  | 'quote'
  | 'code'
  | 'footnote';

/** A cell of a table's row. */
export interface Cell {
  /** Into the stored text; empty for an empty cell, at its place. Of a cell that began rows above, its text there. */
  readonly span: Span;
  /** Of its first column, from 0. */
  readonly column: number;
  /** Columns that it goes across. */
  readonly columns: number;
  /** Whether it says what its row or its columns hold. */
  readonly isHeader: boolean;
}

/**
 * A structural unit of the stored text. Blocks are in order, do not overlap, are not empty, carry no
 * white space at either end, and cover all of the text but the white space between them. By their parents they are a tree.
 */
export interface Block {
  readonly kind: BlockKind;
  readonly span: Span;
  /** 1 to 6 for headings; how deep a list item is nested, from 1; 0 otherwise. */
  readonly level: number;
  /** The line of the source file, from 1, on which the block starts. */
  readonly line: number;
  /**
   * Offset in the stored text behind what only numbers or labels the block: "3 –", "(أ)", "س:", "[18:01] mira:". The
   * start of the block where there is no such thing.
   */
  readonly content: number;
  /**
   * Position among the document's blocks of the block under which this one stands, always an earlier one; -1 for none.
   * Of a heading the heading above it; of a list item its lead or the item that it is nested in; of a row its header; of
   * an answer its question, of a definition its term, of a footnote what it is a note to; of all else the heading.
   */
  readonly parent: number;
  /** Of a row or header of a table, in order of their columns. */
  readonly cells?: readonly Cell[];
  /**
   * Offsets in the stored text, rising, from each of which on the source file is one line further; where lines of the
   * stored text are no lines of the file.
   */
  readonly lineBreaks?: readonly number[];
}

/** A source file read, decoded and taken apart. `\n` is the only newline in `text`. */
export interface ParsedDocument {
  readonly title: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly format: DocumentFormat;
  /** The WHATWG name of the encoding that the bytes were read in, such as `utf-8` or `windows-1256`. */
  readonly encoding: string;
  readonly newline: NewlineStyle;
}

/** A file of the documents folder, before it is read as text. */
export interface SourceFile {
  /** Relative to the documents folder, with `/` between its parts, spelled as on disk. */
  readonly path: string;
  /** Hexadecimal SHA-256 of the bytes. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
  /** As long as the file has this stamp it has these bytes; undefined where that cannot be promised. */
  readonly stamp: string | undefined;
}

/** A file or folder that was passed over, and why, in words for the operator. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

/** Files that are no documents, by the ending of their names: nothing is wrong with them. */
export interface OtherFiles {
  /** In lower case, with its dot; empty for names without one. */
  readonly ending: string;
  readonly count: number;
}

/** A document as the store keeps it. */
export interface StoredDocument extends ParsedDocument {
  readonly id: number;
  readonly path: string;
  readonly sha256: string;
  /** Milliseconds since 1970, UTC. */
  readonly indexedAtMs: number;
}
