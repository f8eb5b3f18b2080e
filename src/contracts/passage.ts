import type { Span } from './span.js';

/** A stretch of one document that is embedded, matched and ranked as one. */
export interface Passage {
  readonly span: Span;
  /** The sentences of the passage in order, each inside `span`, none empty, none overlapping. */
  readonly sentences: readonly Span[];
}

/** What a passage is matched by. */
export interface PassageText {
  /** Title and heading, as far as the passage does not hold them itself. */
  readonly context: string;
  /** The passage as it is quoted. */
  readonly body: string;
}

/** A passage that is read closely. */
export interface ReadablePassage extends PassageText {
  /** Into `body`, in order. */
  readonly sentences: readonly Span[];
}

/** What a sentence may have that a question may ask for, as bits; a year is a date that tells its year. */
export const evidenceBits = { year: 1, number: 2 } as const;

/**
 * What the second stage reads of a passage in place of its text: made once, when it is indexed, since finding words,
 * stems and dates takes a hundred times as long as looking at what was found.
 */
export interface PassageDigest {
  /** The stem of each word of the context, in order: the low 32 bits of its hash. */
  readonly context: Uint32Array;
  /** The same of the body. */
  readonly body: Uint32Array;
  /** How many words of the body stand before the end of each of its sentences. */
  readonly sentenceEnds: Uint32Array;
  /** What each of its sentences has; see {@link evidenceBits}. */
  readonly evidence: Uint8Array;
}

/** A passage as the store keeps it. `id` is unique over the life of the index and never used again. */
export interface StoredPassage extends Passage {
  readonly id: number;
  readonly documentId: number;
  /** Position among the passages of the document, from 0. */
  readonly ordinal: number;
}
