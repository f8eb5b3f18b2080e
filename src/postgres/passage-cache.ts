import type { AnswerLanguage } from '../contracts/answer.js';
import type { TermField } from '../lexical/term-plan.js';
import { isVisible, Parameters } from './document-filter.js';
import { damagedError, withinRange } from './index-reader.js';
import { languageCodes, signedSum } from './index-writer.js';
import type { ServerDatabase } from './server-database.js';
import { decodeTermVector, type DecodedTerms } from './term-vector.js';

/** What a passage is scored by. */
export interface CachedPassage {
  readonly terms: DecodedTerms;
  readonly lengths: Readonly<Record<TermField, number>>;
  readonly language: AnswerLanguage | undefined;
}

interface PassageRow {
  readonly id: number;
  readonly stem_length: number;
  readonly gram_length: number;
  readonly language: number;
  readonly terms: Buffer;
  readonly terms_checksum: number;
}

/** Passages that are remembered, twice as many at most: a hundred megabytes, of what hundreds of questions look at. */
const rememberedPassages = 16_384;

const languages = new Map<number, AnswerLanguage>([
  [languageCodes.ar, 'ar'],
  [languageCodes.en, 'en'],
]);

/** The passages of one snapshot that questions have looked at; rows never change. */
export class PassageCache {
  private known = new Map<number, CachedPassage | undefined>();
  private older = new Map<number, CachedPassage | undefined>();

  constructor(
    private readonly database: ServerDatabase,
    private readonly snapshot: number,
  ) {}

  /** In the order asked for; undefined for one that the snapshot does not have. */
  async find(ids: readonly number[]): Promise<(CachedPassage | undefined)[]> {
    const found = new Map<number, CachedPassage | undefined>();
    const missing: number[] = [];
    for (const id of ids) {
      if (this.known.has(id)) found.set(id, this.known.get(id));
      else if (this.older.has(id)) this.remember(id, this.older.get(id), found);
      else missing.push(id);
    }
    if (missing.length > 0) {
      const rows = await this.read(missing);
      for (const id of missing) this.remember(id, rows.get(id), found);
    }
    return ids.map((id) => found.get(id));
  }

  private remember(
    id: number,
    passage: CachedPassage | undefined,
    found: Map<number, CachedPassage | undefined>,
  ): void {
    if (this.known.size >= rememberedPassages) {
      this.older = this.known;
      this.known = new Map();
    }
    this.known.set(id, passage);
    found.set(id, passage);
  }

  private async read(ids: readonly number[]): Promise<Map<number, CachedPassage>> {
    const { database } = this;
    const parameters = new Parameters();
    const rows = await database.query<PassageRow>(
      `SELECT p.id, p.stem_length, p.gram_length, p.language, p.terms, p.terms_checksum
       FROM ${database.schema}.passages p
       JOIN ${database.schema}.documents d ON d.id = p.document_id AND d.shard = p.shard
       WHERE p.id = ANY(${parameters.add(withinRange(ids))}::int[]) AND ${isVisible(this.snapshot, parameters)}`,
      parameters.values,
    );
    return new Map(
      rows.map((row) => {
        if (signedSum(row.terms) !== row.terms_checksum) throw damagedError(database);
        const lengths = { stems: row.stem_length, grams: row.gram_length };
        return [
          row.id,
          { terms: decodeTermVector(row.terms), lengths, language: languages.get(row.language) },
        ];
      }),
    );
  }
}
