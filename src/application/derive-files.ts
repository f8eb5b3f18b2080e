import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IndexError } from '../contracts/errors.js';
import type { DerivedFile, Manifest } from '../contracts/manifest.js';
import { isWholeGraphFile } from '../graph/graph-file.js';
import { graphParameters, HnswGraph } from '../graph/hnsw-graph.js';
import { decodeLexical, encodeLexical } from '../lexical/lexical-file.js';
import { LexicalBuilder, mergeLexical, type LexicalData } from '../lexical/lexical-index.js';
import { analyserVersion } from '../lexical/terms.js';
import { passageText } from '../passages/passage-text.js';
import { isIntact, writeDerivedFile, writePieces } from '../store/derived-files.js';
import type { IndexReader } from '../store/index-reader.js';
import { breathe } from './breathe.js';

/** A graph with more removed points than this share of all is built anew. */
const maxRemovedShare = 0.2;

/** Points added between two looks at the clock and the caller's signal. */
const pointsAtATime = 200;

export const graphFingerprint = JSON.stringify(graphParameters);

/** The passages that differ between the last finished generation and the one being made. */
export interface PassageChanges {
  /** Ascending. */
  readonly removed: readonly number[];
  /** Documents added since have at least this generation. */
  readonly addedSince: number;
}

/** Adds the passages of documents to a lexical builder; stops for other work between documents. */
async function addDocuments(builder: LexicalBuilder, reader: IndexReader, addedSince: number): Promise<void> {
  let sinceBreak = 0;
  for (const { document, passages } of reader.documentsWithPassages(addedSince)) {
    for (const passage of passages) {
      builder.add({ id: passage.id, ...passageText(document, passage.span) });
    }
    sinceBreak += passages.length;
    if (sinceBreak >= pointsAtATime) {
      sinceBreak = 0;
      await breathe();
    }
  }
}

/** The lexical index of everything that `reader` shows. */
export async function buildLexical(reader: IndexReader): Promise<LexicalData> {
  const builder = new LexicalBuilder();
  await addDocuments(builder, reader, 0);
  return builder.build();
}

/** The graph of everything that `reader` shows. */
export async function buildGraph(
  reader: IndexReader,
  dimension: number,
  passages: number,
  onPoints?: (done: number) => void,
): Promise<HnswGraph> {
  const graph = HnswGraph.create(dimension, passages);
  let done = 0;
  for (const { id, vector } of reader.vectors()) {
    graph.add(id, vector);
    if (++done % pointsAtATime === 0) {
      onPoints?.(done);
      await breathe();
    }
  }
  return graph;
}

/** Brings the last generation's lexical index up to date, or builds one where that cannot be done. */
export async function deriveLexical(
  directory: string,
  reader: IndexReader,
  last: Manifest | undefined,
  changes: PassageChanges,
): Promise<DerivedFile> {
  const usable = last?.analyserVersion === analyserVersion && (await isIntact(directory, last.lexical));
  let data: LexicalData;
  if (usable) {
    const builder = new LexicalBuilder();
    await addDocuments(builder, reader, changes.addedSince);
    const removed = new Set(changes.removed);
    const old = decodeLexical(readFileSync(join(directory, last.lexical.name)));
    data = mergeLexical(old, (id) => !removed.has(id), builder.build());
  } else {
    data = await buildLexical(reader);
  }
  const name = `lexical-${reader.generation}.bin`;
  return writeDerivedFile(directory, name, (path) => {
    writePieces(path, encodeLexical(data));
  });
}

/** The graph's library does not say why a file of its came out short; there is hardly another reason. */
function diskFullError(directory: string): IndexError {
  return new IndexError(
    'INDEX_WRITE',
    `The graph could not be written to ${directory}: the disk seems to be full.`,
    'Make room on it, then run the command again; the index of before is whole and goes on answering.',
  );
}

/** Brings the last generation's graph up to date, or builds one where that cannot be done or pays more. */
export async function deriveGraph(
  directory: string,
  reader: IndexReader,
  last: Manifest | undefined,
  changes: PassageChanges,
  counts: { readonly passages: number; readonly dimension: number },
  onPoints: (done: number, total: number) => void,
): Promise<DerivedFile> {
  const { passages, dimension } = counts;
  const usable =
    last?.graphParameters === graphFingerprint &&
    last.embedder.dimension === dimension &&
    (await isIntact(directory, last.graph));
  let graph: HnswGraph | undefined;
  if (usable) {
    const old = HnswGraph.load(join(directory, last.graph.name), dimension, last.passages);
    const removedAfter = old.sizeWithRemoved - old.size + changes.removed.length;
    if (removedAfter <= maxRemovedShare * passages) graph = old;
  }
  if (graph) {
    for (const id of changes.removed) graph.remove(id);
    const added = reader.findPassageIds({ addedSince: changes.addedSince });
    for (const [index, id] of added.entries()) {
      graph.add(id, reader.findVectors([id])[0]!);
      if (index % pointsAtATime === 0) {
        onPoints(index, added.length);
        await breathe();
      }
    }
  } else {
    graph = await buildGraph(reader, dimension, passages, (done) => {
      onPoints(done, passages);
    });
  }
  const finished = graph;
  return writeDerivedFile(directory, `graph-${reader.generation}.hnsw`, (path) => {
    finished.write(path);
    if (!isWholeGraphFile(path)) throw diskFullError(directory);
  });
}
