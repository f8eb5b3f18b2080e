import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/text/sentences.js';
import { maxClusterUnits } from '../../src/text/graphemes.js';
import { mixedText } from './mixed-text.js';
import { boundariesOf, charactersOf, nastyText } from './nasty-clusters.js';

function sentencesOf(text: string, maxUnits?: number): string[] {
  return splitSentences(text, { start: 0, end: text.length }, maxUnits).map(({ start, end }) =>
    text.slice(start, end),
  );
}

describe('splitSentences', () => {
  // Sentences are written with a bar between them.
  it.each([
    ['two Arabic sentences', 'ولد عام ١٩٥٠.| ومات عام ٢٠٠٠.'],
    ['an Arabic question and an exclamation', 'متى ولد؟| ولد أمس!| حقا.'],
    ['the Arabic semicolon goes on', 'جاء مبكرا؛ لأنه مريض.| ثم غادر.'],
    ['a doctor', 'قال د. أحمد إن الأمر انتهى.| ثم غادر.'],
    ['a professor', 'حاضر أ.د. سامي هنا.| وغادر.'],
    ['before Christ', 'في القرن الثالث ق.م. بنيت المدينة.| ثم هدمت.'],
    ['the Hijra year', 'ولد سنة 400 هـ.| وتوفي بعدها.'],
    ['a year of our era', 'ولد سنة 1924 م.| وتوفي سنة ٢٠٠١م.| ودفن في حلب.'],
    ['two eras of one year', 'ولد سنة 400 هـ. / 1010 م.| ومات.'],
    ['an initial behind a number', 'كتبه 3 أ. سامي.'],
    ['a page and a volume', 'انظر ص. 45 من ط. 3 هناك.| انتهى.'],
    ['an Arabic quotation', 'قال: «انتهى الأمر.»| ثم غادر.'],
    ['a question quoted inside a sentence', '«هل انتهى؟»، سأل الرجل.| نعم.'],
    ['the space left out between Arabic sentences', 'انتهى.|وبدأ العمل.|ثم عاد.'],
    ['an abbreviation is no space left out', 'سنة 300 ق.م كانت.'],
    ['decimals', 'بلغ 3.5 مليون و٣٫٥ مليون.| وزاد.'],
    ['a decimal in Arabic digits', 'بلغ ١٢٣.٥ مليون و٣.٥ أيضا.| وزاد.'],
    ['a date in Arabic digits', 'ولد في ١٢.٠٥.١٩٥٠ بدمشق.| ومات.'],
    ['a year at the end', 'It ended in 1999.| 2000 came.'],
    ['a year at the end in Arabic', 'انتهى عام ١٩٩٩.| ثم جاء.'],
    ['a list number', '1. البند الأول هنا.| وبعده.'],
    ['a list number in Arabic digits', '١٢. البند هنا.'],
    ['a list letter', 'أ. النص الأول.'],
    ['an ellipsis, then a small letter', 'Wait... what?| Yes… no.'],
    ['an ellipsis in Arabic', 'انتظر...| ثم غادر.| نعم…'],
    ['stops in a row', 'حقا؟!!| نعم.'],
    ['titles', 'He met Dr. Smith and Mrs. Jones.| Then he left.'],
    ['initials', 'J. R. R. Tolkien wrote it.| He did.'],
    ['a country', 'The U.S. Army came.| It won.'],
    ['an hour', 'At 3.5 p.m. on Jan. 5 he left.| She stayed.'],
    ['e.g. and i.e.', 'Fruit, e.g. apples, i.e. food.| Good.'],
    ['a number sign', 'It is No. 5 of them.| Yes.'],
    ['a domain and a version', 'Visit example.com or v1.2.3 now.| Bye.'],
    ['an English quotation', 'He said "It is over."| Then he left.'],
    ['typographic quotes', 'He said “It is over.”| Then he left.'],
    ['a bracket', '(It is.)| Done.'],
    ['a quotation that goes on', '"Yes!" he said.| "No."'],
    ['Chinese without spaces', '他来了。|她走了！|真的？'],
    ['Hindi and Urdu', 'यह है।| वह है।| یہ ہے۔| وہ ہے۔'],
    ['newlines are white space', 'First line\nsecond line.|\nThird.'],
    ['no stop at the end', 'سطر بلا نقطة'],
    ['only dots', '......'],
  ])('%s', (_, marked) => {
    const wanted = marked.split('|').map((sentence) => sentence.trim());
    expect(sentencesOf(marked.replaceAll('|', ''))).toEqual(wanted);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t\u00a0\u3000 '],
  ])('%s holds no sentence', (_, text) => {
    expect(sentencesOf(text)).toEqual([]);
  });

  it.each([
    ['at the Arabic semicolon first', 'كلمة كلمة؛ كلمة، كلمة كلمة', 20, ['كلمة كلمة؛', 'كلمة، كلمة كلمة']],
    ['then at a comma', 'كلمة كلمة، كلمة كلمة كلمة', 20, ['كلمة كلمة،', 'كلمة كلمة كلمة']],
    ['then at white space', 'aaaa bbbb cccc dddd', 10, ['aaaa bbbb', 'cccc dddd']],
    ['and else anywhere', 'a'.repeat(25), 10, ['a'.repeat(10), 'a'.repeat(10), 'a'.repeat(5)]],
    ['but never in a surrogate pair', '😀😀😀', 3, ['😀', '😀', '😀']],
    ['not even at a length of one', '😀ab', 1, ['😀', 'ab']],
  ])('cuts a long sentence %s', (_, text, maxUnits, wanted) => {
    expect(sentencesOf(text, maxUnits)).toEqual(wanted);
  });

  it('cuts at 600 units unless told otherwise', () => {
    const lengths = sentencesOf('كلمة '.repeat(1000)).map((sentence) => sentence.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(600);
    expect(Math.max(...lengths)).toBeGreaterThan(500);
  });

  it('covers the block, in order, trimmed, within the length, whatever the text', () => {
    const blank = /^\s*$/u;
    fc.assert(
      fc.property(
        mixedText,
        mixedText,
        mixedText,
        fc.integer({ min: 2, max: 120 }),
        (before, inside, after, maxUnits) => {
          const text = before + inside + after;
          const block = { start: before.length, end: before.length + inside.length };
          let covered = block.start;
          for (const { start, end } of splitSentences(text, block, maxUnits)) {
            expect(start).toBeGreaterThanOrEqual(covered);
            expect(text.slice(covered, start)).toMatch(blank);
            const sentence = text.slice(start, end);
            expect(sentence).not.toBe('');
            // White space stays where a mark stands on it, or a sign in front of it takes it in.
            const characters = charactersOf(sentence);
            expect(characters[0]).not.toMatch(blank);
            expect(characters.at(-1)).not.toMatch(blank);
            if (sentence.length > maxUnits) {
              expect(characters).toHaveLength(1);
              expect(sentence.length).toBeLessThanOrEqual(maxClusterUnits);
            }
            covered = end;
          }
          expect(covered).toBeLessThanOrEqual(block.end);
          expect(text.slice(covered, block.end)).toMatch(blank);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('tears no character apart, at stops and in sentences that are too long', () => {
    fc.assert(
      fc.property(nastyText, fc.integer({ min: 1, max: 60 }), (text, maxUnits) => {
        const boundaries = boundariesOf(text);
        let covered = 0;
        for (const { start, end } of splitSentences(text, { start: 0, end: text.length }, maxUnits)) {
          expect(boundaries).toContain(start);
          expect(boundaries).toContain(end);
          expect(start).toBeGreaterThanOrEqual(covered);
          expect(text.slice(covered, start)).toMatch(/^\s*$/u);
          expect(end - start).toBeLessThanOrEqual(Math.max(maxUnits, maxClusterUnits));
          covered = end;
        }
        expect(text.slice(covered)).toMatch(/^\s*$/u);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['a family', '👨‍👩‍👧‍👦'.repeat(4), 25, 2],
    ['flags', '🇪🇬'.repeat(5), 7, 1],
    ['letters with diacritics', 'نَّ'.repeat(5), 8, 2],
  ])('cuts a long row of %s between them', (_, text, maxUnits, each) => {
    const one = text.slice(0, text.length / (text.startsWith('👨') ? 4 : 5));
    expect(sentencesOf(text, maxUnits)[0]).toBe(one.repeat(each));
  });

  it('splits no surrogate pair', () => {
    const astral = fc.array(fc.constantFrom('😀', '𠮷', 'a', '.', ' ', '\ud83d'), { maxLength: 60 });
    fc.assert(
      fc.property(astral, fc.integer({ min: 0, max: 12 }), (parts, maxUnits) => {
        const text = parts.join('');
        for (const { start, end } of splitSentences(text, { start: 0, end: text.length }, maxUnits)) {
          for (const cut of [start, end]) {
            expect(
              /[\ud800-\udbff]$/.test(text.slice(0, cut)) && /^[\udc00-\udfff]/.test(text.slice(cut)),
            ).toBe(false);
          }
        }
      }),
    );
  });

  it('does not look outside the block', () => {
    fc.assert(
      fc.property(mixedText, mixedText, mixedText, (before, inside, after) => {
        const alone = splitSentences(inside, { start: 0, end: inside.length });
        const block = { start: before.length, end: before.length + inside.length };
        const within = splitSentences(before + inside + after, block);
        expect(
          within.map(({ start, end }) => ({ start: start - block.start, end: end - block.start })),
        ).toEqual(alone);
      }),
    );
  });
});
