import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../src/terminal/render-answer.js';
import { createStyle } from '../../src/terminal/style.js';
import { wrapText } from '../../src/terminal/wrap.js';
import { hostileAnswer } from './fake-answers.js';
import { expectHarmless, withoutColours } from './terminal-promises.js';

const bold = (text: string): string => `\u001b[1m${text}\u001b[22m`;
const green = (text: string): string => `\u001b[32m${text}\u001b[39m`;
const isolated = (text: string): string => `\u2068${text}\u2069`;

function seen(text: string): string {
  return withoutColours(text).replace(/[\u2066-\u2069]/g, '');
}

describe('wrapText', () => {
  it.each([
    ['a short line', 'one two', 12, 'one two'],
    ['words', 'one two three four', 10, 'one two\nthree four'],
    ['a word that just fits', 'abcdefghij klm', 10, 'abcdefghij\nklm'],
    ['the indentation', '    one two three four five', 14, '    one two\n    three four\n    five'],
    ['the number of a citation', '[1] title of two rows', 15, '[1] title of\n    two rows'],
    ['a word that no row holds', 'a abcdefghijklmno', 10, 'a abcdefgh\nijklmno'],
    ['Arabic with vowel signs, which take no room', 'كَتَبَ الوَلَدُ دَرْسَهُ', 10, 'كَتَبَ الوَلَدُ\nدَرْسَهُ'],
    ['Chinese, two columns a character', '一二三四五六七', 10, '一二三四五\n六七'],
    ['emoji, whole', '👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 10, '👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧\n👨‍👩‍👧'],
    ['flags, whole', '🇸🇦🇪🇬🇩🇿🇲🇦🇹🇳🇱🇧', 10, '🇸🇦🇪🇬🇩🇿🇲🇦🇹🇳\n🇱🇧'],
    ['no-break spaces', 'one two\u00a0three', 10, 'one\ntwo\u00a0three'],
    ['several lines', 'one two three\n\nfour', 10, 'one two\nthree\n\nfour'],
    ['a tab', 'a\tb c', 10, 'a\tb\nc'],
  ])('keeps to the width: %s', (_name, text, columns, expected) => {
    expect(wrapText(text, columns)).toBe(expected);
  });

  it('ends styles with the row, and goes on with them in the next', () => {
    expect(wrapText(`x ${bold(`one ${green('two three')} four`)}`, 10)).toBe(
      `x ${bold(`one ${green('two')}`)}\n${bold(`${green('three')} four`)}`.replace(
        /^x (.*)$/m,
        'x \u001b[1mone \u001b[32mtwo\u001b[39m\u001b[22m',
      ),
    );
  });

  it('closes an isolate with the row, and opens it again in the direction of its first letter', () => {
    expect(wrapText(isolated('كلمة واحدة in English'), 12)).toBe(
      '\u2068كلمة واحدة\u2069\n\u2067in English\u2069',
    );
    expect(wrapText(isolated(bold('12 words then كلمة')), 12)).toBe(
      '\u2068\u001b[1m12 words\u001b[22m\u2069\n\u2066\u001b[1mthen كلمة\u001b[22m\u2069',
    );
  });

  it('changes nothing of the text: no normal form, no character', () => {
    const decomposed = 'e\u0301\u0301te\u0301 ا\u0655سلام \uf900 '.repeat(8).trim();
    expect(wrapText(decomposed, 20).replaceAll('\n', ' ')).toBe(decomposed);
  });

  it('leaves text for a pipe, and for a terminal of no known width, as it is', () => {
    const long = 'word '.repeat(100);
    expect(wrapText(long, undefined)).toBe(long);
    expect(wrapText(long, 0)).toBe(long);
  });

  it('shows all of any answer, harmless, no row wider than the terminal', () => {
    fc.assert(
      fc.property(
        hostileAnswer,
        fc.boolean(),
        fc.integer({ min: 10, max: 100 }),
        (answer, colours, columns) => {
          const shown = renderAnswer(answer, createStyle(colours));
          const wrapped = wrapText(shown, columns);
          expectHarmless(wrapped);
          const letters = (text: string): string => seen(text).replace(/\s/gu, '');
          expect(letters(wrapped)).toBe(letters(shown));
          for (const row of seen(wrapped).split('\n')) {
            if (!row.includes('\t')) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('takes a very long line', () => {
    const word = 'س'.repeat(32_000);
    expect(wrapText(isolated(word), 80).split('\n')).toHaveLength(400);
    expect(wrapText(isolated('كلمة '.repeat(6_400)), 80).split('\n')).toHaveLength(400);
  });
});
