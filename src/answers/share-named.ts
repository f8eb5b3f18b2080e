import type { Query } from '../contracts/query.js';
import type { FoldedToken } from '../contracts/token.js';
import { isStopword } from '../text/stopwords.js';
import { termsOf } from '../text/terms.js';

/** The share of words, stopwords left out, that the question itself has; 0 where there are none. */
export function shareNamed(words: readonly FoldedToken[], { terms }: Pick<Query, 'terms'>): number {
  const telling = words.filter(({ folded }) => !isStopword(folded));
  if (telling.length === 0) return 0;
  const stems = new Set(terms.map(({ stem }) => stem));
  return telling.filter((word) => stems.has(termsOf(word).stem)).length / telling.length;
}
