import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TermMap } from '../../src/matching/term-map.js';

// Many that share their low bits with another.
const term = fc.oneof(
  fc.integer({ min: 0, max: 8 }).map((high) => high * 2 ** 40 + 5),
  fc.nat(Number.MAX_SAFE_INTEGER),
);

it('finds the terms that were put in, and no other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(term), fc.array(term), (known, others) => {
      const map = new TermMap<number[]>();
      known.forEach((each, index) => map.getOrMake(each, () => []).push(index));
      expect(map.size).toBe(known.length);
      known.forEach((each, index) => {
        expect(map.getOrMake(each, () => [-1])).toEqual([index]);
      });
      for (const other of others) expect(map.get(other) !== undefined).toBe(known.includes(other));
    }),
  );
});
