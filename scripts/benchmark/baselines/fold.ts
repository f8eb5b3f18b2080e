import { tokenize } from '../../../src/text/tokenize.js';

/** The folded words of a text: the baselines get the benefit of our folding of hamzas, marks and digits. */
export function foldWordsOf(text: string): string[] {
  return tokenize(text).map(({ folded }) => folded);
}
