import type { AnswerLanguage } from '../contracts/answer.js';
import type { RankedPassage } from '../contracts/hit.js';
import type { Alternative, LexicalTerms } from '../contracts/query.js';
import type { AnalysisIndex } from '../contracts/search.js';
import type { FoldedToken } from '../contracts/token.js';
import { TermPlanner } from '../lexical/term-plan.js';
import { termsOf } from '../text/terms.js';
import type { ServerMethods } from './server-methods.js';
import type { TermCache } from './term-cache.js';
import { keyOf } from './term-numbers.js';

/** Thrown through an analysis that has asked for terms that must be read first. */
class MissingTermsError extends Error {}

/** An analysis asks for what others bring up: typos, translations. No question needs more rounds than a few. */
const maxRounds = 50;

/**
 * What one question's analysis asks an index on a server. The analysis asks for one term after the other and waits for
 * none: what is not known is said to be held by no passage, and noted, and the analysis begun again when that has been
 * read. Most terms are known by the second question that has them.
 */
export class AnalysisSession implements AnalysisIndex {
  private readonly planner: TermPlanner;
  private readonly missing = new Set<number>();
  /** The next round searches for the same, mostly. */
  private lastSearch: { readonly asked: string; readonly hits: Promise<RankedPassage[]> } | undefined;

  constructor(
    private readonly terms: TermCache,
    private readonly methods: ServerMethods,
  ) {
    this.planner = new TermPlanner(terms.index, (field, term) => {
      const key = keyOf(field, term);
      if (!terms.has(key)) this.missing.add(key);
      return terms.get(field, term);
    });
  }

  /** Runs an analysis until all that it has asked for was known. */
  async run<Result>(analyze: (index: AnalysisIndex) => Promise<Result>): Promise<Result> {
    for (let round = 1; ; round++) {
      try {
        const result = await analyze(this);
        this.confirm();
        return result;
      } catch (error) {
        if (!(error instanceof MissingTermsError) || round === maxRounds) throw error;
        await this.terms.load(this.missing);
        this.missing.clear();
      }
    }
  }

  async prepare(words: readonly FoldedToken[]): Promise<void> {
    await this.terms.load(
      words.flatMap((word) => {
        const { stem, grams } = termsOf(word);
        return [keyOf('stems', stem), ...grams.map((gram) => keyOf('grams', gram))];
      }),
    );
  }

  confirm(): void {
    if (this.missing.size > 0) throw new MissingTermsError();
  }

  search(terms: LexicalTerms, limit: number): Promise<RankedPassage[]> {
    this.confirm();
    const asked = JSON.stringify([terms, limit]);
    if (this.lastSearch?.asked !== asked) {
      this.lastSearch = { asked, hits: this.methods.searchTerms(terms, { limit }) };
    }
    return this.lastSearch.hits;
  }

  wordContainment(word: FoldedToken, passageIds: readonly number[]): Promise<number[]> {
    return this.methods.wordContainment(word, passageIds);
  }

  documentFrequency(stem: number): number {
    return this.planner.documentFrequency(stem);
  }

  stemIdf(stem: number): number {
    return this.planner.stemIdf(stem);
  }

  gramIdf(gram: number): number {
    return this.planner.gramIdf(gram);
  }

  bm25Normalizer(terms: Pick<LexicalTerms, 'stems' | 'grams'>): number {
    return this.planner.bm25Normalizer(terms);
  }

  documentFrequencyIn(stem: number, language: AnswerLanguage): number {
    return this.planner.documentFrequencyIn(stem, language);
  }

  alternativesIdf(alternatives: readonly Alternative[], language: AnswerLanguage): number {
    return this.planner.alternativesIdf(alternatives, language);
  }

  passagesIn(language: AnswerLanguage): number {
    return this.planner.passagesIn(language);
  }

  /** One that is not known is taken for held: a search that goes on brings up what else it needs in the same round. */
  holdsGram(gram: number): boolean {
    return this.planner.holdsGram(gram) || !this.terms.has(keyOf('grams', gram));
  }
}
