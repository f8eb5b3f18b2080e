import type { AnswerLanguage } from '../../contracts/answer.js';
import type { Alternative } from '../../contracts/query.js';
import type { Translator } from '../../contracts/search.js';
import type { FoldedToken } from '../../contracts/token.js';
import { isStopword } from '../../text/stopwords.js';
import { hashTerm, stemWord } from '../../text/terms.js';
import { findRelatedWords } from '../vocabulary/related-words.js';
import type { BilingualLexicon } from './bilingual-lexicon.js';
import type { Script, SpellingModel } from './spelling-model.js';

/** Alternatives below this share of the best are left out. */
const leastShare = 0.02;

/** Those of {@link findRelatedWords}. */
const tables: ReadonlySet<string> = new Set(['dialect', 'synonym']);

const spellingsTried = 40;
/** Names whose spellings are remembered: finding them takes longer than all else of a question. */
const namesKept = 1000;
const shortestName = 3;
const longestName = 20;

const arabicWord = /^[ء-ي]+$/u;
const latinWord = /^[a-z]+$/;

/** In front of a name: "and", "in", "for", the article. */
const arabicProclitics = /^(?:[وف]?[بك]?ال|[وف]?لل|[وف])(?=\p{L}{3})/u;

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
function keepHeld(found: readonly Found[], isHeld: (stem: number) => boolean): Alternative[] {
  const held = new Map<number, Alternative>();
  for (const { stem, form, probability } of found) {
    const term = hashTerm(stem);
    if (!isHeld(term)) continue;
    const known = held.get(term);
    held.set(term, { term, form: known?.form ?? form, part: probability + (known?.part ?? 0) });
  }
  const best = [...held.values()].reduce((most, { part }) => Math.max(most, part), 0);
  const kept = [...held.values()].filter(({ part }) => part >= leastShare * best);
  const whole = kept.reduce((sum, { part }) => sum + part, 0);
  return kept.map((each) => ({ ...each, part: each.part / whole })).sort((a, b) => b.part - a.part);
}

/** Translates words by the lexicon, and spells names in the other script. */
export class WordTranslator implements Translator {
  private readonly spellings = new Map<string, readonly Found[]>();

  /** Both are asked for at the first word to translate. */
  constructor(
    private readonly lexicon: () => BilingualLexicon,
    private readonly spelling: () => SpellingModel,
  ) {}

  translate({ folded }: FoldedToken, into: AnswerLanguage, isHeld: (stem: number) => boolean): Alternative[] {
    const isToTranslate = into === 'ar' ? chatWord.test(folded) : arabicWord.test(folded);
    if (!isToTranslate) return [];
    const translations = keepHeld(this.findTranslations(folded, into), isHeld);
    if (translations.length > 0) return translations;
    const ofRelated = keepHeld(this.findTranslationsOfRelated(folded, into), isHeld);
    // Spelling takes a hundred times as long as looking up, and next to no name is a word that is translated.
    return ofRelated.length > 0 ? ofRelated : keepHeld(this.findSpellings(folded, into), isHeld);
  }

  private findTranslations(folded: string, into: AnswerLanguage): Found[] {
    const stem = stemWord(folded);
    return into === 'ar'
      ? this.lexicon().translateEnglish(folded, stem)
      : this.lexicon().translateArabic(stem);
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

  private findSpellings(folded: string, into: AnswerLanguage): readonly Found[] {
    if (isStopword(folded)) return [];
    const from: Script = into === 'ar' ? 'latin' : 'arabic';
    const name =
      into === 'ar'
        ? folded.replace(/[0-9]/g, (digit) => chatDigits[digit]!)
        : folded.replace(arabicProclitics, '');
    if (name.length < shortestName || name.length > longestName) return [];
    if (from === 'latin' && !latinWord.test(name)) return [];
    const known = this.spellings.get(name);
    if (known) return known;
    const found = this.spelling()
      .spell(name, from)
      .slice(0, spellingsTried)
      .map(({ text, probability }): Found => ({ stem: stemWord(text), form: text, probability }));
    // The one that was put in first makes room.
    if (this.spellings.size >= namesKept) this.spellings.delete(this.spellings.keys().next().value!);
    this.spellings.set(name, found);
    return found;
  }
}
