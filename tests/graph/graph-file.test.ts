import { appendFileSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isWholeGraphFile } from '../../src/graph/graph-file.js';
import { HnswGraph } from '../../src/graph/hnsw-graph.js';

function writtenGraph(points: number): string {
  const directory = mkdtempSync(join(tmpdir(), 'isnad-test-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const graph = HnswGraph.create(2, points);
  for (let id = 1; id <= points; id++) graph.add(id, Float32Array.of(Math.cos(id), Math.sin(id)));
  const path = join(directory, 'graph');
  graph.write(path);
  return path;
}

// 3,000 points reach into the upper layers.
test.each([0, 1, 2, 3_000])('a graph of %i points as it was written is whole', (points) => {
  expect(isWholeGraphFile(writtenGraph(points))).toBe(true);
});

test('a link list that crosses the end of what is read at a time', () => {
  // Points without upper links take 4 bytes each behind the level-0 part: over a megabyte of them.
  const header = Buffer.alloc(96);
  const points = 300_000;
  header.writeBigUInt64LE(BigInt(points), 16);
  const path = writtenGraph(1);
  writeFileSync(path, Buffer.concat([header, Buffer.alloc(points * 4)]));
  expect(isWholeGraphFile(path)).toBe(true);
  truncateSync(path, 96 + points * 4 - 1);
  expect(isWholeGraphFile(path)).toBe(false);
});

test('one that is cut off anywhere, or has more behind it, is not', () => {
  const path = writtenGraph(500);
  const { size } = statSync(path);
  appendFileSync(path, 'x');
  expect(isWholeGraphFile(path)).toBe(false);
  for (let length = size - 1; length >= 0; length -= 997) {
    truncateSync(path, length);
    expect(isWholeGraphFile(path), `${length} of ${size} bytes`).toBe(false);
  }
});
