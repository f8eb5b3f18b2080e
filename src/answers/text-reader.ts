import type { StoredDocument } from '../contracts/document.js';
import type { Query } from '../contracts/query.js';
import type { Span } from '../contracts/span.js';
import type { Token } from '../contracts/token.js';
import type { Value } from '../contracts/value.js';
import { QueryMatcher, type TermPresence } from '../matching/query-matcher.js';
import { shortStemsOf, TermMatcher, type TermMatch } from '../matching/term-matches.js';
import { bestWindowCoverage } from '../matching/window-coverage.js';
import { isStopword } from '../text/stopwords.js';
import { tokenize } from '../text/tokenize.js';
import { findAskedValues } from './asked-values.js';

/** What is known of a text, or of several as if they were one. */
export interface Presence {
  /** Which terms of the query it has. */
  readonly presence: TermPresence;
}

/** A text that has been read. */
export interface ReadText extends Presence {
  readonly text: string;
  readonly words: readonly Token[];
  /** Words that match a term of the query, in order. */
  readonly matches: readonly TermMatch[];
}

/** How much of a term of the query is in some texts, 0 to 1. */
export interface TermShare {
  readonly word: Token;
  readonly weight: number;
  readonly share: number;
}

/** Of a block that sentences stand under so much is read. UTF-16 units. */
const maxBlockUnits = 400;

/** Reads texts with one query in mind, each text once. */
export class TextReader {
  private readonly matcher: QueryMatcher;
  private readonly terms: TermMatcher;
  /** By the words of the query and those that mean the same; only the best sentence is looked at so closely. */
  private naming: TermMatcher | undefined;
  /** Headers of a table, labels and titles come again with every sentence. */
  private readonly texts = new Map<string, ReadText>();
  private readonly blocks = new Map<StoredDocument, Map<number, ReadText>>();
  private readonly values = new Map<string, readonly Value[]>();

  constructor(private readonly query: Query) {
    this.matcher = new QueryMatcher(query);
    this.terms = new TermMatcher(query);
  }

  read(text: string): ReadText {
    let read = this.texts.get(text);
    if (!read) {
      const words = tokenize(text);
      const matches = this.terms.findMatches(shortStemsOf(words));
      this.texts.set(text, (read = { text, words, matches, presence: this.matcher.find(words) }));
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

  /** Several texts as if they were one. */
  join(parts: readonly Presence[]): Presence {
    return { presence: this.matcher.join(parts.map(({ presence }) => presence)) };
  }

  /** How much of the query a text holds, 0 to 1. */
  coverage({ presence }: Presence): number {
    return this.matcher.coverage(presence);
  }

  /** Of each term of the query its weight, and how much of it some texts have, related terms counting by similarity. */
  softShares(texts: readonly ReadText[]): TermShare[] {
    const exact = this.matcher.shares(this.join(texts).presence);
    const soft = new Array<number>(exact.length).fill(0);
    for (const { matches } of texts) {
      for (const { term, similarity } of matches) soft[term] = Math.max(soft[term]!, similarity);
    }
    return this.query.terms.map(({ token, idf, weight }, term) => ({
      word: token,
      weight: idf * weight,
      share: Math.max(exact[term]!, soft[term]!),
    }));
  }

  /** How much of each term of the query some words have; words that are only used like it do not count. */
  namingShares(words: readonly Token[]): number[] {
    const { query, matcher } = this;
    this.naming ??= new TermMatcher({
      ...query,
      terms: query.terms.map((term) => ({ ...term, related: term.synonyms })),
    });
    const shares = matcher.ownShares(matcher.find(words));
    for (const { term, similarity } of this.naming.findMatches(shortStemsOf(words))) {
      shares[term] = Math.max(shares[term]!, similarity);
    }
    return shares;
  }

  /** See {@link QueryMatcher.largestMissing}. */
  largestMissing({ presence }: Presence): number {
    return this.matcher.largestMissing(presence);
  }

  /** See {@link QueryMatcher.lacksNumber}. */
  lacksNumber({ presence }: Presence): boolean {
    return this.matcher.lacksNumber(presence);
  }

  /** The largest soft coverage of a window of the text. */
  windowCoverage({ words, matches }: ReadText): number {
    return bestWindowCoverage(matches, this.terms.weights, words.length);
  }

  /** The share of the words of some texts, stopwords left out, that match a term of the query; 0 where there are none. */
  precision(...texts: readonly ReadText[]): number {
    let telling = 0;
    let matched = 0;
    for (const { words, matches } of texts) {
      const isTelling = (position: number): boolean => !isStopword(words[position]!.folded);
      telling += words.filter(({ folded }) => !isStopword(folded)).length;
      matched += new Set(matches.map(({ position }) => position).filter(isTelling)).size;
    }
    return telling > 0 ? matched / telling : 0;
  }

  /** How many of the words, stopwords left out, match no term of the query. */
  newWords(text: ReadText): number {
    const telling = text.words.filter(({ folded }) => !isStopword(folded)).length;
    return Math.round(telling * (1 - this.precision(text)));
  }

  /** The values in a text that are of a kind that is asked for, in order. */
  askedValues(text: string): readonly Value[] {
    if (this.query.askedValues.length === 0) return [];
    let values = this.values.get(text);
    if (!values) this.values.set(text, (values = findAskedValues(text, this.query, this.read(text).words)));
    return values;
  }
}

const readers = new WeakMap<Query, TextReader>();

/** The reader for a query: what rates a sentence and what marks a value in it read the same texts. */
export function readerFor(query: Query): TextReader {
  let reader = readers.get(query);
  if (!reader) readers.set(query, (reader = new TextReader(query)));
  return reader;
}
