import { join } from 'node:path';
import type { EmbedderIdentity } from '../contracts/embedder.js';
import { IndexError } from '../contracts/errors.js';
import type { Manifest } from '../contracts/manifest.js';
import { askedEvidence } from '../answers/evidence.js';
import { findQuestionType } from '../answers/question-type.js';
import { HnswGraph } from '../graph/hnsw-graph.js';
import { decodeLexical } from '../lexical/lexical-file.js';
import { LexicalIndex } from '../lexical/lexical-index.js';
import { analyserVersion } from '../lexical/terms.js';
import { HybridRetriever } from '../retrieval/hybrid-retriever.js';
import { PassageSet } from '../retrieval/passage-set.js';
import { isIntact, readIntact } from '../store/derived-files.js';
import { IndexReader, type DocumentFilter } from '../store/index-reader.js';
import type { SqliteDatabase } from '../store/sqlite.js';
import { buildGraph, graphFingerprint } from './derive-graph.js';
import { buildLexical } from './derive-lexical.js';
import { rowsFingerprint } from './passage-limits.js';

/** Filters whose passages are remembered: those of the collections of a few servers and channels. */
const rememberedFilters = 16;

/** One finished state of an index, loaded and ready to be searched. */
export interface OpenGeneration {
  readonly manifest: Manifest;
  readonly reader: IndexReader;
  readonly text: LexicalIndex;
  readonly retriever: HybridRetriever;
  /** The passages of the documents that a filter lets through. */
  readonly findAllowed: (filter: DocumentFilter) => PassageSet;
  /** What was made anew in memory because its file was missing or damaged. */
  readonly repaired: readonly string[];
}

/** @throws IndexError when the index was made for another model or by other rules. */
function checkManifest(manifest: Manifest, embedder: EmbedderIdentity): void {
  if (manifest.fingerprint === rowsFingerprint(embedder)) return;
  const other = manifest.embedder.model !== embedder.model;
  throw new IndexError(
    'INDEX_MISMATCH',
    other
      ? `The index was made with the model ${manifest.embedder.model}, and EMBEDDING_MODEL is ${embedder.model}.`
      : 'The index was made with another version of the model or of the rules that cut documents into passages.',
    other
      ? 'Run "npm run index" to make it anew with this model, or set EMBEDDING_MODEL back.'
      : 'Run "npm run index" to bring it up to date.',
  );
}

async function loadText(
  directory: string,
  manifest: Manifest,
  reader: IndexReader,
  repaired: string[],
): Promise<LexicalIndex> {
  const file =
    manifest.analyserVersion === analyserVersion && (await readIntact(directory, manifest.lexical));
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

/** Remembers what the last filters let through, which is the same as long as the generation is. */
function createAllowedFinder(reader: IndexReader): OpenGeneration['findAllowed'] {
  const remembered = new Map<string, PassageSet>();
  return (filter) => {
    const key = JSON.stringify(filter);
    const allowed = remembered.get(key) ?? new PassageSet(reader.findPassageIds(filter));
    remembered.delete(key);
    remembered.set(key, allowed);
    if (remembered.size > rememberedFilters) remembered.delete(remembered.keys().next().value!);
    return allowed;
  };
}

/**
 * Loads one generation. Derived files are checked against the manifest before anything reads them, and made
 * anew in memory from the database where they do not hold.
 */
export async function openGeneration(
  directory: string,
  database: SqliteDatabase,
  manifest: Manifest,
  embedder: EmbedderIdentity,
): Promise<OpenGeneration> {
  checkManifest(manifest, embedder);
  const reader = new IndexReader(database, manifest.generation);
  const repaired: string[] = [];
  const text = await loadText(directory, manifest, reader, repaired);
  const vectors = await loadVectors(directory, manifest, reader, repaired);
  const retriever = new HybridRetriever({
    vectors,
    text,
    findVectors: (ids) => reader.findVectors(ids),
    findDigests: (ids) => reader.findDigests(ids),
    askedEvidence: (question) => askedEvidence(findQuestionType(question)),
  });
  return { manifest, reader, text, retriever, findAllowed: createAllowedFinder(reader), repaired };
}
