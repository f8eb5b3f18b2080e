import { beforeAll, describe, expect, it } from 'vitest';
import type { Candidate } from '../../src/contracts/hit.js';
import type { Query } from '../../src/contracts/query.js';
import type { Retriever } from '../../src/contracts/search.js';
import { PassageSet } from '../../src/retrieval/passage-set.js';
import { askCollection, dimension, makeVector, words, type Collection } from './make-collection.js';

type RetrieverUnderTest = Pick<Collection, 'ids' | 'bodies' | 'lexical'> & { readonly retriever: Retriever };

/** What every retriever must do, however it finds its candidates. `create` makes one over passages of a seed. */
export function describeRetriever(
  name: string,
  create: (passages: number, seed: number) => RetrieverUnderTest,
): void {
  describe(`${name}, a retriever`, () => {
    const passages = 200;
    const { ids, bodies, lexical, retriever } = create(passages, 17);
    const questions = ['قناة السويس', 'متى 1956', 'النيل مصر canal river', 'xylophone', words.join(' ')];
    let queries: readonly Query[] = [];
    beforeAll(async () => {
      queries = await Promise.all(
        questions.map((question, index) => askCollection({ lexical }, question, makeVector(100 + index))),
      );
    });

    function expectOrdered(candidates: readonly Candidate[]): void {
      const sorted = candidates.toSorted((a, b) => b.fusedScore - a.fusedScore || a.passageId - b.passageId);
      expect(candidates).toEqual(sorted);
      expect(new Set(candidates.map(({ passageId }) => passageId)).size).toBe(candidates.length);
    }

    it.each([1, 7, 60, 150])('gives at least the %d wanted, each once, best first', async (limit) => {
      for (const query of queries) {
        const candidates = await retriever.retrieve(query, { limit });
        expect(candidates.length).toBeGreaterThanOrEqual(limit);
        expectOrdered(candidates);
        for (const { passageId } of candidates) expect(ids).toContain(passageId);
      }
    });

    it('gives all that there are where more are wanted', async () => {
      for (const query of queries) {
        const found = await retriever.retrieve(query, { limit: 10 * passages });
        expect(found.map(({ passageId }) => passageId).sort((a, b) => a - b)).toEqual(ids);
      }
    });

    it('gives finite scores, and says of each candidate which method found it', async () => {
      for (const query of queries) {
        for (const candidate of await retriever.retrieve(query, { limit: 20 })) {
          const { fusedScore, cosine, normalizedBm25, relativeLength } = candidate;
          for (const score of [fusedScore, cosine, normalizedBm25, relativeLength]) {
            expect(Number.isFinite(score)).toBe(true);
          }
          expect(Math.abs(cosine)).toBeLessThanOrEqual(1 + 1e-5);
          expect(normalizedBm25).toBeGreaterThanOrEqual(0);
          for (const ranked of [candidate.dense, candidate.lexical]) {
            if (!ranked) continue;
            expect(ranked.passageId).toBe(candidate.passageId);
            expect(ranked.rank).toBeGreaterThanOrEqual(1);
          }
          expect(candidate.dense ?? candidate.lexical).toBeDefined();
        }
      }
    });

    it('keeps to a filter', async () => {
      const allowed = ids.filter((_, index) => index % 4 === 0);
      for (const query of queries) {
        const candidates = await retriever.retrieve(query, { limit: 5, filter: new PassageSet(allowed) });
        expect(candidates.length).toBeGreaterThanOrEqual(5);
        expectOrdered(candidates);
        for (const { passageId } of candidates) expect(allowed).toContain(passageId);
      }
    });

    it.each([[[]], [[2, 4, 1_000_000]]])('finds nothing where only passages %j are allowed', async (none) => {
      for (const query of queries) {
        expect(await retriever.retrieve(query, { limit: 5, filter: new PassageSet(none) })).toEqual([]);
      }
    });

    it('finds nothing in an empty index', async () => {
      const empty = create(0, 1);
      const query = await askCollection(empty, 'قناة السويس', makeVector(3));
      expect(await empty.retriever.retrieve(query, { limit: 5 })).toEqual([]);
    });

    it('takes a query that shares nothing with any passage', async () => {
      const query = await askCollection({ lexical }, 'xylophone', new Float32Array(dimension));
      const candidates = await retriever.retrieve(query, { limit: 5 });
      expectOrdered(candidates);
      for (const { cosine, normalizedBm25 } of candidates) {
        expect(cosine).toBeCloseTo(0, 6);
        expect(normalizedBm25).toBe(0);
      }
    });

    it('gives passages that score alike in the order of their ids', async () => {
      const query = await askCollection({ lexical }, 'قناة', new Float32Array(dimension));
      const candidates = await retriever.retrieve(query, { limit: passages });
      const alike = candidates.filter(({ passageId }) => bodies.get(passageId) === 'قناة');
      const ties = candidates.filter(
        (candidate, index) => index > 0 && candidates[index - 1]!.fusedScore === candidate.fusedScore,
      );
      expect(ties.length).toBeGreaterThan(0);
      expect(alike.map(({ passageId }) => passageId)).toEqual(
        alike.map(({ passageId }) => passageId).sort((a, b) => a - b),
      );
      expectOrdered(candidates);
    });

    it('gives the same again, alone or with others at once, and changes no query', async () => {
      const before = structuredClone(queries);
      const alone: Candidate[][] = [];
      for (const query of queries) alone.push(await retriever.retrieve(query, { limit: 10 }));
      const together = await Promise.all(
        [...queries, ...queries].map((query) => retriever.retrieve(query, { limit: 10 })),
      );
      expect(together).toEqual([...alone, ...alone]);
      expect(queries).toEqual(before);
      const again = create(passages, 17);
      expect(await again.retriever.retrieve(queries[0]!, { limit: 10 })).toEqual(alone[0]);
    });

    it('rejects with the reason of a signal, aborted before or meanwhile, and goes on working', async () => {
      const reason = new Error('the asker left');
      const signal = AbortSignal.abort(reason);
      await expect(retriever.retrieve(queries[0]!, { limit: 5, signal })).rejects.toBe(reason);
      const controller = new AbortController();
      const late = retriever.retrieve(queries[0]!, { limit: 5, signal: controller.signal });
      controller.abort(reason);
      await expect(late).rejects.toBe(reason);
      const unaborted = new AbortController().signal;
      expect(await retriever.retrieve(queries[0]!, { limit: 5, signal: unaborted })).toEqual(
        await retriever.retrieve(queries[0]!, { limit: 5 }),
      );
    });
  });
}
