import type { Span } from './span.js';

export type DocumentFormat = 'text' | 'markdown' | 'html';

export type NewlineStyle = 'none' | 'lf' | 'crlf' | 'cr' | 'mixed';

/** What a stretch of a document is, in the order a reader meets it. */
export type BlockKind =
  'title' | 'dateline' | 'heading' | 'paragraph' | 'list-item' | 'table-row' | 'quote' | 'code';

/**
 * A structural unit of the stored text. Blocks are in order, do not overlap, are not empty, carry no
 * white space at either end, and cover all of the text but the white space between them.
 */
export interface Block {
  readonly kind: BlockKind;
  readonly span: Span;
  /** 1 to 6 for headings, 0 otherwise. */
  readonly level: number;
  /** The line of the source file, from 1, on which the block starts. */
  readonly line: number;
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
