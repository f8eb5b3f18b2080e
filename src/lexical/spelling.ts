import { isFunctionWord } from '../text/function-words.js';
import { findWords } from '../text/words.js';
import { hashTerm, stemWord } from './terms.js';

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

/** A word that was perhaps meant, and how much likelier than any other letter's slip it is. */
interface Candidate {
  readonly word: string;
  readonly likelihood: number;
}

/** What is one slip away: a letter too many, two swapped, another one, one too few. The first letter stands. */
function* oneSlipAway(word: string, letters: readonly string[]): Generator<Candidate> {
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

/** What is known of words. Frequencies and words are asked for by stems. */
export interface KnownWords {
  /** Passages of the index that hold it. */
  readonly frequencyOf: (stem: number) => number;
  /** How much of a word there is in the passages that share most with the question as typed; 1 for all in the first. */
  readonly nearnessOf: (word: string) => number;
  /** Whether it is a word, though the index may lack it: that one is asked for as it stands, unless it is a sure slip. */
  readonly isWord: (stem: number) => boolean;
}

/**
 * How likely a slip must be in a word that there is, though the index lacks it: a letter typed twice, or two swapped,
 * where the rest of the question stands. Others are asked for as they stand.
 */
const sureSlip = 20;

/** What a passage that shares nothing else with the question counts, beside the one that shares most. */
const farShare = 0.0005;

function correctWord(word: string, { frequencyOf, nearnessOf, isWord }: KnownWords): string | undefined {
  const alphabet = alphabets.find((each) => each.word.test(word));
  if (!alphabet || word.length < minLetters || word.length > maxLetters || isFunctionWord(word))
    return undefined;
  const stemOf = (each: string): number => hashTerm(stemWord(each));
  const own = stemOf(word);
  if (frequencyOf(own) > 0) return undefined;
  const isKnown = isWord(own);
  // "جميييل": three of a letter in a row are in no word.
  const unstretched = word.replace(/(.)\1{2,}/gu, '$1');
  if (unstretched !== word && frequencyOf(stemOf(unstretched)) > 0) return unstretched;
  let best: Candidate = { word, likelihood: 0 };
  for (const candidate of oneSlipAway(unstretched, alphabet.letters)) {
    const frequency = frequencyOf(stemOf(candidate.word));
    // "مااهي": the words of asking are likely wherever they stand; but "منذر" is a name, and not "منذ".
    const isAsking = candidate.likelihood > sureSlip && isFunctionWord(candidate.word);
    if (frequency === 0 && !isAsking) continue;
    const near = isAsking ? 1 : nearnessOf(candidate.word);
    const likelihood = candidate.likelihood * (isKnown ? near : near + farShare * frequency);
    if (likelihood > best.likelihood) best = { ...candidate, likelihood };
  }
  return best.likelihood > (isKnown ? sureSlip : 0) ? best.word : undefined;
}

/**
 * The question with each word that is neither in the index nor a known word replaced by the word of the index that
 * was most likely meant: one slip of the fingers away, and common where the rest of the question stands; after Norvig, "How to Write a Spelling Corrector" (2007).
 */
export function correctSpelling(question: string, known: KnownWords): string {
  let corrected = '';
  let end = 0;
  for (const { folded, start, end: wordEnd } of findWords(question)) {
    const better = correctWord(folded, known);
    if (better === undefined) continue;
    corrected += question.slice(end, start) + better;
    end = wordEnd;
  }
  return corrected + question.slice(end);
}
