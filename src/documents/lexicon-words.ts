import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readLexiconHeader } from '../text/lexicon-file.js';

/** The shipped lexicon, whose file ARCHITECTURE.md describes. */
const shippedFile = fileURLToPath(new URL('../../models/isnad-lexicon-v1/lexicon.bin', import.meta.url));
const lineEnd = 0x0a;

export interface LexiconWords {
  /** Stems, in ascending order. */
  readonly stems: readonly string[];
  /** The usual form of each of them; empty where it is the stem itself. */
  readonly forms: readonly string[];
}

/** The words of one language of the lexicon. Nothing else of the file is kept, or made into strings. */
export function readLexiconWords(language: 'arabic' | 'english'): LexiconWords {
  const file = readFileSync(shippedFile);
  const { english, arabic, words, textStart } = readLexiconHeader(file);
  const forms = english + arabic + words;
  const [size, firstStem, firstForm] =
    language === 'english' ? [english, 0, forms] : [arabic, english, forms + english];
  let at = textStart;
  let line = 0;
  const skipTo = (target: number): number => {
    for (; line < target && at < file.length; line++) {
      const end = file.indexOf(lineEnd, at);
      at = end < 0 ? file.length : end + 1;
    }
    return at;
  };
  const read = (first: number): string[] => {
    const start = skipTo(first);
    return file.toString('utf8', start, skipTo(first + size)).split('\n', size);
  };
  return { stems: read(firstStem), forms: read(firstForm) };
}
