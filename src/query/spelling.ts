import { isStopword } from '../text/stopwords.js';
import type { Awaitable } from '../contracts/awaitable.js';
import type { Token } from '../contracts/token.js';
import { hashTerm, stemWord } from '../text/terms.js';

/** Shorter words have too many neighbours. */
const minLetters = 3;
/** Longer ones are no words that anyone types. */
const maxLetters = 24;

/** The letters that are left after folding. */
const alphabets = [
  { word: /^[ء-ي]+$/u, letters: Array.from('ابتثجحخدذرزسشصضطظعغفقكلمنهوي') },
  { word: /^[a-z]+$/u, letters: Array.from('abcdefghijklmnopqrstuvwxyz') },
] as const;

/** The letters that are left after folding, as they lie on the two keyboards. */
const keyRows = ['ضصثقفغعهخحجد', 'شسيبلاتنمكط', 'ذءرىوزظ', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Letter → those on the keys beside its own. */
const neighbours = new Map(
  keyRows.flatMap((row) =>
    Array.from(row, (letter, at) => [letter, row.charAt(at - 1) + row.charAt(at + 1)] as const),
  ),
);

/** A word that was perhaps meant, and how much likelier its typo is than a replaced letter (the likelihoods are guesses). */
interface Candidate {
  readonly word: string;
  readonly likelihood: number;
}

/** Words at edit distance 1: one letter deleted, two transposed, one replaced, one inserted. The first letter stands. */
function* edits1(word: string, letters: readonly string[]): Generator<Candidate> {
  for (let at = 1; at <= word.length; at++) {
    const before = word.slice(0, at);
    const [last, letter, next] = [word.charAt(at - 1), word.charAt(at), word.charAt(at + 1)];
    if (letter !== '') {
      yield { word: before + word.slice(at + 1), likelihood: letter === last ? 100 : 2 };
      if (next !== '') yield { word: before + next + letter + word.slice(at + 2), likelihood: 30 };
      for (const other of letters) {
        const likelihood = neighbours.get(letter)?.includes(other) ? 15 : 1;
        yield { word: before + other + word.slice(at + 1), likelihood };
      }
    }
    for (const other of letters) yield { word: before + other + word.slice(at), likelihood: 2 };
  }
}

/** What the index and the thesaurus know of words. */
export interface KnownWords {
  /** How many passages hold a stem. */
  readonly documentFrequency: (stem: number) => number;
  /** How much of a word the best passages for the question as typed hold: the sum over them, divided by their rank. */
  readonly contextScore: (word: string) => Awaitable<number>;
  /** Whether a stem is of a real word, though the index may lack it. Real words are corrected only if a typo is certain. */
  readonly isWord: (stem: number) => boolean;
}

/**
 * The least score of a typo in a real word that the index lacks: a doubled letter, or two swapped, where the rest of
 * the question stands. Set by hand on the rewritten questions of `npm run evaluate -- FILE --variants`.
 */
const minTypoScore = 20;

/** What each passage that holds the word counts, beside 1 for all of it in the best passage. Set in the same way. */
const backgroundScore = 0.0005;

async function correctWord(
  word: string,
  { documentFrequency, contextScore, isWord }: KnownWords,
): Promise<string | undefined> {
  const alphabet = alphabets.find((each) => each.word.test(word));
  if (!alphabet || word.length < minLetters || word.length > maxLetters || isStopword(word)) return undefined;
  const stemOf = (each: string): number => hashTerm(stemWord(each));
  const own = stemOf(word);
  if (documentFrequency(own) > 0) return undefined;
  const isKnown = isWord(own);
  // "جميييل": three of a letter in a row are in no word.
  const unstretched = word.replace(/(.)\1{2,}/gu, '$1');
  if (unstretched !== word && documentFrequency(stemOf(unstretched)) > 0) return unstretched;
  let best: Candidate = { word, likelihood: 0 };
  for (const candidate of edits1(unstretched, alphabet.letters)) {
    const frequency = documentFrequency(stemOf(candidate.word));
    // "مااهي": stopwords are likely wherever they stand; but "منذر" is a name, and not "منذ".
    const isMistypedStopword = candidate.likelihood > minTypoScore && isStopword(candidate.word);
    if (frequency === 0 && !isMistypedStopword) continue;
    const near = isMistypedStopword ? 1 : await contextScore(candidate.word);
    const likelihood = candidate.likelihood * (isKnown ? near : near + backgroundScore * frequency);
    if (likelihood > best.likelihood) best = { ...candidate, likelihood };
  }
  return best.likelihood > (isKnown ? minTypoScore : 0) ? best.word : undefined;
}

/**
 * The question with each word that is neither in the index nor a real word replaced by the word of the index that was
 * most likely meant: at edit distance 1, and frequent where the rest of the question stands; after Norvig, "How to
 * Write a Spelling Corrector" (2007). `words` are those of `question`.
 */
export async function correctSpelling(
  question: string,
  words: readonly Token[],
  known: KnownWords,
): Promise<string> {
  let corrected = '';
  let end = 0;
  for (const { folded, start, end: wordEnd } of words) {
    const better = await correctWord(folded, known);
    if (better === undefined) continue;
    corrected += question.slice(end, start) + better;
    end = wordEnd;
  }
  return corrected + question.slice(end);
}
