import type { ReadablePassage } from '../contracts/passage.js';
import { innerProduct } from '../contracts/inner-product.js';
import type { FusedHit, RankedPassage } from '../contracts/hit.js';
import type { TextIndex, VectorIndex } from '../contracts/search.js';
import { fuse } from './fuse.js';
import { rankScore } from './rerank.js';

/** Candidates taken from each method before they are scored by both. */
const candidatesPerMethod = 50;

/** Passages that the second stage reads. */
const passagesRead = 30;

/**
 * Up to this many passages let through by a filter, all their vectors are compared: a walk of the graph that
 * may keep few of the points it meets is slower, and finds fewer.
 */
const maxExactPassages = 20_000;

export interface HybridRetrieverParts {
  readonly vectors: VectorIndex;
  readonly text: TextIndex;
  /** The stored vectors of passages, in the order asked for. */
  readonly findVectors: (passageIds: readonly number[]) => (Float32Array | undefined)[];
  /** What passages are matched by, in the order asked for. */
  readonly findTexts: (passageIds: readonly number[]) => ReadablePassage[];
  /** Whether a question asks for something that a text has none of. */
  readonly lacksEvidence: (question: string, texts: readonly string[]) => boolean[];
}

type UnrankedHit = Omit<FusedHit, 'score'>;

export interface RetrieveOptions {
  readonly limit: number;
  /** Only these passages, ascending. */
  readonly allowedIds?: readonly number[];
}

/**
 * Dense and lexical retrieval as equals: each names its candidates, every candidate is scored by both, and
 * the two scores are fused. So a passage's score does not depend on which of the two had found it. A second
 * stage reads the best of them.
 */
export class HybridRetriever {
  constructor(private readonly parts: HybridRetrieverParts) {}

  /** The nearest passages by vector alone. */
  searchDense(vector: Float32Array, { limit, allowedIds }: RetrieveOptions): RankedPassage[] {
    if (!allowedIds) return this.parts.vectors.search(vector, limit);
    if (allowedIds.length > maxExactPassages) {
      const allowed = new Set(allowedIds);
      return this.parts.vectors.search(vector, limit, (id) => allowed.has(id));
    }
    return this.parts
      .findVectors(allowedIds)
      .flatMap((stored, index) =>
        stored ? [{ passageId: allowedIds[index]!, rank: 0, score: innerProduct(vector, stored) }] : [],
      )
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
      .map((hit, index) => ({ ...hit, rank: index + 1 }));
  }

  /** The passages that share most with the words of the question. */
  searchLexical(question: string, { limit, allowedIds }: RetrieveOptions): RankedPassage[] {
    if (!allowedIds) return this.parts.text.search(question, limit);
    const allowed = new Set(allowedIds);
    return this.parts.text.search(question, limit, (id) => allowed.has(id));
  }

  /** Both, fused. `vector` is the embedded question. */
  search(question: string, vector: Float32Array, options: RetrieveOptions): FusedHit[] {
    const depth = { ...options, limit: Math.max(candidatesPerMethod, options.limit) };
    const dense = new Map(this.searchDense(vector, depth).map((hit) => [hit.passageId, hit]));
    const lexical = new Map(this.searchLexical(question, depth).map((hit) => [hit.passageId, hit]));
    const ids = [...new Set([...lexical.keys(), ...dense.keys()])];

    const stored = this.parts.findVectors(ids);
    const lexicalScores = this.parts.text.score(question, ids);
    const ceiling = this.parts.text.ceiling(question);
    const candidates = ids
      .map((passageId, index): UnrankedHit => {
        const vectorThere = stored[index];
        return {
          passageId,
          cosine: vectorThere ? innerProduct(vector, vectorThere) : 0,
          share: ceiling > 0 ? lexicalScores[index]! / ceiling : 0,
          reading: undefined,
          dense: dense.get(passageId),
          lexical: lexical.get(passageId),
        };
      })
      .sort((a, b) => fuse(b.cosine, b.share) - fuse(a.cosine, a.share) || a.passageId - b.passageId);
    return [...this.read(question, candidates.slice(0, passagesRead)), ...candidates.slice(passagesRead)]
      .map((hit): FusedHit => ({ ...hit, score: rankScore(hit) }))
      .sort((a, b) => b.score - a.score || a.passageId - b.passageId)
      .slice(0, options.limit);
  }

  private read(question: string, hits: readonly UnrankedHit[]): UnrankedHit[] {
    const texts = this.parts.findTexts(hits.map((hit) => hit.passageId));
    const closeness = this.parts.text.closeness(question, texts);
    const lacking = this.parts.lacksEvidence(
      question,
      texts.map(({ body }) => body),
    );
    return hits.map((hit, index) => ({
      ...hit,
      reading: { ...closeness[index]!, lacksEvidence: lacking[index]! },
    }));
  }
}
