import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HnswGraph } from '../../src/graph/hnsw-graph.js';
import { createExactVectorIndex } from './exact-vector-index.js';
import { clusteredVectors, createRandom } from './seeded-vectors.js';
import { describeVectorIndex } from './vector-index-contract.js';

function graphOf(vectors: ReadonlyMap<number, Float32Array>): HnswGraph {
  const graph = HnswGraph.create(8, vectors.size);
  for (const [passageId, vector] of vectors) graph.add(passageId, vector);
  return graph;
}

describeVectorIndex('the graph', graphOf);
describeVectorIndex('the exact scan', createExactVectorIndex);

describe('HnswGraph', () => {
  const list = clusteredVectors(200, 8, 6, createRandom(3));
  const vectors = new Map(list.map((vector, index) => [index, vector]));
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'isnad-graph-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const withHole = Float32Array.from({ length: 8 }, (_, index) => (index === 3 ? Number.NaN : 0.1));

  it.each<[string, Float32Array]>([
    ['too short', new Float32Array(7)],
    ['too long', new Float32Array(9)],
    ['empty', new Float32Array(0)],
    ['with NaN', withHole],
    ['with infinity', withHole.map((component) => (Number.isNaN(component) ? Infinity : component))],
    ['with a hole', [0.1, , 0.1, 0.1, 0.1, 0.1, 0.1, 0.1] as unknown as Float32Array],
    ['with a string', ['1', 0, 0, 0, 0, 0, 0, 0] as unknown as Float32Array],
    ['with undefined', [undefined, 0, 0, 0, 0, 0, 0, 0] as unknown as Float32Array],
  ])('takes no vector %s', (_, vector) => {
    const graph = graphOf(vectors);
    expect(() => {
      graph.add(1000, vector);
    }).toThrow(RangeError);
    expect(() => graph.search(vector, 1)).toThrow(RangeError);
    expect(graph.size).toBe(200);
    expect(graph.sizeWithRemoved).toBe(200);
    expect(graph.search(list[5]!, 1)[0]?.passageId).toBe(5);
  });

  it.each([-1, 0.5, 2 ** 32, Number.NaN, Infinity])('takes no passage id %d', (passageId) => {
    const graph = HnswGraph.create(8, 1);
    expect(() => {
      graph.add(passageId, list[0]!);
    }).toThrow(RangeError);
    expect(graph.size).toBe(0);
  });

  it.each([0, 2 ** 31, 2 ** 32 - 1])('keeps the passage id %d as it is', (passageId) => {
    const graph = HnswGraph.create(8, 1);
    graph.add(passageId, list[0]!);
    expect(graph.search(list[0]!, 1).map((hit) => hit.passageId)).toEqual([passageId]);
  });

  it.each([Number.NaN, 2.9, Infinity])('gives whole results for a limit of %d', (limit) => {
    const found = graphOf(vectors).search(list[0]!, limit);
    expect(found).toHaveLength(Number.isNaN(limit) ? 0 : Math.min(200, Math.floor(limit)));
  });

  it.each([0, 1, 7])('grows from a room of %d', (capacity) => {
    const graph = HnswGraph.create(8, capacity);
    for (const [passageId, vector] of vectors) graph.add(passageId, vector);
    expect(graph.size).toBe(200);
    for (const [passageId, vector] of vectors) expect(graph.search(vector, 1)[0]?.passageId).toBe(passageId);
  });

  it('saves, loads and searches an empty graph, and fills it afterwards', async () => {
    const path = join(folder, 'empty.hnsw');
    HnswGraph.create(8, 0).write(path);
    const graph = await HnswGraph.load(path, 8, 0);
    expect(graph.size).toBe(0);
    expect(graph.search(list[0]!, 3)).toEqual([]);
    for (const [passageId, vector] of vectors) graph.add(passageId, vector);
    expect(graph.search(list[9]!, 1)[0]?.passageId).toBe(9);
  });

  it('finds the same after it was saved and loaded, removed points and growth with it', async () => {
    const path = join(folder, 'whole.hnsw');
    const graph = graphOf(vectors);
    for (const passageId of [3, 50, 199]) graph.remove(passageId);
    graph.write(path);
    const loaded = await HnswGraph.load(path, 8, graph.size);
    expect(loaded.size).toBe(197);
    expect(loaded.sizeWithRemoved).toBe(200);
    for (const vector of list.slice(0, 60))
      expect(loaded.search(vector, 20)).toEqual(graph.search(vector, 20));
    loaded.add(500, list[3]!);
    expect(loaded.search(list[3]!, 1)[0]?.passageId).toBe(500);
    expect(loaded.size).toBe(198);
  });

  it('builds the same graph from the same points', () => {
    const [left, right] = [graphOf(vectors), graphOf(vectors)];
    for (const vector of list) expect(left.search(vector, 10)).toEqual(right.search(vector, 10));
  });

  it('never finds what was removed, whatever is removed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(39), { maxLength: 40 }), fc.nat(39), (removed, question) => {
        const few = new Map([...vectors].slice(0, 40));
        const graph = graphOf(few);
        for (const passageId of removed) graph.remove(passageId);
        expect(graph.size).toBe(40 - removed.length);
        const found = graph.search(list[question]!, 40).map((hit) => hit.passageId);
        const wanted = [...few.keys()].filter((passageId) => !removed.includes(passageId));
        expect(found.toSorted((a, b) => a - b)).toEqual(wanted);
      }),
      { numRuns: 50 },
    );
  });

  it('removes nothing twice, and nothing that is not there', () => {
    const graph = graphOf(vectors);
    graph.remove(5);
    for (const passageId of [5, 5000]) {
      expect(() => {
        graph.remove(passageId);
      }).toThrow();
    }
    expect(graph.size).toBe(199);
  });

  it('throws for a file that is not there', async () => {
    await expect(HnswGraph.load(join(folder, 'missing.hnsw'), 8, 1)).rejects.toThrow();
  });
});

describe('the recall of the graph', () => {
  const random = createRandom(2024);
  const points = clusteredVectors(2_200, 64, 40, random);
  const vectors = new Map(points.slice(0, 2_000).map((vector, index) => [index, vector]));
  const questions = points.slice(2_000);
  const graph = HnswGraph.create(64, 2_000);
  for (const [passageId, vector] of vectors) graph.add(passageId, vector);

  function recallAt10(of: HnswGraph, live: ReadonlyMap<number, Float32Array>): number {
    const exact = createExactVectorIndex(live);
    const found = questions.map((question) => {
      const wanted = new Set(exact.search(question, 10).map((hit) => hit.passageId));
      return of.search(question, 10).filter((hit) => wanted.has(hit.passageId)).length / 10;
    });
    return found.reduce((sum, share) => sum + share, 0) / found.length;
  }

  it('is at least 0.98 at 10 against an exact scan', () => {
    expect(recallAt10(graph, vectors)).toBeGreaterThanOrEqual(0.98);
  });

  it('stays there when a quarter of the points is removed', () => {
    const live = new Map(vectors);
    for (let passageId = 0; passageId < 2_000; passageId += 4) {
      graph.remove(passageId);
      live.delete(passageId);
    }
    expect(recallAt10(graph, live)).toBeGreaterThanOrEqual(0.98);
  });
});
