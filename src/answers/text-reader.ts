import type { StoredDocument } from '../contracts/document.js';
import type { Query } from '../contracts/query.js';
import type { Span } from '../contracts/span.js';
import type { Token } from '../contracts/token.js';
import { QueryMatcher, type TermPresence } from '../matching/query-matcher.js';
import { shortStemsOf, TermMatcher } from '../matching/term-matches.js';
import { bestWindowCoverage } from '../matching/window-coverage.js';
import { isStopword } from '../text/stopwords.js';
import { tokenize } from '../text/tokenize.js';

/** A text that has been read, and which terms of the query it has. */
export interface ReadText {
  readonly text: string;
  readonly words: readonly Token[];
  readonly presence: TermPresence;
}

/** Of a block that sentences stand under so much is read. UTF-16 units. */
const maxBlockUnits = 400;

/** Reads texts with one query in mind, each text once. */
export class TextReader {
  private readonly matcher: QueryMatcher;
  private readonly terms: TermMatcher;
  /** Headers of a table, labels and titles come again with every sentence. */
  private readonly texts = new Map<string, ReadText>();
  private readonly blocks = new Map<StoredDocument, Map<number, ReadText>>();

  constructor(query: Query) {
    this.matcher = new QueryMatcher(query);
    this.terms = new TermMatcher(query);
  }

  read(text: string): ReadText {
    let read = this.texts.get(text);
    if (!read) {
      const words = tokenize(text);
      this.texts.set(text, (read = { text, words, presence: this.matcher.find(words) }));
    }
    return read;
  }

  readSpan({ text }: StoredDocument, { start, end }: Span): ReadText {
    return this.read(text.slice(start, end));
  }

  /** The content of the block at `position`; of a long one its end where sentences follow on it, else its beginning. */
  readBlock(document: StoredDocument, position: number): ReadText {
    let blocks = this.blocks.get(document);
    if (!blocks) this.blocks.set(document, (blocks = new Map<number, ReadText>()));
    let read = blocks.get(position);
    if (!read) {
      const { kind, content, span } = document.blocks[position]!;
      const isLead = kind === 'paragraph' || kind === 'answer' || kind === 'list-item';
      const from = kind === 'heading' ? span.start : content;
      const start = isLead ? Math.max(from, span.end - maxBlockUnits) : from;
      read = this.readSpan(document, { start, end: Math.min(span.end, start + maxBlockUnits) });
      blocks.set(position, read);
    }
    return read;
  }

  /** How much of the query some texts hold together, 0 to 1. */
  coverage(parts: readonly ReadText[]): number {
    return this.matcher.coverage(parts.map(({ presence }) => presence));
  }

  /** See {@link QueryMatcher.largestMissing}. */
  largestMissing(parts: readonly ReadText[]): number {
    return this.matcher.largestMissing(parts.map(({ presence }) => presence));
  }

  /** See {@link QueryMatcher.lacksNumber}. */
  lacksNumber(parts: readonly ReadText[]): boolean {
    return this.matcher.lacksNumber(parts.map(({ presence }) => presence));
  }

  /** The largest soft coverage of a window of the text. */
  windowCoverage({ words }: ReadText): number {
    const matches = this.terms.findMatches(shortStemsOf(words));
    return bestWindowCoverage(matches, this.terms.weights, words.length);
  }

  /** The share of the words, stopwords left out, that match a term of the query; 0 where there are none. */
  precision({ words }: Pick<ReadText, 'words'>): number {
    const telling = words.filter(({ folded }) => !isStopword(folded));
    if (telling.length === 0) return 0;
    const matched = new Set(this.terms.findMatches(shortStemsOf(telling)).map(({ position }) => position));
    return matched.size / telling.length;
  }
}
