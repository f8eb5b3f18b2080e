import { tokenize } from './tokenize.js';

/** Whether there is a word in a question; one of emoji alone, say, can be searched for nowhere. */
export function hasWord(question: string): boolean {
  return tokenize(question).length > 0;
}
