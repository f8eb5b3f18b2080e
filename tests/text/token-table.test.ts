import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenTable } from '../../src/text/token-table.js';
import { asToken, tokenize } from '../../src/text/tokenize.js';
import { mixedText } from './mixed-text.js';

describe('TokenTable', () => {
  it('gives what was put in last for a word, or nothing; never what belongs to another', () => {
    const words = fc.array(fc.string({ maxLength: 3 }), { maxLength: 200 });
    fc.assert(
      fc.property(words, (list) => {
        // So few places that words push each other out.
        const table = new TokenTable<string>(3);
        list.forEach((folded, index) => {
          const value = `${folded} ${index}`;
          expect(table.set(asToken(folded), value)).toBe(value);
          expect(table.get(asToken(folded))).toBe(value);
          for (const other of list) {
            const found = table.get(asToken(other));
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
        for (const { folded, hash } of tokenize(text)) expect(asToken(folded)).toEqual({ folded, hash });
      }),
    );
  });
});
