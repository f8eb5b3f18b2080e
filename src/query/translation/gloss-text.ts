import type { AnswerLanguage, GlossedWord } from '../../contracts/answer.js';
import type { Span } from '../../contracts/span.js';
import type { Token } from '../../contracts/token.js';
import { isStopword } from '../../text/stopwords.js';
import { stemWord } from '../../text/terms.js';
import { tokenize } from '../../text/tokenize.js';
import type { BilingualLexicon } from './bilingual-lexicon.js';
import type { SpellingModel } from './spelling-model.js';
import { arabicWord, latinWord, longestName, shortestName, withoutProclitics } from './word-translator.js';

/** What a word may mean besides the likeliest: so many more, if they are this probable beside it. */
const mostMeanings = 2;
const leastShare = 0.4;
/** Words of one text that are spelled: finding a spelling takes a hundred times as long as looking a word up. */
const mostSpelled = 20;

export interface GlossParts {
  readonly lexicon: () => BilingualLexicon;
  readonly spelling: () => SpellingModel;
}

/** The likeliest meanings of a word, as they are met most. */
function findMeanings(folded: string, into: AnswerLanguage, lexicon: BilingualLexicon): string[] {
  const stem = stemWord(folded);
  const found =
    into === 'ar' ? lexicon.translateEnglish(folded, stem) : lexicon.translateArabic(folded, stem);
  const best = found[0]?.probability ?? 0;
  return found
    .filter(({ probability }) => probability >= leastShare * best)
    .slice(0, mostMeanings)
    .map(({ form }) => form);
}

/** How a word that no dictionary has is written in the other script; undefined where it is none that is spelled. */
function spell(folded: string, into: AnswerLanguage, spelling: SpellingModel): string | undefined {
  const name = into === 'ar' ? folded : withoutProclitics(folded);
  if (name.length < shortestName || name.length > longestName) return undefined;
  return spelling.spell(name, into === 'ar' ? 'latin' : 'arabic')[0]?.text;
}

/**
 * What the content words of some spans of a text in the other language may mean, each word once, in order: looked up one
 * by one, and so no translation of what they say together. A word that the lexicon does not know is spelled as it sounds.
 */
export function glossText(
  text: string,
  spans: readonly Span[],
  into: AnswerLanguage,
  { lexicon, spelling }: GlossParts,
): GlossedWord[] {
  const isForeign = (folded: string): boolean => (into === 'ar' ? latinWord : arabicWord).test(folded);
  const words = new Map<string, Token>();
  for (const { start, end } of spans) {
    for (const token of tokenize(text.slice(start, end))) {
      if (!isForeign(token.folded) || isStopword(token.folded) || words.has(token.folded)) continue;
      words.set(token.folded, { ...token, start: start + token.start, end: start + token.end });
    }
  }
  let spelled = 0;
  return [...words.values()].flatMap(({ folded, start, end }): GlossedWord[] => {
    const word = text.slice(start, end);
    const meanings = findMeanings(folded, into, lexicon());
    if (meanings.length > 0) return [{ word, start, end, meanings, isSpelled: false }];
    const sound = spelled++ < mostSpelled ? spell(folded, into, spelling()) : undefined;
    return sound === undefined ? [] : [{ word, start, end, meanings: [sound], isSpelled: true }];
  });
}
