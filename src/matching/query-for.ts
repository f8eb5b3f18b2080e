import type { Candidate } from '../contracts/hit.js';
import type { Query } from '../contracts/query.js';

/** What a passage is matched with: the question, or where it is in the other language the question translated. */
export function queryFor(query: Query, { isTranslated }: Pick<Candidate, 'isTranslated'>): Query {
  return (isTranslated && query.translated) || query;
}
