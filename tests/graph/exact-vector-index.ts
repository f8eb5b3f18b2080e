import type { RankedPassage } from '../../src/contracts/hit.js';
import type { VectorIndex } from '../../src/contracts/search.js';
import { innerProduct } from './seeded-vectors.js';

/** Compares with every vector: what an approximate index is measured against, and replaced by where speed does not matter. */
export function createExactVectorIndex(vectors: ReadonlyMap<number, Float32Array>): VectorIndex {
  return {
    size: vectors.size,
    search(vector, limit, { isAllowed } = {}): RankedPassage[] {
      return [...vectors]
        .filter(([passageId]) => !isAllowed || isAllowed(passageId))
        .map(([passageId, stored]) => ({ passageId, score: innerProduct(vector, stored) }))
        .sort((a, b) => b.score - a.score)
        .slice(0, Math.max(0, limit))
        .map((hit, index) => ({ ...hit, rank: index + 1 }));
    },
  };
}
