import type { AnsweredQuery, AnswerLimits } from '../../src/answers/answer-query.js';
import { QuestionPipeline, type PipelineParts } from '../../src/application/question-pipeline.js';
import type { StoredDocument } from '../../src/contracts/document.js';
import type { ForwardIndexEntry } from '../../src/contracts/forward-index.js';
import type { StoredPassage } from '../../src/contracts/passage.js';
import type { Query } from '../../src/contracts/query.js';
import { parseDocument } from '../../src/documents/parse-document.js';
import { LexicalBuilder } from '../../src/lexical/lexical-builder.js';
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { passageText, readablePassage } from '../../src/passages/passage-text.js';
import { splitPassages } from '../../src/passages/split-passages.js';
import { loadThesaurus } from '../../src/query/thesaurus.js';
import { createTranslator } from '../../src/query/shipped-translator.js';
import { buildForwardIndexEntry } from '../../src/reranking/forward-index.js';
import { LinearReranker } from '../../src/reranking/linear-reranker.js';
import { HybridRetriever } from '../../src/retrieval/hybrid-retriever.js';
import { LocalMethods } from '../../src/retrieval/local-methods.js';
import { createFakeEmbedder } from '../fakes/fake-embedder.js';
import { createExactVectorIndex } from '../graph/exact-vector-index.js';

/** A document as it would be stored, from what a file holds. */
export async function storeDocument(path: string, content: string, id = 1): Promise<StoredDocument> {
  const parsed = await parseDocument({ path, bytes: Buffer.from(content) });
  if ('problem' in parsed) throw new Error(`${path}: ${parsed.problem.code}`);
  return { ...parsed, id, path, sha256: '', indexedAtMs: 0 };
}

const limits = { targetTokens: 40, maxTokens: 100 };

/** An answer, and the query that it answers. */
export type AskedQuery = AnsweredQuery & { readonly query: Query };

export interface SmallIndex {
  readonly documents: readonly StoredDocument[];
  readonly passages: readonly StoredPassage[];
  /** What {@link pipeline} is made of. */
  readonly parts: PipelineParts;
  readonly pipeline: QuestionPipeline;
  readonly ask: (question: string, limits: AnswerLimits) => Promise<AskedQuery>;
}

/** Takes a question through all stages of a pipeline made of some parts. */
export async function askThrough(
  parts: PipelineParts,
  question: string,
  answerLimits: AnswerLimits,
): Promise<AskedQuery> {
  const pipeline = new QuestionPipeline(parts);
  const query = await pipeline.analyze(question, answerLimits.signal);
  return { query, ...(await pipeline.answer(query, answerLimits)) };
}

/**
 * Everything that answers a question, in memory, over the files given by path. Whatever is read or embedded for a
 * question takes as long as `pause` does.
 */
export async function createSmallIndex(
  files: Readonly<Record<string, string>>,
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<SmallIndex> {
  const embedder = createFakeEmbedder();
  const paused = async <Result>(read: () => Result | Promise<Result>): Promise<Result> => {
    await pause();
    return read();
  };
  const documents = await Promise.all(
    Object.entries(files).map(([path, content], index) => storeDocument(path, content, index + 1)),
  );
  const passages: StoredPassage[] = [];
  const builder = new LexicalBuilder();
  const vectors = new Map<number, Float32Array>();
  const entries = new Map<number, ForwardIndexEntry>();
  for (const document of documents) {
    const split = splitPassages(document, (text) => embedder.countTokens(text), limits);
    for (const [ordinal, passage] of split.entries()) {
      const id = passages.length + 1;
      passages.push({ ...passage, id, documentId: document.id, ordinal });
      const { context, body } = passageText(document, passage.span);
      builder.add({ id, context, body });
      entries.set(id, buildForwardIndexEntry(readablePassage(document, passage)));
      vectors.set(id, (await embedder.embedPassages([`${context} ${body}`]))[0]!);
    }
  }
  const lexical = new LexicalIndex(builder.build());
  const parts: PipelineParts = {
    embedder: {
      ...embedder,
      embedQuestion: (text) => paused(() => embedder.embedQuestion(text)),
      embedPassages: (texts) => paused(() => embedder.embedPassages(texts)),
    },
    thesaurus: loadThesaurus(),
    translator: createTranslator(),
    lexical,
    retriever: new HybridRetriever(
      new LocalMethods({
        vectors: createExactVectorIndex(vectors),
        lexical,
        findVectors: (ids) => paused(() => ids.map((id) => vectors.get(id))),
      }),
    ),
    reranker: new LinearReranker((ids) => paused(() => ids.map((id) => entries.get(id)))),
    findPassages: (ids) => paused(() => ids.flatMap((id) => passages.find((each) => each.id === id) ?? [])),
    findDocument: (id) => paused(() => documents.find((document) => document.id === id)),
  };
  return {
    documents,
    passages,
    parts,
    pipeline: new QuestionPipeline(parts),
    ask: (question, answerLimits) => askThrough(parts, question, answerLimits),
  };
}
