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

/** A passage as the store keeps it. `id` is unique over the life of the index and never used again. */
export interface StoredPassage extends Passage {
  readonly id: number;
  readonly documentId: number;
  /** Position among the passages of the document, from 0. */
  readonly ordinal: number;
}
