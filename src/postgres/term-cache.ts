import type { IndexFacts, TermFacts, TermField } from '../lexical/term-plan.js';
import type { Queryable } from './server-database.js';
import { keyOf } from './term-numbers.js';

/** A term with its number in the database. */
export interface NumberedTerm extends TermFacts {
  readonly number: number;
}

/** Terms that are remembered: some dozen megabytes. */
const rememberedTerms = 300_000;

/** A row of the table `terms`. */
export interface TermRow {
  readonly key: number;
  readonly number: number;
  readonly passages: number;
  readonly ar: number;
  readonly en: number;
  readonly max_relative_tf: number;
}

/** What one snapshot knows of terms, as far as it was asked for. */
export class TermCache {
  /** By key; undefined for a term that no passage holds. */
  private known = new Map<number, NumberedTerm | undefined>();
  /** As they are known for as long as those before are still of use. */
  private older = new Map<number, NumberedTerm | undefined>();

  constructor(
    private readonly database: Queryable & { readonly schema: string },
    private readonly snapshot: number,
    readonly index: IndexFacts,
  ) {}

  has(key: number): boolean {
    return this.known.has(key) || this.older.has(key);
  }

  /** A term that is known; undefined for one that no passage holds, and for one that is not known. */
  get(field: TermField, term: number): NumberedTerm | undefined {
    const key = keyOf(field, term);
    return this.known.get(key) ?? this.older.get(key);
  }

  /** Reads what is not known of terms yet. */
  async load(keys: Iterable<number>): Promise<void> {
    const wanted = [...new Set(keys)].filter((key) => !this.has(key));
    if (wanted.length === 0) return;
    const rows = await this.database.query<TermRow>(
      `SELECT DISTINCT ON (key) key::float8 AS key, number, passages, ar, en, max_relative_tf
       FROM ${this.database.schema}.terms WHERE key = ANY($1::bigint[]) AND snapshot <= $2
       ORDER BY key, snapshot DESC`,
      [wanted, this.snapshot],
    );
    if (this.known.size > rememberedTerms) {
      this.older = this.known;
      this.known = new Map();
    }
    for (const key of wanted) this.known.set(key, undefined);
    for (const { key, number, passages, ar, en, max_relative_tf } of rows) {
      const maxRelativeTf = Math.fround(max_relative_tf);
      if (passages > 0) this.known.set(key, { number, passages, ar, en, maxRelativeTf });
    }
  }
}
