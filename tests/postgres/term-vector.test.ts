import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeTermVector,
  encodeTermVector,
  lookUpTerms,
  readTermVector,
} from '../../src/postgres/term-vector.js';

const frequencies = fc
  .uniqueArray(fc.tuple(fc.nat({ max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 255 })), {
    selector: ([number]) => number,
    maxLength: 80,
  })
  .map((entries) => new Map(entries));

describe('the terms of a passage as bytes', () => {
  it('come back as they were, all or some of them', () => {
    fc.assert(
      fc.property(frequencies, fc.array(fc.nat({ max: 2 ** 31 - 1 }), { maxLength: 20 }), (given, others) => {
        const bytes = encodeTermVector(given);
        const read = new Map<number, number>();
        readTermVector(bytes, (number, frequency) => read.set(number, frequency));
        expect(read).toEqual(given);
        const asked = [...new Set([...[...given.keys()].filter((_, at) => at % 2 === 0), ...others])];
        const numbers = Uint32Array.from(asked).sort();
        expect([...lookUpTerms(decodeTermVector(bytes), numbers)]).toEqual(
          [...numbers].map((number) => given.get(number) ?? 0),
        );
      }),
      {
        examples: [
          [new Map(), [1]],
          [new Map([[0, 255]]), [0]],
          [new Map([[2 ** 31 - 1, 130]]), []],
        ],
      },
    );
  });
});
