import { stemArabic } from '../text/arabic-stem.js';
import { foldCodePoint } from '../text/fold.js';
import { readLexiconWords } from './lexicon-words.js';

/** Characters and words that are looked up again and again; a hostile file may invent more. */
const maxRemembered = 20_000;

const foldedUnits = new Map<string, string>();

function foldWord(word: string): string {
  let folded = '';
  for (const character of word) {
    let unit = foldedUnits.get(character);
    if (unit === undefined) {
      unit = foldCodePoint(character.codePointAt(0)!) ?? '';
      if (foldedUnits.size < maxRemembered) foldedUnits.set(character, unit);
    }
    folded += unit;
  }
  return folded;
}

const articles = /^(?:[وف]?(?:ال|بال|كال|لل)|[وفبلك](?=..))/u;

/**
 * How far a word is known: not at all, by its stem whatever seats its hamzas have, as its stem is spelled, or in its
 * usual form.
 */
export type Familiarity = 'none' | 'stem' | 'spelling' | 'form';

/** Tells words of Arabic from what is none. */
export interface WordList {
  familiarity(word: string): Familiarity;
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
  const { stems, forms } = readLexiconWords('arabic');
  const usualForms = new Map(stems.map((stem, i) => [stem, forms[i] === '' ? stem : forms[i]!]));
  for (const form of forms) {
    const folded = foldWord(form);
    if (form !== '' && !usualForms.has(folded)) usualForms.set(folded, form);
  }
  const find = (word: string): Familiarity => {
    const folded = foldWord(word);
    const form = usualForms.get(folded) ?? usualForms.get(stemArabic(folded));
    if (form === undefined) return 'none';
    const bareForms = [...withoutProclitics(form)];
    const bareWords = [...withoutProclitics(word)];
    if (bareWords.some((bare) => bareForms.includes(bare))) return 'form';
    const isAlike = bareWords.some((bare) => bareForms.some((known) => areSpelledAlike(bare, known)));
    return isAlike ? 'spelling' : 'stem';
  };
  const remembered = new Map<string, Familiarity>();
  return {
    familiarity(word) {
      const known = remembered.get(word);
      if (known) return known;
      const found = find(word);
      if (remembered.size < maxRemembered) remembered.set(word, found);
      return found;
    },
  };
}

let loaded: WordList | undefined;

/** The list, read once, by the first damaged file. */
export function useWordList(): WordList {
  loaded ??= loadWordList();
  return loaded;
}
