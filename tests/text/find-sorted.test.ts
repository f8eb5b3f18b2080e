import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSorted } from '../../src/text/find-sorted.js';

describe('findSorted', () => {
  it('is the index of a value, or -1', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(40)), fc.nat(40), (values, wanted) => {
        const sorted = Uint32Array.from(values).sort();
        expect(findSorted(sorted, wanted)).toBe(sorted.indexOf(wanted));
      }),
    );
  });
});
