import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../src/text/tokenize.js';
import { mixedText } from './mixed-text.js';

function foldedWords(text: string): string[] {
  return tokenize(text).map((word) => word.folded);
}

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

describe('tokenize', () => {
  it.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['only separators', ' ،. «» \n', []],
    ['only marks', '\u064e\u0301\u200f', []],
    ['Arabic with hamzas', 'أعلن الإمام آراءه', ['اعلن', 'الامام', 'اراءه']],
    ['diacritics inside words', 'كَتَبَ الوَلَدُ', ['كتب', 'الولد']],
    ['clitics stay on', 'وبالمدرسة فسيكتبها', ['وبالمدرسه', 'فسيكتبها']],
    ['tatweel inside a word', 'ســلام', ['سلام']],
    ['presentation forms', 'ﻣﺼﺮ', ['مصر']],
    ['Arabic punctuation', 'مصر،سوريا؛لبنان؟', ['مصر', 'سوريا', 'لبنان']],
    ['digits of two scripts', '١٩٥٦ 1956', ['1956', '1956']],
    ['a decimal is two words', '٣٫٥ 3.5', ['3', '5', '3', '5']],
    ['letters and digits together', 'F16 كوفيد19', ['f16', 'كوفيد19']],
    ['English with accents', 'Café Zürich', ['cafe', 'zurich']],
    ['an apostrophe between letters', "Iran's doesn’t", ['irans', 'doesnt']],
    ['apostrophes at the ends', "'tis the boys' 'x'", ['tis', 'the', 'boys', 'x']],
    ['an apostrophe after Arabic', "علي'a", ['علي', 'a']],
    ['two apostrophes', "a''b", ['a', 'b']],
    ['hyphens', 'al-Qahira', ['al', 'qahira']],
    ['a Persian word with a joiner', 'می\u200cشود', ['ميشود']],
    ['Chinese in pairs', '東京都', ['東京', '京都']],
    ['one Chinese character', '東', ['東']],
    ['Chinese with a stop between', '東京。大阪', ['東京', '大阪']],
    ['Chinese beside Latin and digits', 'a東京b1大', ['a', '東京', 'b1', '大']],
    ['Chinese outside the basic plane', '𠮷野家', ['𠮷野', '野家']],
    ['Thai in pairs, vowel signs dropped', 'กินข้าว', ['กน', 'นข', 'ขา', 'าว']],
    ['Korean as whole words', '한국 어', ['한국'.normalize('NFKD'), '어'.normalize('NFKD')]],
    ['lone surrogates part words', 'a\ud83db\ude00c', ['a', 'b', 'c']],
    ['letters outside the basic plane', '𝐀𝐛 𐎠', ['ab', '𐎠']],
  ])('%s', (_, text, words) => {
    expect(foldedWords(text)).toEqual(words);
  });

  it('keeps the span that a word was read from, with the marks behind its last letter', () => {
    const text = '«كَتَبَ» Iran’s.';
    const spans = tokenize(text).map(({ start, end }) => text.slice(start, end));
    expect(spans).toEqual(['كَتَبَ', 'Iran’s']);
  });

  it('cuts a run without an end into words of 64', () => {
    expect(foldedWords('س'.repeat(150)).map((word) => word.length)).toEqual([64, 64, 22]);
  });

  it('gives ascending words whose slice folds to them, overlapping by one character in pairs alone', () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        const words = tokenize(text);
        words.forEach(({ folded, start, end }, index) => {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(folded).not.toBe('');
          expect(folded.length).toBeLessThan(64 + 18);
          expect(foldedWords(text.slice(start, end))).toEqual([folded]);
          const previous = words[index - 1];
          if (!previous) return;
          expect(start).toBeGreaterThan(previous.start);
          expect(end).toBeGreaterThan(previous.end);
          if (start < previous.end) {
            const shared = text.slice(start, previous.end);
            expect(Array.from(shared)).toHaveLength(1);
            expect(shared).toMatch(unspaced);
          }
        });
      }),
      { numRuns: 400 },
    );
  });

  it('leaves no letter or digit out', () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        const covered = new Uint8Array(text.length);
        for (const { start, end } of tokenize(text)) covered.fill(1, start, end);
        for (const match of text.matchAll(/[\p{L}\p{Nd}]/gu)) {
          // Tatweel is a letter to Unicode and nothing to a reader.
          if (match[0] !== 'ـ' && match[0].normalize('NFKD').replace(/[\p{M}\sـ]/gu, '') !== '') {
            expect(covered[match.index]).toBe(1);
          }
        }
      }),
    );
  });

  it('finds the words of two texts apart in their sum', () => {
    fc.assert(
      fc.property(mixedText, mixedText, (left, right) => {
        const offset = left.length + 1;
        const moved = tokenize(right).map(({ start, end, ...word }) => ({
          ...word,
          start: start + offset,
          end: end + offset,
        }));
        expect(tokenize(`${left} ${right}`)).toEqual([...tokenize(left), ...moved]);
      }),
    );
  });

  it('does not see diacritics and tatweel', () => {
    const marks = fc.constantFrom('', '\u064b', '\u064e\u0651', '\u0652', 'ـ', 'ـــ', '\u0670', '\u200f');
    const letters = fc.constantFrom(...Array.from('ابتثجحخدرسعفقلمنهويأإآؤئةى'));
    fc.assert(
      fc.property(fc.array(fc.tuple(letters, marks), { minLength: 1, maxLength: 20 }), (parts) => {
        const bare = parts.map(([letter]) => letter).join('');
        const marked = parts.map((part) => part.join('')).join('');
        expect(foldedWords(marked)).toEqual(foldedWords(bare));
      }),
    );
  });
});
