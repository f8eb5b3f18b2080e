import type { Embedder } from '../../src/contracts/embedder.js';
import type { LexicalTerms, Query } from '../../src/contracts/query.js';
import type { LexicalSearcher, TermStatistics, Thesaurus, Translator } from '../../src/contracts/search.js';
import { analyzeQuestion } from '../../src/query/analyze-question.js';
import { findLexicalTerms } from '../../src/query/query-terms.js';
import { tokenize } from '../../src/text/tokenize.js';
import { createFakeEmbedder } from '../fakes/fake-embedder.js';

/** A thesaurus that knows no word. */
export const emptyThesaurus: Thesaurus = { has: () => false, neighboursOf: () => new Map() };

/** A translator that knows no word. */
const emptyTranslator: Translator = { translate: () => [] };

const fakeEmbedder = createFakeEmbedder();

interface QuerySources {
  readonly thesaurus?: Thesaurus;
  readonly translator?: Translator;
  readonly embedder?: Embedder;
}

/** A question, analyzed as the program does it, against an index. */
export function makeQuery(
  question: string,
  lexical: LexicalSearcher,
  { thesaurus = emptyThesaurus, translator = emptyTranslator, embedder = fakeEmbedder }: QuerySources = {},
): Promise<Query> {
  return analyzeQuestion(question, { lexical, thesaurus, translator, embedder });
}

/** What a text looks up in an index, its spelling left as it is. */
export function makeLexicalTerms(
  text: string,
  statistics: TermStatistics,
  thesaurus: Thesaurus = emptyThesaurus,
): LexicalTerms {
  return findLexicalTerms(tokenize(text), statistics, thesaurus);
}

/** An index that holds every word, so that none is corrected, and finds nothing; all stems weigh alike by default. */
export function makeStatistics(stemIdf: (stem: number) => number = () => 1): LexicalSearcher {
  return {
    size: 1,
    search: () => [],
    score: (_terms, passageIds) => passageIds.map(() => 0),
    lengths: (passageIds) => passageIds.map(() => 0),
    wordContainment: (_word, passageIds) => passageIds.map(() => 0),
    documentFrequency: () => 1,
    stemIdf,
    gramIdf: () => 1,
    documentFrequencyIn: () => 1,
    alternativesIdf: () => 1,
    passagesIn: () => 0,
    holdsGram: () => true,
    isIn: () => false,
    bm25Normalizer: ({ stems }) => stems.reduce((sum, { term, weight }) => sum + weight * stemIdf(term), 0),
  };
}
