import type { Candidate, RankedPassage } from '../contracts/hit.js';
import type { Query } from '../contracts/query.js';
import type {
  LexicalSearcher,
  MethodOptions,
  Retriever,
  RetrieveOptions,
  SingleMethodRetriever,
  VectorIndex,
  VectorSearchOptions,
} from '../contracts/search.js';
import { innerProduct } from '../text/inner-product.js';
import { fuse, relativeLength } from './fuse.js';

/** Candidates taken from each method before they are scored by both. */
const candidatesPerMethod = 50;

/**
 * Up to this many passages let through by a filter, all their vectors are compared: a search of the graph that may keep
 * few of the points it meets is slower, and finds fewer.
 */
const maxExactPassages = 20_000;

/**
 * Where the best passage has so much of the BM25 normalizer, vectors add nothing that words have not found
 * (scripts/experiments), and the graph is searched with low effort. Questions in another language have less.
 */
const wellCovered = 0.5;

export interface HybridRetrieverParts {
  readonly vectors: VectorIndex;
  readonly lexical: LexicalSearcher;
  /** The stored vectors of passages, in the order asked for; undefined for one that is not there. */
  readonly findVectors: (passageIds: readonly number[]) => Promise<(Float32Array | undefined)[]>;
}

/**
 * Dense and lexical retrieval as equals: each names its candidates, every candidate is scored by both, and the two
 * scores are fused. So a passage's score does not depend on which of the two had found it.
 */
export class HybridRetriever implements Retriever, SingleMethodRetriever {
  constructor(private readonly parts: HybridRetrieverParts) {}

  /** With a question that is translated: the nearest of each language to the vector for it. */
  async retrieveDense(
    query: Query,
    options: MethodOptions,
    effort: VectorSearchOptions['effort'] = 'high',
  ): Promise<RankedPassage[]> {
    const { translated } = query;
    if (!translated || translated.embedding === query.embedding) {
      return this.findNearest(query, options, effort);
    }
    const isTranslated = this.translatedTest(query);
    const { lexical } = this.parts;
    const isOtherAlone = lexical.passagesIn(query.lexical.translated!.language) === lexical.size;
    const others = await this.findNearest(translated, options, effort);
    const own = isOtherAlone ? [] : await this.findNearest(query, options, effort);
    return [
      ...others.filter(({ passageId }) => isTranslated(passageId)),
      ...own.filter(({ passageId }) => !isTranslated(passageId)),
    ]
      .sort((a, b) => b.score - a.score)
      .slice(0, options.limit)
      .map((hit, index) => ({ ...hit, rank: index + 1 }));
  }

  /** Whether a passage is compared with the question translated. */
  private translatedTest({ lexical: { translated } }: Query): (passageId: number) => boolean {
    if (!translated) return () => false;
    return (passageId) => this.parts.lexical.isIn(passageId, translated.language);
  }

  private async findNearest(
    { embedding }: Query,
    { limit, filter }: MethodOptions,
    effort: VectorSearchOptions['effort'],
  ): Promise<RankedPassage[]> {
    if (!filter) return this.parts.vectors.search(embedding, limit, { effort });
    if (filter.ids.length > maxExactPassages) {
      return this.parts.vectors.search(embedding, limit, { isAllowed: (id) => filter.has(id) });
    }
    const ids = Array.from(filter.ids);
    const vectors = await this.parts.findVectors(ids);
    return vectors
      .flatMap((stored, index) =>
        stored ? [{ passageId: ids[index]!, rank: 0, score: innerProduct(embedding, stored) }] : [],
      )
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
      .map((hit, index) => ({ ...hit, rank: index + 1 }));
  }

  retrieveLexical({ lexical }: Query, { limit, filter }: MethodOptions): Promise<RankedPassage[]> {
    return Promise.resolve(this.parts.lexical.search(lexical, limit, filter && ((id) => filter.has(id))));
  }

  async retrieve(query: Query, { limit, filter, signal }: RetrieveOptions): Promise<Candidate[]> {
    const options = { limit: Math.max(candidatesPerMethod, limit), filter };
    signal?.throwIfAborted();
    if (query.tokens.length === 0) return [];
    const byWords = await this.retrieveLexical(query, options);
    const isCovered = (byWords[0]?.score ?? 0) > wellCovered * query.bm25Normalizer;
    const byVector = await this.retrieveDense(query, options, isCovered ? 'low' : 'high');
    signal?.throwIfAborted();
    const lexical = new Map(byWords.map((hit) => [hit.passageId, hit]));
    const dense = new Map(byVector.map((hit) => [hit.passageId, hit]));
    const ids = [...new Set([...lexical.keys(), ...dense.keys()])];
    const bm25 = this.scoreOthers(query, ids, lexical);
    const cosines = await this.compareOthers(query, ids, dense);
    signal?.throwIfAborted();
    const lengths = this.parts.lexical.lengths(ids);
    const isTranslated = this.translatedTest(query);
    return ids
      .map((passageId, index): Candidate => {
        const cosine = cosines.get(passageId)!;
        const normalizedBm25 = query.bm25Normalizer > 0 ? bm25.get(passageId)! / query.bm25Normalizer : 0;
        const length = relativeLength(lengths[index]!);
        return {
          passageId,
          ...(isTranslated(passageId) ? { isTranslated: true } : {}),
          fusedScore: fuse(cosine, normalizedBm25, length),
          cosine,
          normalizedBm25,
          relativeLength: length,
          dense: dense.get(passageId),
          lexical: lexical.get(passageId),
        };
      })
      .sort((a, b) => b.fusedScore - a.fusedScore || a.passageId - b.passageId);
  }

  /** The BM25 scores of `ids`, of which `found` has some. */
  private scoreOthers(
    { lexical }: Query,
    ids: readonly number[],
    found: ReadonlyMap<number, RankedPassage>,
  ): Map<number, number> {
    const others = ids.filter((id) => !found.has(id));
    const scores = this.parts.lexical.score(lexical, others);
    return scoresOf(found, others, scores);
  }

  /** The cosines of `ids`, of which `found` has some; 0 for a passage without a vector. */
  private async compareOthers(
    query: Query,
    ids: readonly number[],
    found: ReadonlyMap<number, RankedPassage>,
  ): Promise<Map<number, number>> {
    const others = ids.filter((id) => !found.has(id));
    const isTranslated = this.translatedTest(query);
    const embeddingFor = (id: number): Float32Array =>
      (isTranslated(id) && query.translated ? query.translated : query).embedding;
    const vectors = await this.parts.findVectors(others);
    const cosines = vectors.map((vector, index) =>
      vector ? innerProduct(embeddingFor(others[index]!), vector) : 0,
    );
    return scoresOf(found, others, cosines);
  }
}

function scoresOf(
  found: ReadonlyMap<number, RankedPassage>,
  others: readonly number[],
  scores: readonly number[],
): Map<number, number> {
  return new Map([
    ...[...found].map(([id, { score }]): [number, number] => [id, score]),
    ...others.map((id, index): [number, number] => [id, scores[index]!]),
  ]);
}
