import type { DocumentFormat, Reading } from './document.js';
import type { Span } from './span.js';
import type { Verdict } from './verdict.js';

/** Language of the question, which the words around the quotations follow. */
export type AnswerLanguage = 'ar' | 'en';

/** Where in its source a quotation stands, as far as the format of the source has such places. */
export interface Locator {
  /** Format of the source file; missing from answers that earlier versions stored. */
  readonly format?: DocumentFormat;
  /** Line of the source file, from 1, where the file is text. */
  readonly line?: number;
  /** Of an EPUB book a page of the printed book, where the file says where those begin. */
  readonly page?: NumberedPlace;
  /** Number of the slide, from 1. */
  readonly slide?: number;
  /** Whether it is in what the speaker noted for the slide. */
  readonly inNotes?: boolean;
  /** The sheet, and the number of the row as a spreadsheet shows it. */
  readonly sheet?: NumberedPlace & { readonly row: number };
  readonly chapter?: NumberedPlace;
  /** The nearest numbered part that it is in, as the document writes it: "المادة (5)", "Article 5". */
  readonly section?: string;
  /** Where the words are not simply the file's own text. */
  readonly reading?: Reading;
}

/** A page, sheet or chapter of a document. */
export interface NumberedPlace {
  /** Its position in the file, from 1. */
  readonly number: number;
  /** What is printed: the label of a page ("xii"), the name of a sheet, the title of a chapter; where there is one. */
  readonly label?: string;
}

/** Where a quotation stands, for a reader who opens the source. */
export interface Place extends Locator {
  readonly documentId: number;
  readonly title: string;
  /** Relative to the documents folder. */
  readonly path: string;
  /** Ordinal of the block that holds the answering sentence, from 1, titles and headings not counted. */
  readonly paragraph: number;
  /** The nearest heading above, if there is one. */
  readonly heading: string | undefined;
}

/** A word of a quotation and what it may mean: no translation of what the quotation says. */
export interface GlossedWord extends Span {
  /** As it stands in the quotation. */
  readonly word: string;
  /** In the other language, the likeliest first; at least one. */
  readonly meanings: readonly string[];
  /** No dictionary has the word: `meanings` is how it may sound. */
  readonly isSpelled: boolean;
}

/** An exact quotation and its place. Spans are into the stored text of the document. */
export interface Citation {
  /** From 1, as shown to the reader. */
  readonly number: number;
  readonly passageId: number;
  readonly place: Place;
  readonly excerptSpan: Span;
  /** `document.text.slice(excerptSpan.start, excerptSpan.end)`. */
  readonly excerpt: string;
  /** The sentences that answer, inside `excerptSpan`, in order; none where the passage is only the nearest. */
  readonly answerSpans: readonly Span[];
  /** A short span (a date, a number, a name) inside the first answer span, where one stands out. */
  readonly markSpan: Span | undefined;
  /** Other files of which the same passage is a part, word for word. */
  readonly alsoIn: readonly string[];
  /** Only where it was asked for: see {@link AnswerService.gloss}. */
  readonly gloss?: readonly GlossedWord[] | undefined;
}

/**
 * What came of a question. `confidence` is the estimated probability, from 0 to 1, that the best sentence of the first
 * citation answers the question: marked as the answer, or as what may be it where `kind` is `unsure`.
 */
export interface Answer {
  readonly kind: Verdict;
  readonly question: string;
  readonly language: AnswerLanguage;
  readonly confidence: number;
  /**
   * Best first; beside the first only such as are about what was asked. For `no-answer`: the nearest passages,
   * offered as such, with no sentence marked; possibly none.
   */
  readonly citations: readonly Citation[];
  /** Which finished state of the index answered. */
  readonly snapshot: number;
}

export interface AskOptions {
  /** Most citations wanted, 1 to 10. */
  readonly citations?: number;
  /** Ask only documents whose path is this, or starts with it and a `/`. */
  readonly pathPrefixes?: readonly string[];
  /** Leave these documents out, given in the same way. */
  readonly excludedPathPrefixes?: readonly string[];
  /** Lowest confidence that counts as an answer, 0 to 1; the setting's value where absent. */
  readonly threshold?: number;
  readonly signal?: AbortSignal;
}

export interface DocumentSummary {
  readonly id: number;
  readonly path: string;
  readonly title: string;
  readonly passages: number;
  readonly indexedAtMs: number;
}

/** How things stand with the server that has an index. */
export interface IndexServer {
  /** Which it is and how it names passages, for people. */
  readonly description: string;
  /** Whether it answered when it was last asked. */
  readonly isReachable: boolean;
  /** Which of its hosts answers questions and how far that is behind, for people. */
  readonly reading: string;
  /** How long the primary has had a newer snapshot than the one that answers; undefined where the primary is not heard of. */
  readonly lagMs: number | undefined;
  /** How often it has stopped answering, since the start. */
  readonly losses: number;
  /** Statements that were sent again because their connection was lost, since the start. */
  readonly retries: number;
}

export interface IndexSummary {
  readonly snapshot: number;
  readonly documents: number;
  readonly passages: number;
  readonly model: string;
  readonly createdAtMs: number;
  /** Undefined for an index in a directory. */
  readonly server?: IndexServer | undefined;
}

/** Text on both sides of a citation, in the same document. */
export interface Context {
  readonly place: Place;
  readonly span: Span;
  readonly text: string;
  /** The cited excerpt inside `span`. */
  readonly excerptSpan: Span;
}

/**
 * Answers questions from the newest complete snapshot of an index. Picks up a newer one by itself; a question in flight
 * ends on the snapshot that it began with. Both front ends ask through it. Every method that reads the index rejects with
 * an IndexError `INDEX_DAMAGED` where it is damaged.
 */
export interface AnswerService {
  /**
   * Resolves to what came of the question; that there is no answer is no error. Questions that are asked at once take
   * turns. Rejects with the signal's reason once that is aborted.
   */
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /** Documents in order of their paths; `limit` and `offset` count documents. */
  findDocuments(options?: {
    titleContains?: string;
    pathPrefixes?: readonly string[];
    limit?: number;
    offset?: number;
  }): Promise<DocumentSummary[]>;
  countDocuments(options?: { pathPrefixes?: readonly string[] }): Promise<number>;
  /**
   * The text around a passage, or around what was marked in it, up to so many UTF-16 units on either side; undefined when
   * the passage's document has since changed or gone.
   */
  findContext(
    passageId: number,
    charactersEachSide: number,
    answerSpans?: readonly Span[],
  ): Promise<Context | undefined>;
  /**
   * The citation of a passage as shown before, for a reader who comes back to it; undefined when gone. Without
   * `answerSpans`, or where they are not in it, its first sentence is marked.
   */
  findPassage(passageId: number, answerSpans?: readonly Span[]): Promise<Citation | undefined>;
  /**
   * What the content words of a quotation may mean in the reader's language, one by one: of what is marked in it, or else
   * of all of it. None where the quotation is in that language, or in neither.
   */
  gloss(citation: Citation, into: AnswerLanguage): readonly GlossedWord[];
  describeIndex(): IndexSummary;
  /** Nothing may be asked afterwards. */
  close(): void;
}
