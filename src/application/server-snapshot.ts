import type { Embedder } from '../contracts/embedder.js';
import { IndexError } from '../contracts/errors.js';
import { analyzerVersion } from '../text/terms.js';
import { loadThesaurus } from '../query/thesaurus.js';
import { createTranslator } from '../query/shipped-translator.js';
import { LinearReranker } from '../reranking/linear-reranker.js';
import { HybridRetriever } from '../retrieval/hybrid-retriever.js';
import { AnalysisSession } from '../postgres/analysis-session.js';
import { openServerMethods } from '../postgres/open-server-methods.js';
import type { ServerDatabase } from '../postgres/server-database.js';
import { ServerFilter } from '../postgres/server-filter.js';
import type { ServerManifest } from '../postgres/snapshot-manifest.js';
import { checkManifest, rememberFilters, type OpeningDetails, type OpenSnapshot } from './open-snapshot.js';
import { QuestionPipeline } from './question-pipeline.js';

/** Opens one snapshot on a server: nothing of it is loaded before a question needs it. */
export async function openServerSnapshot(
  database: ServerDatabase,
  manifest: ServerManifest,
  embedder: Embedder,
  { comparesAllVectors = false }: OpeningDetails = {},
): Promise<OpenSnapshot> {
  checkManifest(manifest, embedder.identity);
  if (manifest.analyzerVersion !== analyzerVersion) {
    throw new IndexError(
      'INDEX_MISMATCH',
      'The index was made with another version of the rules that take words apart.',
      'Run "isnad index" to bring it up to date.',
    );
  }
  const { methods, reader, terms, description } = await openServerMethods(
    database,
    manifest,
    comparesAllVectors,
  );
  const pipeline = new QuestionPipeline({
    embedder,
    thesaurus: loadThesaurus(),
    translator: createTranslator(),
    lexical: new AnalysisSession(terms, methods),
    analyzeWith: (analyze) => new AnalysisSession(terms, methods).run(analyze),
    retriever: new HybridRetriever(methods),
    reranker: new LinearReranker((ids) => reader.findForwardIndexEntries(ids)),
    findPassages: (ids) => reader.findPassages(ids),
    findDocument: (id) => reader.findDocument(id),
  });
  return {
    manifest,
    reader,
    pipeline,
    server: description,
    findAllowed: rememberFilters((filter) => ServerFilter.create(reader, filter)),
    repaired: [],
  };
}
