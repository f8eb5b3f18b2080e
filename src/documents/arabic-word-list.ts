import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stemArabic } from '../text/arabic-stem.js';
import { foldCodePoint } from '../text/fold.js';
import { readLexiconHeader } from '../text/lexicon-file.js';

const shippedFile = fileURLToPath(new URL('../../models/isnad-lexicon-v1/lexicon.bin', import.meta.url));

function foldWord(word: string): string {
  return Array.from(word, (character) => foldCodePoint(character.codePointAt(0)!) ?? '').join('');
}

const articles = /^(?:[وف]?(?:ال|بال|كال|لل)|[وفبلك](?=..))/u;

/** How far a word is known: not at all, by its stem whatever seats its hamzas have, or as it is spelled. */
export type Familiarity = 'none' | 'stem' | 'spelling';

/** Tells words of Arabic from what is none. */
export interface WordList {
  familiarity(word: string): Familiarity;
}

function readArabicWords(file: Buffer): { stems: string[]; forms: string[] } {
  const { english, arabic, words, textStart } = readLexiconHeader(file);
  const lines = file.toString('utf8', textStart).split('\n');
  const forms = english + arabic + words + english;
  return { stems: lines.slice(english, english + arabic), forms: lines.slice(forms, forms + arabic) };
}

/** A word without what is written together with it in front. */
function* withoutProclitics(word: string): Generator<string> {
  for (let rest = word; ;) {
    yield rest;
    const bare = rest.replace(articles, '');
    if (bare === rest || bare.length < 2) return;
    rest = bare;
  }
}

const minShared = 3;

/** Whether two forms of a word have their hamzas in the same places, as far as they share their letters. */
function areSpelledAlike(one: string, other: string): boolean {
  const [first, second] = [foldWord(one), foldWord(other)];
  let shared = 0;
  while (shared < first.length && shared < second.length && first[shared] === second[shared]) shared++;
  return shared >= Math.min(minShared, first.length, second.length) && one.startsWith(other.slice(0, shared));
}

function loadWordList(): WordList {
  const { stems, forms } = readArabicWords(readFileSync(shippedFile));
  const usualForms = new Map(stems.map((stem, i) => [stem, forms[i] === '' ? stem : forms[i]!]));
  for (const form of forms) {
    const folded = foldWord(form);
    if (form !== '' && !usualForms.has(folded)) usualForms.set(folded, form);
  }
  return {
    familiarity(word) {
      const folded = foldWord(word);
      const form = usualForms.get(folded) ?? usualForms.get(stemArabic(folded));
      if (form === undefined) return 'none';
      for (const known of withoutProclitics(form)) {
        for (const bare of withoutProclitics(word)) if (areSpelledAlike(bare, known)) return 'spelling';
      }
      return 'stem';
    },
  };
}

let loaded: WordList | undefined;

/** The list, read once, by the first damaged file. */
export function useWordList(): WordList {
  loaded ??= loadWordList();
  return loaded;
}
