import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RerankedHit } from '../../src/contracts/hit.js';
import type { Query } from '../../src/contracts/query.js';
import { queryFor } from '../../src/matching/query-for.js';
import { TermMatcher } from '../../src/matching/term-matches.js';
import { LinearReranker } from '../../src/reranking/linear-reranker.js';
import { findProximityFeatures } from '../../src/reranking/proximity-features.js';
import { findRerankFeatures } from '../../src/reranking/rerank-features.js';
import { rerankFeatureNames, rerankWeights } from '../../src/reranking/rerank-weights.js';
import { PassageSet } from '../../src/retrieval/passage-set.js';
import { signalsFor } from '../../src/text/answer-type-signals.js';
import {
  askCollection,
  makeCollection,
  makeVector,
  scoreCandidates,
  words,
  type Collection,
} from '../retrieval/make-collection.js';
import { describeReranker } from './reranker-contract.js';

describeReranker(
  'the linear re-ranker',
  (entries) => new LinearReranker((ids) => Promise.resolve(ids.map((id) => entries.get(id)))),
);

/** Re-ranks given passages, scored one by one and sorted. */
function rerankNaively(collection: Collection, query: Query, ids: readonly number[]): RerankedHit[] {
  return scoreCandidates(collection, query, ids)
    .map((candidate, index): RerankedHit => {
      const entry = collection.entries.get(candidate.passageId)!;
      const matcher = new TermMatcher(queryFor(query, candidate));
      const proximity =
        index < 30 ? findProximityFeatures(matcher, entry, signalsFor(query.askedValues)) : undefined;
      const features = findRerankFeatures(candidate, proximity);
      const score = rerankFeatureNames.reduce((sum, name) => sum + rerankWeights[name] * features[name], 0);
      return { ...candidate, score, proximity };
    })
    .sort((a, b) => b.score - a.score || a.passageId - b.passageId);
}

const anyQuestion = fc
  .array(fc.constantFrom(...words, 'متى', 'غائب'), { maxLength: 5 })
  .map((parts) => parts.join(' '));

describe('LinearReranker', () => {
  it('gives behind retrieval under a filter what scoring each allowed passage gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1_000_000),
        anyQuestion,
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.boolean(), { minLength: 45, maxLength: 45 }),
        async (seed, question, limit, allows) => {
          const collection = makeCollection(45, seed);
          const query = await askCollection(collection, question, makeVector(seed + 1));
          const allowedIds = collection.ids.filter((_, index) => allows[index]);
          const reranker = new LinearReranker((ids) =>
            Promise.resolve(ids.map((id) => collection.entries.get(id))),
          );
          const candidates = await collection.retriever.retrieve(query, {
            limit,
            filter: new PassageSet(allowedIds),
          });
          const hits = await reranker.rerank(query, candidates, { limit });
          const wanted = rerankNaively(collection, query, allowedIds).slice(0, limit);
          expect(hits.map((hit) => hit.passageId)).toEqual(wanted.map((hit) => hit.passageId));
          hits.forEach((hit, index) => {
            expect(hit.score).toBeCloseTo(wanted[index]!.score, 9);
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('reads the entries of the best thirty candidates alone, those of a list at once', async () => {
    const collection = makeCollection(45, 3);
    const query = await askCollection(collection, 'قناة السويس', makeVector(4));
    const candidates = scoreCandidates(collection, query, collection.ids);
    const reads: (readonly number[])[] = [];
    const reranker = new LinearReranker((ids) => {
      reads.push(ids);
      return Promise.resolve(ids.map((id) => collection.entries.get(id)));
    });
    const hits = await reranker.rerank(query, candidates, { limit: 45 });
    const best = candidates.slice(0, 30).map(({ passageId }) => passageId);
    expect(reads).toEqual([best]);
    const read = hits.filter(({ proximity }) => proximity !== undefined);
    expect(new Set(read.map(({ passageId }) => passageId))).toEqual(new Set(best));
  });

  it('prefers the passage with the year that is asked for', async () => {
    const collection = makeCollection(2, 1);
    const query = await askCollection(collection, 'متى قناة', new Float32Array(8));
    expect(query.askedValues[0]).toBe('date');
    const [candidate] = scoreCandidates(collection, query, collection.ids);
    const stems = collection.entries.get(1)!;
    const reranker = new LinearReranker(() =>
      Promise.resolve(
        [0, 1].map((signals) => ({
          ...stems,
          bodyStems: Uint32Array.from(query.terms, ({ stem }) => stem % 2 ** 32),
          sentenceEnds: Uint32Array.of(query.terms.length),
          signals: Uint8Array.of(signals),
        })),
      ),
    );
    const alike = [1, 2].map((passageId) => ({ ...candidate!, passageId }));
    const hits = await reranker.rerank(query, alike, { limit: 2 });
    expect(hits.map(({ passageId }) => passageId)).toEqual([2, 1]);
    const [best, other] = hits.map(({ proximity }) => proximity!.answerTypeSentenceCoverage);
    expect(best).toBeCloseTo(1, 9);
    expect(other).toBe(0);
  });
});
