import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PassageSet } from '../../src/retrieval/passage-set.js';

it('has just the passages that it was made of', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(200)), (ids) => {
      const sorted = ids.toSorted((a, b) => a - b);
      const set = new PassageSet(sorted);
      expect([...set.ids]).toEqual(sorted);
      const all = Array.from({ length: 300 }, (_, id) => id);
      expect(all.filter((id) => set.has(id))).toEqual(sorted);
    }),
  );
});
