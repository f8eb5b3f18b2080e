import { findPassageTerms } from '../lexical/passage-terms.js';
import { passageText } from '../passages/passage-text.js';
import type { NewServerDocument } from '../postgres/index-writer.js';
import type { NewDocument } from '../contracts/index-store.js';

/** A document with what a server finds its passages by. */
export function withTerms(
  document: NewDocument,
  copied: Pick<NewServerDocument, 'ids' | 'indexedAtMs'> = {},
): NewServerDocument {
  const terms = document.passages.map(({ span }) => findPassageTerms(passageText(document.document, span)));
  return { ...document, ...copied, terms };
}
