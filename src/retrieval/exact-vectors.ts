import type { RankedPassage } from '../contracts/hit.js';
import type { VectorIndex, VectorSearchOptions } from '../contracts/search.js';
import { innerProduct } from '../text/inner-product.js';
import { rankHits } from './local-methods.js';

/** All vectors compared, one by one: what a graph is measured by. */
export class ExactVectors implements VectorIndex {
  private readonly vectors = new Map<number, Float32Array>();

  static async read(
    vectors: AsyncIterable<{ readonly id: number; readonly vector: Float32Array }>,
  ): Promise<ExactVectors> {
    const exact = new ExactVectors();
    for await (const { id, vector } of vectors) exact.vectors.set(id, vector);
    return exact;
  }

  get size(): number {
    return this.vectors.size;
  }

  search(vector: Float32Array, limit: number, { isAllowed }: VectorSearchOptions = {}): RankedPassage[] {
    const hits = [...this.vectors]
      .filter(([passageId]) => !isAllowed || isAllowed(passageId))
      .map(([passageId, stored]) => ({ passageId, score: innerProduct(vector, stored) }));
    return rankHits(hits, limit);
  }
}
