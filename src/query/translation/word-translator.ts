import type { AnswerLanguage } from '../../contracts/answer.js';
import type { Alternative } from '../../contracts/query.js';
import type { HeldTerms, Translator } from '../../contracts/search.js';
import type { FoldedToken } from '../../contracts/token.js';
import { BoundedMap } from '../../text/bounded-map.js';
import { isStopword } from '../../text/stopwords.js';
import { hashTerm, stemWord } from '../../text/terms.js';
import { findRelatedWords } from '../vocabulary/related-words.js';
import type { BilingualLexicon } from './bilingual-lexicon.js';
import type { SpellingModel } from './spelling-model.js';
import type { Script, Spelling } from './spelling-search.js';
import { findVerbForms } from './verb-forms.js';

/** Alternatives below this share of the best are left out. */
const leastShare = 0.02;

/** Those of {@link findRelatedWords}. */
const tables: ReadonlySet<string> = new Set(['dialect', 'synonym']);

/** How much a form of a verb counts beside the one that is listed. */
const formPart = 0.5;

/**
 * How much less likely than the likeliest a spelling may be, a letter of the name, as a logarithm: beyond it there are
 * more other words than names. `nearest` is for a word that may be no name.
 */
const otherWordsFrom = 0.9;
const nearest = 0.6;
/** Names whose likeliest spellings are remembered. */
const namesKept = 1000;
/** Shorter or longer words are no names that are spelled. */
export const shortestName = 3;
export const longestName = 20;

export const arabicWord = /^[ء-ي]+$/u;
export const latinWord = /^[a-z]+$/;

/** In front of a name: the article with what may precede it, or "and", "in", "for", "as", which names begin with too. */
const article = /^(?:[وف]?[بك]?ال|[وف]?لل)(?=\p{L}{3})/u;
const conjunction = /^[وف](?=\p{L}{3})/u;
const preposition = /^[بلك](?=\p{L}{3})/u;

/** A folded Arabic name without what is most likely only written together with it. */
export function withoutProclitics(name: string): string {
  return article.test(name) ? name.replace(article, '') : name.replace(conjunction, '');
}

/** What may be the name in a folded Arabic word, the likeliest first. */
function namesIn(word: string): string[] {
  if (article.test(word)) return [word.replace(article, ''), word];
  const bare = word.replace(conjunction, '');
  return [...new Set([word, bare, bare.replace(preposition, '')])];
}

/** The article as names in Latin letters have it, a word of its own: "al-Azm". It is no "Al" either. */
const latinArticle = /^[ae]l$/;

/** Digits that stand for Arabic letters in chats ("ma3na"), by the Latin letters that names have for these. */
const chatDigits: Readonly<Record<string, string>> = {
  '2': 'a',
  '3': 'a',
  '5': 'kh',
  '6': 't',
  '7': 'h',
  '8': 'gh',
  '9': 's',
};
const chatWord = /^(?=.*[a-z])[a-z2356789]+$/;

/** A stem with its form and probability, among those that are held. */
interface Found {
  readonly stem: string;
  readonly form: string;
  readonly probability: number;
}

/** Those whose stems are held, each once, the most probable first; their parts add up to 1. */
function keepHeld(found: readonly Found[], terms: HeldTerms): Alternative[] {
  const held = new Map<number, Alternative>();
  for (const { stem, form, probability } of found) {
    const term = hashTerm(stem);
    if (terms.documentFrequency(term) === 0) continue;
    const known = held.get(term);
    held.set(term, { term, form: known?.form ?? form, part: probability + (known?.part ?? 0) });
  }
  const best = [...held.values()].reduce((most, { part }) => Math.max(most, part), 0);
  const kept = [...held.values()].filter(({ part }) => part >= leastShare * best);
  const whole = kept.reduce((sum, { part }) => sum + part, 0);
  return kept.map((each) => ({ ...each, part: each.part / whole })).sort((a, b) => b.part - a.part);
}

/** What a word may be that is a name or another word. */
function halves(spellings: readonly Alternative[], others: readonly Alternative[]): Alternative[] {
  if (spellings.length === 0) return [...others];
  const terms = new Set(spellings.map(({ term }) => term));
  const all = [...spellings, ...others.filter(({ term }) => !terms.has(term))];
  const whole = all.reduce((sum, { part }) => sum + part, 0);
  return all.map((each) => ({ ...each, part: each.part / whole })).sort((a, b) => b.part - a.part);
}

/** Translates words by the lexicon, and spells names in the other script. */
export class WordTranslator implements Translator {
  private readonly spellings = new BoundedMap<string, readonly Spelling[]>(namesKept);

  /** Both are asked for at the first word to translate. */
  constructor(
    private readonly lexicon: () => BilingualLexicon,
    private readonly spelling: () => SpellingModel,
  ) {}

  translate({ folded }: FoldedToken, into: AnswerLanguage, held: HeldTerms, mayBeName = true): Alternative[] {
    const isToTranslate = into === 'ar' ? chatWord.test(folded) : arabicWord.test(folded);
    if (!isToTranslate || latinArticle.test(folded)) return [];
    const found = this.findWords(folded, into, held);
    const isKnown = this.findTranslations(folded, into).length > 0;
    if ((found.length > 0 && isKnown) || !mayBeName) return found;
    // Spelling takes a hundred times as long as looking up, and next to no name is a word that is translated.
    const spelled = this.findSpellings(folded, into, held, found.length > 0 ? nearest : otherWordsFrom);
    return found.length > 0 ? halves(spelled, found) : spelled;
  }

  /** What is held of the translations of a word, else of its rarer readings, else of words of the same meaning. */
  private findWords(folded: string, into: AnswerLanguage, held: HeldTerms): Alternative[] {
    const inForms = keepHeld(this.findTranslationsInForms(folded, into), held);
    if (inForms.length > 0) return inForms;
    const ofVerb = into === 'en' ? keepHeld(this.findTranslationsInForms(folded, into, true), held) : [];
    return ofVerb.length > 0 ? ofVerb : keepHeld(this.findTranslationsOfRelated(folded, into), held);
  }

  private findTranslations(folded: string, into: AnswerLanguage): Found[] {
    const stem = stemWord(folded);
    return into === 'ar'
      ? this.lexicon().translateEnglish(folded, stem)
      : this.lexicon().translateArabic(folded, stem);
  }

  /** Translations with the forms of verbs: into Arabic those that it may stand in, from Arabic those it may be one of. */
  private findTranslationsInForms(folded: string, into: AnswerLanguage, isVerb = false): Found[] {
    const found = this.findTranslations(folded, into);
    if (isStopword(folded)) return found;
    const ofForms =
      into === 'ar'
        ? found.flatMap(({ stem, probability }) =>
            findVerbForms(stem).map((form): Found => ({ stem: form, form, probability })),
          )
        : findVerbForms(stemWord(folded), isVerb).flatMap((form) => this.lexicon().translateArabicStem(form));
    return [...found, ...ofForms.map((each) => ({ ...each, probability: formPart * each.probability }))];
  }

  /** What words of the same meaning are, and standard ones for a word of dialect. */
  private findTranslationsOfRelated(folded: string, into: AnswerLanguage): Found[] {
    return findRelatedWords(folded, tables).flatMap(([word, similarity]) =>
      this.findTranslations(word, into).map((found) => ({
        ...found,
        probability: found.probability * similarity,
      })),
    );
  }

  private findSpellings(
    folded: string,
    into: AnswerLanguage,
    held: HeldTerms,
    furthest: number,
  ): Alternative[] {
    if (isStopword(folded)) return [];
    const isLatin = into === 'ar';
    const names = isLatin ? [folded.replace(/[0-9]/g, (digit) => chatDigits[digit]!)] : namesIn(folded);
    for (const name of names) {
      if (name.length < shortestName || name.length > longestName) continue;
      if (isLatin && !latinWord.test(name)) continue;
      const kept = keepHeld(this.spell(name, isLatin ? 'latin' : 'arabic', held, furthest), held);
      if (kept.length > 0) return kept;
    }
    return [];
  }

  /** The likeliest spellings of a name, and those that the passages hold letter by letter. */
  private spell(name: string, from: Script, held: HeldTerms, furthest: number): Found[] {
    let likeliest = this.spellings.get(name);
    if (!likeliest) {
      likeliest = this.spelling().spell(name, from);
      this.spellings.set(name, likeliest);
    }
    const best = likeliest[0]?.score ?? 0;
    const found = this.spelling().spellHeld(name, from, (gram) => held.holdsGram(gram));
    const scores = new Map([...found, ...likeliest].map(({ text, score }) => [text, score - best]));
    return [...scores]
      .filter(([, score]) => score >= -furthest * name.length)
      .map(([text, score]) => ({ stem: stemWord(text), form: text, probability: Math.exp(score) }));
  }
}
