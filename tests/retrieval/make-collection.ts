import type { Candidate } from '../../src/contracts/hit.js';
import type { ForwardIndexEntry } from '../../src/contracts/forward-index.js';
import type { Query } from '../../src/contracts/query.js';
import type { VectorIndex } from '../../src/contracts/search.js';
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { buildForwardIndexEntry } from '../../src/reranking/forward-index.js';
import { fuse, relativeLength } from '../../src/retrieval/fuse.js';
import { HybridRetriever } from '../../src/retrieval/hybrid-retriever.js';
import { LocalMethods } from '../../src/retrieval/local-methods.js';
import { createExactVectorIndex } from '../graph/exact-vector-index.js';
import { clusteredVectors, createRandom, innerProduct } from '../graph/seeded-vectors.js';
import { buildLexicalData } from '../lexical/make-collection.js';
import { makeQuery } from '../query/make-query.js';

export const dimension = 8;

/** The words of all passages of a collection. */
export const words =
  'قناة السويس النيل مصر القاهرة دمشق بغداد العام الأول الثاني canal river 1956 1970'.split(' ');

export interface Collection {
  readonly ids: readonly number[];
  readonly bodies: ReadonlyMap<number, string>;
  readonly vectors: ReadonlyMap<number, Float32Array>;
  readonly entries: ReadonlyMap<number, ForwardIndexEntry>;
  readonly lexical: LexicalIndex;
  readonly retriever: HybridRetriever;
}

type CreateVectorIndex = (vectors: ReadonlyMap<number, Float32Array>) => VectorIndex;

/** Passages of one to six words, with odd ids; the same for the same seed. */
export function makeCollection(
  count: number,
  seed: number,
  createVectorIndex: CreateVectorIndex = createExactVectorIndex,
): Collection {
  const random = createRandom(seed);
  const list = clusteredVectors(count, dimension, 5, random);
  const ids = list.map((_, index) => index * 2 + 1);
  const vectors = new Map(ids.map((id, index) => [id, list[index]!]));
  const bodies = new Map(
    ids.map((id) => {
      const length = 1 + Math.floor(random() * 6);
      return [id, Array.from({ length }, () => words[Math.floor(random() * words.length)]!).join(' ')];
    }),
  );
  const entries = new Map(
    [...bodies].map(([id, body]) => {
      const sentences = [{ start: 0, end: body.length }];
      return [id, buildForwardIndexEntry({ context: '', body, sentences })];
    }),
  );
  const lexical = new LexicalIndex(
    buildLexicalData([...bodies].map(([id, body]) => ({ id, context: '', body }))),
  );
  const retriever = new HybridRetriever(
    new LocalMethods({
      vectors: createVectorIndex(vectors),
      lexical,
      findVectors: (passageIds) => Promise.resolve(passageIds.map((id) => vectors.get(id))),
    }),
  );
  return { ids, bodies, vectors, entries, lexical, retriever };
}

/** A vector near those of a collection. */
export function makeVector(seed: number): Float32Array {
  return clusteredVectors(1, dimension, 1, createRandom(seed))[0]!;
}

/** A question to a collection, whose embedding is a given vector. */
export async function askCollection(
  { lexical }: Pick<Collection, 'lexical'>,
  question: string,
  embedding: Float32Array,
): Promise<Query> {
  const query = await makeQuery(question, lexical);
  return { ...query, embedding, translated: query.translated && { ...query.translated, embedding } };
}

/** Given passages as candidates, scored one by one and sorted; none for a query without tokens. */
export function scoreCandidates(
  { bodies, vectors, lexical }: Collection,
  query: Query,
  ids: readonly number[],
): Candidate[] {
  if (query.tokens.length === 0) return [];
  return ids
    .map((passageId): Candidate => {
      const cosine = innerProduct(query.embedding, vectors.get(passageId)!);
      const [bm25] = lexical.score(query.lexical, [passageId]);
      const normalizedBm25 = query.bm25Normalizer > 0 ? bm25! / query.bm25Normalizer : 0;
      const length = relativeLength(bodies.get(passageId)!.split(' ').length);
      const fusedScore = fuse(cosine, normalizedBm25, length);
      return {
        passageId,
        isTranslated: query.lexical.translated && lexical.isIn(passageId, query.lexical.translated.language),
        fusedScore,
        cosine,
        normalizedBm25,
        relativeLength: length,
        dense: undefined,
        lexical: undefined,
      };
    })
    .sort((a, b) => b.fusedScore - a.fusedScore || a.passageId - b.passageId);
}
