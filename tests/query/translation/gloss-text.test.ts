import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerLanguage } from '../../../src/contracts/answer.js';
import { glossWords } from '../../../src/query/shipped-translator.js';
import { mixedText } from '../../text/mixed-text.js';

const whole = (text: string) => [{ start: 0, end: text.length }];

/** Of each glossed word what it is said to mean, the likeliest first. */
function glossOf(text: string, into: AnswerLanguage): Record<string, readonly string[]> {
  return Object.fromEntries(
    glossWords(text, whole(text), into).map(({ word, meanings }) => [word, meanings]),
  );
}

describe('glossWords', () => {
  it('says what the words of an Arabic sentence mean in English, and leaves out those that carry no subject', () => {
    const gloss = glossOf('ويُنهي المؤجر العقد في شهر آذار 2024 بإشعار من ثلاثة أيام.', 'en');
    expect(gloss).toMatchObject({
      المؤجر: expect.arrayContaining(['landlord']) as unknown,
      العقد: expect.arrayContaining(['contract']) as unknown,
    });
    expect(Object.keys(gloss)).not.toContain('في');
    expect(Object.keys(gloss)).not.toContain('2024');
  });

  it('says what the words of an English sentence mean in Arabic', () => {
    const gloss = glossOf('The landlord returns the deposit.', 'ar');
    expect(Object.keys(gloss)).toEqual(['landlord', 'returns', 'deposit']);
    expect(gloss.landlord![0]).toMatch(/مؤجر/u);
  });

  it('spells a name that no dictionary has, and says so', () => {
    const [name] = glossWords('Kowalczykova', whole('Kowalczykova'), 'ar');
    expect(name).toMatchObject({ word: 'Kowalczykova', isSpelled: true });
    expect(name!.meanings).toHaveLength(1);
    expect(name!.meanings[0]).toMatch(/^[ء-ي]+$/u);
    const [arabic] = glossWords('ومارافكوف', whole('ومارافكوف'), 'en');
    expect(arabic).toMatchObject({ isSpelled: true });
    expect(arabic!.meanings[0]).toMatch(/^m[a-z]+$/);
  });

  it('glosses each word once, only inside the spans, where it stands in the text', () => {
    const text = 'river bridge river harbour';
    const spans = [
      { start: 6, end: 12 },
      { start: 13, end: 26 },
    ];
    expect(glossWords(text, spans, 'ar').map(({ word, start }) => [word, start])).toEqual([
      ['bridge', 6],
      ['river', 13],
      ['harbour', 19],
    ]);
  });

  it('has nothing to say of a text in the reader’s own script', () => {
    expect(glossOf('The river', 'en')).toEqual({});
    expect(glossOf('النهر', 'ar')).toEqual({});
  });

  it('gives for any text words of the text, in order, each with a meaning', () => {
    fc.assert(
      fc.property(mixedText, fc.constantFrom('ar' as const, 'en' as const), (text, into) => {
        let from = 0;
        for (const { word, start, end, meanings } of glossWords(text, whole(text), into)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(text.slice(start, end)).toBe(word);
          expect(meanings.length).toBeGreaterThan(0);
          expect(meanings.every((meaning) => meaning !== '')).toBe(true);
          from = end;
        }
      }),
      { numRuns: 300 },
    );
  });
});
