import type { PassageDigest, ReadablePassage } from '../contracts/passage.js';
import type { FoldedWord } from '../contracts/word.js';
import { findWords } from '../text/words.js';
import { termsOf } from './terms.js';

/** What a passage's words make of its digest. */
export type WordsDigest = Omit<PassageDigest, 'evidence'>;

/** The part of a stem's hash that digests keep; no two of the few stems that a question asks for share it. */
export function shortStem(stem: number): number {
  return stem >>> 0;
}

/** The stem of each word, as digests keep it. */
export function stemsOf(words: readonly FoldedWord[]): Uint32Array {
  return Uint32Array.from(words, (word) => shortStem(termsOf(word).stem));
}

/** The words of a text that is read closely. */
export function digestWords({ context, body, sentences }: ReadablePassage): WordsDigest {
  const words = findWords(body);
  let word = 0;
  const sentenceEnds = Uint32Array.from(sentences, ({ end }) => {
    while (word < words.length && words[word]!.start < end) word++;
    return word;
  });
  return { context: stemsOf(findWords(context)), body: stemsOf(words), sentenceEnds };
}
