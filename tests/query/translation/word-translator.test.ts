import { describe, expect, it, vi } from 'vitest';
import type { HeldTerms } from '../../../src/contracts/search.js';
import { createTranslator, loadLexicon, loadSpelling } from '../../../src/query/shipped-translator.js';
import { WordTranslator } from '../../../src/query/translation/word-translator.js';
import { termsOf } from '../../../src/text/terms.js';
import { tokenize } from '../../../src/text/tokenize.js';

const translator = createTranslator();

/** What an index knows that holds these words and no other. */
function holding(text: string): HeldTerms {
  const terms = tokenize(text).map((token) => termsOf(token));
  const stems = new Set(terms.map(({ stem }) => stem));
  const grams = new Set(terms.flatMap((each) => each.grams));
  return { documentFrequency: (stem) => Number(stems.has(stem)), holdsGram: (gram) => grams.has(gram) };
}

describe('WordTranslator', () => {
  it.each([
    ['president', 'ar', 'رئيس الدولة وقلعة', ['رئيس']],
    ['embargo', 'ar', 'الحظر التسليحي والحصار', ['حظر', 'حصار']],
    ['Schellenberg', 'ar', 'شيلنبرغ وزير', ['شيلنبرغ']],
    ['ma3na', 'ar', 'معنى الكلمة', ['معني']],
    ['رئيس', 'en', 'The president of the club', ['president']],
    ['والسلاح', 'en', 'weapons of war', ['weapon']],
    ['نيكسون', 'en', 'Richard Nixon went home', ['nixon']],
    // Other forms of verbs than the lexicon lists.
    ['announced', 'ar', 'تعلن الجريدة', ['تعلن']],
    ['تحرق', 'en', 'Leaves were burned', ['burned']],
    ['نستخدم', 'en', 'It is used for glass', ['used']],
    ['استخدمت', 'en', 'It was used for glass', ['used']],
    // Spellings that are far from the likeliest, but letter by letter those of the passages.
    ['الأوكسيتوسين', 'en', 'Oxytocin is a hormone', ['oxytocin']],
    ['بويك', 'en', 'The first Buick was sold', ['buick']],
    // A name that may be a form of a verb.
    ['ليتركيني', 'en', 'Letterkenny is a town', ['letterkenny']],
    // What is written in front of a name, and what only looks like it.
    ['لراجامولي', 'en', 'A film of Rajamouli', ['rajamouli']],
    ['وارنمونده', 'en', 'The port of Warnemunde', ['warnemunde']],
    // A name that no passage holds is no other word.
    ['بويك', 'en', 'The first boat was sold by a book', []],
    ['Jormungandr', 'ar', 'الجمهورية المنغولية', []],
    // Words of the same meaning, and standard ones for dialect.
    ['landlord', 'ar', 'المالك والمستأجر', ['مالك']],
    ['شغل', 'en', 'The work of the club', ['work']],
    // The article of a name is no word of its own.
    ['al', 'ar', 'النادي والمحافظة', []],
    // What no passage holds is nothing to look up.
    ['president', 'ar', 'قلعة', []],
    // Words in the script of the passages are looked up as they stand.
    ['رئيس', 'ar', 'رئيس', []],
    ['president', 'en', 'president', []],
    ['1995', 'ar', '1995', []],
  ] as const)('finds for %s in %s, among "%s", %j', (word, into, text, expected) => {
    const found = translator.translate(tokenize(word)[0]!, into, holding(text));
    expect(new Set(found.map(({ term }) => term))).toEqual(
      new Set(expected.map((each) => termsOf(tokenize(each)[0]!).stem)),
    );
    const whole = found.reduce((sum, { part }) => sum + part, 0);
    expect(whole).toBeCloseTo(expected.length > 0 ? 1 : 0, 10);
  });

  it('spells no word that may not be a name', () => {
    const [word] = tokenize('Schellenberg');
    expect(translator.translate(word!, 'ar', holding('شيلنبرغ'), false)).toEqual([]);
  });

  it('spells only what the lexicon does not know among the passages', () => {
    const spelling = vi.fn(loadSpelling);
    const watched = new WordTranslator(loadLexicon, spelling);
    watched.translate(tokenize('war')[0]!, 'ar', holding('حرب'));
    expect(spelling).not.toHaveBeenCalled();
    watched.translate(tokenize('Schellenberg')[0]!, 'ar', holding('حرب'));
    expect(spelling).toHaveBeenCalled();
  });
});
