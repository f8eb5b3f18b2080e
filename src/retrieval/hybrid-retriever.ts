import type { PassageDigest } from '../contracts/passage.js';
import { innerProduct } from '../contracts/inner-product.js';
import type { FusedHit, RankedPassage } from '../contracts/hit.js';
import type { TextIndex, VectorIndex } from '../contracts/search.js';
import { fuse, relativeLength } from './fuse.js';
import type { PassageSet } from './passage-set.js';
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

/**
 * Where the best passage has so much of what holding every word of the question would give, vectors add nothing that
 * words have not found (scripts/experiments): the graph is walked roughly. Questions in another language have less.
 */
const wellCovered = 0.5;

export interface HybridRetrieverParts {
  readonly vectors: VectorIndex;
  readonly text: TextIndex;
  /** The stored vectors of passages, in the order asked for. */
  readonly findVectors: (passageIds: readonly number[]) => (Float32Array | undefined)[];
  /** What the second stage reads, in the order asked for. */
  readonly findDigests: (passageIds: readonly number[]) => (PassageDigest | undefined)[];
  /** The bits of the evidence that a question asks for. */
  readonly askedEvidence: (question: string) => number;
}

/** What is read of a passage that is not there. */
const nothing: PassageDigest = {
  context: new Uint32Array(),
  body: new Uint32Array(),
  sentenceEnds: new Uint32Array(),
  evidence: new Uint8Array(),
};

type UnrankedHit = Omit<FusedHit, 'score'>;

function firstScore({ cosine, share, words }: UnrankedHit): number {
  return fuse(cosine, share, relativeLength(words));
}

export interface RetrieveOptions {
  readonly limit: number;
  /** Only these passages. */
  readonly allowed?: PassageSet | undefined;
}

/**
 * Dense and lexical retrieval as equals: each names its candidates, every candidate is scored by both, and
 * the two scores are fused. So a passage's score does not depend on which of the two had found it. A second
 * stage reads the best of them.
 */
export class HybridRetriever {
  constructor(private readonly parts: HybridRetrieverParts) {}

  /** The nearest passages by vector alone; `isRough` where it is no harm to miss some. */
  searchDense(vector: Float32Array, { limit, allowed }: RetrieveOptions, isRough = false): RankedPassage[] {
    if (!allowed) return this.parts.vectors.search(vector, limit, { isRough });
    if (allowed.ids.length > maxExactPassages) {
      return this.parts.vectors.search(vector, limit, { isAllowed: (id) => allowed.has(id) });
    }
    const ids = Array.from(allowed.ids);
    return this.parts
      .findVectors(ids)
      .flatMap((stored, index) =>
        stored ? [{ passageId: ids[index]!, rank: 0, score: innerProduct(vector, stored) }] : [],
      )
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
      .map((hit, index) => ({ ...hit, rank: index + 1 }));
  }

  /** The passages that share most with the words of the question. */
  searchLexical(question: string, { limit, allowed }: RetrieveOptions): RankedPassage[] {
    return this.parts.text.search(question, limit, allowed && ((id) => allowed.has(id)));
  }

  /** Both, fused. `vector` is the embedded question. */
  search(question: string, vector: Float32Array, options: RetrieveOptions): FusedHit[] {
    const depth = { ...options, limit: Math.max(candidatesPerMethod, options.limit) };
    const found = this.searchLexical(question, depth);
    const lexical = new Map(found.map((hit) => [hit.passageId, hit]));
    const ceiling = this.parts.text.ceiling(question);
    const isCovered = (found[0]?.score ?? 0) > wellCovered * ceiling;
    const dense = new Map(this.searchDense(vector, depth, isCovered).map((hit) => [hit.passageId, hit]));
    const ids = [...new Set([...lexical.keys(), ...dense.keys()])];

    const notDense = ids.filter((id) => !dense.has(id));
    const vectors = this.parts.findVectors(notDense);
    const cosines = new Map(
      notDense.map((id, index) => [id, vectors[index] ? innerProduct(vector, vectors[index]) : 0]),
    );
    const notLexical = ids.filter((id) => !lexical.has(id));
    const scores = this.parts.text.score(question, notLexical);
    const lexicalScores = new Map(notLexical.map((id, index) => [id, scores[index]!]));
    const lengths = this.parts.text.lengths(ids);
    const candidates = ids
      .map((passageId, index): UnrankedHit => {
        const near = dense.get(passageId);
        const shared = lexical.get(passageId);
        const score = shared?.score ?? lexicalScores.get(passageId)!;
        return {
          passageId,
          cosine: near?.score ?? cosines.get(passageId)!,
          share: ceiling > 0 ? score / ceiling : 0,
          words: lengths[index]!,
          reading: undefined,
          dense: near,
          lexical: shared,
        };
      })
      .sort((a, b) => firstScore(b) - firstScore(a) || a.passageId - b.passageId);
    return [...this.read(question, candidates.slice(0, passagesRead)), ...candidates.slice(passagesRead)]
      .map((hit): FusedHit => ({ ...hit, score: rankScore(hit) }))
      .sort((a, b) => b.score - a.score || a.passageId - b.passageId)
      .slice(0, options.limit);
  }

  private read(question: string, hits: readonly UnrankedHit[]): UnrankedHit[] {
    const found = this.parts.findDigests(hits.map((hit) => hit.passageId));
    const passages = found.map((digest) => digest ?? nothing);
    const readings = this.parts.text.closeness(question, passages, this.parts.askedEvidence(question));
    return hits.map((hit, index) => ({ ...hit, reading: readings[index] }));
  }
}
