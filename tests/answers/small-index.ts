import type { AnswerParts } from '../../src/answers/answer-question.js';
import type { StoredDocument } from '../../src/contracts/document.js';
import type { PassageDigest, StoredPassage } from '../../src/contracts/passage.js';
import type { VectorIndex } from '../../src/contracts/search.js';
import { parseDocument } from '../../src/documents/parse-document.js';
import { LexicalBuilder, LexicalIndex } from '../../src/lexical/lexical-index.js';
import { digestWords } from '../../src/reranking/forward-index.js';
import { passageText, readablePassage } from '../../src/passages/passage-text.js';
import { splitPassages } from '../../src/passages/split-passages.js';
import { HybridRetriever } from '../../src/retrieval/hybrid-retriever.js';
import { askedEvidence, digestEvidence } from '../../src/answers/evidence.js';
import { findQuestionType } from '../../src/query/answer-type.js';
import { createFakeEmbedder } from '../fakes/fake-embedder.js';

/** A document as it would be stored, from what a file holds. */
export function storeDocument(path: string, content: string, id = 1): StoredDocument {
  const parsed = parseDocument({ path, bytes: Buffer.from(content) });
  if ('reason' in parsed) throw new Error(`${path} ${parsed.reason}`);
  return { ...parsed, id, path, sha256: '', indexedAtMs: 0 };
}

const limits = { targetTokens: 40, maxTokens: 100, overlapSentences: 0 };

export interface SmallIndex extends AnswerParts {
  readonly documents: readonly StoredDocument[];
  readonly passages: readonly StoredPassage[];
}

/** Everything that answers a question, in memory, over the files given by path. */
export async function createSmallIndex(files: Readonly<Record<string, string>>): Promise<SmallIndex> {
  const embedder = createFakeEmbedder();
  const documents = Object.entries(files).map(([path, content], index) =>
    storeDocument(path, content, index + 1),
  );
  const passages: StoredPassage[] = [];
  const builder = new LexicalBuilder();
  const vectors = new Map<number, Float32Array>();
  const digests = new Map<number, PassageDigest>();
  for (const document of documents) {
    const split = splitPassages(document, (text) => embedder.countTokens(text), limits);
    for (const [ordinal, passage] of split.entries()) {
      const id = passages.length + 1;
      passages.push({ ...passage, id, documentId: document.id, ordinal });
      const { context, body } = passageText(document, passage.span);
      builder.add({ id, context, body });
      const readable = readablePassage(document, passage);
      digests.set(id, { ...digestWords(readable), evidence: digestEvidence(readable) });
      vectors.set(id, (await embedder.embedPassages([`${context} ${body}`]))[0]!);
    }
  }
  const exact: VectorIndex = {
    size: vectors.size,
    search: (vector, limit) =>
      [...vectors]
        .map(([passageId, stored]) => ({
          passageId,
          score: stored.reduce((sum, component, at) => sum + component * vector[at]!, 0),
        }))
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
        .map((hit, index) => ({ ...hit, rank: index + 1 })),
  };
  const text = new LexicalIndex(builder.build());
  const retriever = new HybridRetriever({
    vectors: exact,
    text,
    findVectors: (ids) => ids.map((id) => vectors.get(id)),
    findDigests: (ids) => ids.map((id) => digests.get(id)),
    askedEvidence: (question) => askedEvidence(findQuestionType(question)),
  });
  return {
    documents,
    passages,
    embedder,
    text,
    generation: 7,
    retrieve: (question, vector, limit) => retriever.search(question, vector, { limit }),
    findPassages: (ids) => passages.filter(({ id }) => ids.includes(id)),
    findDocument: (id) => documents.find((document) => document.id === id),
  };
}
