import { stemWord } from '../text/terms.js';
import { readLexiconWords } from './lexicon-words.js';

let loaded: ReadonlySet<string> | undefined;

/** Whether a word is English, in any of its forms. The list is read by the first file that needs it. */
export function isEnglishWord(word: string): boolean {
  loaded ??= new Set(readLexiconWords('english').stems);
  const lower = word.toLowerCase();
  return /^[a-z]+$/.test(lower) && (loaded.has(lower) || loaded.has(stemWord(lower)));
}
