import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate, RankedPassage } from '../../src/contracts/hit.js';
import type { VectorIndex, VectorSearchOptions } from '../../src/contracts/search.js';
import { HnswGraph } from '../../src/graph/hnsw-graph.js';
import { fuse } from '../../src/retrieval/fuse.js';
import { HybridRetriever } from '../../src/retrieval/hybrid-retriever.js';
import { LocalMethods } from '../../src/retrieval/local-methods.js';
import { PassageSet } from '../../src/retrieval/passage-set.js';
import { createExactVectorIndex } from '../graph/exact-vector-index.js';
import {
  askCollection,
  dimension,
  makeCollection,
  makeVector,
  scoreCandidates,
  words,
} from './make-collection.js';
import { describeRetriever } from './retriever-contract.js';

describeRetriever('the hybrid retriever over an exact scan', (count, seed) => makeCollection(count, seed));
describeRetriever('the hybrid retriever over a graph', (count, seed) =>
  makeCollection(count, seed, (vectors) => {
    const graph = HnswGraph.create(dimension, vectors.size);
    for (const [passageId, vector] of vectors) graph.add(passageId, vector);
    return graph;
  }),
);

function expectSame(candidates: readonly Candidate[], wanted: readonly Candidate[]): void {
  expect(candidates.map(({ passageId }) => passageId)).toEqual(wanted.map(({ passageId }) => passageId));
  candidates.forEach((candidate, index) => {
    for (const name of ['fusedScore', 'cosine', 'normalizedBm25', 'relativeLength'] as const) {
      expect(candidate[name]).toBeCloseTo(wanted[index]![name], 9);
    }
  });
}

const anyQuestion = fc
  .array(fc.constantFrom(...words, 'متى', 'غائب'), { maxLength: 5 })
  .map((parts) => parts.join(' '));
const seeds = fc.nat(1_000_000);

describe('HybridRetriever', () => {
  it('gives under a filter what scoring each allowed passage gives', async () => {
    const allows = fc.array(fc.boolean(), { minLength: 45, maxLength: 45 });
    await fc.assert(
      fc.asyncProperty(
        seeds,
        anyQuestion,
        fc.integer({ min: 1, max: 12 }),
        allows,
        async (seed, question, limit, allowed) => {
          const collection = makeCollection(45, seed);
          const query = await askCollection(collection, question, makeVector(seed + 1));
          const allowedIds = collection.ids.filter((_, index) => allowed[index]);
          const candidates = await collection.retriever.retrieve(query, {
            limit,
            filter: new PassageSet(allowedIds),
          });
          expectSame(candidates, scoreCandidates(collection, query, allowedIds));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('scores every candidate of either method by both', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, anyQuestion, fc.boolean(), async (seed, question, isFiltered) => {
        const collection = makeCollection(240, seed);
        const { retriever } = collection;
        const query = await askCollection(collection, question, makeVector(seed + 1));
        const ids = collection.ids.filter((id) => !isFiltered || id % 3 > 0);
        const filter = isFiltered ? new PassageSet(ids) : undefined;
        const dense = await retriever.retrieveDense(query, { filter, limit: 50 });
        const lexical = await retriever.retrieveLexical(query, { filter, limit: 50 });
        const found = [...new Set([...dense, ...lexical].map((hit) => hit.passageId))];
        const candidates = await retriever.retrieve(query, { filter, limit: 10 });
        expectSame(candidates, scoreCandidates(collection, query, found));
        for (const candidate of candidates) {
          const isOwn = (hit: RankedPassage): boolean => hit.passageId === candidate.passageId;
          expect(candidate.dense).toEqual(dense.find(isOwn));
          expect(candidate.lexical).toEqual(lexical.find(isOwn));
          expect(candidate.dense ?? candidate.lexical).toBeDefined();
        }
      }),
      { numRuns: 20 },
    );
  });

  const collection = makeCollection(30, 5);
  const vector = makeVector(6);
  const ask = (question: string, embedding = vector) => askCollection(collection, question, embedding);

  it('ranks dense hits from 1 under a filter, and lexical ones too', async () => {
    const allowedIds = [1, 5, 9, 13, 17];
    const options = { limit: 3, filter: new PassageSet(allowedIds) };
    const query = await ask(words.join(' '));
    const dense = await collection.retriever.retrieveDense(query, options);
    expect(dense.map((hit) => hit.rank)).toEqual([1, 2, 3]);
    const lexical = await collection.retriever.retrieveLexical(query, options);
    expect(lexical.map((hit) => hit.rank)).toEqual([1, 2, 3]);
    for (const { passageId } of [...dense, ...lexical]) expect(allowedIds).toContain(passageId);
  });

  it('works on vectors alone for words that are nowhere, and on words alone for a vector of zeros', async () => {
    const { retriever } = collection;
    const unknown = await ask('xylophone');
    const dense = await retriever.retrieve(unknown, { limit: 5 });
    expect(dense.slice(0, 5).map((hit) => hit.passageId)).toEqual(
      (await retriever.retrieveDense(unknown, { limit: 5 })).map((hit) => hit.passageId),
    );
    const known = await ask('قناة السويس', new Float32Array(dimension));
    const lexical = await retriever.retrieve(known, { limit: 1 });
    const [best] = await retriever.retrieveLexical(known, { limit: 1 });
    expect(best).toBeDefined();
    expect(lexical[0]?.passageId).toBe(best?.passageId);
  });

  it('scores a passage whose vector is gone by its words alone', async () => {
    const retriever = new HybridRetriever(
      new LocalMethods({
        vectors: createExactVectorIndex(new Map()),
        lexical: collection.lexical,
        findVectors: (passageIds) => Promise.resolve(passageIds.map(() => undefined)),
      }),
    );
    const query = await ask('قناة السويس');
    const candidates = await retriever.retrieve(query, { limit: 5 });
    expect(candidates.length).toBeGreaterThan(0);
    for (const { cosine, fusedScore, normalizedBm25, relativeLength, lexical } of candidates) {
      expect(cosine).toBe(0);
      expect(fusedScore).toBe(fuse(0, normalizedBm25, relativeLength));
      expect(lexical).toBeDefined();
    }
    expect(await retriever.retrieveDense(query, { limit: 5, filter: new PassageSet([1, 3]) })).toEqual([]);
  });

  it('compares all vectors of a small filter, and searches the graph through a large one', async () => {
    const searches: number[] = [];
    const vectors: VectorIndex = {
      size: 30_000,
      search: (_vector, limit, { isAllowed } = {}): RankedPassage[] => {
        searches.push(limit);
        return [3, 70_000]
          .filter((id) => isAllowed?.(id))
          .map((passageId) => ({ passageId, rank: 1, score: 0.5 }));
      },
    };
    const retriever = new HybridRetriever(
      new LocalMethods({
        lexical: collection.lexical,
        vectors,
        findVectors: (ids) => Promise.resolve(ids.map(() => vector)),
      }),
    );
    const query = await ask('قناة');
    const allowedIds = Array.from({ length: 20_000 }, (_, index) => index);
    const few = await retriever.retrieveDense(query, { limit: 4, filter: new PassageSet(allowedIds) });
    expect(few).toHaveLength(4);
    expect(searches).toEqual([]);
    const filter = new PassageSet([...allowedIds, 20_000]);
    const found = await retriever.retrieveDense(query, { limit: 4, filter });
    expect(searches).toEqual([4]);
    expect(found.map((hit) => hit.passageId)).toEqual([3]);
  });

  it('searches the graph with low effort where words have found most of the question, and only there', async () => {
    const efforts: VectorSearchOptions['effort'][] = [];
    const exact = createExactVectorIndex(collection.vectors);
    const retriever = new HybridRetriever(
      new LocalMethods({
        vectors: {
          size: exact.size,
          search(asked, limit, options): RankedPassage[] {
            efforts.push(options?.effort);
            return exact.search(asked, limit, options);
          },
        },
        lexical: collection.lexical,
        findVectors: (ids) => Promise.resolve(ids.map((id) => collection.vectors.get(id))),
      }),
    );
    const [body] = collection.bodies.values();
    for (const question of [body!, 'unheard words altogether']) {
      expect((await retriever.retrieve(await ask(question), { limit: 5 })).length).toBeGreaterThan(0);
    }
    expect(efforts).toEqual(['low', 'high']);
  });
});
