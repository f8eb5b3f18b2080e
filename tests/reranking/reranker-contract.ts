import { beforeAll, describe, expect, it } from 'vitest';
import type { ForwardIndexEntry } from '../../src/contracts/forward-index.js';
import type { Candidate } from '../../src/contracts/hit.js';
import type { Query } from '../../src/contracts/query.js';
import type { Reranker } from '../../src/contracts/search.js';
import {
  askCollection,
  makeCollection,
  makeVector,
  scoreCandidates,
  words,
} from '../retrieval/make-collection.js';

/** What every re-ranker must do, whatever it reads. `create` is given the forward index entries of passages. */
export function describeReranker(
  name: string,
  create: (entries: ReadonlyMap<number, ForwardIndexEntry>) => Reranker,
): void {
  describe(`${name}, a re-ranker`, () => {
    const collection = makeCollection(80, 23);
    const reranker = create(collection.entries);
    const questions = ['قناة السويس', 'متى 1956', 'النيل مصر canal river', 'xylophone', '؟', words.join(' ')];
    let asked: readonly { readonly query: Query; readonly candidates: readonly Candidate[] }[] = [];
    beforeAll(async () => {
      asked = await Promise.all(
        questions.map(async (question, index) => {
          const query = await askCollection(collection, question, makeVector(200 + index));
          return { query, candidates: scoreCandidates(collection, query, collection.ids) };
        }),
      );
    });

    it('orders the candidates by score, each once, and leaves them as they were but for what it adds', async () => {
      for (const { query, candidates } of asked) {
        const hits = await reranker.rerank(query, candidates, { limit: candidates.length });
        expect(hits).toHaveLength(candidates.length);
        expect(new Set(hits.map(({ passageId }) => passageId)).size).toBe(candidates.length);
        hits.forEach((hit, index) => {
          expect(hit).toMatchObject(candidates.find(({ passageId }) => passageId === hit.passageId)!);
          expect(Number.isFinite(hit.score)).toBe(true);
          if (index > 0) expect(hit.score).toBeLessThanOrEqual(hits[index - 1]!.score);
        });
      }
    });

    it.each([0, 1, 5, 79, 80, 1000])('gives at most %d: the best of all', async (limit) => {
      for (const { query, candidates } of asked) {
        const all = await reranker.rerank(query, candidates, { limit: candidates.length });
        expect(await reranker.rerank(query, candidates, { limit })).toEqual(all.slice(0, limit));
      }
    });

    it('gives nothing of no candidates', async () => {
      for (const { query } of asked) expect(await reranker.rerank(query, [], { limit: 5 })).toEqual([]);
    });

    it('gives candidates that score alike in the order of their ids, however they are given', async () => {
      const { query, candidates } = asked[0]!;
      const best = candidates[0]!;
      const entry = collection.entries.get(best.passageId)!;
      const alike = [9, 4, 30, 12].map((passageId) => ({ ...best, passageId }));
      const one = create(new Map(alike.map(({ passageId }) => [passageId, entry])));
      const hits = await one.rerank(query, alike, { limit: 3 });
      expect(hits.map(({ passageId }) => passageId)).toEqual([4, 9, 12]);
      expect(new Set(hits.map(({ score }) => score)).size).toBe(1);
    });

    it('ranks a candidate whose entry is gone too', async () => {
      const { query, candidates } = asked[0]!;
      const hits = await create(new Map()).rerank(query, candidates, { limit: 1000 });
      expect(hits).toHaveLength(candidates.length);
      for (const { score } of hits) expect(Number.isFinite(score)).toBe(true);
    });

    it('gives the same again, alone or with others at once, and changes neither query nor candidates', async () => {
      const before = structuredClone(asked);
      const rerank = ({ query, candidates }: (typeof asked)[number]) =>
        reranker.rerank(query, candidates, { limit: 20 });
      const alone: Awaited<ReturnType<typeof rerank>>[] = [];
      for (const each of asked) alone.push(await rerank(each));
      expect(await Promise.all([...asked, ...asked].map(rerank))).toEqual([...alone, ...alone]);
      expect(asked).toEqual(before);
    });

    it('rejects with the reason of a signal, aborted before or meanwhile, and goes on working', async () => {
      const { query, candidates } = asked[0]!;
      const reason = new Error('the asker left');
      const signal = AbortSignal.abort(reason);
      await expect(reranker.rerank(query, candidates, { limit: 5, signal })).rejects.toBe(reason);
      const controller = new AbortController();
      const late = reranker.rerank(query, candidates, { limit: 5, signal: controller.signal });
      controller.abort(reason);
      await expect(late).rejects.toBe(reason);
      const unaborted = new AbortController().signal;
      expect(await reranker.rerank(query, candidates, { limit: 5, signal: unaborted })).toEqual(
        await reranker.rerank(query, candidates, { limit: 5 }),
      );
    });
  });
}
