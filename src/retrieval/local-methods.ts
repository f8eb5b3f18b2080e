import type { RankedPassage } from '../contracts/hit.js';
import type { AnswerLanguage } from '../contracts/answer.js';
import type { LexicalTerms } from '../contracts/query.js';
import type {
  LexicalSearcher,
  MethodOptions,
  PassageFilter,
  PassageTraits,
  RetrievalMethods,
  VectorIndex,
  VectorSearchOptions,
} from '../contracts/search.js';
import { innerProduct } from '../text/inner-product.js';
import { PassageSet } from './passage-set.js';

/**
 * Up to this many passages let through by a filter, all their vectors are compared: a search of the graph that may keep
 * few of the points it meets is slower, and finds fewer.
 */
export const maxExactPassages = 20_000;

export interface LocalMethodsParts {
  readonly vectors: VectorIndex;
  readonly lexical: LexicalSearcher;
  /** The stored vectors of passages, in the order asked for; undefined for one that is not there. */
  readonly findVectors: (passageIds: readonly number[]) => Promise<(Float32Array | undefined)[]>;
}

function asSet(filter: PassageFilter | undefined): PassageSet | undefined {
  if (filter === undefined || filter instanceof PassageSet) return filter;
  throw new TypeError('a filter that was made by another kind of index');
}

/** The best of hits, with their ranks. */
export function rankHits(
  hits: readonly { readonly passageId: number; readonly score: number }[],
  limit: number,
): RankedPassage[] {
  return hits
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ passageId, score }, index) => ({ passageId, rank: index + 1, score }));
}

/** The two methods over what this process has in memory. */
export class LocalMethods implements RetrievalMethods {
  constructor(private readonly parts: LocalMethodsParts) {}

  get size(): number {
    return this.parts.lexical.size;
  }

  passagesIn(language: AnswerLanguage): number {
    return this.parts.lexical.passagesIn(language);
  }

  searchTerms(terms: LexicalTerms, { limit, filter }: MethodOptions): RankedPassage[] {
    const set = asSet(filter);
    return this.parts.lexical.search(terms, limit, set && ((id) => set.has(id)));
  }

  scoreTerms(terms: LexicalTerms, passageIds: readonly number[]): number[] {
    return this.parts.lexical.score(terms, passageIds);
  }

  async searchVectors(
    vector: Float32Array,
    { limit, filter, effort }: MethodOptions & Pick<VectorSearchOptions, 'effort'>,
  ): Promise<RankedPassage[]> {
    const set = asSet(filter);
    if (!set) return this.parts.vectors.search(vector, limit, { effort });
    if (set.size > maxExactPassages) {
      return this.parts.vectors.search(vector, limit, { isAllowed: (id) => set.has(id) });
    }
    const ids = Array.from(set.ids);
    const vectors = await this.findVectors(ids);
    const hits = vectors.flatMap((stored, index) =>
      stored ? [{ passageId: ids[index]!, score: innerProduct(vector, stored) }] : [],
    );
    return rankHits(hits, limit);
  }

  findVectors(passageIds: readonly number[]): Promise<(Float32Array | undefined)[]> {
    return this.parts.findVectors(passageIds);
  }

  describe(passageIds: readonly number[]): PassageTraits[] {
    const { lexical } = this.parts;
    return lexical.lengths(passageIds).map((words, index) => ({
      words,
      language: (['ar', 'en'] as const).find((language) => lexical.isIn(passageIds[index]!, language)),
    }));
  }
}
