import type { PassageTerms } from '../lexical/passage-terms.js';
import type { TermField } from '../lexical/term-plan.js';
import type { Transaction } from './server-database.js';

/** What a term goes by in the database: unlike a hash, it says the field. */
export function keyOf(field: TermField, term: number): number {
  return field === 'stems' ? term : -term - 1;
}

/** The field of a term with this number. */
export function fieldOf(number: number): TermField {
  return number % 2 === 0 ? 'stems' : 'grams';
}

/** Terms that are remembered: a few hundred megabytes at most. */
const rememberedTerms = 4_000_000;

/** Gives terms numbers, each one for good: in place of hashes they take a third of the room. */
export class TermNumbers {
  private readonly known = new Map<number, number>();

  constructor(private readonly schema: string) {}

  /** The frequencies of the terms of passages, by number. New terms are written within the transaction. */
  async number(
    transaction: Transaction,
    passages: readonly PassageTerms[],
  ): Promise<ReadonlyMap<number, number>[]> {
    if (this.known.size > rememberedTerms) this.known.clear();
    const unknown = new Set<number>();
    for (const passage of passages) {
      for (const field of ['stems', 'grams'] as const) {
        for (const term of passage[field].frequencies.keys()) {
          const key = keyOf(field, term);
          if (!this.known.has(key)) unknown.add(key);
        }
      }
    }
    await this.find(transaction, [...unknown]);
    await this.create(
      transaction,
      [...unknown].filter((key) => !this.known.has(key)),
    );
    return passages.map((passage) => {
      const frequencies = new Map<number, number>();
      for (const field of ['stems', 'grams'] as const) {
        for (const [term, frequency] of passage[field].frequencies) {
          frequencies.set(this.known.get(keyOf(field, term))!, frequency);
        }
      }
      return frequencies;
    });
  }

  private async find(transaction: Transaction, keys: readonly number[]): Promise<void> {
    if (keys.length === 0) return;
    const { schema } = this;
    const rows = await transaction.query<{ key: number; number: number }>(
      `SELECT key::float8 AS key, number FROM ${schema}.terms WHERE key = ANY($1::bigint[])
       UNION SELECT key::float8, number FROM ${schema}.new_terms WHERE key = ANY($1::bigint[])`,
      [keys],
    );
    for (const { key, number } of rows) this.known.set(key, number);
  }

  private async create(transaction: Transaction, keys: readonly number[]): Promise<void> {
    if (keys.length === 0) return;
    const { schema } = this;
    const rows = await transaction.query<{ number: number }>(
      `SELECT nextval('${schema}.term_numbers')::int AS number FROM generate_series(1, $1::int)`,
      [keys.length],
    );
    const created = keys.map((key, index): [number, number] => [
      key,
      rows[index]!.number * 2 + (key < 0 ? 1 : 0),
    ]);
    for (const [key, number] of created) this.known.set(key, number);
    await transaction.load(`${schema}.new_terms (key, number)`, created);
  }
}
