import type { StoredDocument } from '../contracts/document.js';
import type { RerankedHit } from '../contracts/hit.js';
import type { StoredPassage } from '../contracts/passage.js';

/** A hit with the passage and the document that it is of. */
export interface RetrievedPassage {
  readonly hit: RerankedHit;
  readonly passage: StoredPassage;
  readonly document: StoredDocument;
}

/** The text of a passage: copies of an article have the same. */
export function bodyOf({ passage, document }: RetrievedPassage): string {
  return document.text.slice(passage.span.start, passage.span.end);
}
