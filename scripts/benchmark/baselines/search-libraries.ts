import { openSqlite } from '../../../src/store/sqlite.js';
import { foldWordsOf } from './fold.js';

/** Gives the positions of texts for a question, best first, ten at most. */
export type Search = (question: string, vector: readonly number[]) => number[] | Promise<number[]>;

/** Another way to search texts. `vectors`: ours, one a text, for those that take some. */
export interface Baseline {
  readonly name: string;
  readonly usesVectors: boolean;
  readonly build: (
    texts: readonly string[],
    vectors: readonly (readonly number[])[],
  ) => Search | Promise<Search>;
}

// Only what is used of the packages; they are installed beside this file, not with the product.
interface MiniSearchIndex {
  addAll(documents: readonly { id: number; text: string }[]): void;
  search(query: string, options?: object): { id: number }[];
}
interface MiniSearchModule {
  readonly default: new (options: object) => MiniSearchIndex;
}
interface OramaModule {
  readonly create: (options: object) => unknown;
  readonly insertMultiple: (database: unknown, documents: readonly object[], batch?: number) => unknown;
  readonly search: (
    database: unknown,
    parameters: object,
  ) => Promise<{ hits: { document: { position: number } }[] }>;
}
interface StemmerModule {
  readonly stemmer: (word: string) => string;
}
interface LlamaRetriever {
  retrieve(query: { query: string }): Promise<{ node: { id_: string } }[]>;
}
interface LlamaModule {
  readonly BaseEmbedding: new () => object;
  readonly TextNode: new (options: object) => object;
  readonly VectorStoreIndex: {
    init(options: { nodes: object[] }): Promise<{
      asRetriever(options: { similarityTopK: number }): LlamaRetriever;
    }>;
  };
  readonly Settings: { embedModel: object };
}

const depth = 10;

async function load<Module>(name: string): Promise<Module> {
  try {
    return (await import(name)) as Module;
  } catch {
    process.stderr.write(
      `${name} is not installed: run "npm ci --prefix scripts/benchmark/baselines" first.\n`,
    );
    process.exit(1);
  }
}

function miniSearch(name: string, options: object, searchOptions: object): Baseline {
  return {
    name,
    usesVectors: false,
    build: async (texts) => {
      const { default: MiniSearch } = await load<MiniSearchModule>('minisearch');
      const index = new MiniSearch({ fields: ['text'], ...options });
      index.addAll(texts.map((text, id) => ({ id, text })));
      return (question) =>
        index
          .search(question, searchOptions)
          .slice(0, depth)
          .map(({ id }) => id);
    },
  };
}

function orama(name: string, mode: 'fulltext' | 'hybrid', prepare: (text: string) => string): Baseline {
  return {
    name,
    usesVectors: mode === 'hybrid',
    build: async (texts, vectors) => {
      const { create, insertMultiple, search } = await load<OramaModule>('@orama/orama');
      const { stemmer } = await load<StemmerModule>('@orama/stemmers/arabic');
      const dimension = vectors[0]?.length ?? 1;
      const isHybrid = mode === 'hybrid';
      const database = create({
        schema: {
          position: 'number',
          text: 'string',
          ...(isHybrid && { embedding: `vector[${dimension}]` }),
        },
        components: { tokenizer: { language: 'arabic', stemming: true, stemmer } },
      });
      const documents = texts.map((text, position) => ({
        position,
        text: prepare(text),
        ...(isHybrid && { embedding: vectors[position] }),
      }));
      await insertMultiple(database, documents, 500);
      return async (question, vector) => {
        const { hits } = await search(database, {
          mode,
          term: prepare(question),
          properties: ['text'],
          limit: depth,
          similarity: 0,
          ...(isHybrid && { vector: { value: vector, property: 'embedding' } }),
        });
        return hits.map((hit) => hit.document.position);
      };
    },
  };
}

function fts5(name: string, tokenizer: string, toTokens: (text: string) => string[]): Baseline {
  return {
    name,
    usesVectors: false,
    build: (texts) => {
      const database = openSqlite(':memory:');
      database.exec(`CREATE VIRTUAL TABLE texts USING fts5(text, tokenize = "${tokenizer}")`);
      const insert = database.prepare('INSERT INTO texts(rowid, text) VALUES (?, ?)');
      texts.forEach((text, position) => insert.run(position + 1, fold(text)));
      const search = database
        .prepare('SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT 10')
        .pluck();
      return (question) => {
        const query = toTokens(question)
          .map((token) => `"${token}"`)
          .join(' OR ');
        return query === '' ? [] : (search.all(query) as number[]).map((row) => row - 1);
      };
    },
  };
}

/** Its vector index in memory, with our vectors given out by an embedding class of its own making. */
const llamaIndex: Baseline = {
  name: 'LlamaIndexTS, in memory, our vectors',
  usesVectors: true,
  build: async (texts, vectors) => {
    const { BaseEmbedding, Settings, TextNode, VectorStoreIndex } = await load<LlamaModule>('llamaindex');
    // It asks for the vectors of trimmed texts.
    const byText = new Map(texts.map((text, position) => [text.trim(), [...vectors[position]!]]));
    let asked: readonly number[] = [];
    class OurVectors extends BaseEmbedding {
      getTextEmbedding(text: string): Promise<number[]> {
        return Promise.resolve(byText.get(text.trim())!);
      }
      getQueryEmbedding(): Promise<readonly number[]> {
        return Promise.resolve(asked);
      }
    }
    Settings.embedModel = new OurVectors();
    const nodes = texts.map((text, position) => new TextNode({ text, id_: String(position) }));
    const index = await VectorStoreIndex.init({ nodes });
    const retriever = index.asRetriever({ similarityTopK: depth });
    return async (question, vector) => {
      asked = vector;
      return (await retriever.retrieve({ query: question })).map(({ node }) => Number(node.id_));
    };
  },
};

function asItIs(text: string): string {
  return text;
}

/** Hamzas, marks and digits folded as ours are: what they would need to have, and have not. */
function fold(text: string): string {
  return foldWordsOf(text).join(' ');
}

/** What each offers for Arabic: with its defaults, and at its best documented settings over folded texts. */
export const baselines: readonly Baseline[] = [
  miniSearch('MiniSearch, defaults', {}, {}),
  miniSearch(
    'MiniSearch, folded, prefixes, fuzzy',
    { processTerm: (term: string) => foldWordsOf(term)[0] ?? null },
    { prefix: (term: string) => term.length > 3, fuzzy: 0.2 },
  ),
  orama('Orama, Arabic stemmer', 'fulltext', asItIs),
  orama('Orama, folded, Arabic stemmer', 'fulltext', fold),
  orama('Orama, folded, Arabic stemmer, our vectors', 'hybrid', fold),
  llamaIndex,
  fts5('SQLite FTS5, folded, words', 'unicode61', foldWordsOf),
  fts5('SQLite FTS5, folded, trigrams', 'trigram', (text) =>
    foldWordsOf(text).flatMap((word) =>
      Array.from({ length: Math.max(0, word.length - 2) }, (_, at) => word.slice(at, at + 3)),
    ),
  ),
];
