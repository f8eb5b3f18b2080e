import { join } from 'node:path';
import type { Embedder, EmbedderIdentity } from '../contracts/embedder.js';
import { IndexError } from '../contracts/errors.js';
import type { Manifest, SnapshotManifest } from '../contracts/manifest.js';
import type { PassageFilter } from '../contracts/search.js';
import { HnswGraph } from '../graph/hnsw-graph.js';
import { decodeLexical } from '../lexical/lexical-file.js';
import { LexicalIndex } from '../lexical/lexical-index.js';
import { BoundedMap } from '../text/bounded-map.js';
import { analyzerVersion } from '../text/terms.js';
import { loadThesaurus } from '../query/thesaurus.js';
import { createTranslator } from '../query/shipped-translator.js';
import { LinearReranker } from '../reranking/linear-reranker.js';
import { ExactVectors } from '../retrieval/exact-vectors.js';
import { HybridRetriever } from '../retrieval/hybrid-retriever.js';
import { LocalMethods } from '../retrieval/local-methods.js';
import { PassageSet } from '../retrieval/passage-set.js';
import { isIntact, readIntact } from '../store/derived-files.js';
import type { DocumentFilter, IndexReader } from '../contracts/index-reader.js';
import type { IndexStore } from '../contracts/index-store.js';
import { buildGraph, graphFingerprint } from './build-graph.js';
import { buildLexical } from './build-lexical.js';
import { rowsFingerprint } from './rows-fingerprint.js';
import { QuestionPipeline } from './question-pipeline.js';

/** Filters whose passages are remembered: those of the collections of a few servers and channels. */
const rememberedFilters = 16;

/** One finished state of an index, loaded and ready to be searched. */
export interface OpenSnapshot {
  readonly manifest: SnapshotManifest;
  readonly reader: IndexReader;
  readonly pipeline: QuestionPipeline;
  /** The passages of the documents that a filter lets through. */
  readonly findAllowed: (filter: DocumentFilter) => Promise<PassageFilter>;
  /** The server that has it and how that names passages; undefined for an index in a directory. */
  readonly server?: string | undefined;
  /** What was rebuilt in memory because its file was missing or damaged. */
  readonly repaired: readonly string[];
}

/** @throws IndexError when the index was made for another model or by other rules. */
export function checkManifest(manifest: SnapshotManifest, embedder: EmbedderIdentity): void {
  if (manifest.fingerprint === rowsFingerprint(embedder)) return;
  const other = manifest.embedder.model !== embedder.model;
  throw new IndexError(
    'INDEX_MISMATCH',
    other
      ? `The index was made with the model ${manifest.embedder.model}, and EMBEDDING_MODEL is ${embedder.model}.`
      : 'The index was made with another version of the model or of the rules that cut documents into passages.',
    other
      ? 'Run "isnad index" to rebuild it with this model, or set EMBEDDING_MODEL back.'
      : 'Run "isnad index" to bring it up to date.',
  );
}

async function loadLexical(
  directory: string,
  manifest: Manifest,
  reader: IndexReader,
  repaired: string[],
): Promise<LexicalIndex> {
  const file =
    manifest.analyzerVersion === analyzerVersion && (await readIntact(directory, manifest.lexical));
  if (file) return new LexicalIndex(decodeLexical(file));
  repaired.push(manifest.lexical.name);
  return new LexicalIndex(await buildLexical(reader));
}

async function loadVectors(
  directory: string,
  manifest: Manifest,
  reader: IndexReader,
  repaired: string[],
): Promise<HnswGraph> {
  const { dimension } = manifest.embedder;
  if (manifest.graphParameters === graphFingerprint && (await isIntact(directory, manifest.graph))) {
    return HnswGraph.load(join(directory, manifest.graph.name), dimension, manifest.passages);
  }
  repaired.push(manifest.graph.name);
  return buildGraph(reader, dimension);
}

/** Remembers what the last filters let through, which is the same as long as the snapshot is. */
export function rememberFilters(
  find: (filter: DocumentFilter) => Promise<PassageFilter>,
): OpenSnapshot['findAllowed'] {
  const remembered = new BoundedMap<string, PassageFilter>(rememberedFilters);
  return async (filter) => {
    const key = JSON.stringify(filter);
    const allowed = remembered.get(key) ?? (await find(filter));
    remembered.set(key, allowed);
    return allowed;
  };
}

export interface OpeningDetails {
  /** Does without the graph, which may miss a passage: for comparing indexes. */
  readonly comparesAllVectors?: boolean;
}

/**
 * Loads one snapshot. Derived files are checked against the manifest before anything reads them, and rebuilt
 * in memory from the database where they do not match.
 */
export async function openSnapshot(
  directory: string,
  store: IndexStore,
  manifest: Manifest,
  embedder: Embedder,
  { comparesAllVectors = false }: OpeningDetails = {},
): Promise<OpenSnapshot> {
  checkManifest(manifest, embedder.identity);
  const reader = store.openReader(manifest.snapshot);
  const repaired: string[] = [];
  const lexical = await loadLexical(directory, manifest, reader, repaired);
  const vectors = comparesAllVectors
    ? await ExactVectors.read(reader.vectors())
    : await loadVectors(directory, manifest, reader, repaired);
  const retriever = new HybridRetriever(
    new LocalMethods({
      vectors,
      lexical,
      findVectors: (ids) => reader.findVectors(ids),
    }),
  );
  const reranker = new LinearReranker((ids) => reader.findForwardIndexEntries(ids));
  const pipeline = new QuestionPipeline({
    embedder,
    thesaurus: loadThesaurus(),
    translator: createTranslator(),
    lexical,
    retriever,
    reranker,
    findPassages: (ids) => reader.findPassages(ids),
    findDocument: (id) => reader.findDocument(id),
  });
  const findAllowed = rememberFilters(async (filter) => new PassageSet(await reader.findPassageIds(filter)));
  return { manifest, reader, pipeline, findAllowed, repaired };
}
