import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordTable } from '../../src/text/word-table.js';
import { asWord, findWords } from '../../src/text/words.js';
import { mixedText } from './mixed-text.js';

describe('WordTable', () => {
  it('gives what was put in last for a word, or nothing; never what belongs to another', () => {
    const words = fc.array(fc.string({ maxLength: 3 }), { maxLength: 200 });
    fc.assert(
      fc.property(words, (list) => {
        // So few places that words push each other out.
        const table = new WordTable<string>(3);
        list.forEach((folded, index) => {
          const value = `${folded} ${index}`;
          expect(table.set(asWord(folded), value)).toBe(value);
          expect(table.get(asWord(folded))).toBe(value);
          for (const other of list) {
            const found = table.get(asWord(other));
            if (found !== undefined) expect(found.startsWith(`${other} `)).toBe(true);
          }
        });
      }),
      { numRuns: 30 },
    );
  });

  it('knows the same word wherever it comes from', () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        for (const { folded, hash } of findWords(text)) expect(asWord(folded)).toEqual({ folded, hash });
      }),
    );
  });
});
