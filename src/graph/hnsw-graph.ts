import { createRequire } from 'node:module';
import type hnswlib from 'hnswlib-node';
import type { RankedPassage } from '../contracts/hit.js';
import { explainNativePart } from '../native/explain-native-part.js';
import type { VectorIndex, VectorSearchOptions } from '../contracts/search.js';

const require = createRequire(import.meta.url);

/** An empty graph of the library, which is loaded with the first: one that cannot be is told like any other failure. */
function createNative(dimension: number): hnswlib.HierarchicalNSW {
  try {
    const { HierarchicalNSW } = require('hnswlib-node') as typeof hnswlib;
    return new HierarchicalNSW(graphParameters.metric, dimension);
  } catch (error) {
    throw explainNativePart(error, 'hnswlib-node');
  }
}

/** Kept in the manifest: a graph made with other parameters is rebuilt. */
export const graphParameters = { metric: 'ip', m: 32, efConstruction: 200, randomSeed: 42 } as const;

/** Candidates looked at in a rough search, and at the least in any. */
const minEfSearch = 96;

/**
 * Candidates looked at in a search of a graph of so many points: ever more are needed to find the same share of the
 * nearest ten. So many find 0.98 of them among 95,000 made-up passages, and 0.99 among 64,000 of news
 * (`npm run bench`); how they grow is taken from sparser graphs. The library forgets its own setting on every load.
 */
export function efSearchFor(points: number): number {
  return Math.max(minEfSearch, Math.round(800 * (points / 20_000) ** 0.6));
}

/** Labels are 32 bits wide in the library and wrap silently. */
const maxLabel = 0xffff_ffff;

function checkedVector(vector: Float32Array, dimension: number): number[] {
  if (vector.length !== dimension) {
    throw new RangeError(`vector of ${vector.length} components for a graph of ${dimension}`);
  }
  for (const component of vector) {
    if (!Number.isFinite(component)) throw new RangeError('vector with a component that is not a number');
  }
  // The library takes plain arrays only, and aborts the process on anything else in them.
  return Array.from(vector);
}

/**
 * A hierarchical navigable small world graph (Malkov and Yashunin 2018) over unit vectors by inner product,
 * labelled with passage ids. Nothing unchecked reaches the native code, which aborts the process on it.
 */
export class HnswGraph implements VectorIndex {
  private constructor(
    private readonly native: hnswlib.HierarchicalNSW,
    private readonly dimension: number,
    private live: number,
  ) {}

  /** An empty graph with room for `capacity` points; it grows when more are added. */
  static create(dimension: number, capacity: number): HnswGraph {
    const native = createNative(dimension);
    const { m, efConstruction, randomSeed } = graphParameters;
    native.initIndex({ maxElements: Math.max(1, capacity), m, efConstruction, randomSeed });
    return new HnswGraph(native, dimension, 0);
  }

  /**
   * Reads a file written by {@link write}. The caller must have verified its checksum: the library loads a
   * damaged file without complaint and crashes on the first search. `live` is how many points are not removed.
   * Read by another thread: nobody has the graph before it is whole.
   */
  static async load(path: string, dimension: number, live: number): Promise<HnswGraph> {
    const native = createNative(dimension);
    await native.readIndex(path);
    return new HnswGraph(native, dimension, live);
  }

  /** Points that a search can find. */
  get size(): number {
    return this.live;
  }

  /** Points in the file, removed ones included. */
  get sizeWithRemoved(): number {
    return this.native.getCurrentCount();
  }

  /** Adds a point. `passageId` must not have been used before, not even by a point since removed. */
  add(passageId: number, vector: Float32Array): void {
    if (!Number.isInteger(passageId) || passageId < 0 || passageId > maxLabel) {
      throw new RangeError(`passage id ${passageId} does not fit a label of 32 bits`);
    }
    const components = checkedVector(vector, this.dimension);
    const capacity = this.native.getMaxElements();
    if (this.native.getCurrentCount() >= capacity) this.native.resizeIndex(Math.ceil(capacity * 1.5) + 1024);
    this.native.addPoint(components, passageId);
    this.live++;
  }

  /** The point is found no more; its place in the graph stays until the graph is rebuilt. */
  remove(passageId: number): void {
    this.native.markDelete(passageId);
    this.live--;
  }

  search(
    vector: Float32Array,
    limit: number,
    { isAllowed, effort = 'high' }: VectorSearchOptions = {},
  ): RankedPassage[] {
    const components = checkedVector(vector, this.dimension);
    const count = Math.min(limit, this.live);
    if (count <= 0) return [];
    this.native.setEf(Math.max(effort === 'low' ? minEfSearch : efSearchFor(this.sizeWithRemoved), count));
    // An exception that reaches the native code aborts the process: it is carried around it.
    const thrown: unknown[] = [];
    const filter = (passageId: number): boolean => {
      try {
        return thrown.length === 0 && isAllowed!(passageId);
      } catch (error) {
        thrown.push(error);
        return false;
      }
    };
    const { neighbors, distances } = this.native.searchKnn(components, count, isAllowed && filter);
    if (thrown.length > 0) throw thrown[0];
    return neighbors.map((passageId, index) => ({
      passageId,
      rank: index + 1,
      score: 1 - distances[index]!,
    }));
  }

  /** Writes to `path`, whose directory must exist: the library fails silently where it does not. */
  write(path: string): void {
    // Room for more would be in every file, and be loaded with it.
    this.native.resizeIndex(Math.max(1, this.sizeWithRemoved));
    this.native.writeIndexSync(path);
  }
}
