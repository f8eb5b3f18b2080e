import type { AnswerLanguage } from '../../contracts/answer.js';
import type {
  Alternative,
  QueryTerm,
  TermTranslation,
  TranslatedTerms,
  TranslatedWord,
  WeightedTerm,
} from '../../contracts/query.js';
import type { HeldTerms, TermStatistics, Translator } from '../../contracts/search.js';
import type { Token } from '../../contracts/token.js';
import { isStopword } from '../../text/stopwords.js';
import { termsOf } from '../../text/terms.js';
import type { Alternatives } from '../word-alternatives.js';

/** From this share of the best on, a translation counts as the word. */
const asGoodFrom = 0.4;

/** From this similarity on, an alternative of a word in its own language is the same. */
const sameFrom = 0.9;

/** Names are sought among so many words of a question: no more are in one that a person asks. */
const wordsWithNames = 40;

/** What a word of a question may be, by its stem. */
export type Translations = ReadonlyMap<number, readonly Alternative[]>;

/** What each of the words may be among the passages in another language; words that may be nothing are left out. */
export function findTranslations(
  tokens: readonly Token[],
  into: AnswerLanguage,
  translator: Translator,
  held: HeldTerms,
): Translations {
  const found = new Map<number, readonly Alternative[]>();
  for (const [index, token] of tokens.entries()) {
    const { stem } = termsOf(token);
    if (found.has(stem)) continue;
    const alternatives = translator.translate(token, into, held, index < wordsWithNames);
    if (alternatives.length > 0) found.set(stem, alternatives);
  }
  return found;
}

/** What to look up in passages of another language for each of `stems`: its translations, and itself where it is held. */
export function findTranslatedTerms(
  tokens: readonly Token[],
  stems: readonly WeightedTerm[],
  language: AnswerLanguage,
  translations: Translations,
  statistics: TermStatistics,
  same: Alternatives,
): TranslatedTerms {
  const words = new Map(tokens.map((token) => [termsOf(token).stem, token.folded]));
  return {
    language,
    words: stems.map(({ term, weight }): TranslatedWord => {
      const form = words.get(term) ?? '';
      const others = [...(same.get(term) ?? [])].filter(([, similarity]) => similarity >= sameFrom);
      const own = [{ term, form, part: 1 }, ...others.map(([other, part]) => ({ term: other, form, part }))];
      const held = own.filter((each) => statistics.documentFrequencyIn(each.term, language) > 0);
      const alternatives = [...held, ...(translations.get(term) ?? [])];
      // "did" has no counterpart to be missed: an absent word of the question would count as the rarest.
      const isNoWord = alternatives.length === 0 && isStopword(form);
      const idf = isNoWord ? 0 : statistics.alternativesIdf(alternatives, language);
      return { stem: term, weight, idf, alternatives };
    }),
  };
}

/** How like the best of the alternatives each is: those that are about as probable count as the word. */
function similarityOf({ part }: Alternative, best: number): number {
  return part >= asGoodFrom * best ? 1 : Math.sqrt(part / best);
}

/**
 * The terms of a question with their translations, as passages in the other language are matched with them: they weigh
 * what their translations weigh, and have no grams, which these passages would not hold.
 */
export function translateTerms(
  terms: readonly QueryTerm[],
  { words }: TranslatedTerms,
  translations: Translations,
): QueryTerm[] {
  const byStem = new Map(words.map((word) => [word.stem, word]));
  return terms.map((term): QueryTerm => {
    const found = translations.get(term.stem) ?? [];
    const best = found.reduce((most, { part }) => Math.max(most, part), 0);
    const translated = found.map((each): TermTranslation => ({
      stem: each.term,
      form: each.form,
      similarity: similarityOf(each, best),
    }));
    return {
      ...term,
      translations: translated,
      idf: byStem.get(term.stem)!.idf,
      grams: [],
    };
  });
}

/** What words may be as well, their translations among it. */
export function withTranslations(alternatives: Alternatives, translations: Translations): Alternatives {
  if (translations.size === 0) return alternatives;
  const all = new Map([...alternatives].map(([stem, others]) => [stem, new Map(others)]));
  for (const [stem, found] of translations) {
    const others = all.get(stem) ?? new Map<number, number>();
    const best = found.reduce((most, { part }) => Math.max(most, part), 0);
    for (const each of found) others.set(each.term, similarityOf(each, best));
    all.set(stem, others);
  }
  return all;
}
