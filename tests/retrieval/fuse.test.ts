import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuse, relativeLength } from '../../src/retrieval/fuse.js';

const cosine = fc.double({ min: -1, max: 1, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const length = fc.nat(2_000).map(relativeLength);

describe('relativeLength', () => {
  it('is 0 at the usual length, and that of a short paragraph for all that is shorter', () => {
    expect(relativeLength(150)).toBe(0);
    expect(relativeLength(0)).toBe(relativeLength(40));
    expect(relativeLength(40)).toBeLessThan(0);
    expect(relativeLength(300)).toBeGreaterThan(0);
  });
});

describe('fuse', () => {
  it('of nothing is 0 and of all is 1, at the usual length', () => {
    expect(fuse(0, 0, 0)).toBe(0);
    expect(fuse(1, 1, 0)).toBe(1);
  });

  it('counts a negative cosine as none, and a share above 1 as 1', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 0, noNaN: true }), share, length, (negative, other, long) => {
        expect(fuse(negative, other, long)).toBe(fuse(0, other, long));
        expect(fuse(-negative, 1 + other, long)).toBe(fuse(-negative, 1, long));
      }),
    );
  });

  it('lies between the two scores, but for what length costs', () => {
    fc.assert(
      fc.property(cosine, share, (left, right) => {
        const bounds = [Math.max(0, left), right];
        expect(fuse(left, right, 0)).toBeGreaterThanOrEqual(Math.min(...bounds) - 1e-12);
        expect(fuse(left, right, 0)).toBeLessThanOrEqual(Math.max(...bounds) + 1e-12);
      }),
    );
  });

  it('never falls when either rises, and never rises with length', () => {
    fc.assert(
      fc.property(cosine, cosine, share, share, length, length, (c1, c2, s1, s2, l1, l2) => {
        const low = fuse(Math.min(c1, c2), Math.min(s1, s2), Math.max(l1, l2));
        expect(fuse(Math.max(c1, c2), Math.max(s1, s2), Math.min(l1, l2))).toBeGreaterThanOrEqual(low);
      }),
    );
  });
});
