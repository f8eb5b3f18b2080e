import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The shipped lexicon, whose file ARCHITECTURE.md describes. */
const shippedFile = fileURLToPath(new URL('../../models/isnad-lexicon-v1/lexicon.bin', import.meta.url));
const headerBytes = 8 + 5 * 4;
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
  const count = (index: number): number => file.readUInt32LE(8 + index * 4);
  const [english, arabic, words, textBytes] = [count(0), count(1), count(2), count(4)];
  if (file.length < headerBytes + textBytes) throw new RangeError('a lexicon file cut short');
  const forms = english + arabic + words;
  const [size, firstStem, firstForm] =
    language === 'english' ? [english, 0, forms] : [arabic, english, forms + english];
  let at = file.length - textBytes;
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
