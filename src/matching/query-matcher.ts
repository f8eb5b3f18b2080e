import type { QueryMatch, QueryTermMatch } from '../contracts/match.js';
import type { Query } from '../contracts/query.js';
import type { Span } from '../contracts/span.js';
import type { FoldedToken } from '../contracts/token.js';
import { termsOf } from '../text/terms.js';
import { TokenTable } from '../text/token-table.js';
import { TermMap } from './term-map.js';

/** What grams without the stem count at most: they may be those of another word. */
const gramOnlyShare = 0.7;

/** What counts as a term: a translation of it, or a stem that stands in for it where no passage has it. */
interface Substitute {
  readonly number: number;
  readonly similarity: number;
  /** Of a translation: as it is written most. */
  readonly form: string | undefined;
}

/** A term of the query, by the numbers of {@link QueryMatcher}. */
interface NumberedTerm extends Span {
  readonly weight: number;
  readonly isNumber: boolean;
  readonly stem: number;
  readonly grams: readonly { readonly number: number; readonly part: number }[];
  /** Most similar first. */
  readonly substitutes: readonly Substitute[];
}

/** Which terms of the query a text holds: a bit for the number of each. */
export type TermPresence = readonly number[];

/**
 * Finds how much of a query texts hold. A term's weight is the idf of its stem and grams; its share is the idf share of
 * the grams that the text has, all of it where the text has the stem. Where no passage has the stem, a related one counts
 * by its similarity. Made for one query.
 */
export class QueryMatcher {
  private readonly terms: readonly NumberedTerm[];
  private readonly numbers = new TermMap<number>();
  /** Which of them the words read so far have: most have none, and come again and again. */
  private readonly seen = new TokenTable<readonly number[]>(12);

  constructor(private readonly query: Query) {
    const terms = query.terms.map(
      ({
        token: { start, end, folded },
        stem,
        idf,
        weight,
        grams,
        standIns,
        translations = [],
      }): NumberedTerm => {
        const gramIdf = grams.reduce((sum, gram) => sum + gram.idf, 0);
        return {
          start,
          end,
          weight: (idf + gramIdf) * weight,
          isNumber: /[0-9]/.test(folded),
          stem: this.numberOf(stem),
          grams: grams.map((gram) => ({
            number: this.numberOf(gram.term),
            part: gramIdf > 0 ? gram.idf / gramIdf : 0,
          })),
          substitutes: [...translations, ...standIns.map((other) => ({ ...other, form: undefined }))]
            .map(({ stem: other, similarity, form }) => ({ number: this.numberOf(other), similarity, form }))
            .sort((a, b) => b.similarity - a.similarity),
        };
      },
    );
    const total = terms.reduce((sum, { weight }) => sum + weight, 0);
    this.terms = terms.map((term) => ({ ...term, weight: total > 0 ? term.weight / total : 0 }));
  }

  /** Which terms of the query a text has, given by its words. */
  find(words: readonly FoldedToken[]): TermPresence {
    const presence = this.none();
    for (const word of words) {
      for (const number of this.seen.get(word) ?? this.seen.set(word, this.numbersOf(word)))
        presence[number >>> 5]! |= 1 << (number & 31);
    }
    return presence;
  }

  /** Which terms a text has that is made up of parts. */
  join(parts: readonly TermPresence[]): TermPresence {
    const [only] = parts;
    if (only && parts.length === 1) return only;
    const joined = this.none();
    for (const part of parts) for (let at = 0; at < joined.length; at++) joined[at]! |= part[at]!;
    return joined;
  }

  /** {@link QueryMatch.coverage} of a text. */
  coverage(text: TermPresence): number {
    return this.terms.reduce((sum, term) => sum + term.weight * shareOf(term, text), 0);
  }

  /** How much of each term of the query a text has, in their order. */
  shares(text: TermPresence): number[] {
    return this.terms.map((term) => shareOf(term, text));
  }

  /** The same by nothing but the words themselves: what stands in for them or translates them does not count. */
  ownShares(text: TermPresence): number[] {
    return this.terms.map((term) => (holds(text, term.stem) ? 1 : gramShareOf(term, text)));
  }

  /** The largest weight of a term of the query that a text has not; of one it has in part, the rest. */
  largestMissing(text: TermPresence): number {
    return this.terms.reduce((most, term) => Math.max(most, term.weight * (1 - shareOf(term, text))), 0);
  }

  /** Whether the query has a number that a text has not. */
  lacksNumber(text: TermPresence): boolean {
    return this.terms.some((term) => term.isNumber && shareOf(term, text) < 1);
  }

  match(words: readonly FoldedToken[]): QueryMatch {
    const text = this.find(words);
    const terms = this.terms.map((term): QueryTermMatch => {
      const { start, end, weight } = term;
      const word = this.query.corrected.slice(start, end);
      const translation = holds(text, term.stem) ? undefined : substituteIn(term, text)?.form;
      return { word, start, end, weight, share: shareOf(term, text), translation };
    });
    return { coverage: this.coverage(text), terms };
  }

  private none(): number[] {
    return new Array<number>(Math.ceil(this.numbers.size / 32)).fill(0);
  }

  private numberOf(term: number): number {
    return this.numbers.getOrMake(term, () => this.numbers.size);
  }

  private numbersOf(word: FoldedToken): readonly number[] {
    const { stem, grams } = termsOf(word);
    return [stem, ...grams].flatMap((term) => this.numbers.get(term) ?? []);
  }
}

function holds(text: TermPresence, number: number): boolean {
  return (text[number >>> 5]! & (1 << (number & 31))) !== 0;
}

/** Of what counts as a term, the most similar that a text has. */
function substituteIn({ substitutes }: NumberedTerm, text: TermPresence): Substitute | undefined {
  return substitutes.find(({ number }) => holds(text, number));
}

function shareOf(term: NumberedTerm, text: TermPresence): number {
  if (holds(text, term.stem)) return 1;
  return Math.max(gramShareOf(term, text), substituteIn(term, text)?.similarity ?? 0);
}

function gramShareOf({ grams }: NumberedTerm, text: TermPresence): number {
  let share = 0;
  for (const { number, part } of grams) if (holds(text, number)) share += part;
  return Math.min(1, share) * gramOnlyShare;
}
