import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stemArabic } from '../text/arabic-stem.js';
import { foldCodePoint } from '../text/fold.js';

/** The words of the shipped lexicon, whose file ARCHITECTURE.md describes. */
const shippedFile = fileURLToPath(new URL('../../models/isnad-lexicon-v1/lexicon.bin', import.meta.url));
const headerBytes = 8 + 5 * 4;

function foldWord(word: string): string {
  return Array.from(word, (character) => foldCodePoint(character.codePointAt(0)!) ?? '').join('');
}

const articles = /^(?:[وف]?(?:ال|بال|كال|لل)|[وفبلك](?=..))/u;

/** Tells words of Arabic from what is none. */
export interface WordList {
  /** Whether a word, or its stem, is known, whatever seats its hamzas have. */
  has(word: string): boolean;
  /** Whether a word is known as it is spelled. */
  hasSpelling(word: string): boolean;
}

function readArabicWords(file: Buffer): { stems: string[]; forms: string[] } {
  const count = (index: number): number => file.readUInt32LE(8 + index * 4);
  const [english, arabic, words, textBytes] = [count(0), count(1), count(2), count(4)];
  if (file.length < headerBytes + textBytes) throw new RangeError('a lexicon file cut short');
  const lines = file.toString('utf8', file.length - textBytes).split('\n');
  const forms = english + arabic + words + english;
  return { stems: lines.slice(english, english + arabic), forms: lines.slice(forms, forms + arabic) };
}

function loadWordList(): WordList {
  const { stems, forms } = readArabicWords(readFileSync(shippedFile));
  const known = new Set(stems);
  const spellings = new Set<string>();
  forms.forEach((form, i) => {
    spellings.add(form === '' ? stems[i]! : form);
    if (form !== '') known.add(foldWord(form));
  });
  return {
    has(word) {
      const folded = foldWord(word);
      return known.has(folded) || known.has(stemArabic(folded));
    },
    hasSpelling(word) {
      for (let rest = word; ;) {
        if (spellings.has(rest)) return true;
        const bare = rest.replace(articles, '');
        if (bare === rest || bare.length < 2) return false;
        rest = bare;
      }
    },
  };
}

let loaded: WordList | undefined;

/** The list, read once, by the first damaged file. */
export function useWordList(): WordList {
  loaded ??= loadWordList();
  return loaded;
}
