import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStopword } from '../../src/text/stopwords.js';
import { tokenize } from '../../src/text/tokenize.js';
import { correctSpelling as correctWords, type KnownWords } from '../../src/query/spelling.js';
import { hashTerm, stemWord } from '../../src/text/terms.js';

function correctSpelling(question: string, known: KnownWords): Promise<string> {
  return correctWords(question, tokenize(question), known);
}

const inIndex = new Map(
  Object.entries({ مدينه: 9, رييس: 5, قناه: 3, harbour: 4, lattania: 2 }).map(([word, count]) => [
    hashTerm(stemWord(word)),
    count,
  ]),
);
const known = {
  documentFrequency: (stem: number): number => inIndex.get(stem) ?? 0,
  contextScore: () => 0,
  isWord: (stem: number): boolean => stem === hashTerm(stemWord('اليابان')),
};

describe('correctSpelling', () => {
  it.each([
    ['a letter twice', 'ما هي مديينة؟', 'ما هي مدينه؟'],
    ['two letters swapped', 'ما هي مدنية؟', 'ما هي مدينه؟'],
    ['another letter', 'ما هي مدبنة؟', 'ما هي مدينه؟'],
    ['a letter left out', 'ما هي مدنة؟', 'ما هي مدينه؟'],
    ['a stretched word', 'الرئيييييس', 'الرييس'],
    ['a Latin word', 'Where is Lattanai?', 'Where is lattania?'],
    ['a word of three letters', 'قنه السويس', 'قناه السويس'],
    ['a stopword', 'مااهي المدينة؟ اليذ', 'ماهي المدينة؟ الذي'],
  ])('corrects %s', async (_, typed, meant) => {
    expect(await correctSpelling(typed, known)).toBe(meant);
  });

  it.each([
    ['a word of the index', 'أين المدينة والرئيس؟'],
    ['a word that the index lacks', 'ما عاصمة اليابان؟'.replace('عاصمة ', '')],
    ['a short word', 'قن'],
    ['a stopword', 'ماهي'],
    ['a name that is like a stopword', 'منذر'],
    ['a typo in the first letter', 'نارbour كدينة'],
    ['two typos', 'مدددبنزة'],
    ['numbers and other scripts', '1956 東京タワー Ελλάδα'],
  ])('leaves %s alone', async (_, question) => {
    expect(await correctSpelling(question, known)).toBe(question);
  });

  it('takes a word that the index lacks for another where a letter is typed twice and the rest stands there', async () => {
    const stemOf = (word: string): number => hashTerm(stemWord(word));
    const near = (score: number): KnownWords => ({
      documentFrequency: (stem: number) => (['المحيط', 'لغه'].map(stemOf).includes(stem) ? 3 : 0),
      contextScore: () => score,
      isWord: () => true,
    });
    expect(await correctSpelling('المحييط', near(0.5))).toBe('المحيط');
    expect(await correctSpelling('المحييط', near(0.1))).toBe('المحييط');
    expect(await correctSpelling('المحبط', near(1))).toBe('المحبط');
    expect(await correctSpelling('لعه', near(1))).toBe('لعه');
  });

  it('prefers the word that stands where the rest of the question stands', async () => {
    const frequencies = new Map(
      [hashTerm(stemWord('harbour')), hashTerm(stemWord('harmour'))].map((stem, at) => [stem, 1 + at * 20]),
    );
    const near = (word: string) => ({
      documentFrequency: (stem: number) => frequencies.get(stem) ?? 0,
      contextScore: (asked: string) => (asked === word ? 0.5 : 0),
      isWord: () => false,
    });
    expect(await correctSpelling('harxour', near('harbour'))).toBe('harbour');
    expect(await correctSpelling('harxour', near('harmour'))).toBe('harmour');
    expect(await correctSpelling('harxour', near('nothing'))).toBe('harmour');
  });

  it('prefers the key beside to any other', async () => {
    const both = { documentFrequency: () => 1, contextScore: () => 0, isWord: () => false };
    const stems = new Set(['harbour', 'hargour'].map((word) => hashTerm(stemWord(word))));
    const known = { ...both, documentFrequency: (stem: number) => (stems.has(stem) ? 1 : 0) };
    expect(await correctSpelling('harvour', known)).toBe('harbour');
    expect(await correctSpelling('harfour', known)).toBe('hargour');
  });

  it('leaves everything around a word as it stands', async () => {
    expect(await correctSpelling('  «مدبنة»، \t harbuor!', known)).toBe('  «مدينه»، \t harbour!');
  });

  it('takes any text, and changes nothing but to stopwords where nothing is known', async () => {
    const nothing = { documentFrequency: () => 0, contextScore: () => 0, isWord: () => false };
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (text) => {
        const corrected = await correctSpelling(text, nothing);
        if (corrected === text) return;
        const [typed, meant] = [text, corrected].map((each) => tokenize(each).map(({ folded }) => folded));
        expect(meant).toHaveLength(typed!.length);
        meant!.forEach((word, at) => {
          expect(word === typed![at] || isStopword(word), `${typed![at]} → ${word}`).toBe(true);
        });
      }),
      { examples: [['ﶻ'], ['kept thhe isis']] },
    );
  });
});
