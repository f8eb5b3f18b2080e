import type { LexicalTerms, QueryTerm, RelatedTerm, WeightedTerm } from '../contracts/query.js';
import type { TermStatistics, Thesaurus } from '../contracts/search.js';
import type { Token } from '../contracts/token.js';
import { isStopword } from '../text/stopwords.js';
import { termsOf } from '../text/terms.js';
import { expandTerms } from './expand-terms.js';
import type { Alternatives } from './word-alternatives.js';

/** In a small index the tokens of a question that ask are as rare as those of its subject; this keeps them apart. */
const stopwordWeight = 0.2;

function weightOf(token: Token): number {
  return isStopword(token.folded) ? stopwordWeight : 1;
}

/** The tokens by their stems: of those that share one, the first. */
function firstByStem(tokens: readonly Token[]): Map<number, Token> {
  const byStem = new Map<number, Token>();
  for (const token of tokens) {
    const { stem } = termsOf(token);
    if (!byStem.has(stem)) byStem.set(stem, token);
  }
  return byStem;
}

/** The stems that mean much the same, each once. */
function relatedTo(stem: number, thesaurus: Thesaurus, alternatives: Alternatives): RelatedTerm[] {
  const related = new Map(thesaurus.neighboursOf(stem));
  for (const [other, similarity] of alternatives.get(stem) ?? []) {
    related.set(other, Math.max(similarity, related.get(other) ?? 0));
  }
  return [...related].map(([other, similarity]) => ({ stem: other, similarity }));
}

/** Less similar stems do not stand in for one that is missing. */
const standsInFrom = 0.55;

/** Of `related`, those that passages hold and that are like enough to count in place of a stem that none holds. */
function findStandIns(related: readonly RelatedTerm[], statistics: TermStatistics): RelatedTerm[] {
  return related
    .filter(({ stem, similarity }) => similarity >= standsInFrom && statistics.documentFrequency(stem) > 0)
    .sort((a, b) => b.similarity - a.similarity);
}

/** The distinct stems of a question, with what an index and a thesaurus know of them. */
export function findQueryTerms(
  tokens: readonly Token[],
  statistics: TermStatistics,
  thesaurus: Thesaurus,
  alternatives: Alternatives = new Map(),
): QueryTerm[] {
  return [...firstByStem(tokens)].map(([stem, token]): QueryTerm => {
    const related = relatedTo(stem, thesaurus, alternatives);
    const isHeld = statistics.documentFrequency(stem) > 0;
    const standIns = isHeld ? [] : findStandIns(related, statistics);
    // A word of dialect is in no passage, which does not make its subject rare.
    const idfs = standIns.map((standIn) => statistics.stemIdf(standIn.stem));
    return {
      token,
      stem,
      idf: idfs.length > 0 ? Math.max(...idfs) : statistics.stemIdf(stem),
      weight: weightOf(token),
      grams: termsOf(token).grams.map((term) => ({ term, idf: statistics.gramIdf(term) })),
      related,
      synonyms: [...(alternatives.get(stem) ?? [])].map(([other, similarity]) => ({
        stem: other,
        similarity,
      })),
      standIns,
    };
  });
}

/** How many of the terms are no stopwords. */
export function countContentTerms(terms: readonly QueryTerm[]): number {
  return terms.filter(({ token }) => !isStopword(token.folded)).length;
}

/** What to look up in the inverted index: each term once, with the weight of its weightiest token. */
export function findLexicalTerms(
  tokens: readonly Token[],
  statistics: TermStatistics,
  thesaurus: Thesaurus,
  alternatives: Alternatives = new Map(),
): LexicalTerms {
  const stems = new Map<number, number>();
  const grams = new Map<number, number>();
  const raise = (weights: Map<number, number>, term: number, weight: number): void => {
    weights.set(term, Math.max(weight, weights.get(term) ?? 0));
  };
  for (const token of tokens) {
    const weight = weightOf(token);
    const terms = termsOf(token);
    raise(stems, terms.stem, weight);
    for (const gram of terms.grams) raise(grams, gram, weight);
  }
  const list = (weights: Map<number, number>): WeightedTerm[] =>
    [...weights].map(([term, weight]) => ({ term, weight }));
  const stemList = list(stems);
  const isHeld = (stem: number): boolean => statistics.documentFrequency(stem) > 0;
  return {
    stems: stemList,
    grams: list(grams),
    expansion: expandTerms(stemList, isHeld, thesaurus, alternatives),
  };
}
