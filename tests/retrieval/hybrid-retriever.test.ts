import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FusedHit, RankedPassage } from '../../src/contracts/hit.js';
import type { PassageDigest } from '../../src/contracts/passage.js';
import type { VectorIndex } from '../../src/contracts/search.js';
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { digestWords } from '../../src/reranking/forward-index.js';
import { fuse, relativeLength } from '../../src/retrieval/fuse.js';
import { PassageSet } from '../../src/retrieval/passage-set.js';
import { HybridRetriever } from '../../src/retrieval/hybrid-retriever.js';
import { rankScore } from '../../src/reranking/rerank-features.js';
import { createExactVectorIndex } from '../graph/exact-vector-index.js';
import { clusteredVectors, createRandom, innerProduct } from '../graph/seeded-vectors.js';
import { buildLexicalData } from '../lexical/make-collection.js';

const dimension = 8;
const words = 'قناة السويس النيل مصر القاهرة دمشق بغداد العام الأول الثاني canal river 1956 1970'.split(' ');

/** Stands for the rule of the answers: any will do here. */
function askedEvidence(question: string): number {
  return question.includes('متى') ? 2 : 0;
}

function digest(body: string): PassageDigest {
  const words = digestWords({ context: '', body, sentences: [{ start: 0, end: body.length }] });
  return { ...words, evidence: Uint8Array.of(/\d/.test(body) ? 2 : 1) };
}

interface Collection {
  readonly bodies: ReadonlyMap<number, string>;
  readonly vectors: ReadonlyMap<number, Float32Array>;
  readonly text: LexicalIndex;
  readonly retriever: HybridRetriever;
}

function makeCollection(count: number, seed: number): Collection {
  const random = createRandom(seed);
  const list = clusteredVectors(count, dimension, 5, random);
  const ids = list.map((_, index) => index * 2 + 1);
  const vectors = new Map(ids.map((id, index) => [id, list[index]!]));
  const bodies = new Map(
    ids.map((id) => {
      const length = 1 + Math.floor(random() * 6);
      return [id, Array.from({ length }, () => words[Math.floor(random() * words.length)]!).join(' ')];
    }),
  );
  const text = new LexicalIndex(
    buildLexicalData([...bodies].map(([id, body]) => ({ id, context: '', body }))),
  );
  const retriever = new HybridRetriever({
    vectors: createExactVectorIndex(vectors),
    text,
    findVectors: (passageIds) => passageIds.map((id) => vectors.get(id)),
    findDigests: (passageIds) => passageIds.map((id) => digest(bodies.get(id)!)),
    askedEvidence,
  });
  return { bodies, vectors, text, retriever };
}

/** The scores of given passages, computed one by one and sorted. */
function scoreAll(
  { bodies, vectors, text }: Collection,
  question: string,
  vector: Float32Array,
  ids: readonly number[],
) {
  const ceiling = text.ceiling(question);
  const first = (hit: Pick<FusedHit, 'cosine' | 'share' | 'words'>): number =>
    fuse(hit.cosine, hit.share, relativeLength(hit.words));
  return ids
    .map((passageId, index) => {
      const cosine = innerProduct(vector, vectors.get(passageId)!);
      const share = ceiling > 0 ? text.score(question, ids)[index]! / ceiling : 0;
      const body = bodies.get(passageId)!.split(' ');
      return { passageId, cosine, share, words: body.length, dense: undefined, lexical: undefined };
    })
    .sort((a, b) => first(b) - first(a) || a.passageId - b.passageId)
    .map((hit, index) => {
      const body = bodies.get(hit.passageId)!;
      const reading = text.closeness(question, [digest(body)], askedEvidence(question))[0]!;
      return { ...hit, score: rankScore({ ...hit, reading: index < 30 ? reading : undefined }) };
    })
    .sort((a, b) => b.score - a.score || a.passageId - b.passageId);
}

function expectSame(
  hits: readonly FusedHit[],
  wanted: readonly Pick<FusedHit, 'passageId' | 'score'>[],
): void {
  expect(hits.map((hit) => hit.passageId)).toEqual(wanted.map((hit) => hit.passageId));
  hits.forEach((hit, index) => {
    expect(hit.score).toBeCloseTo(wanted[index]!.score, 9);
  });
}

const anyQuestion = fc
  .array(fc.constantFrom(...words, 'متى', 'غائب'), { maxLength: 5 })
  .map((parts) => parts.join(' '));
const seeds = fc.nat(1_000_000);

describe('HybridRetriever', () => {
  it('gives under a filter what scoring each allowed passage gives', () => {
    const filtered = fc.tuple(
      seeds,
      anyQuestion,
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.boolean(), { minLength: 45, maxLength: 45 }),
    );
    fc.assert(
      fc.property(filtered, ([seed, question, limit, allows]) => {
        const collection = makeCollection(45, seed);
        const vector = clusteredVectors(1, dimension, 1, createRandom(seed + 1))[0]!;
        const allowedIds = [...collection.vectors.keys()].filter((_, index) => allows[index]);
        const wanted = scoreAll(collection, question, vector, allowedIds).slice(0, limit);
        const hits = collection.retriever.search(question, vector, {
          limit,
          allowed: new PassageSet(allowedIds),
        });
        expectSame(hits, wanted);
      }),
    );
  });

  it('scores every candidate of either method by both', () => {
    fc.assert(
      fc.property(seeds, anyQuestion, fc.boolean(), (seed, question, isFiltered) => {
        const collection = makeCollection(240, seed);
        const vector = clusteredVectors(1, dimension, 1, createRandom(seed + 1))[0]!;
        const ids = [...collection.vectors.keys()].filter((id) => !isFiltered || id % 3 > 0);
        const options = isFiltered ? { allowed: new PassageSet(ids) } : {};
        const { retriever } = collection;
        const dense = retriever.searchDense(vector, { ...options, limit: 50 });
        const lexical = retriever.searchLexical(question, { ...options, limit: 50 });
        const candidates = [...new Set([...dense, ...lexical].map((hit) => hit.passageId))];
        const hits = retriever.search(question, vector, { ...options, limit: 10 });
        expectSame(hits, scoreAll(collection, question, vector, candidates).slice(0, 10));
        for (const hit of hits) {
          expect(hit.dense).toEqual(dense.find((each) => each.passageId === hit.passageId));
          expect(hit.lexical).toEqual(lexical.find((each) => each.passageId === hit.passageId));
          expect(hit.dense ?? hit.lexical).toBeDefined();
        }
      }),
      { numRuns: 40 },
    );
  });

  const collection = makeCollection(30, 5);
  const vector = clusteredVectors(1, dimension, 1, createRandom(6))[0]!;

  it('ranks dense hits from 1 under a filter, and lexical ones too', () => {
    const allowedIds = [1, 5, 9, 13, 17];
    const dense = collection.retriever.searchDense(vector, { limit: 3, allowed: new PassageSet(allowedIds) });
    expect(dense.map((hit) => hit.rank)).toEqual([1, 2, 3]);
    const lexical = collection.retriever.searchLexical(words.join(' '), {
      limit: 3,
      allowed: new PassageSet(allowedIds),
    });
    expect(lexical.map((hit) => hit.rank)).toEqual([1, 2, 3]);
    for (const { passageId } of [...dense, ...lexical]) expect(allowedIds).toContain(passageId);
  });

  it('finds nothing where nothing is allowed', () => {
    for (const allowedIds of [[], [2, 4, 1_000]]) {
      expect(
        collection.retriever.search('قناة', vector, { limit: 5, allowed: new PassageSet(allowedIds) }),
      ).toEqual([]);
    }
  });

  it('works on vectors alone for a question without words, and on words alone for a vector of zeros', () => {
    const dense = collection.retriever.search('؟', vector, { limit: 5 });
    expect(dense.map((hit) => hit.passageId)).toEqual(
      collection.retriever.searchDense(vector, { limit: 5 }).map((hit) => hit.passageId),
    );
    const lexical = collection.retriever.search('قناة السويس', new Float32Array(dimension), { limit: 1 });
    const best = collection.retriever.searchLexical('قناة السويس', { limit: 1 });
    expect(lexical[0]?.passageId).toBe(best[0]?.passageId);
  });

  it('scores a passage whose vector is gone by its words alone', () => {
    const retriever = new HybridRetriever({
      vectors: createExactVectorIndex(new Map()),
      text: collection.text,
      findVectors: (passageIds) => passageIds.map(() => undefined),
      findDigests: (passageIds) => passageIds.map(() => digest('')),
      askedEvidence,
    });
    const hits = retriever.search('قناة السويس', vector, { limit: 5 });
    expect(hits.length).toBeGreaterThan(0);
    for (const hit of hits) {
      expect(hit.cosine).toBe(0);
      expect(hit.score).toBe(rankScore({ ...hit, cosine: 0 }));
      expect(hit.lexical).toBeDefined();
    }
    expect(retriever.searchDense(vector, { limit: 5, allowed: new PassageSet([1, 3]) })).toEqual([]);
  });

  it('compares all vectors of a small filter, and walks the graph through a large one', () => {
    const walks: number[] = [];
    const vectors: VectorIndex = {
      size: 30_000,
      search: (_vector, limit, { isAllowed } = {}): RankedPassage[] => {
        walks.push(limit);
        return [3, 70_000]
          .filter((id) => isAllowed?.(id))
          .map((passageId) => ({ passageId, rank: 1, score: 0.5 }));
      },
    };
    const retriever = new HybridRetriever({
      ...collection,
      vectors,
      findVectors: (ids) => ids.map(() => vector),
      findDigests: (ids) => ids.map(() => digest('')),
      askedEvidence,
    });
    const allowedIds = Array.from({ length: 20_000 }, (_, index) => index);
    expect(retriever.searchDense(vector, { limit: 4, allowed: new PassageSet(allowedIds) })).toHaveLength(4);
    expect(walks).toEqual([]);
    const found = retriever.searchDense(vector, {
      limit: 4,
      allowed: new PassageSet([...allowedIds, 20_000]),
    });
    expect(walks).toEqual([4]);
    expect(found.map((hit) => hit.passageId)).toEqual([3]);
  });

  it('walks the graph roughly where words have found most of the question, and only there', () => {
    const rough: (boolean | undefined)[] = [];
    const exact = createExactVectorIndex(collection.vectors);
    const retriever = new HybridRetriever({
      vectors: {
        size: exact.size,
        search(asked, limit, options): RankedPassage[] {
          rough.push(options?.isRough);
          return exact.search(asked, limit, options);
        },
      },
      text: collection.text,
      findVectors: (ids) => ids.map((id) => collection.vectors.get(id)),
      findDigests: (ids) => ids.map((id) => digest(collection.bodies.get(id)!)),
      askedEvidence,
    });
    const [body] = collection.bodies.values();
    for (const question of [body!, 'unheard words altogether', '؟']) {
      expect(retriever.search(question, vector, { limit: 5 }).length).toBeGreaterThan(0);
    }
    expect(rough).toEqual([true, false, false]);
  });
});
