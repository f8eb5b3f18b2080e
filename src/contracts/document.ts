import type { FileProblem, ForeignKind } from './file-problem.js';
import type { Span } from './span.js';

export type DocumentFormat =
  | 'text'
  | 'markdown'
  | 'html'
  | 'pdf'
  | 'docx'
  | 'odt'
  | 'rtf'
  | 'epub'
  | 'pptx'
  | 'odp'
  | 'xlsx'
  | 'ods'
  | 'csv';

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
  /**
   * The line of the source file, from 1, on which the block starts, where the file is text; of a sheet the number of
   * the row as a spreadsheet shows it; in all other formats the ordinal of the paragraph, which no reader is shown.
   */
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

/** How the words of a part were read where they are not simply the file's own text. */
export type Reading =
  /** The file's own text was damaged and put right. */
  | 'repaired'
  /** The file's own text is damaged and could not be put right, or not all of it. */
  | 'damaged'
  /** By optical character recognition. */
  | 'recognised';

/**
 * A page, slide, sheet or chapter: the stored text from `start` to the start of the next part of the same kind, or to
 * the end. Notes of a speaker end at the next slide, and a slide at its notes. A part may begin inside of a block.
 */
export interface DocumentPart {
  readonly kind: 'page' | 'slide' | 'notes' | 'sheet' | 'chapter';
  /** Offset in the stored text. Parts are in order of `start`; of several with the same, the last holds the text. */
  readonly start: number;
  /** Position in the file, from 1, among the parts of its kind, read or not; of notes that of their slide. */
  readonly number: number;
  /** What is printed: the label of a page ("xii"), the name of a sheet, the title of a chapter. */
  readonly label?: string | undefined;
  readonly reading?: Reading | undefined;
}

/** What an operator should know of a document that was read. */
export interface ParseRemark {
  readonly code:
    /** The file is not of the format that its name promises, and was read as what it is. */
    | 'misnamed'
    /** Pages with a picture and no text: scans. */
    | 'scanned'
    /** Pages that hold nothing at all. */
    | 'blank'
    /** Pages that were read by optical character recognition. */
    | 'recognised'
    /** Pages that are scans, and on which optical character recognition could make nothing out. */
    | 'illegible'
    /** Pages of which the text was damaged and put right, as far as it could be. */
    | 'repaired'
    /** Pages of which the text is damaged and could not be put right, or not all of it. */
    | 'damaged'
    /** Sheets, slides or chapters that the file hides, and that were not read. */
    | 'hidden'
    /** The document is longer than the limit: the pages, sheets or chapters from this one on were not read. */
    | 'cut-off';
  /** Of which parts it is true, by number, rising; none where it is true of the whole document. */
  readonly parts: readonly number[];
}

/** What a source file says, taken apart. `\n` is the only newline in `text`. */
export interface DocumentContent {
  readonly title: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** None in formats that have no pages, slides, sheets or chapters. */
  readonly parts: readonly DocumentPart[];
  readonly format: DocumentFormat;
  /**
   * The WHATWG name of the encoding that the bytes were read in, such as `utf-8` or `windows-1256`; `utf-8` of formats
   * that are no encoded text.
   */
  readonly encoding: string;
  readonly newline: NewlineStyle;
}

/** A source file read, and what there is to say of the reading. */
export interface ParsedDocument extends DocumentContent {
  readonly remarks: readonly ParseRemark[];
}

/** What was read of a file, in numbers, for an operator. */
export interface ReadSummary {
  readonly path: string;
  readonly format: DocumentFormat;
  readonly headings: number;
  /** How many of each kind; none in formats without. */
  readonly parts: Readonly<Partial<Record<DocumentPart['kind'], number>>>;
  readonly remarks: readonly ParseRemark[];
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

/** A file or folder that was passed over, and why. */
export interface SkippedFile {
  readonly path: string;
  readonly problem: FileProblem;
}

/** Files that are no documents, by the ending of their names: nothing is wrong with them. */
export interface OtherFiles {
  /** In lower case, with its dot; empty for names without one. */
  readonly ending: string;
  readonly count: number;
  /** What they are, where that is known: then something can be done to have them read. */
  readonly kind?: ForeignKind;
  /** Paths of a few of them, where their kind is known. */
  readonly examples?: readonly string[];
}

/** A document as the store keeps it. */
export interface StoredDocument extends DocumentContent {
  readonly id: number;
  readonly path: string;
  readonly sha256: string;
  /** Milliseconds since 1970, UTC. */
  readonly indexedAtMs: number;
}
