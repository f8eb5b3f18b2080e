import { join } from 'node:path';
import { IndexError } from '../contracts/errors.js';
import { isWholeGraphFile } from '../graph/graph-file.js';
import { graphParameters, HnswGraph } from '../graph/hnsw-graph.js';
import { isIntact, writeDerivedFile } from '../store/derived-files.js';
import type { IndexReader, RowRange } from '../contracts/index-reader.js';
import { yieldToEventLoop } from './event-loop.js';
import { passagesAtATime, type IndexFileBuilder, type BuildJob, type OnBuilt } from './index-file-builder.js';

/** A graph with more removed points than this share of all is built anew. */
const maxRemovedShare = 0.2;

export const graphFingerprint = JSON.stringify(graphParameters);

interface Added {
  readonly points: number;
  /** Id of the last of them. */
  readonly last: number;
}

async function addVectors(
  graph: HnswGraph,
  reader: IndexReader,
  range: RowRange,
  onBuilt?: OnBuilt,
): Promise<Added> {
  let last = range.after ?? 0;
  let points = 0;
  for await (const { id, vector } of reader.vectors(range)) {
    graph.add(id, vector);
    last = id;
    if (++points % passagesAtATime === 0) {
      onBuilt?.(points);
      await yieldToEventLoop();
    }
  }
  return { points, last };
}

/** The graph of everything that `reader` shows. */
export async function buildGraph(reader: IndexReader, dimension: number): Promise<HnswGraph> {
  const graph = HnswGraph.create(dimension, await reader.countPassages());
  await addVectors(graph, reader, {});
  return graph;
}

/** The last snapshot's graph without what is removed; undefined where there is none or a new one pays more. */
async function loadLast({ directory, last, removed, dimension }: BuildJob): Promise<HnswGraph | undefined> {
  const isUsable =
    last?.graphParameters === graphFingerprint &&
    last.embedder.dimension === dimension &&
    (await isIntact(directory, last.graph));
  if (!isUsable) return undefined;
  const graph = await HnswGraph.load(join(directory, last.graph.name), dimension, last.passages);
  const removedPoints = graph.sizeWithRemoved - graph.size + removed.length;
  if (removedPoints > maxRemovedShare * graph.sizeWithRemoved) return undefined;
  for (const id of removed) graph.remove(id);
  return graph;
}

/** The graph's library does not say why a file of its came out short; there is hardly another reason. */
function diskFullError(directory: string): IndexError {
  return new IndexError(
    'INDEX_WRITE',
    `The graph could not be written to ${directory}: the disk seems to be full.`,
    'Make room on it, then run the command again; the index of before is whole and goes on answering.',
  );
}

/** Brings the last snapshot's graph up to date, or builds one where that cannot be done or pays more. */
export async function createGraphBuilder(
  reader: IndexReader,
  job: BuildJob,
  onBuilt?: OnBuilt,
): Promise<IndexFileBuilder> {
  const { directory, snapshot, dimension } = job;
  const old = await loadLast(job);
  // It grows: how many passages there will be is not known yet.
  const graph = old ?? HnswGraph.create(dimension, 0);
  const addedSince = old ? snapshot : 0;
  let after = 0;
  let done = 0;
  const advance = async (): Promise<void> => {
    const { points, last } = await addVectors(graph, reader, { after, addedSince }, (now) => {
      onBuilt?.(done + now);
    });
    done += points;
    after = last;
  };
  return {
    advance,
    async finish() {
      await advance();
      return writeDerivedFile(directory, `graph-${snapshot}.hnsw`, (path) => {
        graph.write(path);
        if (!isWholeGraphFile(path)) throw diskFullError(directory);
      });
    },
  };
}
