import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSpelling } from '../../../src/query/shipped-translator.js';
import { encodeSpelling, SpellingModel } from '../../../src/query/translation/spelling-model.js';

const small = encodeSpelling(
  [
    { latin: 'l', arabic: 'ل' },
    { latin: 'a', arabic: '' },
    { latin: 'a', arabic: 'ا' },
  ],
  [
    { before: [0, 0], pair: 1, count: 3 },
    { before: [0, 1], pair: 2, count: 1 },
    { before: [0, 1], pair: 3, count: 2 },
    { before: [1, 2], pair: 0, count: 1 },
    { before: [1, 3], pair: 0, count: 2 },
  ],
);

describe('SpellingModel', () => {
  it('spells by what stood behind what, the likeliest first', () => {
    const spellings = SpellingModel.decode(small).spell('la', 'latin');
    expect(spellings.map(({ text }) => text)).toEqual(['لا', 'ل']);
    expect(spellings[0]!.score).toBeGreaterThan(spellings[1]!.score);
  });

  it('writes the vowels that Arabic leaves out', () => {
    expect(
      SpellingModel.decode(small)
        .spell('ل', 'arabic')
        .map(({ text }) => text),
    ).toContain('la');
  });

  it('spells nothing with letters that it does not know', () => {
    expect(SpellingModel.decode(small).spell('q', 'latin')).toEqual([]);
  });

  it.each([
    ['another file', Buffer.from('ISNADTH1'.padEnd(80, '\0'))],
    ['one that was cut short', small.subarray(0, small.length - 1)],
    ['one with something behind it', Buffer.concat([small, Buffer.from(' ')])],
  ])('refuses %s', (_what, file) => {
    expect(() => SpellingModel.decode(file)).toThrow(RangeError);
  });
});

describe('the shipped model', () => {
  // Folded, as the words of a question are.
  it.each([
    ['mozart', 'موزارت'],
    ['hitler', 'هتلر'],
    ['khartoum', 'خرطوم'],
    ['rouhani', 'روحاني'],
    ['churchill', 'تشرشل'],
    ['mahmoud', 'محمود'],
  ])('spells %s as %s among the first twenty', (latin, arabic) => {
    const spellings = loadSpelling().spell(latin, 'latin').slice(0, 20);
    expect(spellings.map(({ text }) => text)).toContain(arabic);
  });

  it.each([
    ['ايران', 'iran'],
    ['نيكسون', 'nixon'],
    ['مدريد', 'madrid'],
  ])('spells %s as %s among the first twenty', (arabic, latin) => {
    const spellings = loadSpelling().spell(arabic, 'arabic').slice(0, 20);
    expect(spellings.map(({ text }) => text)).toContain(latin);
  });

  it('gives each spelling once, the most probable first, for any letters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,16}$/), (name) => {
        const spellings = loadSpelling().spell(name, 'latin');
        expect(new Set(spellings.map(({ text }) => text)).size).toBe(spellings.length);
        expect(spellings.reduce((sum, { score }) => sum + Math.exp(score), 0)).toBeLessThan(1);
        expect(spellings).toEqual(spellings.toSorted((a, b) => b.score - a.score));
      }),
      { numRuns: 30 },
    );
  });
});
