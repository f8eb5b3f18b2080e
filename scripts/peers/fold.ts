import { findWords } from '../../src/text/words.js';

/** The folded words of a text: the peers get the benefit of our folding of hamzas, marks and digits. */
export function foldWordsOf(text: string): string[] {
  return findWords(text).map(({ folded }) => folded);
}
