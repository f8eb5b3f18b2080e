import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuse } from '../../src/retrieval/fuse.js';

const cosine = fc.double({ min: -1, max: 1, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('fuse', () => {
  it('of nothing is 0 and of all is 1', () => {
    expect(fuse(0, 0)).toBe(0);
    expect(fuse(1, 1)).toBe(1);
  });

  it('counts a negative cosine as none', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 0, noNaN: true }), share, (negative, other) => {
        expect(fuse(negative, other)).toBe(fuse(0, other));
      }),
    );
  });

  it('lies between the two scores', () => {
    fc.assert(
      fc.property(cosine, share, (left, right) => {
        const bounds = [Math.max(0, left), right];
        expect(fuse(left, right)).toBeGreaterThanOrEqual(Math.min(...bounds) - 1e-12);
        expect(fuse(left, right)).toBeLessThanOrEqual(Math.max(...bounds) + 1e-12);
      }),
    );
  });

  it('never falls when either rises', () => {
    fc.assert(
      fc.property(cosine, cosine, share, share, (c1, c2, s1, s2) => {
        const low = fuse(Math.min(c1, c2), Math.min(s1, s2));
        expect(fuse(Math.max(c1, c2), Math.max(s1, s2))).toBeGreaterThanOrEqual(low);
      }),
    );
  });
});
