import { inverseDocumentFrequency } from '../lexical/bm25.js';
import type { IndexFacts, PlannedTerm } from '../lexical/term-plan.js';
import { isVisible, Parameters } from './document-filter.js';
import type { LexicalCandidates, NamesPassages } from './lexical-candidates.js';
import type { ServerFilter } from './server-filter.js';
import type { ServerDatabase } from './server-database.js';
import type { TermCache } from './term-cache.js';
import { wordIndexName, wordOf } from './word-index.js';

/** Passages named for a question: more than by lists, for grams are not looked at. */
const candidates = 500;

/** How many more are looked at, since the index knows nothing of snapshots. */
const looked = 2 * candidates;

/** How often the heaviest word stands in what is searched for. A word that is repeated counts that often. */
const mostRepeats = 5;

/**
 * Names the passages that the words of a question give most to, by pg_textsearch. It counts how rare a word is by
 * itself, in a cluster within each shard, which decides nothing but who is named. What it cannot do is left to lists of
 * postings: to keep to some documents, and to find words of which only parts are known.
 */
export class WordCandidates implements NamesPassages {
  constructor(
    private readonly database: ServerDatabase,
    private readonly snapshot: number,
    private readonly index: IndexFacts,
    private readonly terms: TermCache,
    private readonly lists: LexicalCandidates,
  ) {}

  async name(
    plan: readonly PlannedTerm[],
    filter: ServerFilter | undefined,
    areWordsKnown: boolean,
  ): Promise<number[]> {
    const words = this.chooseWords(plan);
    if (filter || !areWordsKnown || words.length === 0) return this.lists.name(plan, filter);
    const { schema } = this.database;
    const parameters = new Parameters();
    const searched = `to_bm25query(${parameters.add(words.join(' '))}::text, '${wordIndexName(schema)}')`;
    const rows = await this.database.query<{ id: number }>(
      `SELECT n.id
       FROM (
         SELECT id, shard, document_id, words <@> ${searched} AS distance FROM ${schema}.words
         ORDER BY words <@> ${searched} LIMIT ${looked}
       ) n
       JOIN ${schema}.documents d ON d.id = n.document_id AND d.shard = n.shard
         AND ${isVisible(this.snapshot, parameters)}
       ORDER BY n.distance LIMIT ${candidates}`,
      parameters.values,
    );
    return rows.map(({ id }) => id);
  }

  /** The words of the stems, repeated by their weights, without how rare they are. */
  private chooseWords(plan: readonly PlannedTerm[]): string[] {
    const weighted = plan
      .filter(({ field }) => field === 'stems')
      .flatMap(({ held, factor }) =>
        held.map(({ term, part }) => {
          const { number, passages } = this.terms.get('stems', term)!;
          return {
            word: wordOf(number),
            weight: (factor * part) / inverseDocumentFrequency(this.index.passages, passages),
          };
        }),
      );
    const most = Math.max(...weighted.map(({ weight }) => weight));
    return weighted.flatMap(({ word, weight }) =>
      Array.from({ length: Math.max(1, Math.round((mostRepeats * weight) / most)) }, () => word),
    );
  }
}
