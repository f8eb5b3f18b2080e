import { describe, expect, it } from 'vitest';
import type { VectorIndex } from '../../src/contracts/search.js';
import { clusteredVectors, createRandom, innerProduct } from './seeded-vectors.js';

/** What every vector index must do, whatever finds its neighbours. */
export function describeVectorIndex(
  name: string,
  create: (vectors: ReadonlyMap<number, Float32Array>) => VectorIndex,
): void {
  describe(`${name}, a vector index`, () => {
    const list = clusteredVectors(60, 8, 5, createRandom(7));
    const vectors = new Map(list.map((vector, index) => [index * 3 + 1, vector]));
    const index = create(vectors);

    it('knows its size', () => {
      expect(index.size).toBe(60);
      expect(create(new Map()).size).toBe(0);
    });

    it('finds every vector as the nearest to itself', () => {
      for (const [passageId, vector] of vectors)
        expect(index.search(vector, 1)[0]?.passageId).toBe(passageId);
    });

    it('ranks from 1 by inner product, each passage once', () => {
      const hits = index.search(list[0]!, 20);
      expect(hits).toHaveLength(20);
      expect(new Set(hits.map((hit) => hit.passageId)).size).toBe(20);
      hits.forEach((hit, position) => {
        expect(hit.rank).toBe(position + 1);
        expect(hit.score).toBeCloseTo(innerProduct(list[0]!, vectors.get(hit.passageId)!), 5);
        if (position > 0) expect(hit.score).toBeLessThanOrEqual(hits[position - 1]!.score);
      });
    });

    it.each([-1, 0])('gives nothing where %d are asked for', (limit) => {
      expect(index.search(list[0]!, limit)).toEqual([]);
    });

    it('gives all that it has where more are asked for', () => {
      expect(index.search(list[0]!, 1000)).toHaveLength(60);
    });

    it('gives nothing when it is empty', () => {
      expect(create(new Map()).search(list[0]!, 10)).toEqual([]);
    });

    it('keeps to a filter', () => {
      const hits = index.search(list[0]!, 60, { isAllowed: (passageId) => passageId % 2 === 0 });
      expect(hits.map((hit) => hit.passageId % 2)).toEqual(Array(30).fill(0));
      expect(index.search(list[0]!, 10, { isAllowed: () => false })).toEqual([]);
    });

    it('finds the nearest with low effort too, and the very nearest of so few', () => {
      const hits = index.search(list[0]!, 20, { effort: 'low' });
      expect(hits).toEqual(index.search(list[0]!, 20));
    });

    it('hands on what a filter throws, and goes on working', () => {
      const failure = new Error('no such passage');
      expect(() =>
        index.search(list[0]!, 10, {
          isAllowed: () => {
            throw failure;
          },
        }),
      ).toThrow(failure);
      expect(index.search(list[0]!, 1)).toHaveLength(1);
    });

    it('takes a question without a known word, whose vector is all zeros', () => {
      const hits = index.search(new Float32Array(8), 5);
      expect(hits).toHaveLength(5);
      for (const hit of hits) expect(hit.score).toBeCloseTo(0, 6);
    });
  });
}
