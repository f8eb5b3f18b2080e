import type { CiteOptions } from '../../src/answers/cite.js';
import { makeQuery, makeStatistics } from '../query/make-query.js';

/** A question, and features of a sentence that holds all of it and stands under nothing. */
export async function asking(question: string): Promise<CiteOptions> {
  const query = await makeQuery(question, makeStatistics());
  return {
    query,
    features: { coverage: 1, leadCoverage: 0, headingCoverage: 0, inAskedSection: 0, novelty: 1 },
  };
}
