import { describe, expect, it, vi } from 'vitest';
import { createTranslator, loadLexicon, loadSpelling } from '../../../src/query/shipped-translator.js';
import { WordTranslator } from '../../../src/query/translation/word-translator.js';
import { termsOf } from '../../../src/text/terms.js';
import { tokenize } from '../../../src/text/tokenize.js';

const translator = createTranslator();

/** The test of an index that holds these words and no other. */
function holding(text: string): (stem: number) => boolean {
  const stems = new Set(tokenize(text).map((token) => termsOf(token).stem));
  return (stem) => stems.has(stem);
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
    // Words of the same meaning, and standard ones for dialect.
    ['landlord', 'ar', 'المالك والمستأجر', ['مالك']],
    ['شغل', 'en', 'The work of the club', ['work']],
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

  it('spells only what the lexicon does not know among the passages', () => {
    const spelling = vi.fn(loadSpelling);
    const watched = new WordTranslator(loadLexicon, spelling);
    watched.translate(tokenize('war')[0]!, 'ar', holding('حرب'));
    expect(spelling).not.toHaveBeenCalled();
    watched.translate(tokenize('Schellenberg')[0]!, 'ar', holding('حرب'));
    expect(spelling).toHaveBeenCalled();
  });
});
